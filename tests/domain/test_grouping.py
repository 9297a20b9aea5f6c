"""Groups of similar photos: their members and their order, the same every time."""

import numpy as np
import pytest

from hitl_app.domain.grouping import LEAST, NEAR, grouped
from hitl_app.domain.vectors import as_unit, compact


def photos(sizes, alone=0, seed=0):
    """Return shuffled photos in clusters of given sizes, and single ones on other axes."""
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


def test_grouped_joins_similar_photos_largest_group_first():
    ids, confidence, vectors, kinds = photos((5, 30, 12), alone=4)
    found = grouped(ids, confidence, vectors)
    assert [(len(g.ids), g.alike) for g in found] == [(30, True), (12, True), (5, True), (4, False)]
    for group in found[:3]:
        assert len(set(kinds[group.ids - 1])) == 1
    assert sorted(np.concatenate([g.ids for g in found])) == ids.tolist()


def test_grouped_puts_unlike_photos_last_most_confident_first():
    ids, confidence, vectors, _ = photos((5,), alone=9)
    rest = grouped(ids, confidence, vectors)[-1]
    assert not rest.alike
    assert (np.diff(confidence[rest.ids - 1]) <= 0).all()


def test_grouped_orders_group_by_similarity_to_first_photo():
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
def test_grouped_does_not_depend_on_order_of_input(seed):
    ids, confidence, vectors, _ = photos((40, 7, 300, 3), alone=30)
    again = np.random.default_rng(seed).permutation(len(ids))
    one = grouped(ids, confidence, vectors)
    other = grouped(ids[again], confidence[again], vectors[again])
    assert [g.ids.tolist() for g in one] == [g.ids.tolist() for g in other]


def test_grouped_orders_by_confidence_when_vectors_are_missing():
    ids, confidence = np.array([4, 7, 9]), np.array([0.5, 0.9, 0.7])
    (only,) = grouped(ids, confidence, None)
    assert (only.ids.tolist(), only.alike) == ([7, 9, 4], False)


def test_grouped_puts_photos_without_vector_in_last_group():
    ids, confidence, vectors, _ = photos((6,))
    vectors[2:4] = 0
    found = grouped(ids, confidence, vectors)
    assert [len(g.ids) for g in found] == [4, 2]
    assert set(found[1].ids) == {3, 4}


def test_grouped_finds_many_small_groups():
    ids, confidence, vectors, kinds = photos((9,) * 100)
    found = grouped(ids, confidence, vectors)
    assert [len(g.ids) for g in found] == [9] * 100
    assert len({int(kinds[g.ids[0] - 1]) for g in found}) == 100


def test_grouped_stops_when_check_raises():
    ids, confidence, vectors, _ = photos((9, 9))

    def check():
        raise InterruptedError

    with pytest.raises(InterruptedError):
        grouped(ids, confidence, vectors, check)


def test_grouped_returns_no_groups_without_photos():
    nothing = np.zeros(0, np.int64)
    assert grouped(nothing, np.zeros(0), np.zeros((0, 8), np.int8)) == ()
