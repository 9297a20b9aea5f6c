import numpy as np
import pytest

from hitl_app.domain.queueing import KINDS, Waiting, kinds, new_places
from hitl_app.domain.review import Order
from hitl_app.domain.vectors import Looks, as_unit, compact


def queue_of(confidence, *, unaided=(), position=None):
    """Waiting photos that stand in the order of their confidence, numbered from 1 by age."""
    confidence = np.asarray(confidence, float)
    ids = np.arange(1, len(confidence) + 1)
    order = np.argsort(confidence, kind="stable")
    marks = np.isin(ids, unaided)
    where = np.zeros(len(ids), int) if position is None else np.asarray(position)
    return Waiting(ids[order], confidence[order], confidence[order], where[order], marks[order])


def in_order(waiting, places):
    return waiting.ids[np.lexsort((waiting.ids, places))].tolist()


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.LEAST_SURE, [3, 1, 4, 2]),
        (Order.MOST_SURE, [2, 4, 1, 3]),
        (Order.OLDEST, [1, 2, 3, 4]),
        (Order.CATEGORY, [1, 2, 3, 4]),
        (Order.TEACHES, [3, 1, 4, 2]),
    ],
)
def test_orders_without_looks(order, expected):
    waiting = queue_of([0.5, 0.9, 0.2, 0.8], position=[0, 0, 1, 2])
    places = new_places(order, waiting)
    assert in_order(waiting, places) == expected
    assert places.min() >= 0
    assert places.max() <= 1


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("unaided", [(2,), (3, 6, 7), (1, 2, 3, 8, 9, 10), range(1, 11)])
def test_who_is_unaided_keeps_the_turn_whatever_the_order(order, unaided):
    rng = np.random.default_rng(3)
    # Rounded: some are equally sure.
    waiting = queue_of(
        rng.uniform(0.2, 1, 10).round(1), unaided=list(unaided), position=rng.integers(0, 3, 10)
    )
    before = in_order(waiting, waiting.places)
    looks = (
        kinds(rng.normal(size=(10 - len(unaided), 4)).astype("f4")) if len(unaided) < 10 else None
    )
    after = in_order(waiting, new_places(order, waiting, looks))
    turns = [before.index(i) for i in unaided]
    assert [after.index(i) for i in unaided] == turns
    assert sorted(after) == sorted(before)


def test_what_teaches_takes_one_of_each_kind_and_then_the_least_sure():
    rng = np.random.default_rng(1)
    kind = rng.integers(0, 8, 400)
    vectors = (10 * np.eye(8)[kind] + rng.normal(0, 0.1, (400, 8))).astype("f4")
    waiting = queue_of(np.sort(rng.uniform(0.2, 1, 400)))
    looks = kinds(vectors)
    order = np.array(in_order(waiting, new_places(Order.TEACHES, waiting, looks))) - 1
    found = len(np.unique(looks.kind))
    assert len(set(looks.kind[order[:found]])) == found
    assert len(set(kind[order[:found]])) == 8
    assert found <= KINDS
    first = order[:found]
    for photo in first:
        same = looks.kind == looks.kind[photo]
        assert looks.strange[photo] == looks.strange[same].min(), "the most typical of its kind"
    rest = waiting.confidence[order[found:]]
    assert (np.diff(rest) >= 0).all()


def test_places_of_what_teaches_are_the_confidences_so_that_arrivals_fit_in():
    rng = np.random.default_rng(2)
    waiting = queue_of(rng.uniform(0.2, 1, 60))
    places = new_places(Order.TEACHES, waiting, kinds(rng.normal(size=(60, 5)).astype("f4")))
    np.testing.assert_array_equal(np.sort(places), np.sort(waiting.confidence))


def test_compact_vectors_keep_neighbours():
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(40, 300))
    features = (np.repeat(centres, 5, axis=0) + rng.normal(0, 0.3, (200, 300))).astype("f4")
    stored = compact(features)
    assert stored.dtype == np.int8
    assert stored.shape == (200, 128)
    products = as_unit(stored) @ as_unit(stored).T
    np.fill_diagonal(products, -1)
    assert (products.argmax(axis=1) // 5 == np.arange(200) // 5).all()
    narrow = compact(features[:, :60])
    own = features[:, :60] / np.linalg.norm(features[:, :60], axis=1, keepdims=True)
    assert np.abs(as_unit(narrow) @ as_unit(narrow).T - own @ own.T).max() < 0.03


def test_a_photo_that_sets_off_nothing_is_like_no_other():
    assert not compact(np.zeros((2, 200), np.float32)).any()


class TestLooks:
    @pytest.fixture
    def vectors(self):
        features = np.random.default_rng(5).normal(size=(70_000, 16)).astype("f4")
        return compact(features)

    @pytest.fixture
    def looks(self, vectors):
        looks = Looks()
        looks.put(np.arange(1, len(vectors) + 1), vectors)
        return looks

    @staticmethod
    def expected(vectors, question, count):
        products = as_unit(vectors) @ as_unit(question)
        return (np.argsort(-products, kind="stable")[:count] + 1).tolist()

    def test_the_nearest_are_exact_over_several_blocks(self, looks, vectors):
        question = vectors[123]
        found = looks.nearest(question, 6)
        assert [photo_id for photo_id, _ in found] == self.expected(vectors, question, 6)
        assert found[0][0] == 124
        assert found[0][1] == pytest.approx(1, abs=0.05)

    def test_what_is_taken_out_or_replaced_is_found_no_more(self, looks, vectors):
        question = vectors[66_000]
        looks.set(66_001, None)
        assert 66_001 not in [photo_id for photo_id, _ in looks.nearest(question, 50)]
        assert len(looks) == 69_999
        looks.set(70_001, question)
        looks.set(5, -question)
        looks.set(99, None)
        looks.set(99, None)
        assert looks.nearest(question, 1)[0][0] == 70_001
        assert len(looks) == 69_999

    def test_nothing_is_like_anything_in_an_empty_one(self, vectors):
        assert Looks().nearest(vectors[0], 3) == []
