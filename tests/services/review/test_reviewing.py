"""Photos as one operator reviews them, and results of undo."""

import pytest

from hitl_app.domain.decisions import Answer, OperationKind
from hitl_app.domain.errors import KnownError
from hitl_app.domain.settings import SECOND_OPINIONS
from hitl_app.services.review import loaded, reviewing
from hitl_app.services.review.claims import Client
from hitl_app.services.settings import set_setting
from hitl_app.store.decisions import recording
from tests.helpers.workspace.inspections import blind, catalogue, open_inspection
from tests.helpers.workspace.workspaces import make_workspace


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace", [0.1, 0.2, 0.3])
    yield workspace
    workspace.close()


def test_previous_photo_leaves_out_own_question(workspace):
    reviewing.decide(workspace, 1, Answer.ASK, "ann")
    reviewing.decide(workspace, 2, Answer.ASK, "ben")
    last = reviewing.show_photo(workspace, 2).photo
    assert loaded.previous_photo(workspace, Client("ann", "window"), last).photo.id == 3
    assert loaded.previous_photo(workspace, Client("ben", "window"), last).photo.id == 1


def test_show_photo_is_blind_when_it_needs_a_second_opinion(workspace):
    set_setting(workspace, SECOND_OPINIONS, "1")
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ann", 2)
    shown = reviewing.show_photo(workspace, 1, "ben")
    assert (shown.opinion, shown.decision, shown.photo.suggestion_id) == (True, None, None)
    assert reviewing.show_photo(workspace, 1, "ann").photo.label_id == 2


def test_decide_refuses_blind_photo_when_suggestion_was_shown(tmp_path):
    workspace = catalogue(tmp_path / "lot")
    open_inspection(workspace)
    check = blind(workspace, 1)[0]
    shown = reviewing.show_photo(workspace, check).photo
    with pytest.raises(KnownError) as raised:
        reviewing.decide(workspace, check, Answer.CATEGORY, "ann", 1, shown=shown)
    assert raised.value.code == "blind-now"
    assert reviewing.counts(workspace).reviewed == 0
    workspace.close()


def test_undo_names_operator_when_there_is_nothing_to_undo(workspace):
    reviewing.decide(workspace, 1, Answer.SKIP, "ann")
    with pytest.raises(KnownError) as raised:
        reviewing.undo(workspace, "ben")
    assert (raised.value.code, raised.value.params) == ("nothing-to-undo", {"operator": "ben"})


def test_undo_returns_operation_when_it_has_no_photos(workspace):
    with workspace.database.write() as session:
        number = recording.add_operation(session, OperationKind.LIST, "ann", 0)
    undone = reviewing.undo(workspace, "ann")
    assert (undone.operation.id, undone.changed, undone.photo) == (number, 0, None)
    assert reviewing.undoable(workspace, "ann") is None
