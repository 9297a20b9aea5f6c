"""How many decisions it takes until an inspection pays."""

import numpy as np

from hitl_app.domain.certification.calibration import Evidence
from hitl_app.domain.certification.projecting import decisions_until
from hitl_app.domain.flagging import BINS

NOTHING = Evidence(np.zeros(BINS, np.int64), np.zeros(BINS, np.int64))


def counts(photos):
    """Return photos of all confidences from a half up."""
    places = np.linspace(0.5, 0.99, photos) * BINS
    return np.bincount(places.astype(int), minlength=BINS)


def until(pays, photos=1000, training_photos=100):
    return decisions_until(pays, counts(photos), NOTHING, photos, training_photos)


def test_decisions_until_returns_first_number_that_pays():
    asked = []

    def pays(_left, _known, decisions):
        asked.append(decisions)
        return decisions >= 60

    assert until(pays) == 60
    assert asked == sorted(asked)


def test_decisions_until_returns_none_when_it_never_pays():
    asked = []
    assert until(lambda _left, _known, n: asked.append(n), photos=5000) is None
    assert max(asked) < 5000
    assert max(asked) > 2500, "it looks far ahead"


def test_decisions_leave_fewer_and_more_confident_photos():
    seen = {}

    def pays(left, known, decisions):
        seen[decisions] = left, known
        return False

    until(pays)
    confidence = (np.arange(BINS) + 0.5) / BINS
    before = counts(1000) @ confidence / 1000
    for decisions, (left, known) in seen.items():
        assert left.sum() == 1000 - decisions
        assert known.decided.sum() == decisions
        assert 0 < known.wrong.sum() < decisions
        mean = left @ confidence / left.sum()
        assert mean > before
        before = mean


def test_decisions_teach_a_trained_model_less():
    def mean(training_photos):
        found = []

        def pays(left, _known, decisions):
            found.append(left @ np.arange(BINS))
            return decisions >= 100

        until(pays, training_photos=training_photos)
        return found[-1]

    assert mean(5000) < mean(500) < mean(50)
