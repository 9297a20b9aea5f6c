import numpy as np
import pytest

from hitl_app.domain.reports.reliability import reliability


def test_reliability_groups_photos_by_tenths_of_confidence():
    first, last = reliability([0.31, 0.35, 0.39, 0.95, 1.0], [False, True, False, True, True])
    assert (first.count, first.right) == (3, 1)
    assert first.confidence == pytest.approx(0.35)
    assert first.share == pytest.approx(1 / 3)
    assert (last.count, last.share, last.high) == (2, 1.0, 1.0)


def test_reliability_interval_matches_clopper_and_pearson():
    (found,) = reliability([0.85] * 10, [True] * 8 + [False] * 2)
    # 8 of 10 at 95 %, from the tables of Clopper and Pearson (1934).
    assert found.low == pytest.approx(0.444, abs=0.001)
    assert found.high == pytest.approx(0.975, abs=0.001)


def test_reliability_counts_every_photo_once():
    rng = np.random.default_rng(1)
    sure = rng.uniform(0, 1, 500)
    right = rng.uniform(0, 1, 500) < sure
    found = reliability(sure.tolist(), right.tolist())
    assert sum(one.count for one in found) == 500
    assert sum(one.right for one in found) == right.sum()
    assert all(one.low <= one.share <= one.high for one in found)
