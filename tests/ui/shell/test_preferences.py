"""Preferences: theme, language, keys and folders."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hitl_app.ui.help.keys_dialog import KeysDialog
from hitl_app.ui.kit import dialogs, theme
from hitl_app.ui.session import languages, recent, scheme
from hitl_app.ui.shell.app import make_application
from hitl_app.ui.shell.preferences import PreferencesDialog

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture(autouse=True)
def same_afterwards(qapp, monkeypatch):
    monkeypatch.delenv(languages.VARIABLE, raising=False)
    yield
    languages.speak(qapp, "en")
    theme.apply_theme(qapp)


def opened(app) -> PreferencesDialog:
    app.press(Key.Key_Comma, Mod.ControlModifier)
    app.until(lambda: app.window.findChild(PreferencesDialog) is not None)
    return app.window.findChild(PreferencesDialog)


def choose(combo, text) -> None:
    combo.setCurrentText(text)
    combo.activated.emit(combo.currentIndex())


def test_theme_changes_at_once_and_is_kept(app, qapp):
    app.open([0.5])
    dialog = opened(app)
    assert dialog.theme.currentText() == "System default"
    for text, tokens in (("Dark", theme.DARK), ("Light", theme.LIGHT), ("Dark", theme.DARK)):
        choose(dialog.theme, text)
        assert theme.tokens() is tokens
    dialog.reject()
    app.close()
    # Started anew, with the system's scheme.
    theme.apply_theme(qapp, dark=False)
    make_application()
    assert theme.tokens() is theme.DARK
    app.open(create=False)
    assert opened(app).theme.currentText() == "Dark"
    # The system changes its scheme: the choice counts.
    scheme.apply(QApplication.instance())
    assert theme.tokens() is theme.DARK


def test_language_changes_without_restart(app):
    recent.keep(language="en")
    window = app.open([0.5])
    renewed = []
    window.renewed.connect(renewed.append)
    choose(opened(app).language, "Bahasa Indonesia")
    app.until(lambda: renewed)
    app.window = renewed[0]
    app.until(app.window.is_settled)
    assert opened(app).windowTitle() == "Preferensi"


def test_folder_of_new_workspaces_is_changed_and_reset(app, monkeypatch, tmp_path):
    app.open([0.5])
    dialog = opened(app)
    usual = recent.workspaces_folder()
    assert not dialog.reset.isEnabled()
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: tmp_path / "labels")
    QTest.mouseClick(dialog.change, Qt.MouseButton.LeftButton)
    assert dialog.place.full_text() == str(tmp_path / "labels")
    assert recent.workspaces_folder() == tmp_path / "labels"
    QTest.mouseClick(dialog.reset, Qt.MouseButton.LeftButton)
    assert recent.workspaces_folder() == usual


def test_preferences_open_keys_and_stand_where_the_system_expects_them(app):
    window = app.open([0.5])
    action = window.menus.actions["preferences"]
    assert action.menuRole() is QAction.MenuRole.PreferencesRole
    assert action.shortcut().toString() == "Ctrl+,"
    action.trigger()
    dialog = window.findChild(PreferencesDialog)
    QTest.mouseClick(dialog.keys, Qt.MouseButton.LeftButton)
    app.until(lambda: window.findChild(KeysDialog) is not None)
    window.findChild(KeysDialog).reject()
