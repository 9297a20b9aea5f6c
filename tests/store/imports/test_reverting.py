"""What prevents reverting an import, and what is deleted with its photos."""

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.runs import RunState
from hitl_app.services.review import reviewing
from hitl_app.store.imports import reverting
from hitl_app.store.schema import EmbeddingRow, PathRow, PhotoRow, PredictionRow, ThumbnailRow
from tests.helpers.workspace.inspections import CHECKS, certify
from tests.helpers.workspace.vectors import add_vectors
from tests.helpers.workspace.workspaces import add_photos, make_workspace


@pytest.fixture
def workspace(tmp_path):
    """Yield a workspace of two imports: of three photos, and of two."""
    workspace = make_workspace(tmp_path / "workspace", [0.3, 0.4, 0.5])
    add_photos(workspace, [0.6, 0.7], folder="/second")
    yield workspace
    workspace.close()


def test_photo_count_counts_photos_of_one_import(workspace):
    with workspace.database.read() as session:
        assert [reverting.photo_count(session, number) for number in (1, 2, 3)] == [3, 2, 0]


def test_decided_count_counts_each_photo_of_import_once_after_undo(workspace):
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ann", 1)
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ann", 2)
    reviewing.decide(workspace, 4, Answer.SKIP, "ann")
    reviewing.undo(workspace, "ann")
    with workspace.database.read() as session:
        assert [reverting.decided_count(session, number) for number in (1, 2, 3)] == [1, 1, 0]


def test_forget_some_deletes_newest_photos_of_import_with_their_rows(workspace):
    add_vectors(workspace, [1, 2, 3, 4, 5], [0, 1, 2, 3, 4])
    with workspace.database.write() as session:
        assert reverting.forget_some(session, 1, 2) == 2
        assert reverting.forget_some(session, 3, 2) == 0
    with workspace.database.read() as session:
        left = {1, 4, 5}
        assert {i for (i,) in session.query(PhotoRow.id)} == left
        for row in (EmbeddingRow, PredictionRow, ThumbnailRow, PathRow):
            assert {i for (i,) in session.query(row.photo_id)} == left, row


def test_forget_some_never_frees_row_numbers(workspace):
    with workspace.database.write() as session:
        assert reverting.forget_some(session, 2, 10) == 2
    assert add_photos(workspace, [0.8], folder="/third") == [6]


def test_state_of_returns_recorded_state_or_none(workspace):
    with workspace.database.write() as session:
        reverting.set_state(session, 2, RunState.REVERTING)
    with workspace.database.read() as session:
        states = [reverting.state_of(session, number) for number in (1, 2, 3)]
    assert states == [RunState.DONE, RunState.REVERTING, None]


def test_was_drawn_from_is_true_only_for_import_in_lot(tmp_path):
    workspace = make_workspace(tmp_path / "lot", [0.99] * 300 + [0.5] * 100)
    certify(workspace, target=0.9, threshold=0.98, checks=CHECKS)
    add_photos(workspace, [0.6], folder="/later")
    with workspace.database.read() as session:
        assert reverting.was_drawn_from(session, 1)
        assert not reverting.was_drawn_from(session, 2)
        assert not reverting.was_drawn_from(session, 3)
    workspace.close()


def test_was_drawn_from_is_true_when_lot_ends_with_first_photo_of_import(tmp_path):
    workspace = make_workspace(tmp_path / "lot", [0.99] * 300)
    add_photos(workspace, [0.5], folder="/second")
    certify(workspace, target=0.9, threshold=0.98, checks=CHECKS)
    with workspace.database.read() as session:
        assert reverting.was_drawn_from(session, 2)
    workspace.close()
