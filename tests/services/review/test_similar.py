import numpy as np
import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.review import Order
from hitl_app.domain.settings import ORDER, SECOND_OPINIONS
from hitl_app.domain.similarity import STRICT
from hitl_app.domain.vectors import pack, sketches
from hitl_app.jobs import ordering
from hitl_app.jobs.job import Job
from hitl_app.services import settings
from hitl_app.services.categories import categories
from hitl_app.services.certification import inspecting
from hitl_app.services.review import reviewing
from hitl_app.services.review.similar import SHOWN, Similar, photos_without_vector
from hitl_app.store.models import versions
from hitl_app.store.photos import vectors as embeddings
from tests.helpers.workspace.inspections import all_checks, opened
from tests.helpers.workspace.scored import backbone_of
from tests.helpers.workspace.workspaces import add_photos, let_another_take_over, make_workspace

COUNT = 40


def give_vectors(workspace, photo_ids, seed=0):
    """Store similar vectors for photos with neighbouring numbers; return them."""
    rng = np.random.default_rng(seed)
    walk = rng.normal(size=(len(photo_ids), 24)).cumsum(axis=0) + 20
    vectors = pack(walk.astype("f4"))
    with workspace.database.write() as session:
        backbone = backbone_of(session, versions.active_id(session))
        rows = zip(photo_ids, (v.tobytes() for v in vectors), strict=True)
        embeddings.put(session, backbone, list(rows))
    return sketches(vectors)


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path)
    yield workspace
    workspace.close()


@pytest.fixture
def photos(workspace):
    return add_photos(workspace, np.linspace(0.3, 0.9, COUNT).tolist())


@pytest.fixture
def vectors(workspace, photos):
    return give_vectors(workspace, photos)


def decide(workspace, photo_id, operator="ann", category=0):
    label = categories.list_categories(workspace)[category].id
    reviewing.decide(workspace, photo_id, Answer.CATEGORY, operator, label)


def found(similar, workspace, photo_id, operator="ann"):
    return [one.line.decision.photo_id for one in similar.like(workspace, photo_id, operator)]


def test_like_returns_nearest_decided_photos(workspace, photos, vectors):
    similar = Similar()
    assert found(similar, workspace, photos[0]) == []
    decided = photos[10:30]
    for photo_id in decided:
        decide(workspace, photo_id)
    products = vectors[10:30].astype(int) @ vectors[5].astype(int)
    nearest = [decided[i] for i in np.argsort(-products, kind="stable")[:SHOWN]]
    assert found(similar, workspace, photos[5]) == nearest
    assert nearest[0] not in found(similar, workspace, nearest[0])


def test_like_follows_decisions_undo_and_new_labels(workspace, photos, vectors):
    similar = Similar()
    decide(workspace, photos[1])
    assert found(similar, workspace, photos[0]) == [photos[1]]
    decide(workspace, photos[2])
    assert set(found(similar, workspace, photos[0])) == {photos[1], photos[2]}
    reviewing.undo(workspace, "ann")
    assert found(similar, workspace, photos[0]) == [photos[1]]
    decide(workspace, photos[1], category=3)
    (one,) = similar.like(workspace, photos[0], "ann")
    assert one.line.decision.category_id == categories.list_categories(workspace)[3].id
    reviewing.decide(workspace, photos[1], Answer.NOT_A_PHOTO, "ann")
    assert found(similar, workspace, photos[0]) == []
    assert len(similar) == 0


def test_like_never_compares_vectors_of_different_versions(workspace, photos, vectors):
    similar = Similar()
    decide(workspace, photos[1])
    assert found(similar, workspace, photos[0]) == [photos[1]]
    let_another_take_over(workspace)
    assert found(similar, workspace, photos[0]) == []
    give_vectors(workspace, photos[:1])
    assert found(similar, workspace, photos[0]) == [], "the decided one has an older vector"
    assert photos_without_vector(workspace) == COUNT - 1


def test_like_marks_same_picture(workspace):
    # Their pictures depend only on their names.
    first, copy, other = add_photos(
        workspace, [0.5] * 3, names=["a/photo.png", "b/photo.png", "c/photo.png"]
    )
    give_vectors(workspace, [first, copy, other])
    decide(workspace, copy)
    with workspace.database.write() as session:
        from hitl_app.store.schema import ThumbnailRow

        picture = np.random.default_rng(1).integers(0, 255, (28, 28, 3), np.uint8)
        session.get_one(ThumbnailRow, first).encoded = _png(picture)
        session.get_one(ThumbnailRow, copy).encoded = _png((picture * 0.9).astype(np.uint8))
        session.get_one(ThumbnailRow, other).encoded = _png(picture[::-1])
    similar = Similar()
    assert [one.same for one in similar.like(workspace, first, "ann")] == [True]
    assert [one.same for one in similar.like(workspace, other, "ann")] == [False]


def test_like_leaves_out_photos_below_the_floor(workspace):
    """Two kinds with different labels; a third is like neither."""
    ids = add_photos(workspace, np.linspace(0.3, 0.9, 64).tolist())
    kinds = np.repeat(np.eye(3, 24), [30, 30, 4], axis=0)
    features = kinds + np.random.default_rng(2).normal(0, 0.12, (64, 24))
    with workspace.database.write() as session:
        backbone = backbone_of(session, versions.active_id(session))
        rows = zip(ids, (v.tobytes() for v in pack(features.astype("f4"))), strict=True)
        embeddings.put(session, backbone, list(rows))
    similar = Similar()
    for place in (*range(25), *range(30, 55)):
        decide(workspace, ids[place], category=place // 30)
    others = [*range(25, 30), *range(55, 60)]
    shown = [found(similar, workspace, ids[place]) for place in others]
    assert sum(map(bool, shown)) > 5
    for place, some in zip(others, shown, strict=True):
        assert {ids.index(photo_id) // 30 for photo_id in some} <= {place // 30}
    assert all(found(similar, workspace, photo_id) == [] for photo_id in ids[60:])
    before = similar.floor
    like = next(ids[place] for place, some in zip(others, shown, strict=True) if some)
    assert found(Similar(), workspace, like) == found(similar, workspace, like), "opened again"
    for _ in range(50):
        reviewing.undo(workspace, "ann")
    assert found(similar, workspace, like) == []
    assert similar.floor == STRICT != before
    for place in (*range(25), *range(30, 55)):
        decide(workspace, ids[place], category=place // 30)
    assert found(similar, workspace, like)
    assert similar.floor == before
    assert found(similar, workspace, ids[63]) == []


def _png(pixels):
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(out, "PNG")
    return out.getvalue()


def test_like_leaves_out_blind_photos(tmp_path):
    confidences = [*np.linspace(0.985, 0.999, 150), *np.linspace(0.3, 0.8, 150)]
    workspace = make_workspace(tmp_path / "lot", confidences)
    ids = sorted(photo.id for photo in reviewing.queue(workspace, 1000))
    give_vectors(workspace, ids)
    for photo_id in ids[150:200]:
        decide(workspace, photo_id)
    similar = Similar()
    opened(workspace, target=0.9, checks=20, threshold=0.98)
    blind = [p.id for p in reviewing.queue(workspace, 1000) if p.blind]
    assert set(all_checks(workspace)) <= set(blind)
    assert all(found(similar, workspace, photo_id) == [] for photo_id in blind)
    plain = [p.id for p in reviewing.queue(workspace, 1000) if not p.blind]
    assert all(found(similar, workspace, i) for i in plain if ids[145] < i < ids[205])
    # It stays hidden after its decision, until the inspection ends.
    decide(workspace, blind[0])
    assert found(similar, workspace, blind[0]) == []
    workspace.close()


def test_like_hides_photos_with_open_second_opinion(workspace, photos, vectors):
    settings.set_setting(workspace, SECOND_OPINIONS, "1")
    decide(workspace, photos[1], operator="ann")
    similar = Similar()
    assert found(similar, workspace, photos[0], "ann") == [photos[1]]
    assert found(similar, workspace, photos[0], "ben") == []


def test_ordering_keeps_turns_of_blind_photos(tmp_path):
    confidences = [*np.linspace(0.985, 0.999, 150), *np.linspace(0.3, 0.8, 150)]
    workspace = make_workspace(tmp_path / "lot", confidences)
    opened(workspace, target=0.9, checks=20, threshold=0.98)
    give_vectors(workspace, sorted(photo.id for photo in reviewing.queue(workspace, 1000)))
    before = [p.id if p.blind else 0 for p in reviewing.queue(workspace, 1000)]
    others = []
    for order in Order:
        settings.set_setting(workspace, ORDER, order)
        assert settings.order_pending(workspace)
        assert ordering.run(workspace, Job(lambda _event: None))["order"] == order
        assert not settings.order_pending(workspace)
        queue = reviewing.queue(workspace, 1000)
        assert [p.id if p.blind else 0 for p in queue] == before
        others.append(tuple(p.id for p in queue if not p.blind))
    assert len(set(others)) >= 4, "the orders of other photos differ"
    workspace.close()


def test_open_inspection_draws_same_decoys_in_every_order(tmp_path, monkeypatch):
    """Drawn in order of age or category, decoys would share a trait that checks lack."""
    monkeypatch.setattr(inspecting.secrets, "randbits", lambda _bits: 5)
    found_in = []
    for order in (Order.LEAST_CONFIDENT, Order.OLDEST, Order.CATEGORY):
        rng = np.random.default_rng(3)
        sure, unsure = rng.uniform(0.985, 0.999, 150), rng.uniform(0.3, 0.8, 150)
        workspace = make_workspace(tmp_path / order, np.concatenate([sure, unsure]).tolist())
        settings.set_setting(workspace, ORDER, order)
        ordering.run(workspace, Job(lambda _event: None))
        opened(workspace, target=0.9, checks=20, threshold=0.98)
        found_in.append({p.id for p in reviewing.queue(workspace, 1000) if p.blind})
        workspace.close()
    assert found_in[0] == found_in[1] == found_in[2]
