"""Groups of similar photos: which, in which order, and the same ones every time."""

import numpy as np
import pytest

from hitl_app.domain.grouping import LEAST, NEAR, grouped
from hitl_app.domain.vectors import as_unit, compact


def photos(sizes, alone=0, seed=0):
    """Photos in clusters of some sizes around axes, others alone on an axis each; mixed."""
    rng = np.random.default_rng(seed)
    kinds = np.repeat(np.arange(len(sizes) + alone), [*sizes, *[1] * alone])
    vectors = np.eye(100)[kinds] + rng.normal(scale=0.01, size=(len(kinds), 100))
    mixed = rng.permutation(len(kinds))
    ids = 1 + np.arange(len(kinds))
    return (
        ids,
        rng.uniform(0.3, 0.9, len(kinds)),
        compact(vectors[mixed].astype("f4")),
        kinds[mixed],
    )


def test_look_alikes_are_together_the_largest_group_first():
    ids, confidence, vectors, kinds = photos((5, 30, 12), alone=4)
    found = grouped(ids, confidence, vectors)
    assert [(len(g.ids), g.alike) for g in found] == [(30, True), (12, True), (5, True), (4, False)]
    for group in found[:3]:
        assert len(set(kinds[group.ids - 1])) == 1
    assert sorted(np.concatenate([g.ids for g in found])) == ids.tolist()


def test_what_is_like_no_other_comes_last_the_surest_first():
    ids, confidence, vectors, _ = photos((5,), alone=9)
    rest = grouped(ids, confidence, vectors)[-1]
    assert not rest.alike
    assert (np.diff(confidence[rest.ids - 1]) <= 0).all()


def test_in_a_group_all_are_near_the_first_and_the_nearest_come_first():
    rng = np.random.default_rng(3)
    around = np.eye(30)[0] + rng.normal(scale=0.06, size=(60, 30))
    vectors = compact(around.astype("f4"))
    ids = np.arange(60)
    largest = grouped(ids, rng.uniform(size=60), vectors)[0]
    cosines = as_unit(vectors[largest.ids]) @ as_unit(vectors[largest.ids[0]])
    assert len(largest.ids) >= LEAST
    assert cosines.min() >= NEAR[-1]
    assert (np.diff(cosines) <= 1e-6).all()


@pytest.mark.parametrize("seed", range(3))
def test_the_order_in_which_photos_come_changes_nothing(seed):
    ids, confidence, vectors, _ = photos((40, 7, 300, 3), alone=30)
    again = np.random.default_rng(seed).permutation(len(ids))
    one = grouped(ids, confidence, vectors)
    other = grouped(ids[again], confidence[again], vectors[again])
    assert [g.ids.tolist() for g in one] == [g.ids.tolist() for g in other]


def test_without_vectors_the_surest_come_first():
    ids, confidence = np.array([4, 7, 9]), np.array([0.5, 0.9, 0.7])
    (only,) = grouped(ids, confidence, None)
    assert (only.ids.tolist(), only.alike) == ([7, 9, 4], False)


def test_photos_without_a_vector_are_like_no_others():
    ids, confidence, vectors, _ = photos((6,))
    vectors[2:4] = 0
    found = grouped(ids, confidence, vectors)
    assert [len(g.ids) for g in found] == [4, 2]
    assert set(found[1].ids) == {3, 4}


def test_many_small_groups_are_found_beyond_the_first_candidates():
    ids, confidence, vectors, kinds = photos((9,) * 100)
    found = grouped(ids, confidence, vectors)
    assert [len(g.ids) for g in found] == [9] * 100
    assert len({int(kinds[g.ids[0] - 1]) for g in found}) == 100


def test_it_stops_when_it_is_no_longer_wanted():
    ids, confidence, vectors, _ = photos((9, 9))

    def check():
        raise InterruptedError

    with pytest.raises(InterruptedError):
        grouped(ids, confidence, vectors, check)


def test_nothing_gives_no_groups():
    nothing = np.zeros(0, np.int64)
    assert grouped(nothing, np.zeros(0), np.zeros((0, 8), np.int8)) == ()
