"""Reverting imports: completely, never with decided photos, and again after a kill."""

import pytest
from sqlalchemy import select

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.runs import RunState
from hitl_app.jobs.imports import reverting
from hitl_app.services.catalogue import imports
from hitl_app.services.review import reviewing
from hitl_app.store.schema import (
    EmbeddingRow,
    PathRow,
    PhotoRow,
    PredictionRow,
    ThumbnailRow,
)
from tests.helpers.workspace.inspections import catalogue, open_inspection
from tests.helpers.workspace.workspaces import add_photos, make_workspace

ROWS = (PhotoRow, ThumbnailRow, PathRow, PredictionRow, EmbeddingRow)


@pytest.fixture
def workspace(tmp_path):
    """Yield a workspace of two imports of 120 photos each."""
    workspace = make_workspace(tmp_path / "own")
    add_photos(workspace, [0.5] * 120, folder="/first")
    add_photos(workspace, [0.6] * 120, folder="/second")
    yield workspace
    workspace.close()


def counts(workspace):
    with workspace.database.read() as session:
        return [session.query(row).count() for row in ROWS]


def state(workspace, number):
    return next(run.state for run in imports.list_imports(workspace) if run.id == number)


def code_of(workspace, recorder, number):
    with pytest.raises(KnownError) as raised:
        reverting.run(workspace, recorder.job, number=number)
    return raised.value.code


def test_revert_deletes_only_photos_of_its_import(workspace, recorder):
    before = counts(workspace)
    result = reverting.run(workspace, recorder.job, number=2)
    assert result == {"import": 2, "photos": 120}
    assert counts(workspace) == [count // 2 for count in before]
    assert state(workspace, 2) is RunState.REVERTED
    assert {photo.path.split("/")[1] for photo in reviewing.queue(workspace, 500)} == {"first"}
    assert code_of(workspace, recorder, 2) == "import-unknown"
    assert code_of(workspace, recorder, 9) == "import-unknown"


def test_revert_never_frees_row_numbers(workspace, recorder):
    """An operator who still has a deleted photo on screen must not decide another by its number."""
    with workspace.database.read() as session:
        last = max(session.scalars(select(PhotoRow.id)))
    reverting.run(workspace, recorder.job, number=2)
    assert min(add_photos(workspace, [0.7] * 5, folder="/third")) > last
    reverting.run(workspace, recorder.job, number=3)
    reverting.run(workspace, recorder.job, number=1)
    assert min(add_photos(workspace, [0.7], folder="/fourth")) > last + 5


def test_revert_lets_same_photos_be_imported_again(workspace, recorder):
    reverting.run(workspace, recorder.job, number=2)
    add_photos(workspace, [0.7] * 30, folder="/second")
    assert reviewing.counts(workspace).to_review == 150


@pytest.mark.parametrize("withdrawn", [False, True])
def test_revert_refuses_import_with_decided_photos(workspace, recorder, withdrawn):
    photo = next(p for p in reviewing.queue(workspace, 500) if p.path.startswith("/second"))
    reviewing.decide(workspace, photo.id, Answer.CATEGORY, "ann", 1)
    if withdrawn:
        reviewing.undo(workspace, "ann")
    before = counts(workspace)
    assert code_of(workspace, recorder, 2) == "import-decided"
    assert counts(workspace) == before
    assert state(workspace, 2) is RunState.DONE
    reverting.run(workspace, recorder.job, number=1)


def test_revert_stops_when_a_photo_is_decided_meanwhile(workspace, recorder, monkeypatch):
    forget = reverting.reverting.forget_some

    def then_decide(session, number, limit):
        gone = forget(session, number, limit)
        monkeypatch.setattr(reverting.reverting, "decided_count", lambda *_: 1)
        return gone

    monkeypatch.setattr(reverting.reverting, "forget_some", then_decide)
    assert code_of(workspace, recorder, 2) == "import-decided"
    assert counts(workspace)[0] == 240 - 50
    assert state(workspace, 2) is RunState.CANCELLED


def test_revert_resumes_after_cancel(workspace, recorder):
    recorder.stop_at = ("forget", 50)
    with pytest.raises(CancelledError):
        reverting.run(workspace, recorder.job, number=2)
    assert state(workspace, 2) is RunState.REVERTING
    assert 120 < counts(workspace)[0] < 240
    reverting.run(workspace, type(recorder)().job, number=2)
    assert counts(workspace)[0] == 120
    assert state(workspace, 2) is RunState.REVERTED


def test_revert_refuses_import_in_inspected_lot(tmp_path, recorder):
    workspace = catalogue(tmp_path / "inspected")
    open_inspection(workspace)
    assert code_of(workspace, recorder, 1) == "import-inspected"
    add_photos(workspace, [0.5] * 10, folder="/later")
    assert reverting.run(workspace, recorder.job, number=2)["photos"] == 10
    workspace.close()
