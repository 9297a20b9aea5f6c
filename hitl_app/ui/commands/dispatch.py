"""From a key or a menu entry to the method that does it."""

from collections.abc import Callable

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QTextEdit,
    QWidget,
)

from hitl_app.ui.commands import keymap, keys
from hitl_app.ui.commands.menus import is_shortcut
from hitl_app.ui.commands.table import COMMANDS, WINDOW, Command, bound, command

_TEXT_FIELDS = (QLineEdit, QAbstractSpinBox, QTextEdit)


class Dispatcher:
    """Does commands; the table says which object and which of its methods.

    Args:
        owner_of: Returns the object that a command belongs to, or None while it is not in front.
    """

    def __init__(self, owner_of: Callable[[Command], object | None]) -> None:
        self._owner_of = owner_of
        self._plain: dict[tuple[str, str], Command] = {}
        self.rekey()

    def rekey(self) -> None:
        """Listen to the keys that the commands have now."""
        self._plain = {
            (owner, key): one
            for one in COMMANDS
            for owner in (one.owner, *one.also)
            for key in keymap.keys_of(one)
            if not is_shortcut(key)
        }

    def can_run(self, wanted: Command) -> bool:
        """Return True if a command makes sense now."""
        owner = self._owner_of(wanted)
        if owner is None:
            return False
        return wanted.enabled is None or bool(bound(wanted.enabled, owner)())

    def run(self, wanted: Command) -> None:
        """Do a command, if it makes sense now."""
        if self.can_run(wanted):
            bound(wanted.action, self._owner_of(wanted))()

    def words(self, wanted: Command) -> str:
        """Return a command's words of now."""
        owner = self._owner_of(wanted)
        if owner is not None and wanted.names_itself:
            return str(bound(wanted.names_itself, owner)())
        return wanted.words

    def hear(self, event: QKeyEvent, page: str) -> bool:
        """Do what a key without modifier asks for.

        Args:
            event: A key press that the widget with the focus had no use for.
            page: Key of the page in front.

        Returns:
            Whether the key has a meaning, be it that it was dropped.
        """
        focus = QApplication.focusWidget()
        if isinstance(focus, _TEXT_FIELDS):
            return False
        for asked, place in (
            ("digit-views", keys.shifted_place(event)),
            ("digit", keys.digit_place(event)),
        ):
            if place is not None and page in (command(asked).owner, *command(asked).also):
                return self._hear_digit(event, asked, place)
        name = keys.key_name(event)
        if name == "Enter" and _click(focus, event):
            return True
        wanted = self._plain.get((page, name)) or self._plain.get((WINDOW, name))
        if wanted is None:
            return False
        # A key held down must not decide photo after photo.
        if wanted.repeats or not event.isAutoRepeat():
            self.run(wanted)
        return True

    def _hear_digit(self, event: QKeyEvent, name: str, place: int) -> bool:
        wanted = command(name)
        if not event.isAutoRepeat() and self.can_run(wanted):
            bound(wanted.action, self._owner_of(wanted))(place)
        return True


def _click(focus: QWidget | None, event: QKeyEvent) -> bool:
    """Let Enter press the button that somebody reached with Tab."""
    if not isinstance(focus, QAbstractButton):
        return False
    if focus.isEnabled() and not event.isAutoRepeat():
        focus.click()
    return True
