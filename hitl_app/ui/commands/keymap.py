"""Keys of the commands: defaults, or the user's choices.

Stored with the user's settings, not in the workspace.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from hitl_app.ui.commands import keys
from hitl_app.ui.commands.command import WINDOW, Command
from hitl_app.ui.commands.table import BY_ID, COMMANDS

_MOST_BYTES = 64 * 1024
_FIXED = frozenset({"digit", "digit-views"})
"""Digits are categories by their place on the keyboard."""
_CATEGORY = "category:"
"""Before the names of categories among the choices."""
_ALONE = (
    Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_unknown,
)  # fmt: skip


class _Changes(QObject):
    """Emits changes of keys."""

    changed = Signal()


CHANGES = _Changes()
_chosen: dict[str, tuple[str, ...]] = {}


def keys_of(command: Command) -> tuple[str, ...]:
    """Return a command's keys, the shown one first; empty without any."""
    return _chosen.get(command.id, command.keys)


def is_shortcut(key: str) -> bool:
    """Return True if a key has a modifier, so that it can be a shortcut of a menu.

    Shift alone is none: text fields need what is typed with it.
    """
    return "+" in key[:-1] and not key.startswith("Shift+")


def is_fixed(command: Command) -> bool:
    """Return True if a command's keys cannot be changed."""
    return command.id in _FIXED


def holder(command: Command, key: str) -> Command | None:
    """Return another command with this key on a common page, if any."""
    for other in COMMANDS:
        if other.id != command.id and key in keys_of(other) and _meet(command, other):
            return other
    return None


def _meet(one: Command, other: Command) -> bool:
    """Return True if both apply on a common page."""
    here, there = {one.owner, *one.also}, {other.owner, *other.also}
    return bool(here & there) or WINDOW in here | there


def assign(command: Command, key: str) -> None:
    """Replace a command's keys by one key, and remove it from its former command."""
    other = holder(command, key)
    if other is not None:
        _choose(other, tuple(one for one in keys_of(other) if one != key))
    _choose(command, (key,))
    CHANGES.changed.emit()


def key_of_category(name: str) -> str:
    """Return the key that was chosen for a category; "" without one."""
    return next(iter(_chosen.get(_CATEGORY + name, ())), "")


def assign_category(name: str, key: str) -> None:
    """Let a key choose a category, and no other one any more."""
    for other in [one for one in _chosen if one.startswith(_CATEGORY) and _chosen[one] == (key,)]:
        del _chosen[other]
    _chosen[_CATEGORY + name] = (key,)
    CHANGES.changed.emit()


def reset() -> None:
    """Reset all commands to their default keys."""
    _chosen.clear()
    CHANGES.changed.emit()


def _choose(command: Command, wanted: tuple[str, ...]) -> None:
    if wanted == command.keys:
        _chosen.pop(command.id, None)
    else:
        _chosen[command.id] = wanted


def meant(event: QKeyEvent) -> str:
    """Return the key of a press as the table writes it; "" for one that no command can have."""
    if Qt.Key(event.key()) in _ALONE or keys.digit_place(event) is not None:
        return ""
    modifiers = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    if modifiers == Qt.KeyboardModifier.NoModifier:
        return keys.key_name(event)
    return QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)


def load() -> None:
    """Read the choices; an unreadable file leaves the defaults."""
    try:
        with _file().open("rb") as file:
            content = json.loads(file.read(_MOST_BYTES))
    except (OSError, ValueError):
        return
    if isinstance(content, Mapping):
        _take(content)


def _take(content: Mapping[str, object]) -> None:
    """Assign keys one by one, so that no two commands share one, whatever the file contains."""
    _chosen.clear()
    for name, wanted in content.items():
        command = BY_ID.get(name)
        known = command is not None and not is_fixed(command)
        if not (known or name.startswith(_CATEGORY)) or not isinstance(wanted, list):
            continue
        _chosen[name] = tuple(key for key in wanted if isinstance(key, str) and len(key) <= 40)
    for command in COMMANDS:
        if any(holder(command, key) is not None for key in keys_of(command)):
            _chosen.clear()
            break
    CHANGES.changed.emit()


def save() -> None:
    """Write the choices atomically.

    Raises:
        OSError: The file cannot be written.
    """
    file = _file()
    partial = file.with_suffix(f".{os.getpid()}.partial")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(json.dumps(_chosen, indent=1), encoding="utf-8")
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)


def _file() -> Path:
    from platformdirs import user_config_path

    return user_config_path("second-look", appauthor=False) / "keys.json"
