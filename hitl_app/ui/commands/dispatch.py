"""Dispatch keys and menu entries to methods."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QTextEdit,
    QWidget,
)

from hitl_app.domain.roles import Role
from hitl_app.ui.commands import category_keys, keymap, keys
from hitl_app.ui.commands.command import WINDOW, Command
from hitl_app.ui.commands.owners import Review
from hitl_app.ui.commands.table import COMMANDS, bound, command

_TEXT_FIELDS = (QLineEdit, QAbstractSpinBox, QTextEdit)


class Dispatcher:
    """Runs the commands of the table.

    Args:
        owner_of: Returns the object whose method a command calls, if it is there.
        allows: Returns True if the operator has a role, else shows the reason.
    """

    def __init__(
        self,
        owner_of: Callable[[Command], object | None],
        allows: Callable[[Role], bool] = lambda _role: True,
    ) -> None:
        self._owner_of, self._allows = owner_of, allows
        self._plain: dict[tuple[str, str], Command] = {}
        self.rekey()

    def rekey(self) -> None:
        """Update the shortcuts to the current keys."""
        self._plain = {
            (owner, key): one
            for one in COMMANDS
            for owner in (one.owner, *one.also)
            for key in keymap.keys_of(one)
            if not keymap.is_shortcut(key)
        }

    def can_run(self, wanted: Command) -> bool:
        """Return True if a command is enabled."""
        owner = self._owner_of(wanted)
        if owner is None:
            return False
        return wanted.enabled is None or bool(bound(wanted.enabled, owner)())

    def run(self, wanted: Command) -> None:
        """Run a command, if it is enabled and the operator's role allows it."""
        if self.can_run(wanted) and self._allows(wanted.role):
            bound(wanted.action, self._owner_of(wanted))()

    def words(self, wanted: Command) -> str:
        """Return a command's current text."""
        owner = self._owner_of(wanted)
        if owner is not None and wanted.names_itself:
            return str(bound(wanted.names_itself, owner)())
        return wanted.words

    def hear(self, event: QKeyEvent, page: str) -> bool:
        """Run the command of a key without modifier.

        Args:
            event: A key press that the focused widget ignored.
            page: Key of the current page.

        Returns:
            Whether the key belongs to a command, even a disabled one.
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
            return self._hear_category(event)
        # Auto-repeat must not decide photo after photo.
        if wanted.repeats or not event.isAutoRepeat():
            self.run(wanted)
        return True

    def _hear_category(self, event: QKeyEvent) -> bool:
        """Choose the category that has the key, with Shift for the whole product."""
        owner, key = self._owner_of(command("digit")), category_keys.meant(event)
        place = bound(Review.place_of_key, owner)(key) if owner is not None and key else None
        if place is None:
            return False
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        return self._hear_digit(event, "digit-views" if shifted else "digit", place)

    def _hear_digit(self, event: QKeyEvent, name: str, place: int) -> bool:
        wanted = command(name)
        if not event.isAutoRepeat() and self.can_run(wanted):
            bound(wanted.action, self._owner_of(wanted))(place)
        return True


def _click(focus: QWidget | None, event: QKeyEvent) -> bool:
    """Let Enter press the button that was focused with Tab."""
    if not isinstance(focus, QAbstractButton):
        return False
    if focus.isEnabled() and not event.isAutoRepeat():
        focus.click()
    return True
