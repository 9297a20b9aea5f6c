import hashlib
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from hitl_app.domain.errors import KnownError
from hitl_app.domain.flagging import BINS, ConfidenceHistogram, bin_of, state_of
from hitl_app.domain.names import clean_name, same_name
from hitl_app.domain.photos import Hold, PhotoState, Split, split_of
from hitl_app.domain.reports.pace import work


def test_split_of_assigns_one_photo_in_five_to_validation():
    splits = [split_of(f"{n:064x}") for n in range(1000)]
    assert (splits.count(Split.VALIDATION), splits.count(Split.TRAINING)) == (200, 800)


@pytest.mark.parametrize(
    ("content", "split"),
    [
        (b"coat", Split.TRAINING),
        (b"dress", Split.TRAINING),
        (b"shirt", Split.TRAINING),
        (b"trouser", Split.VALIDATION),
    ],
)
def test_split_of_matches_splits_stored_by_earlier_versions(content, split):
    digest = hashlib.sha256(content).hexdigest()
    assert split_of(digest) is split
    assert split_of("0" * 56 + digest[-8:]) is split, "the last eight digits alone decide"


@pytest.mark.parametrize(
    ("confidence", "threshold", "hold", "state"),
    [
        (0.99, None, Hold.NONE, PhotoState.TO_REVIEW),
        (0.90, 0.9, Hold.NONE, PhotoState.AUTO_ACCEPTED),
        (0.89, 0.9, Hold.NONE, PhotoState.TO_REVIEW),
        (0.99, 0.9, Hold.SKIPPED, PhotoState.TO_REVIEW),
        (0.99, 0.9, Hold.ASKED, PhotoState.TO_REVIEW),
    ],
)
def test_state_of_auto_accepts_confident_photos_that_are_not_held(
    confidence, threshold, hold, state
):
    assert state_of(confidence, threshold, hold) is state


@pytest.mark.parametrize("threshold", [0.3, 0.5, 0.57, 0.9, 0.999, 1.0])
def test_confidence_histogram_counts_match_state_of(threshold):
    confidences = np.random.default_rng(1).integers(0, BINS, 500) / BINS
    counts = np.bincount([bin_of(c) for c in confidences], minlength=BINS)
    histogram = ConfidenceHistogram(counts, held=7)
    states = [state_of(c, threshold) for c in confidences]
    assert histogram.flagged(threshold) == states.count(PhotoState.TO_REVIEW) + 7
    assert histogram.accepted(threshold) == states.count(PhotoState.AUTO_ACCEPTED)
    assert histogram.flagged(None) == 507


def test_work_leaves_breaks_out_of_pace():
    start = datetime(2026, 1, 1, tzinfo=UTC)
    steps = [0, 2, 4, 6, 3600, 3602, 3604]
    times = [start + timedelta(seconds=s) for s in steps]
    assert work([(time, 1) for time in times]).per_hour == pytest.approx(1800.0)
    assert work([(time, 5) for time in times]).per_hour == pytest.approx(9000.0)
    assert work([(time, 1) for time in times[:2]]).per_hour is None


@pytest.mark.parametrize("name", ["تی\u200cشرت", "അവന്\u200d", "👩\u200d🦰 wigs", "❤\ufe0f"])
def test_clean_name_keeps_joiners_of_words_and_emoji(name):
    assert clean_name(f" {name}\t") == name
    assert same_name(name, name.replace("\u200c", "").replace("\u200d", "").replace("\ufe0f", ""))


def test_clean_name_collapses_spaces_and_same_name_ignores_case():
    assert clean_name("  Rain   coat ") == "Rain coat"
    assert same_name("ＲAIN", "rain")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("  ", "name-empty"),
        ("x" * 61, "name-too-long"),
        ("Skip", "name-reserved"),
        ("not-a-photo", "name-reserved"),
        ("ｓｋｉｐ", "name-reserved"),
        ("with\u200ddrawn", "name-reserved"),
        ("a\x00b", "name-unprintable"),
        ("a\nb", "name-unprintable"),
        ("a\u2028b", "name-unprintable"),
        ("\u202egpj", "name-unprintable"),
        ("a\u2066b\u2069", "name-unprintable"),
        ("a\udc80", "name-unprintable"),
        ("\u200d\u3164", "name-empty"),
    ],
)
def test_clean_name_refuses_invalid_names(name, code):
    with pytest.raises(KnownError) as raised:
        clean_name(name)
    assert raised.value.code == code
