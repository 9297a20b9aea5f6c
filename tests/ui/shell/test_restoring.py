"""Restoring a backup from the menu, and the full screen."""

import pytest
from PySide6.QtCore import Qt

from hitl_app.services.review import reviewing
from hitl_app.services.workspace import backup
from hitl_app.ui.kit import dialogs
from hitl_app.ui.shell.window import MainWindow
from tests.helpers.workspace.workspaces import make_workspace

Key = Qt.Key


@pytest.fixture
def saved(app, tmp_path, monkeypatch):
    """Return a backup of a workspace with two photos to review, as the chosen file."""
    workspace = make_workspace(app.folder, [0.3, 0.4])
    backup.backup(workspace, tmp_path / "saved.zip")
    workspace.close()
    monkeypatch.setattr(dialogs, "choose_backup", lambda *_: tmp_path / "saved.zip")
    return tmp_path / "saved.zip"


def counts(app):
    return app.query(reviewing.counts)


def test_menu_restores_workspace_and_keeps_what_it_held(app, saved, no_questions):
    window = app.open(create=False)
    app.decide(Key.Key_1)
    assert app.page.header.left.text() == "1 left"
    window.menus.actions["restore"].trigger()
    app.until(lambda: app.message and app.message.happened.startswith("Restored from"))
    assert no_questions == ["Restore from a backup?"]
    app.until(window.is_settled)
    assert app.page.header.left.text() == "2 left"
    kept = list((app.folder / "backups").glob("before-restore-*.db"))
    assert str(kept[0]) in app.message.remedy
    app.close()
    app.open(create=False)
    assert app.page.header.left.text() == "2 left"


def test_restore_leaves_workspace_as_it_is_without_consent(app, saved, monkeypatch):
    window = app.open(create=False)
    app.decide(Key.Key_1)
    monkeypatch.setattr(dialogs, "confirm", lambda *_: False)
    window.menus.actions["restore"].trigger()
    assert app.page.header.left.text() == "1 left"
    app.close()
    assert counts(app).to_review == 1


def test_damaged_backup_is_reported_and_changes_nothing(app, saved, no_questions):
    saved.write_bytes(b"no backup at all")
    window = app.open(create=False)
    app.decide(Key.Key_1)
    window.menus.actions["restore"].trigger()
    app.until(lambda: app.message and app.message.tone == "warning")
    app.until(window.is_settled)
    assert app.page.header.left.text() == "1 left"
    app.close()
    assert counts(app).to_review == 1


def test_backup_is_restored_into_new_folder_without_open_workspace(
    app, saved, monkeypatch, tmp_path
):
    window = app.window = MainWindow(with_jobs=False)
    window.show()
    window.show_welcome()
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: tmp_path / "again")
    window.menus.actions["restore"].trigger()
    app.until(lambda: window.has_workspace() and window.is_settled())
    assert window.windowTitle() == "again – Second Look"
    assert app.page.header.left.text() == "2 left"


def test_full_screen_is_entered_and_left_by_key(app):
    window = app.open([0.5])
    for full in (True, False, True):
        app.press(Key.Key_F11)
        app.until(lambda full=full: window.isFullScreen() is full)
    window.menus.actions["full-screen"].trigger()
    app.until(lambda: not window.isFullScreen())
