"""Build the menus from the table of commands."""

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from hitl_app.ui.commands.command import Command, translated
from hitl_app.ui.commands.dispatch import Dispatcher
from hitl_app.ui.commands.keymap import is_shortcut, keys_of
from hitl_app.ui.commands.keys import key_words
from hitl_app.ui.commands.table import BY_ID, COMMANDS

_ROLES = {
    "preferences": QAction.MenuRole.PreferencesRole,
    "about": QAction.MenuRole.AboutRole,
    "quit": QAction.MenuRole.QuitRole,
}


def _(text: str) -> str:
    """Mark a text for translation; `translated` translates it."""
    return str(QT_TRANSLATE_NOOP("commands", text))


MENUS: tuple[tuple[str, str], ...] = (
    ("file", _("&File")),
    ("review", _("&Review")),
    ("grid", _("&Grid")),
    ("catalogue", _("&Catalogue")),
    ("categories", _("&Categories")),
    ("training", _("&Training")),
    ("view", _("&View")),
    ("help", _("&Help")),
)


class Menus:
    """The menu bar; entries are enabled or disabled when their menu opens."""

    def __init__(self, bar: QMenuBar, dispatcher: Dispatcher) -> None:
        self._dispatcher = dispatcher
        self.actions: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        for key, title in MENUS:
            menu = bar.addMenu(translated(title))
            self.menus[key] = menu
            listed = [command for command in COMMANDS if command.menu == key]
            for command in listed:
                self._add(menu, command)
            menu.aboutToShow.connect(lambda listed=listed: self._before_show(listed))
            menu.aboutToHide.connect(lambda listed=listed: self._after_hide(listed))

    def _add(self, menu: QMenu, command: Command) -> None:
        if command.divider:
            menu.addSeparator()
        action = menu.addAction(self._text(command))
        action.setShortcuts(_shortcuts(command))
        action.setAutoRepeat(command.repeats)
        # Where a system has a place of its own for it, as macOS does.
        action.setMenuRole(_ROLES.get(command.id, QAction.MenuRole.NoRole))
        action.triggered.connect(lambda: self._dispatcher.run(command))
        self.actions[command.id] = action

    def rekey(self) -> None:
        """Update to the current keys of the commands."""
        for name, action in self.actions.items():
            action.setShortcuts(_shortcuts(BY_ID[name]))

    def _text(self, command: Command) -> str:
        # A key without modifier is no shortcut of the menu, since text fields need it; it is
        # shown all the same.
        keys = keys_of(command)
        plain = bool(keys) and not is_shortcut(keys[0])
        words = self._dispatcher.words(command)
        return f"{words}\t{key_words(keys[0])}" if plain else words

    def _before_show(self, listed: list[Command]) -> None:
        for command in listed:
            self.actions[command.id].setText(self._text(command))
            self.actions[command.id].setEnabled(self._dispatcher.can_run(command))

    def _after_hide(self, listed: list[Command]) -> None:
        # A shortcut is checked when it is pressed; a disabled action would ignore it.
        for command in listed:
            self.actions[command.id].setEnabled(True)


def _shortcuts(command: Command) -> list[QKeySequence]:
    return [QKeySequence(key) for key in keys_of(command) if is_shortcut(key)]
