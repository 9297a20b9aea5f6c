"""Keys of the categories: digits by place, then what no command uses.

A letter that an operator chose belongs to a name, so that it is the same in every workspace.
"""

from collections.abc import Sequence
from string import ascii_uppercase

from PySide6.QtGui import QKeyEvent

from hitl_app.domain.categories import Category
from hitl_app.domain.names import folded
from hitl_app.ui.commands import keymap
from hitl_app.ui.commands.command import WINDOW, Command
from hitl_app.ui.commands.table import COMMANDS

DIGITS = "1234567890"
"""Keys of the first ten categories."""
_PAGES = frozenset({"review", "grid", WINDOW})
"""Pages on which a key chooses a category, and whose commands go first."""
_KEYS = (*ascii_uppercase, ",", ".", ";", "'")


def category_keys(categories: Sequence[Category]) -> list[str]:
    """Return the key of each category; "" where none is left."""
    free = [key for key in _KEYS if command_of(key) is None]
    chosen: list[str] = []
    for category in categories:
        key = keymap.key_of_category(folded(category.name))
        chosen.append(key if key in free else "")
        free = [other for other in free if other != key]
    result = []
    for place, category in enumerate(categories):
        key = chosen[place] or DIGITS[place : place + 1] or _next(category.name, free)
        free = [other for other in free if other != key]
        result.append(key)
    return result


def _next(name: str, free: Sequence[str]) -> str:
    """Return a free key: of the name if possible; "" without any."""
    own = (letter for letter in name.upper() if letter in free)
    return next(own, free[0] if free else "")


def command_of(key: str) -> Command | None:
    """Return the command that keeps a key from categories, if any."""
    for one in COMMANDS:
        if key in keymap.keys_of(one) and _PAGES & {one.owner, *one.also}:
            return one
    return None


def assign(category: Category, key: str) -> None:
    """Let a key choose a category, and no other one any more."""
    keymap.assign_category(folded(category.name), key)


def is_possible(key: str) -> bool:
    """Return True if categories can have a key, unless a command has it."""
    return key in _KEYS


def meant(event: QKeyEvent) -> str:
    """Return the key of a press, if categories can have it; else ""."""
    key = keymap.meant(event)
    return key if is_possible(key) else ""
