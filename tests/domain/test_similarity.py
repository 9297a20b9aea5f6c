"""How similar photos must be: by the labels of those that are reviewed."""

import numpy as np
import pytest

from hitl_app.domain.similarity import SHARE, STRICT, floor_of, is_due


def test_floor_is_where_nine_of_ten_have_the_same_label():
    cosines = np.linspace(0.89, 0.4, 500).astype("f4")
    same = cosines > 0.6
    floor = floor_of(cosines, same, np.array([0.1, 0.2], "f4"))
    shown = cosines >= floor
    assert same[shown].mean() == pytest.approx(SHARE, abs=0.005)
    assert 0.5 < floor < 0.6


def test_floor_is_strict_while_too_little_is_known():
    few = np.full(10, 0.5, "f4")
    assert floor_of(few, np.ones(10, bool), few) == STRICT
    assert floor_of(np.zeros(0, "f4"), np.zeros(0, bool), few) == STRICT
    many = np.full(100, 0.5, "f4")
    assert floor_of(many, np.zeros(100, bool), few) == STRICT


def test_floor_is_above_most_pairs_when_all_labels_are_the_same():
    pairs = np.linspace(0, 0.8, 1001).astype("f4")
    assert floor_of(np.linspace(0.9, 0.2, 100).astype("f4"), np.ones(100, bool), pairs) == (
        pytest.approx(0.76, abs=0.001)
    )


def test_floor_never_hides_almost_equal_pictures():
    pairs = np.full(100, 0.99, "f4")
    assert floor_of(np.full(100, 0.99, "f4"), np.ones(100, bool), pairs) == STRICT


def test_floor_is_due_after_a_tenth_more_or_fewer():
    assert not is_due(5, 0)
    assert is_due(6, 0)
    assert not is_due(1100, 1000)
    assert is_due(1101, 1000)
    assert is_due(0, 100)
