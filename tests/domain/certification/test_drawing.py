"""Drawing of checks, results of stages and places in the queue, without a database."""

import numpy as np
import pytest

from hitl_app.domain.certification.bound import STAGES, Found, stage
from hitl_app.domain.certification.drawing import another_stage, draw, mixed, result, woven


@pytest.mark.parametrize(("lot", "sample", "stages"), [(1000, 50, 3), (150, 50, 2), (60, 50, 1)])
def test_draw_selects_checks_of_all_stages_without_repeats(lot, sample, stages):
    photos = np.arange(100, 100 + lot)
    drawn = draw(photos, sample, np.random.default_rng(1))
    assert [len(checks) for checks in drawn.checks] == [50, 50, 100][:stages]
    everything = [photo for checks in drawn.checks for photo in checks] + drawn.others
    assert len(set(everything)) == len(everything)
    assert set(everything) <= set(photos.tolist())


def test_draw_returns_none_when_lot_is_no_larger_than_sample():
    assert draw(np.arange(50), 50, np.random.default_rng(1)) is None


def test_draw_selects_every_photo_equally_often():
    rng = np.random.default_rng(4)
    times = np.zeros(40)
    for _ in range(2000):
        times[draw(np.arange(40), 10, rng).checks[0]] += 1
    assert abs(times - 500).max() < 5 * np.sqrt(2000 * 0.25 * 0.75)


def test_mixed_shuffles_checks_and_decoys_together():
    outside = np.arange(1000, 1400)
    decoys, order = mixed(range(100), outside, np.random.default_rng(1))
    assert len(set(decoys)) == 100
    assert set(decoys) <= set(outside.tolist())
    assert sorted(order) == sorted([*range(100), *decoys])
    first = sum(photo < 100 for photo in order[:100])
    assert 30 < first < 70


def test_result_is_final_as_soon_as_open_checks_cannot_change_it():
    def ended(wrong, undecided):
        worst = Found(1000, 200, wrong + undecided, 200, wrong + undecided)
        best = Found(1000, 200, wrong, 200, wrong)
        return result(worst, best, undecided, 0.05, 0.01)

    allowed = max(w for w in range(20) if stage(Found(1000, 200, w, 200, w), 0.05, 0.01).stands)
    assert ended(0, allowed)[0]
    assert ended(0, allowed + 1) is None
    assert not ended(allowed + 1, 30)[0]
    assert not ended(allowed + 1, 0)[0]


def test_another_stage_needs_photos_and_remaining_stages():
    assert another_stage(2, 50, 101, 1)
    assert not another_stage(2, 50, 100, 1)
    assert not another_stage(2, 50, 1000, 0)
    assert not another_stage(len(STAGES) + 1, 50, 1000, 3)


@pytest.mark.parametrize("first", [0.3, -0.9])
def test_woven_puts_checks_at_random_between_queued_photos(first):
    rng = np.random.default_rng(2)
    queue = np.linspace(first, first + 0.6, 400).tolist()
    places = woven(queue, 150, rng)
    assert places == sorted(places)
    order = np.argsort([*queue, *places], kind="stable")[:290]
    share = np.mean(order >= len(queue))
    assert 0.42 < share < 0.58


def test_woven_puts_checks_after_end_of_short_queue():
    places = woven([0.5], 20, np.random.default_rng(2))
    assert places == sorted(places)
    assert places[-1] > 0.5
    assert woven([], 3, np.random.default_rng(1)) == sorted(woven([], 3, np.random.default_rng(1)))
