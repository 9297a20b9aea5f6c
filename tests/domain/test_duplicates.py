"""Groups of near-duplicates: each photo is compared with all others, however large the blocks."""

import numpy as np
import pytest

from hitl_app.domain import duplicates
from hitl_app.domain.duplicates import near_duplicates
from hitl_app.domain.errors import CancelledError
from hitl_app.domain.vectors import compact


def photos(kinds, seed=0):
    """Return vectors, those of one kind near each other."""
    rng = np.random.default_rng(seed)
    middles = np.random.default_rng(1).normal(size=(max(kinds) + 1, 64))
    return compact((middles[kinds] + rng.normal(size=(len(kinds), 64)) / 20).astype("f4"))


@pytest.mark.parametrize("rows", [1, 7, 512])
def test_near_duplicates_finds_groups_largest_first(monkeypatch, rows):
    monkeypatch.setattr(duplicates, "_ROWS", rows)
    monkeypatch.setattr(duplicates, "_COLUMNS", 2 * rows + 1)
    kinds = np.random.default_rng(3).permutation(np.repeat(np.arange(5), [1, 2, 9, 4, 1]))
    found = near_duplicates(photos(kinds), lambda one, other: kinds[one] == kinds[other])
    assert [len(group) for group in found] == [9, 4, 2]
    assert all(len(set(kinds[group])) == 1 for group in found)


def test_near_duplicates_looks_at_pictures_of_candidates_alone():
    kinds = np.repeat(np.arange(3), 10)
    looked = []

    def is_same(one, other):
        looked.append((one, other))
        return True

    found = near_duplicates(photos(kinds), is_same)
    assert [len(group) for group in found] == [10, 10, 10]
    assert len(looked) == 27, "one look a photo, however many copies there are"
    assert near_duplicates(photos(kinds), lambda _one, _other: False) == []


def test_near_duplicates_joins_groups_that_a_photo_is_the_same_as():
    vectors = photos(np.zeros(5, int))
    same = {(0, 1), (2, 3), (0, 4), (1, 4), (2, 4), (3, 4)}
    found = near_duplicates(vectors, lambda one, other: (min(one, other), max(one, other)) in same)
    assert found == [[0, 1, 2, 3, 4]]


def test_near_duplicates_of_photos_without_features_are_unknown():
    assert near_duplicates(np.zeros((5, 64), np.int8), lambda _one, _other: True) == []
    assert near_duplicates(np.zeros((0, 64), np.int8), lambda _one, _other: True) == []


def test_near_duplicates_reports_and_can_be_cancelled():
    done = []
    near_duplicates(photos(np.arange(30)), lambda _one, _other: True, done.append)
    assert done == [0, 30]

    def cancel(_done):
        raise CancelledError

    with pytest.raises(CancelledError):
        near_duplicates(photos(np.arange(30)), lambda _one, _other: True, cancel)


def test_near_duplicates_looks_at_the_nearest_alone_where_many_are_near():
    looked = []
    vectors = photos(np.zeros(60, int))
    near_duplicates(vectors, lambda one, other: bool(looked.append((one, other))))
    assert len(looked) == sum(min(place, 16) for place in range(60))
