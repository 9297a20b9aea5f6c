import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from hitl_app.ui.commands.keys import digit_place, key_name, shifted_place

Key, Mod = Qt.Key, Qt.KeyboardModifier


def press(key, modifiers=Mod.NoModifier, text="", scan=0, virtual=0):
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan, virtual, 0, text)


@pytest.mark.parametrize("digit", range(10))
def test_digit_place_follows_typed_digit(digit):
    place = (digit - 1) % 10
    assert digit_place(press(Key.Key_0 + digit), "offscreen") == place
    assert digit_place(press(Key.Key_0 + digit, Mod.KeypadModifier), "xcb") == place


@pytest.mark.parametrize(
    ("platform", "scan", "virtual", "place"),
    [
        ("xcb", 10, 0, 0),
        ("wayland", 19, 0, 9),
        ("wayland-egl", 12, 0, 2),
        ("windows", 2, 0, 0),
        ("windows", 11, 0, 9),
        ("cocoa", 0, 18, 0),
        ("cocoa", 0, 22, 5),
        ("cocoa", 0, 29, 9),
    ],
)
def test_digit_place_follows_physical_key_on_french_keyboard(platform, scan, virtual, place):
    event = press(Key.Key_Ampersand, text="&", scan=scan, virtual=virtual)
    assert digit_place(event, platform) == place


@pytest.mark.parametrize(
    "event",
    [
        press(Key.Key_A, text="a", scan=38),
        press(Key.Key_1, Mod.ControlModifier, scan=10),
        press(Key.Key_1, Mod.KeypadModifier | Mod.ControlModifier),
        press(Key.Key_Exclam, Mod.ShiftModifier, "!", scan=10),
        press(Key.Key_End, Mod.KeypadModifier, scan=87),
        press(Key.Key_Minus, text="-", scan=20),
    ],
)
def test_digit_place_is_none_for_other_keys(event):
    assert digit_place(event, "xcb") is None


def test_digit_place_takes_shifted_digit_on_french_keyboard():
    assert digit_place(press(Key.Key_1, Mod.ShiftModifier, "1", scan=10), "xcb") == 0


@pytest.mark.parametrize(
    ("event", "place"),
    [
        (press(Key.Key_Exclam, Mod.ShiftModifier, "!", scan=10), 0),
        (press(Key.Key_1, Mod.ShiftModifier, "1", scan=10), 0),
        (press(Key.Key_ParenRight, Mod.ShiftModifier, ")", scan=19), 9),
        (press(Key.Key_2, Mod.ShiftModifier, "2"), 1),
        (press(Key.Key_1, text="1", scan=10), None),
        (press(Key.Key_1, Mod.ShiftModifier | Mod.ControlModifier, scan=10), None),
        (press(Key.Key_1, Mod.ShiftModifier | Mod.KeypadModifier), None),
        (press(Key.Key_A, Mod.ShiftModifier, "A", scan=38), None),
    ],
)
def test_shifted_place_takes_digit_keys_with_shift_only(event, place):
    assert shifted_place(event, "xcb") == place


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (press(Key.Key_Return, text="\r"), "Enter"),
        (press(Key.Key_Enter, Mod.KeypadModifier, "\r"), "Enter"),
        (press(Key.Key_Return, Mod.ControlModifier), ""),
        (press(Key.Key_Return, Mod.ShiftModifier), "Shift+Enter"),
        (press(Key.Key_Enter, Mod.ShiftModifier | Mod.KeypadModifier, "\r"), "Shift+Enter"),
        (press(Key.Key_S, text="s"), "S"),
        (press(Key.Key_S, Mod.ShiftModifier, "S"), "S"),
        (press(Key.Key_S, Mod.ControlModifier), ""),
        (press(Key.Key_S, Mod.AltModifier), ""),
        (press(Key.Key_Question, Mod.ShiftModifier, "?"), "?"),
        (press(Key.Key_Plus, Mod.ShiftModifier, "+"), "+"),
        (press(Key.Key_Equal, text="="), "+"),
        (press(Key.Key_Minus, Mod.KeypadModifier, "-"), "-"),
        (press(Key.Key_Slash, Mod.ShiftModifier, "/"), "/"),
        (press(Key.Key_Left), "Left"),
        (press(Key.Key_F1), "F1"),
        (press(Key.Key_F13), ""),
        (press(Key.Key_Space, text=" "), "Space"),
    ],
)
def test_key_name_matches_spelling_of_command_table(event, name):
    assert key_name(event) == name
