"""Build the menus from the table of commands."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from hitl_app.ui.commands.keymap import keys_of
from hitl_app.ui.commands.table import BY_ID, COMMANDS, MENUS, Command, key_words, translated

Run = Callable[[Command], None]
Ask = Callable[[Command], bool]
Name = Callable[[Command], str]


class Menus:
    """The menu bar; entries are enabled or disabled when their menu opens."""

    def __init__(self, bar: QMenuBar, run: Run, can_run: Ask, words: Name) -> None:
        self._can_run, self._words = can_run, words
        self.actions: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        for key, title in MENUS:
            menu = bar.addMenu(translated(title))
            self.menus[key] = menu
            listed = [command for command in COMMANDS if command.menu == key]
            for command in listed:
                self._add(menu, command, run)
            menu.aboutToShow.connect(lambda listed=listed: self._before_show(listed))
            menu.aboutToHide.connect(lambda listed=listed: self._after_hide(listed))

    def _add(self, menu: QMenu, command: Command, run: Run) -> None:
        if command.divider:
            menu.addSeparator()
        action = menu.addAction(self._text(command))
        action.setShortcuts(_shortcuts(command))
        action.setAutoRepeat(command.repeats)
        action.triggered.connect(lambda: run(command))
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
        return f"{self._words(command)}\t{key_words(keys[0])}" if plain else self._words(command)

    def _before_show(self, listed: list[Command]) -> None:
        for command in listed:
            self.actions[command.id].setText(self._text(command))
            self.actions[command.id].setEnabled(self._can_run(command))

    def _after_hide(self, listed: list[Command]) -> None:
        # A shortcut is checked when it is pressed; a disabled action would ignore it.
        for command in listed:
            self.actions[command.id].setEnabled(True)


def _shortcuts(command: Command) -> list[QKeySequence]:
    return [QKeySequence(key) for key in keys_of(command) if is_shortcut(key)]


def is_shortcut(key: str) -> bool:
    """Return True if a key has a modifier, so that it can be a shortcut of a menu.

    Shift alone is none: text fields need what is typed with it.
    """
    return "+" in key[:-1] and not key.startswith("Shift+")
