"""Tests of the main window: opening workspaces, keys and menus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from hitl_app.services.review import reviewing
from hitl_app.ui.commands.keymap import is_shortcut
from hitl_app.ui.commands.table import COMMANDS, bound
from hitl_app.ui.session import recent
from hitl_app.ui.shell.window import MainWindow
from tests.helpers.window.appearance import PAGES
from tests.helpers.window.main_window import actions, button, drop
from tests.helpers.workspace.workspaces import make_workspace
from tests.ui.conftest import fake_worker

Key, Mod = Qt.Key, Qt.KeyboardModifier


# Opening.


def test_window_reports_missing_workspace_and_import_creates_it(app, qtbot, tmp_path):
    window = app.window = MainWindow(program=fake_worker(), with_jobs=True)
    window.show()
    window.open_workspace(app.folder)
    app.until(lambda: window.page_key == "welcome")
    page = window.pages["welcome"]
    assert page.accessibleName().startswith(f"There is no workspace in {app.folder}.")
    assert button(page, "Choose another folder…").isEnabled()
    assert not window.has_workspace()
    drop(window, tmp_path)
    app.until(window.has_workspace)
    app.until(lambda: app.message)
    assert app.message.happened.startswith("2 new photos")
    assert (app.folder / "review.db").exists()


def test_welcome_page_opens_another_folder_after_error(app, monkeypatch, tmp_path):
    make_workspace(tmp_path / "other", [0.5]).close()
    (app.folder).mkdir()
    (app.folder / "review.db").write_bytes(b"no database at all, just text")
    window = app.window = MainWindow(with_jobs=False)
    window.show()
    window.open_workspace(app.folder)
    app.until(lambda: window.page_key == "welcome")
    assert "is not a database" in window.pages["welcome"].accessibleName()
    monkeypatch.setattr("hitl_app.ui.kit.dialogs.choose_folder", lambda *_: tmp_path / "other")
    button(window.pages["welcome"], "Choose another folder…").click()
    app.until(lambda: window.page_key == "review" and app.shown)
    assert window.windowTitle() == "other – Second Look"


def test_welcome_page_asks_for_folder_when_window_is_new(app):
    window = app.window = MainWindow(with_jobs=False)
    window.show()
    window.show_welcome()
    assert window.pages["welcome"].accessibleName().startswith("Label your photos")
    for key in (Key.Key_Return, Key.Key_1, Key.Key_S, Key.Key_U):
        app.press(key)
    assert not any(window.dispatcher.can_run(c) for c in COMMANDS if c.owner == "review")


def test_last_workspace_is_remembered_while_it_exists(app, home):
    assert recent.last_workspace() is None
    app.open([0.5])
    assert recent.last_workspace() == app.folder
    (app.folder / "review.db").rename(app.folder / "gone")
    assert recent.last_workspace() is None
    (app.folder / "gone").rename(app.folder / "review.db")


def test_open_workspace_replaces_open_one(app, tmp_path):
    window = app.open([0.5, 0.6])
    make_workspace(tmp_path / "other", [0.4]).close()
    window.show_page("imports")
    window.open_workspace(tmp_path / "other")
    app.until(window.is_settled)
    assert app.page.header.left.text() == "1 left"
    assert list(window.pages) == ["review"]


def test_window_can_be_closed_while_workspace_opens(app):
    make_workspace(app.folder, [0.5]).close()
    app.window = MainWindow(program=fake_worker())
    app.window.show()
    app.window.open_workspace(app.folder)
    app.close()


# Keys and menus.


def test_menus_contain_every_command_with_its_keys(app):
    window = app.open([0.5])
    listed = [command for command in COMMANDS if command.menu]
    assert set(window.menus.actions) == {command.id for command in listed}
    for command in listed:
        action = window.menus.actions[command.id]
        shortcuts = [key.toString() for key in action.shortcuts()]
        assert shortcuts == [key for key in command.keys if is_shortcut(key)]
        if command.keys and not is_shortcut(command.keys[0]):
            assert "\t" in action.text()


def test_commands_have_owners_with_their_methods(app):
    window = app.open([0.5])
    for page in PAGES:
        window.show_page(page)
    owners = {key: page.commands or page for key, page in window.pages.items()}
    owners["window"] = window.commands
    for command in COMMANDS:
        for owner in (command.owner, *command.also):
            for method in (command.action, command.enabled, command.names_itself):
                assert method is None or callable(bound(method, owners[owner])), command.id


def test_keys_are_unique_on_each_page():
    for owner in ("window", "review", "grid", "catalogue"):
        keys = [key for c in COMMANDS if {owner, "window"} & {c.owner, *c.also} for key in c.keys]
        assert len(keys) == len(set(keys))


def test_menu_entries_are_disabled_when_not_applicable(app):
    window = app.open([0.5])
    entries = actions(window)
    assert entries["Skip"].isEnabled()
    assert not entries["Undo"].isEnabled()
    assert not entries["Cancel retraining"].isEnabled()
    assert not entries["Roll back to previous version"].isEnabled()
    app.decide(Key.Key_2)
    entries = actions(window)
    assert entries["Undo Trouser"].isEnabled()
    assert not entries["Skip"].isEnabled()
    window.show_page("imports")
    assert not actions(window)["Undo"].isEnabled()


def test_menu_entry_runs_its_command(app):
    window = app.open([0.5, 0.6])
    action: QAction = actions(window)["Skip"]
    action.trigger()
    app.until(lambda: app.shown == 2)
    assert app.query(reviewing.counts).skipped == 1


def test_pages_open_by_ctrl_and_digit(app):
    window = app.open([0.5])
    pages = ("review", "grid", "catalogue", "imports", "models", "insights")
    for digit, page in [*enumerate(pages, 1), (1, "review")]:
        app.press(Key.Key_0 + digit, Mod.ControlModifier)
        assert window.page_key == page
        assert window.rail.buttons[page].isChecked()
    assert app.shown == 1


def test_rail_button_stays_checked_when_clicked_again(app):
    window = app.open([0.5])
    window.rail.buttons["review"].click()
    assert window.rail.buttons["review"].isChecked()
    window.rail.buttons["imports"].click()
    assert [key for key, b in window.rail.buttons.items() if b.isChecked()] == ["imports"]


def test_review_keys_do_nothing_on_other_pages(app):
    window = app.open([0.5, 0.6])
    window.show_page("imports")
    for key in (Key.Key_1, Key.Key_S, Key.Key_Return, Key.Key_Backspace):
        app.press(key)
    window.show_page("review")
    app.settle()
    assert app.query(reviewing.counts).to_review == 2


def test_keys_overlay_opens_by_key_and_blocks_decisions(app):
    window = app.open([0.5, 0.6])
    app.press(Key.Key_Question, Mod.ShiftModifier)
    assert window.keys_overlay.isVisible()
    app.press(Key.Key_1)
    assert app.query(reviewing.counts).to_review == 2
    app.press(Key.Key_Escape)
    assert not window.keys_overlay.isVisible()
    app.decide(Key.Key_1)
    assert app.query(reviewing.counts).to_review == 1


@pytest.mark.parametrize("page", PAGES[1:])
def test_esc_leaves_every_page_for_the_photos(app, page):
    window = app.open([0.5, 0.6])
    window.show_page(page)
    app.until(window.is_settled)
    app.press(Key.Key_Escape)
    assert window.page_key == "review"


def test_esc_leaves_text_field_before_it_leaves_the_page(app):
    window = app.open([0.5, 0.6])
    window.show_page("catalogue")
    page = window.pages["catalogue"]
    app.until(window.is_settled)
    app.press(Key.Key_Slash)
    assert page.filters.text.hasFocus()
    app.press(Key.Key_Escape)
    assert page.view.hasFocus()
    assert window.page_key == "catalogue"
    app.press(Key.Key_Escape)
    assert window.page_key == "review"
