"""Vectors are stored with scores, and the job adds the rest; with the shipped small model."""

import numpy as np
import pytest
from sqlalchemy import delete

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError
from hitl_app.domain.settings import ORDER
from hitl_app.domain.vectors import pack, unpack
from hitl_app.jobs import embedding, ordering
from hitl_app.jobs.imports import importing
from hitl_app.jobs.scoring import Scorer
from hitl_app.services import settings
from hitl_app.services.categories import categories
from hitl_app.services.review import reviewing
from hitl_app.services.review.similar import Similar, photos_without_vector
from hitl_app.store.photos.vectors import table
from hitl_app.store.schema import EmbeddingRow, ThumbnailRow
from safeio.decoding.decode import decode_thumbnail
from tests.helpers.files.photos import make_photos
from training.inputs.preparation import prepare


@pytest.fixture
def photos(workspace, recorder, tmp_path):
    make_photos(tmp_path / "drop", 9)
    importing.run(workspace, recorder.job, paths=[str(tmp_path / "drop")])
    return reviewing.next_photos(workspace, limit=20)


def vectors(workspace):
    with workspace.database.read() as session:
        return dict(session.query(EmbeddingRow.photo_id, EmbeddingRow.vector).all())


def forget(workspace, *photo_ids):
    with workspace.database.write() as session:
        session.execute(delete(EmbeddingRow).where(EmbeddingRow.photo_id.in_(photo_ids)))


def test_import_stores_vector_with_score(workspace, photos):
    found = vectors(workspace)
    assert set(found) == {shown.photo.id for shown in photos}
    scorer = Scorer(workspace)
    shown = photos[4]
    image = prepare(decode_thumbnail(shown.thumbnail), scorer.preparation)
    (own,) = unpack(scorer.features(image[np.newaxis]))
    (stored,) = unpack(table([found[shown.photo.id]]))
    assert np.linalg.norm(stored - own) < 0.02 * np.linalg.norm(own)
    assert len(stored) == scorer.width == 128
    assert photos_without_vector(workspace) == 0
    assert settings.order_pending(workspace)


def test_embedding_adds_missing_vectors_once(workspace, recorder, photos):
    before = vectors(workspace)
    ids = [shown.photo.id for shown in photos]
    label = categories.list_categories(workspace)[2].id
    reviewing.decide(workspace, ids[1], Answer.CATEGORY, "ann", label)
    similar = Similar()
    forget(workspace, *ids[:5])
    similar.like(workspace, ids[6], "ann")
    assert len(similar) == 0
    assert embedding.run(workspace, recorder.job)["seen"] == 5
    after = vectors(workspace)
    assert after.keys() == before.keys()
    for photo_id, vector in before.items():
        own, again = unpack(
            np.stack([np.frombuffer(v, np.uint8) for v in (vector, after[photo_id])])
        )
        assert np.linalg.norm(own - again) < 0.02 * np.linalg.norm(own)
    similar.like(workspace, ids[6], "ann")
    assert len(similar) == 1
    assert embedding.run(workspace, recorder.job)["seen"] == 0


def test_embedding_resumes_after_cancel(workspace, recorder, photos, monkeypatch):
    monkeypatch.setattr(embedding, "BATCH", 2)
    forget(workspace, *(shown.photo.id for shown in photos))
    recorder.stop_at = ("embed", 4)
    with pytest.raises(CancelledError):
        embedding.run(workspace, recorder.job)
    left = photos_without_vector(workspace)
    assert 0 < left < 9
    recorder.stop_at = None
    recorder.job = type(recorder.job)(recorder._on_event)
    assert embedding.run(workspace, recorder.job)["seen"] == left
    assert photos_without_vector(workspace) == 0


def test_embedding_stores_zero_vector_for_damaged_thumbnail(workspace, recorder, photos):
    hurt = photos[0].photo.id
    with workspace.database.write() as session:
        session.get_one(ThumbnailRow, hurt).encoded = b"\xff\xd8 no picture"
    forget(workspace, hurt)
    assert embedding.run(workspace, recorder.job)["seen"] == 1
    assert vectors(workspace)[hurt] == pack(np.zeros((1, 128), np.float32)).tobytes()
    assert photos_without_vector(workspace) == 0
    label = categories.list_categories(workspace)[0].id
    reviewing.decide(workspace, photos[1].photo.id, Answer.CATEGORY, "ann", label)
    assert Similar().like(workspace, hurt, "ann") == ()


def test_embedding_ends_where_thumbnails_are_missing(workspace, recorder, photos):
    ids = [shown.photo.id for shown in photos]
    with workspace.database.write() as session:
        session.execute(delete(ThumbnailRow).where(ThumbnailRow.photo_id.in_(ids[:2])))
    forget(workspace, *ids[:3])
    assert embedding.run(workspace, recorder.job)["seen"] == 3
    nothing = pack(np.zeros((1, 128), np.float32)).tobytes()
    assert [vectors(workspace)[i] == nothing for i in ids[:3]] == [True, True, False]
    assert photos_without_vector(workspace) == 0


def test_ordering_sorts_queue_by_setting(workspace, recorder, photos):
    settings.set_setting(workspace, ORDER, "oldest")
    ordering.run(workspace, recorder.job)
    ids = [photo.id for photo in reviewing.queue(workspace, 20)]
    assert ids == sorted(ids)
    settings.set_setting(workspace, ORDER, "most-confident")
    ordering.run(workspace, recorder.job)
    sure = [photo.confidence for photo in reviewing.queue(workspace, 20)]
    assert sure == sorted(sure, reverse=True)
    assert len(ids) == len(sure) == 9
