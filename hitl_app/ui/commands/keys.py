"""Interpret keys: digits by position on the keyboard, everything else by text."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_Key = Qt.Key
_Mod = Qt.KeyboardModifier

# By text: 1 to 9 have the places 0 to 8, 0 has the last.
_DIGITS = {_Key(_Key.Key_0 + digit): (digit - 1) % 10 for digit in range(10)}
# X11 and Wayland: evdev codes plus 8. Windows: scan codes of set 1. Both count the row from 1 to 0.
_FIRST_SCAN_CODE = {"xcb": 10, "wayland": 10, "windows": 2}
# macOS numbers its keys without a system (kVK_ANSI_1 and so on in Carbon's Events.h).
_MAC_CODES = (18, 19, 20, 21, 23, 22, 26, 28, 25, 29)

_NAMES = {
    _Key.Key_Return: "Enter",
    _Key.Key_Enter: "Enter",
    _Key.Key_Backspace: "Backspace",
    _Key.Key_Left: "Left",
    _Key.Key_Right: "Right",
    _Key.Key_Question: "?",
    _Key.Key_Plus: "+",
    _Key.Key_Equal: "+",
    _Key.Key_Minus: "-",
    _Key.Key_Underscore: "-",
    _Key.Key_Slash: "/",
    _Key.Key_Escape: "Esc",
    _Key.Key_Space: "Space",
    _Key.Key_Delete: "Del",
    _Key.Key_Insert: "Insert",
    _Key.Key_Comma: ",",
    _Key.Key_Period: ".",
    _Key.Key_Semicolon: ";",
    _Key.Key_Apostrophe: "'",
    **{_Key(_Key.Key_F1 + number): f"F{number + 1}" for number in range(12)},
}


def digit_place(event: QKeyEvent, platform: str | None = None) -> int | None:
    """Return the place of a digit key: 0 for `1`, 9 for `0`; None for any other key.

    A French keyboard types `&` where others type `1`; the position counts, not the text.

    Args:
        event: A key press.
        platform: Qt's name of the window system; None asks Qt.
    """
    modifiers = event.modifiers() & ~_Mod.KeypadModifier
    typed = _DIGITS.get(_Key(event.key()))
    if event.modifiers() & _Mod.KeypadModifier:
        return typed if modifiers == _Mod.NoModifier else None
    if modifiers == _Mod.ShiftModifier:
        # With Shift the row types digits on some keyboards, signs on others.
        return typed
    if modifiers != _Mod.NoModifier:
        return None
    place = _place_of_code(event, platform or QGuiApplication.platformName())
    return typed if place is None else place


def shifted_place(event: QKeyEvent, platform: str | None = None) -> int | None:
    """Return the place of a digit key of the row that is pressed with Shift, else None."""
    if event.modifiers() != _Mod.ShiftModifier:
        return None
    place = _place_of_code(event, platform or QGuiApplication.platformName())
    return _DIGITS.get(_Key(event.key())) if place is None else place


def _place_of_code(event: QKeyEvent, platform: str) -> int | None:
    if platform == "cocoa" or (sys.platform == "darwin" and not platform):
        code = event.nativeVirtualKey()
        return _MAC_CODES.index(code) if code in _MAC_CODES else None
    first = _FIRST_SCAN_CODE.get(platform.partition("-")[0])
    if first is None or not event.nativeScanCode():
        return None
    place = event.nativeScanCode() - first
    return place if 0 <= place < 10 else None


def key_name(event: QKeyEvent) -> str:
    """Return a key as the table of commands writes it, "" for others.

    Of keys with modifiers that is Enter with Shift alone.
    """
    modifiers = event.modifiers() & ~_Mod.KeypadModifier
    key = _Key(event.key())
    if _NAMES.get(key) == "Enter" and modifiers == _Mod.ShiftModifier:
        return "Shift+Enter"
    if key in _NAMES:
        # Which signs need Shift depends on the keyboard.
        shifted = modifiers == _Mod.ShiftModifier and event.text().strip() != ""
        return _NAMES[key] if modifiers == _Mod.NoModifier or shifted else ""
    if _Key.Key_A <= key <= _Key.Key_Z and modifiers in (_Mod.NoModifier, _Mod.ShiftModifier):
        return chr(event.key())
    return ""


def key_words(key: str) -> str:
    """Return a key as it is written on a cap."""
    return {"Backspace": "⌫", "Left": "←", "Right": "→"}.get(
        key, key.replace("Up", "↑").replace("Down", "↓")
    )
