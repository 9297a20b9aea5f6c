"""Several people and several windows: who is asked, who is told, what comes back."""

import json

import pytest
from platformdirs import user_state_path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hitl_app.domain.decisions import Answer
from hitl_app.services.categories import categories
from hitl_app.services.review import reviewing
from hitl_app.services.workspace import windows
from hitl_app.ui.session import recent
from hitl_app.ui.shell.operator_dialog import OperatorDialog
from hitl_app.ui.shell.window import DeskWindow
from hitl_app.workspace import Workspace
from tests.helpers.workspaces import let_another_take_over, make_workspace
from tests.ui.conftest import fake_worker

Key = Qt.Key


def name_operator(desk, name):
    desk.window.operators.set(name)
    desk.until(lambda: desk.flow.operator == name)
    desk.settle()


def chips(desk):
    return [chip.text() for chip in desk.page.caption._chips]


# Who is at the desk.


def test_who_is_at_the_desk_is_asked_once_and_remembered(desk):
    window = desk.open([0.5, 0.6])
    window.operators.ask_once()
    assert desk.message.happened == "Who is at the desk?"
    asked = desk.flow.operator
    assert desk.message.remedy == f"Each decision carries the name {asked}."
    yes = window.messages._buttons[0]
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    desk.until(lambda: recent.operator() == asked)
    window.operators.ask_once()
    assert desk.message is None


def test_another_operator_takes_over_and_decisions_carry_the_name(desk):
    window = desk.open([0.3, 0.4, 0.5])
    desk.decide(Key.Key_1)
    name_operator(desk, "Ben")
    assert window.status.operator.text() == "Ben"
    assert not desk.page.commands.can_undo(), "what others decided is theirs"
    desk.decide(Key.Key_1)
    lines = desk.look(lambda workspace: reviewing.desk(workspace, "Ben").last)
    assert lines[0].decision.operator == "Ben"
    assert lines[1].decision.operator != "Ben"
    assert recent.operator() == "Ben"


def test_the_form_offers_who_decided_here_and_refuses_what_is_no_name(desk):
    window = desk.open([0.3, 0.4])
    desk.look(lambda workspace: reviewing.decide(workspace, 2, Answer.SKIP, "zoe"))
    window.operators.choose()
    desk.until(lambda: window.findChild(OperatorDialog) is not None)
    dialog = window.findChild(OperatorDialog)
    offered = [dialog.field.itemText(i) for i in range(dialog.field.count())]
    assert offered == [desk.flow.operator, "zoe"]
    dialog.field.setEditText("  ")
    assert not dialog.accept_button.isEnabled()
    dialog.field.setEditText("skip")
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    desk.until(lambda: desk.message is not None)
    assert desk.message.tone == "warning"
    assert desk.flow.operator == offered[0]


# What is put to a colleague.


def test_a_note_goes_with_the_question_to_who_is_next_at_the_desk(desk):
    desk.open([0.3, 0.4])
    asker = desk.flow.operator
    first = desk.shown
    desk.press(Key.Key_M)
    note = desk.page.stage.note
    assert note.field.hasFocus()
    QTest.keyClicks(note.field, "coat or dress? 1 or 2")
    assert desk.shown == first, "what is typed decides nothing"
    before = desk.flow.current
    QTest.keyClick(note.field, Key.Key_Return)
    desk.until(lambda: desk.flow.current is not before)
    desk.settle()
    assert not note.isVisible()
    desk.decide(Key.Key_1)
    assert desk.page.stage.place == "asked"
    name_operator(desk, "ben")
    assert desk.shown == first
    assert note.said.text() == f"{asker} asks: coat or dress? 1 or 2"
    assert chips(desk) == [f"{asker} asks"]
    desk.decide(Key.Key_2)
    assert desk.page.stage.place == "done"


def test_esc_leaves_the_note_without_a_word(desk):
    desk.open([0.3, 0.4])
    shown = desk.shown
    desk.press(Key.Key_M)
    QTest.keyClick(desk.page.stage.note.field, Key.Key_Escape)
    assert not desk.page.stage.note.isVisible()
    assert desk.shown == shown
    desk.decide(Key.Key_1)
    assert desk.shown != shown


def test_who_is_alone_can_look_at_what_they_asked_themselves(desk):
    desk.open([0.3, 0.4])
    first = desk.shown
    desk.decide(Key.Key_F)
    desk.decide(Key.Key_1)
    assert desk.shown is None
    desk.page.stage.own.click()
    desk.until(lambda: desk.shown == first)
    desk.settle()
    desk.decide(Key.Key_1)
    assert desk.page.stage.place == "done"


# What was skipped.


def test_a_key_leads_back_to_what_was_skipped(desk):
    desk.open([0.3, 0.4, 0.5, 0.6])
    desk.decide(Key.Key_S)
    desk.decide(Key.Key_S)
    assert desk.page.header.skipped.text() == "2 skipped: look again"
    assert desk.shown == 3
    desk.decide(Key.Key_L)
    assert desk.shown == 1
    desk.decide(Key.Key_1)
    assert desk.shown == 2
    desk.decide(Key.Key_1)
    assert desk.shown == 3, "the queue goes on at its front"
    assert not desk.page.header.skipped.isVisible()
    assert not desk.page.commands.has_skipped()


def test_who_looks_at_the_only_skipped_photo_stays_there(desk):
    desk.open([0.3])
    desk.decide(Key.Key_S)
    assert desk.shown == 1
    desk.press(Key.Key_L)
    desk.until(lambda: not desk.flow.is_busy)
    assert desk.shown == 1


# Two windows.


@pytest.fixture
def colleague(desk):
    """Somebody at another desk."""

    class Colleague:
        def __init__(self):
            self.workspace = Workspace.open(desk.folder)
            self.token = windows.enter(self.workspace, "ben")

        def decide(self, number, label=1):
            reviewing.decide(self.workspace, number, Answer.CATEGORY, "ben", label)

        def leave(self):
            windows.leave(self.workspace, self.token)

    made = []
    yield lambda: made.append(Colleague()) or made[0]
    for one in made:
        one.workspace.close()


def test_two_windows_are_told_of_each_other(desk, colleague):
    window = desk.open([0.3, 0.4])
    ben = colleague()
    desk.until(window.status.others.isVisible)
    assert window.status.others.text().startswith("also here: ben since ")
    assert desk.message.happened.startswith("This workspace is open in another window too: ben")
    ben.leave()
    desk.until(lambda: not window.status.others.isVisible())
    other = DeskWindow(program=fake_worker(), with_jobs=False)
    other.show()
    other.open_workspace(desk.folder)
    desk.until(other.is_settled)
    desk.until(lambda: other.status.others.isVisible() and window.status.others.isVisible())
    other.close()
    other.deleteLater()
    desk.until(lambda: not window.status.others.isVisible())


def test_what_somebody_else_decides_shows_in_seconds_and_is_not_shown_again(desk, colleague):
    desk.open([0.3, 0.4, 0.5, 0.6])
    ben = colleague()
    desk.until(lambda: desk.window.session.presence.others)
    ben.decide(2)
    desk.until(lambda: 2 not in [one.photo.id for one in desk.flow.ahead])
    desk.until(lambda: desk.page.header.left.text() == "3 left")
    assert desk.shown == 1
    desk.settle()
    desk.decide(Key.Key_1)
    assert desk.shown == 3


def test_a_photo_in_sight_that_somebody_else_decided_stays_and_says_so(desk, colleague):
    desk.open([0.3, 0.4])
    ben = colleague()
    desk.until(lambda: desk.window.session.presence.others)
    ben.decide(1, 3)
    desk.until(lambda: chips(desk) == ["decided: Pullover, by ben"])
    assert desk.shown == 1
    desk.settle()
    desk.decide(Key.Key_1)
    assert desk.shown == 2


def test_a_window_that_is_closed_leaves_nobody_behind(desk, colleague):
    desk.open([0.3])
    desk.until(lambda: desk.window.session.presence.operator)
    ben = colleague()
    assert len(windows.pulse(ben.workspace, ben.token, None).others) == 1
    desk.close()
    assert windows.pulse(ben.workspace, ben.token, None).others == ()


# Workspaces.


def test_a_new_workspace_is_made_and_named_in_the_title(desk, tmp_path, monkeypatch):
    window = desk.open([0.3])
    monkeypatch.setattr("hitl_app.ui.kit.dialogs.choose_folder", lambda *_: tmp_path / "second")
    window.commands.new_workspace()
    desk.until(window.is_settled)
    assert window.windowTitle() == "second – Second Look"
    assert (tmp_path / "second" / "review.db").is_file()
    assert desk.page.stage.place == "empty"
    assert recent.workspaces() == (tmp_path / "second", desk.folder)


def test_recent_workspaces_are_offered_while_they_are_there(desk, tmp_path):
    window = desk.open([0.3])
    others = [tmp_path / name for name in ("a & b", "gone")]
    for folder in others:
        make_workspace(folder).close()
        recent.remember(folder)
    (tmp_path / "gone" / "review.db").unlink()
    window.menus.menus["file"].aboutToShow.emit()
    listed = window._recent.actions()
    assert [action.text() for action in listed] == [
        f"a && b in {tmp_path}", f"shop in {tmp_path}",
    ]  # fmt: skip
    listed[0].trigger()
    desk.until(window.is_settled)
    assert window.windowTitle() == "a & b – Second Look"


def test_the_welcome_page_offers_them_too(qtbot, tmp_path):
    make_workspace(tmp_path / "shop", [0.5]).close()
    recent.remember(tmp_path / "shop")
    window = DeskWindow(program=fake_worker(), with_jobs=False)
    window.show()
    window.show_welcome()
    (button,) = window.pages["welcome"].recent
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.is_settled)
    assert window.windowTitle() == "shop – Second Look"
    window.close()
    window.deleteLater()


def test_what_an_older_program_remembered_is_still_known(tmp_path):
    make_workspace(tmp_path / "shop").close()
    file = user_state_path("second-look", appauthor=False) / "desk.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"workspace": str(tmp_path / "shop")}))
    assert recent.last_workspace() == tmp_path / "shop"
    recent.remember_operator("ann")
    assert (recent.last_workspace(), recent.operator()) == (tmp_path / "shop", "ann")


@pytest.mark.parametrize("content", ["", "[]", "{", '{"recent": 3, "operator": []}'])
def test_a_damaged_memory_does_no_harm(tmp_path, content):
    file = user_state_path("second-look", appauthor=False) / "desk.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content)
    assert recent.workspaces() == ()
    assert recent.operator() == ""


# What another program changes.


def test_categories_and_versions_that_come_from_elsewhere_show_in_seconds(desk, monkeypatch):
    monkeypatch.setattr("hitl_app.ui.session.presence._LOOK_MS", 50)
    window = desk.open([0.5, 0.6])
    desk.settle()
    desk.look(lambda w: categories.add_category(w, "Zed"))
    desk.until(lambda: desk.page.categories.rows[-1].category.name == "Zed")
    desk.look(let_another_take_over)
    desk.until(lambda: "other" in window.status.network.text())
