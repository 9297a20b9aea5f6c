"""Tests of several operators and windows on one workspace, and of recent workspaces."""

import json
import re

import pytest
from platformdirs import user_state_path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hitl_app.domain.decisions import Answer
from hitl_app.services.categories import categories
from hitl_app.services.review import reviewing
from hitl_app.services.workspace import windows
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.session import languages, recent
from hitl_app.ui.shell.new_workspace.dialog import NewWorkspaceDialog
from hitl_app.ui.shell.operators import OperatorDialog
from hitl_app.ui.shell.window import MainWindow
from hitl_app.workspace import Workspace
from tests.helpers.workspace.workspaces import (
    add_photos,
    let_another_take_over,
    make_workspace,
)
from tests.ui.conftest import fake_worker

Key = Qt.Key


def name_operator(app, name):
    app.window.operators.set(name)
    app.until(lambda: app.flow.operator == name)
    app.settle()


def chips(app):
    return [chip.text() for chip in app.page.caption._chips]


# Operator.


def ask(app):
    """Ask as `run_window` does, and wait for the answer of the database."""
    app.window.operators.ask_at_second()
    answered = []
    app.window.session.store.submit(Lane.READS, lambda _: None, answered.append)
    app.until(lambda: answered)


def test_one_person_alone_is_never_asked_for_a_name(app):
    for create in (True, False):
        app.open([0.5, 0.6], create=create)
        ask(app)
        app.decide(Key.Key_1) if create else None
        ask(app)
        assert app.message is None
        app.close()
    assert recent.operator() == ""


def test_operator_is_asked_once_at_second_person_and_remembered(app):
    window = app.open([0.5, 0.6])
    app.query(lambda workspace: reviewing.decide(workspace, 2, Answer.SKIP, "zoe"))
    ask(app)
    assert app.message.happened == "Who is labelling?"
    asked = app.flow.operator
    assert app.message.remedy == f"Decisions are saved as “{asked}”."
    yes = window.messages._buttons[0]
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    app.until(lambda: recent.operator() == asked)
    app.close()
    app.open(create=False)
    ask(app)
    assert app.message is None


def test_operator_is_asked_when_second_person_opens_the_workspace(app, colleague):
    window = app.open([0.5, 0.6])
    window.operators.watch(window.session)
    window.session.presence.look()
    ask(app)
    assert app.message is None
    colleague()
    window.session.presence.look()
    app.until(lambda: app.message and app.message.happened == "Who is labelling?")


def test_operator_is_told_when_another_window_works_under_the_same_name(app):
    window = app.open([0.5, 0.6])
    presence = window.session.presence
    for name, words in (("zoe", "You can both keep"), (presence.operator, "It also works as")):
        app.query(lambda workspace, name=name: windows.enter(workspace, name, name))
        presence.look()
        app.until(lambda words=words: app.message and app.message.remedy.startswith(words))
        app.query(lambda workspace, name=name: windows.leave(workspace, name))
        presence.look()
        app.until(lambda: not presence.others)


def test_decisions_have_name_of_operator_after_change(app):
    window = app.open([0.3, 0.4, 0.5])
    app.decide(Key.Key_1)
    name_operator(app, "Ben")
    assert window.status.operator.text() == "Ben"
    assert not app.page.commands.can_undo(), "only own decisions can be undone"
    app.decide(Key.Key_1)
    lines = app.query(lambda workspace: reviewing.review_status(workspace, "Ben").last)
    assert lines[0].decision.operator == "Ben"
    assert lines[1].decision.operator != "Ben"
    assert recent.operator() == "Ben"


def test_operator_dialog_offers_known_operators_and_refuses_other_texts(app):
    window = app.open([0.3, 0.4])
    app.query(lambda workspace: reviewing.decide(workspace, 2, Answer.SKIP, "zoe"))
    window.operators.choose()
    app.until(lambda: window.findChild(OperatorDialog) is not None)
    dialog = window.findChild(OperatorDialog)
    offered = [dialog.field.itemText(i) for i in range(dialog.field.count())]
    assert offered == [app.flow.operator, "zoe"]
    dialog.field.setEditText("  ")
    assert not dialog.accept_button.isEnabled()
    dialog.field.setEditText("skip")
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    app.until(lambda: app.message is not None)
    assert app.message.tone == "warning"
    assert app.flow.operator == offered[0]


# Questions to colleagues.


def test_ask_note_is_shown_to_next_operator(app):
    app.open([0.3, 0.4])
    asker = app.flow.operator
    first = app.shown
    app.press(Key.Key_M)
    note = app.page.stage.note
    assert note.field.hasFocus()
    QTest.keyClicks(note.field, "coat or dress? 1 or 2")
    assert app.shown == first, "typing decides nothing"
    before = app.flow.current
    QTest.keyClick(note.field, Key.Key_Return)
    app.until(lambda: app.flow.current is not before)
    app.settle()
    assert not note.isVisible()
    app.decide(Key.Key_1)
    assert app.page.stage.place == "asked"
    name_operator(app, "ben")
    assert app.shown == first
    assert note.said.text() == f"{asker} asks: coat or dress? 1 or 2"
    assert chips(app) == [f"{asker} asks"]
    app.decide(Key.Key_2)
    assert app.page.stage.place == "done"


def test_esc_closes_note_without_asking(app):
    app.open([0.3, 0.4])
    shown = app.shown
    app.press(Key.Key_M)
    QTest.keyClick(app.page.stage.note.field, Key.Key_Escape)
    assert not app.page.stage.note.isVisible()
    assert app.shown == shown
    app.decide(Key.Key_1)
    assert app.shown != shown


def test_review_page_shows_own_questions_on_request(app):
    app.open([0.3, 0.4])
    first = app.shown
    app.decide(Key.Key_F)
    app.decide(Key.Key_1)
    assert app.shown is None
    app.page.stage.own.click()
    app.until(lambda: app.shown == first)
    app.settle()
    app.decide(Key.Key_1)
    assert app.page.stage.place == "done"


# Skipped photos.


def test_review_skipped_shows_skipped_photos_by_key(app):
    app.open([0.3, 0.4, 0.5, 0.6])
    app.decide(Key.Key_S)
    app.decide(Key.Key_S)
    assert app.page.header.skipped.text() == "Review 2 skipped"
    assert app.shown == 3
    app.decide(Key.Key_L)
    assert app.shown == 1
    app.decide(Key.Key_1)
    assert app.shown == 2
    app.decide(Key.Key_1)
    assert app.shown == 3, "the queue resumes at its front"
    assert not app.page.header.skipped.isVisible()
    assert not app.page.commands.has_skipped()


def test_review_skipped_keeps_the_only_skipped_photo(app):
    app.open([0.3])
    app.decide(Key.Key_S)
    assert app.shown == 1
    app.press(Key.Key_L)
    app.until(lambda: not app.flow.is_busy)
    assert app.shown == 1


# Two windows.


@pytest.fixture
def colleague(app):
    """Return a function that opens another window as operator ben."""

    class Colleague:
        def __init__(self):
            self.workspace = Workspace.open(app.folder)
            self.token = f"of {self}"
            windows.enter(self.workspace, self.token, "ben")

        def decide(self, number, label=1):
            reviewing.decide(self.workspace, number, Answer.CATEGORY, "ben", label)

        def leave(self):
            windows.leave(self.workspace, self.token)

    made = []
    yield lambda: made.append(Colleague()) or made[0]
    for one in made:
        one.workspace.close()


def test_window_writes_times_of_others_as_the_language_does(app, colleague, qapp):
    languages.speak(qapp, "id")
    try:
        window = app.open([0.3, 0.4])
        colleague()
        app.until(window.status.others.isVisible)
        text = window.status.others.text()
    finally:
        languages.speak(qapp, "en")
    assert re.fullmatch(r"juga melabeli: ben sejak \d\d\.\d\d", text)


def test_windows_report_each_other_while_open(app, colleague):
    window = app.open([0.3, 0.4])
    ben = colleague()
    app.until(window.status.others.isVisible)
    assert window.status.others.text().startswith("also labelling: ben since ")
    assert app.message.happened.startswith("This workspace is also open in another window: ben")
    ben.leave()
    app.until(lambda: not window.status.others.isVisible())
    other = MainWindow(program=fake_worker(), with_jobs=False)
    other.show()
    other.open_workspace(app.folder)
    app.until(other.is_settled)
    app.until(lambda: other.status.others.isVisible() and window.status.others.isVisible())
    other.close()
    other.deleteLater()
    app.until(lambda: not window.status.others.isVisible())


def test_queue_drops_photo_that_another_operator_decides(app, colleague):
    app.open([0.3, 0.4, 0.5, 0.6])
    ben = colleague()
    app.until(lambda: app.window.session.presence.others)
    ben.decide(2)
    app.until(lambda: 2 not in [one.photo.id for one in app.flow.ahead])
    app.until(lambda: app.page.header.left.text() == "3 left")
    assert app.shown == 1
    app.settle()
    app.decide(Key.Key_1)
    assert app.shown == 3


def test_shown_photo_is_marked_when_another_operator_decides_it(app, colleague):
    app.open([0.3, 0.4])
    ben = colleague()
    app.until(lambda: app.window.session.presence.others)
    ben.decide(1, 3)
    app.until(lambda: chips(app) == ["reviewed: Pullover, by ben"])
    assert app.shown == 1
    app.settle()
    app.decide(Key.Key_1)
    assert app.shown == 2


def test_window_is_removed_from_list_when_closed(app, colleague):
    app.open([0.3])
    app.until(lambda: app.window.session.presence.operator)
    ben = colleague()
    assert len(windows.pulse(ben.workspace, ben.token, None).others) == 1
    app.close()
    assert windows.pulse(ben.workspace, ben.token, None).others == ()


# Workspaces.


def test_new_workspace_is_created_and_named_in_title(app, tmp_path):
    window = app.open([0.3])
    recent.keep(workspaces=str(tmp_path))
    window.commands.new_workspace()
    dialog = window.findChild(NewWorkspaceDialog)
    dialog.name.setText("second")
    dialog.begin.click()
    app.until(window.is_settled)
    assert window.windowTitle() == "second – Second Look"
    assert (tmp_path / "second" / "review.db").is_file()
    assert app.page.stage.place == "empty"
    assert recent.workspaces() == (tmp_path / "second", app.folder)


def test_file_menu_lists_recent_workspaces_that_exist(app, tmp_path):
    window = app.open([0.3])
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
    app.until(window.is_settled)
    assert window.windowTitle() == "a & b – Second Look"


def test_welcome_page_opens_recent_workspace(qtbot, tmp_path):
    make_workspace(tmp_path / "shop", [0.5]).close()
    recent.remember(tmp_path / "shop")
    window = MainWindow(program=fake_worker(), with_jobs=False)
    window.show()
    window.show_welcome()
    (button,) = window.pages["welcome"].recent
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.is_settled)
    assert window.windowTitle() == "shop – Second Look"
    window.close()
    window.deleteLater()


def test_recent_reads_file_of_older_program(tmp_path):
    make_workspace(tmp_path / "shop").close()
    file = user_state_path("second-look", appauthor=False) / "window.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"workspace": str(tmp_path / "shop")}))
    assert recent.last_workspace() == tmp_path / "shop"
    recent.keep(operator="ann")
    assert (recent.last_workspace(), recent.operator()) == (tmp_path / "shop", "ann")


@pytest.mark.parametrize("content", ["", "[]", "{", '{"recent": 3, "operator": []}'])
def test_recent_is_empty_when_file_is_damaged(tmp_path, content):
    file = user_state_path("second-look", appauthor=False) / "window.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content)
    assert recent.workspaces() == ()
    assert recent.operator() == ""


# Changes by another process.


def test_window_shows_categories_and_versions_changed_elsewhere(app, monkeypatch):
    monkeypatch.setattr("hitl_app.ui.session.presence._POLL_MS", 50)
    window = app.open([0.5, 0.6])
    app.settle()
    app.query(lambda w: categories.add_category(w, "Zed"))
    app.until(lambda: app.page.categories.rows[-1].category.name == "Zed")
    app.query(let_another_take_over)
    app.until(lambda: "other" in window.status.model.text())


def test_window_shows_photos_that_another_program_brings_in(app, monkeypatch):
    monkeypatch.setattr("hitl_app.ui.session.presence._POLL_MS", 50)
    app.open([0.5])
    for folder in ("/one", "/two"):
        app.settle()
        app.decide(Key.Key_1)
        assert app.flow.current is None
        (photo,) = app.query(lambda w, folder=folder: add_photos(w, [0.4], folder=folder))
        app.until(lambda photo=photo: app.shown == photo)
