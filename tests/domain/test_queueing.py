import numpy as np
import pytest

from hitl_app.domain.queueing import KINDS, QueuedPhotos, kinds, new_places
from hitl_app.domain.review import Order
from hitl_app.domain.vectors import VectorIndex, as_unit, compact, pack, sketches


def queue_of(confidence, *, blind=(), position=None):
    """Return photos to review in order of confidence, numbered from 1 by age."""
    confidence = np.asarray(confidence, float)
    ids = np.arange(1, len(confidence) + 1)
    order = np.argsort(confidence, kind="stable")
    marks = np.isin(ids, blind)
    where = np.zeros(len(ids), int) if position is None else np.asarray(position)
    return QueuedPhotos(
        ids[order], confidence[order], confidence[order], where[order], marks[order]
    )


def in_order(to_review, places):
    return to_review.ids[np.lexsort((to_review.ids, places))].tolist()


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.LEAST_CONFIDENT, [3, 1, 4, 2]),
        (Order.MOST_CONFIDENT, [2, 4, 1, 3]),
        (Order.OLDEST, [1, 2, 3, 4]),
        (Order.CATEGORY, [1, 2, 3, 4]),
        (Order.INFORMATIVE, [3, 1, 4, 2]),
    ],
)
def test_new_places_follow_order_when_vectors_are_missing(order, expected):
    to_review = queue_of([0.5, 0.9, 0.2, 0.8], position=[0, 0, 1, 2])
    places = new_places(order, to_review)
    assert in_order(to_review, places) == expected
    assert places.min() >= 0
    assert places.max() <= 1


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("blind", [(2,), (3, 6, 7), (1, 2, 3, 8, 9, 10), range(1, 11)])
def test_new_places_keep_turns_of_blind_photos_in_every_order(order, blind):
    rng = np.random.default_rng(3)
    # Rounded: some confidences are equal.
    to_review = queue_of(
        rng.uniform(0.2, 1, 10).round(1), blind=list(blind), position=rng.integers(0, 3, 10)
    )
    before = in_order(to_review, to_review.places)
    found = kinds(rng.normal(size=(10 - len(blind), 4)).astype("f4")) if len(blind) < 10 else None
    after = in_order(to_review, new_places(order, to_review, found))
    turns = [before.index(i) for i in blind]
    assert [after.index(i) for i in blind] == turns
    assert sorted(after) == sorted(before)


def test_new_places_put_one_photo_of_each_kind_before_least_confident():
    rng = np.random.default_rng(1)
    kind = rng.integers(0, 8, 400)
    vectors = (10 * np.eye(8)[kind] + rng.normal(0, 0.1, (400, 8))).astype("f4")
    to_review = queue_of(np.sort(rng.uniform(0.2, 1, 400)))
    found = kinds(vectors)
    order = np.array(in_order(to_review, new_places(Order.INFORMATIVE, to_review, found))) - 1
    count = len(np.unique(found.kind))
    assert len(set(found.kind[order[:count]])) == count
    assert len(set(kind[order[:count]])) == 8
    assert count <= KINDS
    first = order[:count]
    for photo in first:
        same = found.kind == found.kind[photo]
        assert found.strange[photo] == found.strange[same].min(), "the most typical of its kind"
    rest = to_review.confidence[order[count:]]
    assert (np.diff(rest) >= 0).all()


def test_new_places_are_confidences_in_informative_order():
    rng = np.random.default_rng(2)
    to_review = queue_of(rng.uniform(0.2, 1, 60))
    places = new_places(Order.INFORMATIVE, to_review, kinds(rng.normal(size=(60, 5)).astype("f4")))
    np.testing.assert_array_equal(np.sort(places), np.sort(to_review.confidence))


def test_sketches_keep_neighbours():
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(40, 300))
    features = (np.repeat(centres, 5, axis=0) + rng.normal(0, 0.3, (200, 300))).astype("f4")
    stored = sketches(pack(features))
    assert stored.dtype == np.int8
    assert stored.shape == (200, 128)
    products = as_unit(stored) @ as_unit(stored).T
    np.fill_diagonal(products, -1)
    assert (products.argmax(axis=1) // 5 == np.arange(200) // 5).all()
    narrow = sketches(pack(features[:, :60]))
    own = features[:, :60] / np.linalg.norm(features[:, :60], axis=1, keepdims=True)
    assert np.abs(as_unit(narrow) @ as_unit(narrow).T - own @ own.T).max() < 0.03


def test_sketches_of_zero_features_are_zeros():
    assert not sketches(pack(np.zeros((2, 200), np.float32))).any()


class TestVectorIndex:
    @pytest.fixture
    def vectors(self):
        features = np.random.default_rng(5).normal(size=(70_000, 16)).astype("f4")
        return compact(features)

    @pytest.fixture
    def kinds(self, vectors):
        kinds = VectorIndex()
        kinds.put(np.arange(1, len(vectors) + 1), vectors)
        return kinds

    @staticmethod
    def expected(vectors, question, count):
        products = as_unit(vectors) @ as_unit(question)
        return (np.argsort(-products, kind="stable")[:count] + 1).tolist()

    def test_nearest_is_exact_across_blocks(self, kinds, vectors):
        question = vectors[123]
        found = kinds.nearest(question, 6)
        assert [photo_id for photo_id, _ in found] == self.expected(vectors, question, 6)
        assert found[0][0] == 124
        assert found[0][1] == pytest.approx(1, abs=0.05)

    def test_nearest_leaves_out_removed_and_replaced_vectors(self, kinds, vectors):
        question = vectors[66_000]
        kinds.set(66_001, None)
        assert 66_001 not in [photo_id for photo_id, _ in kinds.nearest(question, 50)]
        assert len(kinds) == 69_999
        kinds.set(70_001, question)
        kinds.set(5, -question)
        kinds.set(99, None)
        kinds.set(99, None)
        assert kinds.nearest(question, 1)[0][0] == 70_001
        assert len(kinds) == 69_999

    def test_nearest_returns_nothing_when_index_is_empty(self, vectors):
        assert VectorIndex().nearest(vectors[0], 3) == []
