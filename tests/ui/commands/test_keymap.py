"""Keys that operators choose: dispatched, shown, saved, unique."""

import json

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from hitl_app.ui.commands import keymap
from hitl_app.ui.commands.table import COMMANDS, command
from hitl_app.ui.help.keys_dialog import KeysDialog

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture(autouse=True)
def file(monkeypatch, tmp_path):
    place = tmp_path / "config" / "keys.json"
    monkeypatch.setattr(keymap, "_file", lambda: place)
    yield place
    keymap.reset()


@pytest.fixture
def dialog(app):
    app.open([0.1, 0.2, 0.3])
    app.window.commands.change_keys()
    return app.window.findChild(KeysDialog)


def change(dialog, name, key, modifiers=Mod.NoModifier):
    dialog.choose(name)
    QTest.keyClick(dialog.field, key, modifiers)
    dialog.give.click()


def test_commands_have_different_default_keys():
    for one in COMMANDS:
        for key in one.keys:
            assert keymap.holder(one, key) is None, (one.id, key)


def test_keys_dialog_replaces_old_key_with_chosen_one(app, dialog):
    change(dialog, "skip", Key.Key_K)
    dialog.accept()
    first = app.flow.current.photo.id
    app.press(Key.Key_S)
    assert app.flow.current.photo.id == first
    hint = app.page.panel.hints.buttons["skip"]
    assert hint.toolTip() == "Skip (K)"
    app.decide(Key.Key_K)
    assert app.flow.current.photo.id != first
    assert app.window.menus.actions["skip"].text() == "Skip\tS"
    app.window.menus._before_show([command("skip")])
    assert app.window.menus.actions["skip"].text() == "Skip\tK"


def test_keys_dialog_reports_conflict_before_key_is_moved(dialog):
    dialog.choose("skip")
    QTest.keyClick(dialog.field, Key.Key_X)
    assert dialog.said.text() == (
        "X is already used for “Not a product photo”. Assigning it here removes it there."
    )
    assert keymap.keys_of(command("not-a-photo")) == ("X",)
    dialog.give.click()
    assert keymap.keys_of(command("skip")) == ("X",)
    assert keymap.keys_of(command("not-a-photo")) == ()


def test_keys_dialog_changes_menu_shortcut_when_key_has_modifier(app, dialog):
    change(dialog, "retrain", Key.Key_R, Mod.ControlModifier)
    shortcuts = app.window.menus.actions["retrain"].shortcuts()
    assert [one.toString() for one in shortcuts] == ["Ctrl+R"]


def test_keys_dialog_refuses_to_change_digits(dialog):
    dialog.choose("digit")
    assert not dialog.field.isEnabled()
    dialog.choose("skip")
    QTest.keyClick(dialog.field, Key.Key_4)
    assert not dialog.give.isEnabled()


def test_keymap_saves_chosen_keys_and_restores_defaults(dialog, file):
    change(dialog, "skip", Key.Key_K)
    assert json.loads(file.read_text()) == {"skip": ["K"]}
    keymap.reset()
    keymap.load()
    assert keymap.keys_of(command("skip")) == ("K",)
    dialog.as_shipped.click()
    assert keymap.keys_of(command("skip")) == ("S",)
    assert json.loads(file.read_text()) == {}


@pytest.mark.parametrize(
    "content",
    [
        "no JSON",
        "[1]",
        json.dumps({"skip": "K"}),
        json.dumps({"nothing": ["K"]}),
        json.dumps({"digit": ["K"]}),
        json.dumps({"skip": ["X"]}),
        json.dumps({"skip": [["K"]]}) and json.dumps({"skip": ["K"], "ask": ["K"]}),
    ],
)
def test_keymap_keeps_default_keys_when_file_is_invalid(content, file):
    file.parent.mkdir(parents=True)
    file.write_text(content)
    keymap.load()
    assert all(keymap.keys_of(one) == one.keys for one in COMMANDS)


def test_keys_dialog_reports_keys_that_cannot_be_saved(dialog, file):
    file.parent.parent.mkdir(exist_ok=True)
    file.parent.write_text("in the way")
    change(dialog, "skip", Key.Key_K)
    assert dialog.said.text().startswith("The shortcuts could not be saved")
    assert keymap.keys_of(command("skip")) == ("K",)


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "name"),
    [
        (Key.Key_Space, Mod.NoModifier, " ", "Space"),
        (Key.Key_F5, Mod.NoModifier, "", "F5"),
        (Key.Key_K, Mod.ControlModifier | Mod.AltModifier, "", "Ctrl+Alt+K"),
        (Key.Key_Shift, Mod.ShiftModifier, "", ""),
        (Key.Key_7, Mod.NoModifier, "7", ""),
    ],
)
def test_meant_returns_name_of_key_press(key, modifiers, text, name):
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)
    assert keymap.meant(event) == name
