"""Plain text where Qt would interpret markup in tool tips or `&` as a key.

Names, paths and notes come from anywhere. `widgets.label` sets labels to plain text; widgets
without that option use these functions.
"""

from html import escape

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton


def tip(text: str) -> str:
    """Return a text for a tool tip, which Qt would show as markup if it resembles some."""
    if "<" not in text and "&lt;" not in text:
        return text
    return f'<p style="white-space:pre-wrap">{escape(text)}</p>'


def words(text: str) -> str:
    """Return a text for a button or a menu, where a single `&` would underline what follows."""
    return text.replace("&", "&&")


def title(text: str) -> str:
    """Return a text for a window's title, where `[*]` stands for a mark of what is not saved."""
    return text.replace("[*]", "[*][*]")


def add_action(menu: QMenu, text: str) -> QAction:
    """Add an entry to a menu that shows a text as it is, its tip too."""
    action = menu.addAction(words(text))
    action.setToolTip(tip(text))
    return action


class PlainButton(QPushButton):
    """A button that shows its text as it is, and has no key of its own in it."""

    def setText(self, text: str) -> None:
        """Show a text."""
        super().setText(words(text))

    def text(self) -> str:
        """Return the text as it was set."""
        return super().text().replace("&&", "&")
