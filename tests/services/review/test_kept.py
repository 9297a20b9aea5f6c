"""Decisions that are kept on this computer while a server does not answer."""

import json
import subprocess
import sys

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.pending import as_json, pending_decision
from hitl_app.services.review import kept, reviewing
from tests.helpers.workspace.databases import code_of
from tests.helpers.workspace.workspaces import make_workspace


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace", [0.1, 0.2, 0.3])
    yield workspace
    workspace.close()


def decided(workspace, number, category=2, operator="ann"):
    shown = reviewing.show_photo(workspace, number, operator)
    return pending_decision(shown, Answer.CATEGORY, category, "", operator, "window-1")


def files(workspace):
    return sorted(one.name for one in (workspace.folder / kept.FOLDER).glob("*"))


def labels(workspace):
    return [reviewing.show_photo(workspace, number).photo.label_id for number in (1, 2, 3)]


def kept_by_dead(workspace, client, decisions):
    """Keep decisions as a window does that is killed then."""
    kept.keep(workspace, client, decisions)
    file = workspace.folder / kept.FOLDER / f"{client}.json"
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    file.write_text(json.dumps({**json.loads(file.read_text()), "pid": ended.pid}))
    return file


def test_file_of_an_open_window_is_left_alone(workspace):
    kept.keep(workspace, "window-1", [decided(workspace, 1)])
    assert kept.give_in_kept(workspace).photos == []
    assert files(workspace) == ["window-1.json"]
    kept.keep(workspace, "window-1", ())
    assert files(workspace) == []


def test_decisions_of_killed_windows_are_given_in_once(workspace):
    kept_by_dead(workspace, "window-1", [decided(workspace, 1), decided(workspace, 2, 3)])
    file = kept_by_dead(workspace, "window-2", [decided(workspace, 3, 4, "ben")])
    content = file.read_text()
    assert kept.give_in_kept(workspace).photos == [1, 2, 3]
    assert (labels(workspace), files(workspace)) == ([2, 3, 4], [])
    # As if it had been killed before the file was deleted.
    reviewing.undo(workspace, "ben")
    file.write_text(content)
    kept.give_in_kept(workspace)
    assert (labels(workspace), files(workspace)) == ([2, 3, None], [])


def test_given_in_decisions_overwrite_nothing_and_are_counted(workspace):
    kept_by_dead(workspace, "window-1", [decided(workspace, 1), decided(workspace, 2)])
    reviewing.decide(workspace, 2, Answer.CATEGORY, "ben", 5)
    found = kept.give_in_kept(workspace)
    assert (found.photos, dict(found.refused)) == ([1], {"photo-decided": 1})
    assert labels(workspace) == [2, 5, None]


def test_close_gives_in_what_is_left_or_keeps_it_for_the_next_window(workspace):
    first, second = decided(workspace, 1), decided(workspace, 2)
    kept.close(workspace, "window-1", [first], is_away=False, may_keep=True)
    assert (labels(workspace), files(workspace)) == ([2, None, None], [])
    kept.close(workspace, "window-2", [second], is_away=True, may_keep=True)
    assert labels(workspace) == [2, None, None]
    # Also within the same process.
    assert kept.give_in_kept(workspace).photos == [2]
    assert (labels(workspace), files(workspace)) == ([2, 2, None], [])


def test_file_of_another_database_is_left_alone(workspace):
    file = kept_by_dead(workspace, "window-1", [decided(workspace, 1)])
    file.write_text(json.dumps({**json.loads(file.read_text()), "database": "another"}))
    assert kept.give_in_kept(workspace).photos == []
    assert files(workspace) == ["window-1.json"]


@pytest.mark.parametrize("content", ["", "[]", "{", '{"decisions": [{}]}', '{"decisions": []}'])
def test_damaged_file_is_reported_and_does_not_keep_others_back(workspace, content):
    (workspace.folder / kept.FOLDER).mkdir()
    damaged = workspace.folder / kept.FOLDER / "a.json"
    damaged.write_text(content)
    kept_by_dead(workspace, "window-1", [decided(workspace, 1)])
    assert code_of(kept.give_in_kept, workspace) == "kept-damaged"
    assert (labels(workspace), files(workspace)) == ([2, None, None], ["a.json"])


def test_disk_that_refuses_is_reported(workspace):
    (workspace.folder / kept.FOLDER).write_text("a file in the place of the folder")
    assert code_of(kept.keep, workspace, "window-1", [decided(workspace, 1)]) == "keep-failed"


def test_kept_file_has_no_more_than_it_needs(workspace):
    decision = decided(workspace, 1)
    kept.keep(workspace, "window-1", [decision])
    content = json.loads((workspace.folder / kept.FOLDER / "window-1.json").read_text())
    assert sorted(content) == ["database", "decisions", "pid", "started"]
    assert content["decisions"] == as_json([decision])
