"""Which photos of a lot are checks or decoys, and where the queue takes them."""

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.services.certification import inspecting, proposing
from hitl_app.services.review import reviewing
from hitl_app.store.certification import lots
from hitl_app.store.schema import PhotoRow
from tests.helpers.workspace.inspections import (
    SURE,
    blind,
    catalogue,
    confirm,
    nothing,
    open_inspection,
)
from tests.helpers.workspace.workspaces import add_photos


@pytest.fixture
def workspace(tmp_path):
    workspace = catalogue(tmp_path / "workspace")
    yield workspace
    workspace.close()


def plain(session):
    """Return the photos whose suggestions are shown, least confident first."""
    found = session.query(PhotoRow).filter(PhotoRow.blind.is_(False))
    return sorted(found, key=lambda photo: (photo.confidence, photo.id))


def test_checks_of_returns_checks_to_review_of_one_stage(workspace):
    inspection = open_inspection(workspace)
    decided, skipped, *left = blind(workspace, 1)
    confirm(workspace, [decided])
    reviewing.decide(workspace, skipped, Answer.SKIP, "ann")
    with workspace.database.read() as session:
        found = [lots.checks_of(session, inspection.id, stage) for stage in (1, 2, 0)]
    of_lot = [photo_id for photo_id in blind(workspace, 0) if photo_id <= SURE]
    assert found == [left, blind(workspace, 2), of_lot]


def test_queue_places_ascend_and_leave_out_only_photos_of_the_lot(workspace):
    open_inspection(workspace)
    inspecting.cancel(workspace)
    wanted = proposing.proposal(workspace, 0.9, 0.99, 60)
    inspection = inspecting.open_inspection(workspace, wanted, "ann", nothing)
    with workspace.database.read() as session:
        outside = [photo.place for photo in plain(session) if photo.confidence < 0.99]
        assert outside[-1] > 0.985, "photos of an earlier lot are among them"
        assert lots.queue_places(session, inspection.id, 1000) == outside
        assert lots.queue_places(session, inspection.id, 10) == outside[:10]


def test_decoys_are_least_confident_photos_from_before_the_opening(workspace):
    inspection = open_inspection(workspace)
    add_photos(workspace, [0.1] * 10, folder="/later")
    with workspace.database.read() as session:
        before = [photo.id for photo in plain(session) if photo.confidence > 0.2]
        assert lots.decoys(session, inspection.id, 5).tolist() == before[:20]


def test_decoys_include_least_confident_photos_of_lot_when_others_are_few(tmp_path):
    workspace = catalogue(tmp_path / "few", SURE, 70)
    inspection = open_inspection(workspace, checks=30)
    with workspace.database.read() as session:
        ids = [photo.id for photo in plain(session)]
        assert lots.decoys(session, inspection.id, 50).tolist() == ids[:50]
        assert ids[39] > SURE >= ids[40], "ten of the lot are needed"
    workspace.close()
