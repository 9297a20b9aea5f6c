"""Several operators in one workspace: questions, their recipients, and other windows."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.domain.names import MAX_NOTE
from hitl_app.domain.photos import Hold, PhotoState
from hitl_app.services.certification import inspecting
from hitl_app.services.review import loaded, opinions, reviewing
from hitl_app.services.review.claims import Client
from hitl_app.services.settings import set_setting
from hitl_app.services.workspace import windows
from hitl_app.store.schema import PresenceRow
from hitl_app.workspace import Workspace
from tests.helpers.workspace.inspections import all_checks, opened
from tests.helpers.workspace.workspaces import make_workspace

FROZEN = Path(__file__).parents[2] / "store" / "engine" / "frozen"


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace", [0.1, 0.2, 0.3])
    yield workspace
    workspace.close()


def queue_of(workspace, operator, **wanted):
    found = reviewing.next_photos(workspace, 10, operator=operator, **wanted)
    return [shown.photo.id for shown in found]


def counts_of(workspace, operator):
    counts = reviewing.review_status(workspace, operator).counts
    return counts.to_review, counts.skipped, counts.asked, counts.own_asked


def test_ask_queues_photo_for_other_operators(workspace):
    reviewing.decide(workspace, 1, Answer.ASK, "ann", note="coat or  dress?")
    assert queue_of(workspace, "ann") == [2, 3]
    assert queue_of(workspace, "ben") == [2, 3, 1]
    assert queue_of(workspace, "ann", own_asked=True) == [2, 3, 1]
    assert counts_of(workspace, "ann") == (2, 0, 0, 1)
    assert counts_of(workspace, "ben") == (3, 0, 1, 0)
    shown = reviewing.show_photo(workspace, 1, "ben")
    assert (shown.question.operator, shown.question.note) == ("ann", "coat or dress?")
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ben", 1)
    shown = reviewing.show_photo(workspace, 1, "ann")
    assert (shown.photo.state, shown.photo.asked_by, shown.question) == (
        PhotoState.REVIEWED, "", None,
    )  # fmt: skip


def test_skip_of_asked_photo_keeps_question_open(workspace):
    reviewing.decide(workspace, 1, Answer.ASK, "ann", note="which?")
    reviewing.decide(workspace, 1, Answer.SKIP, "ben")
    assert queue_of(workspace, "ann") == [2, 3]
    assert counts_of(workspace, "ann") == (2, 0, 0, 1)
    assert counts_of(workspace, "ben") == (3, 1, 0, 0)
    assert reviewing.show_photo(workspace, 1, "cleo").question.note == "which?"
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ben", 1)
    reviewing.undo(workspace, "ben")
    assert reviewing.show_photo(workspace, 1).photo.hold is Hold.SKIPPED
    assert queue_of(workspace, "ann") == [2, 3], "as before"
    reviewing.undo(workspace, "ben")
    assert reviewing.show_photo(workspace, 1).photo.hold is Hold.ASKED
    assert queue_of(workspace, "ann") == [2, 3]
    reviewing.undo(workspace, "ann")
    assert queue_of(workspace, "ann") == [1, 2, 3]
    assert reviewing.show_photo(workspace, 1).question is None


def test_ask_again_returns_photo_to_first_operator(workspace):
    reviewing.decide(workspace, 1, Answer.ASK, "ann", note="which?")
    reviewing.decide(workspace, 1, Answer.ASK, "ben", note="no idea")
    assert queue_of(workspace, "ann") == [2, 3, 1]
    assert queue_of(workspace, "ben") == [2, 3]
    assert reviewing.show_photo(workspace, 1, "ann").question.note == "no idea"


def test_skip_of_own_question_returns_photo_to_own_queue(workspace):
    reviewing.decide(workspace, 1, Answer.ASK, "ann")
    reviewing.decide(workspace, 1, Answer.SKIP, "ann")
    assert queue_of(workspace, "ann") == [2, 3, 1]


def test_ask_stores_note_as_one_bounded_line(workspace):
    reviewing.decide(workspace, 1, Answer.ASK, "ann", note="<b>a</b>\n\u202egpj" + "x" * 500)
    note = reviewing.show_photo(workspace, 1, "ben").question.note
    assert note.startswith("<b>a</b> \\u202egpjxx")
    assert len(note) == MAX_NOTE
    reviewing.decide(workspace, 2, Answer.CATEGORY, "ann", 1, note="only questions have one")
    assert reviewing.show_photo(workspace, 2).decision.note == ""


def test_skipped_photos_leaves_out_own_questions(workspace):
    for number in (1, 3):
        reviewing.decide(workspace, number, Answer.SKIP, "ann")
    reviewing.decide(workspace, 2, Answer.ASK, "ann")
    reviewing.decide(workspace, 2, Answer.SKIP, "ben")
    found = {
        name: loaded.skipped_photos(workspace, Client(name, "window"), 10)
        for name in ("ann", "ben")
    }
    assert [shown.photo.id for shown in found["ann"]] == [1, 3]
    assert [shown.photo.id for shown in found["ben"]] == [1, 2, 3]


def test_ask_about_disputed_photo_hides_both_opinions(workspace):
    set_setting(workspace, "second-opinions", "1")
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ann", 1)
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ben", 2)
    reviewing.decide(workspace, 1, Answer.ASK, "cleo", note="which?")
    assert 1 not in queue_of(workspace, "cleo")
    (shown,) = opinions.wanted(workspace, "dan")
    assert (shown.photo.id, shown.decision, shown.photo.label_id) == (1, None, None)
    assert shown.question.note == "which?"
    shown = reviewing.show_photo(workspace, 1)
    assert shown.decision.answer is Answer.ASK
    assert shown.decision.category_id is None


def test_skip_and_ask_treat_checks_and_decoys_alike(tmp_path):
    confidences = [0.99] * 400 + [0.5] * 200
    workspace = make_workspace(tmp_path / "lot", confidences)
    opened(workspace, target=0.9, checks=30, threshold=0.98)
    check = set(all_checks(workspace))
    blind = [p.id for p in reviewing.queue(workspace, 600) if p.blind]
    chosen = next(i for i in blind if i in check), next(i for i in blind if i not in check)
    for answer in (Answer.SKIP, Answer.ASK):
        seen = []
        for number in chosen:
            before = counts_of(workspace, "ann")
            reviewing.decide(workspace, number, answer, "ann", note="hm")
            shown = reviewing.show_photo(workspace, number, "ben")
            after = counts_of(workspace, "ann")
            shown_to_ben = (
                shown.question is None,
                shown.decision.suggestion_id,
                shown.probabilities,
            )
            gone = number in queue_of(workspace, "ann")
            seen.append(([b - a for a, b in zip(before, after, strict=True)], shown_to_ben, gone))
        assert seen[0] == seen[1]
    skipped = loaded.skipped_photos(workspace, Client("ann", "window"), 10)
    assert not [shown for shown in skipped if shown.probabilities]
    inspecting.cancel(workspace)
    workspace.close()


# Windows.


def enter(workspace, operator):
    """Record an open window; return its token."""
    windows.enter(workspace, token := f"of {operator}", operator)
    return token


def test_window_that_enters_again_is_there_once(workspace):
    for name in ("ann", "ann"):
        token = enter(workspace, name)
    others = windows.pulse(workspace, "another", None).others
    assert [(one.token, one.operator) for one in others] == [(token, "ann")]


def test_pulse_reports_other_windows_and_their_operations(workspace):
    other = Workspace.open(workspace.folder)
    here, there = enter(workspace, "ann"), enter(other, "ben")
    first = windows.pulse(workspace, here, None)
    assert [one.operator for one in first.others] == ["ben"]
    assert [one.operator for one in windows.pulse(other, there, None).others] == ["ann"]
    assert windows.pulse(workspace, here, first).operation == first.operation
    operation = reviewing.decide(other, 1, Answer.CATEGORY, "ben", 1)
    second = windows.pulse(workspace, here, first)
    assert second.operation == operation > first.operation
    windows.stay(other, there, "cleo")
    assert [one.operator for one in windows.pulse(workspace, here, second).others] == ["cleo"]
    windows.leave(other, there)
    other.close()
    assert windows.pulse(workspace, here, second).others == ()
    assert windows.known_operators(workspace) == ("ben",)


def test_pulse_leaves_out_window_of_dead_process(workspace):
    here, gone = enter(workspace, "ann"), enter(workspace, "ben")
    with workspace.database.write() as session:
        session.get(PresenceRow, gone).process_started -= 100.0
    assert windows.pulse(workspace, here, None).others == ()
    enter(workspace, "cleo")
    with workspace.database.read() as session:
        assert session.get(PresenceRow, gone) is None, "the next window deletes it"
        assert session.get(PresenceRow, here).pid == os.getpid()


def test_open_restores_asking_operator_of_older_workspace(tmp_path):
    shutil.copy(FROZEN / "review-0002.db", tmp_path / "review.db")
    with closing(sqlite3.connect(tmp_path / "review.db")) as raw, raw:
        to_review = raw.execute("SELECT id FROM photo WHERE state = 'waiting' ORDER BY id")
        asked, disputed = [number for (number,) in to_review][:2]
        (operation,) = raw.execute("SELECT max(id) FROM operation").fetchone()
        raw.execute("UPDATE photo SET hold = 2 WHERE id IN (?, ?)", (asked, disputed))
        for number, answer, who in ((asked, "ask", "zoe"), (disputed, "not-a-photo", "yan")):
            raw.execute(
                "INSERT INTO decision (operation_id, photo_id, answer, operator, at)"
                " VALUES (?, ?, ?, ?, '2026-01-02 03:04:05')",
                (operation, number, answer, who),
            )
    workspace = Workspace.open(tmp_path)
    assert reviewing.show_photo(workspace, asked).photo.asked_by == "zoe"
    assert reviewing.show_photo(workspace, disputed).photo.asked_by == ""
    assert asked not in queue_of(workspace, "zoe")
    assert {asked, disputed} <= set(queue_of(workspace, "ann"))
    workspace.close()
