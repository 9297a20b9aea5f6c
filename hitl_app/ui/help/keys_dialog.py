"""The table in which every key can be changed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from hitl_app.ui.commands import keymap
from hitl_app.ui.commands.command import WINDOW, Command
from hitl_app.ui.commands.keys import key_words
from hitl_app.ui.commands.table import COMMANDS
from hitl_app.ui.kit import dialogs, theme
from hitl_app.ui.kit.tables import Column, RowsView
from hitl_app.ui.kit.widgets import button, column, label, row, set_kind
from hitl_app.ui.wording.pages import page_titles

_Row = tuple[Command, tuple[str, ...]]
"""A command and its keys, so that a row whose keys change is another row."""


class KeyField(QLineEdit):
    """Captures one key press; Tab moves on, Esc closes.

    Signals:
        pressed: A key was pressed; carries it as the table of commands writes it.
    """

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setPlaceholderText(self.tr("Press a key"))
        self.setAccessibleName(self.tr("New shortcut"))
        self.setFixedWidth(190)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def event(self, event: QEvent) -> bool:
        """Receive keys before they trigger shortcuts."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the key."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
            return
        key = keymap.meant(event)
        if key:
            self.setText(key_words(key))
            self.pressed.emit(key)


class KeysDialog(QDialog):
    """Lists all commands; assigns a pressed key to the chosen one.

    A key is taken from another command only after confirmation.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Change shortcuts"))
        dialogs.resize_within_screen(self, 620, 640)
        self._key = ""
        self.table = RowsView(self._columns(), self.tr("Commands and shortcuts"))
        self.field = KeyField()
        self.said = label("", "dim", wrap=True)
        self.said.setMinimumHeight(36)
        self.give = button(self.tr("Assign key"), "primary", clicked=self._on_give)
        self.as_shipped = button(self.tr("Reset all"), clicked=self._on_as_shipped)
        self.close_it = button(self.tr("Close"), clicked=self.accept)
        buttons = row(self.field, self.give, None, self.as_shipped, self.close_it)
        layout = column(self.table, self.said, buttons, spacing=theme.S3, margins=theme.S5)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(lambda _: self.field.setFocus())
        self.field.pressed.connect(self._on_pressed)
        self._show_keys()
        self._on_picked(self.table.chosen())
        self.table.setFocus()

    def _columns(self) -> list[Column[_Row]]:
        pages = {WINDOW: self.tr("everywhere"), **page_titles()}
        return [
            Column(self.tr("COMMAND"), lambda r: r[0].words.rstrip("…"), stretch=True),
            Column(self.tr("WHERE"), lambda r: pages[r[0].owner]),
            Column(self.tr("SHORTCUTS"), _words),
        ]

    def choose(self, name: str) -> None:
        """Choose a command by its id."""
        for place, (command, _) in enumerate(self.table.items.rows):
            if command.id == name:
                self.table.selectRow(place)

    def _show_keys(self) -> None:
        self.table.set_rows([(command, keymap.keys_of(command)) for command in COMMANDS])

    def _on_picked(self, chosen: _Row | None) -> None:
        self._key = ""
        self.field.clear()
        self._show_said(chosen)

    def _on_pressed(self, key: str) -> None:
        self._key = key
        self._show_said(self.table.chosen())

    def _show_said(self, chosen: _Row | None) -> None:
        command = None if chosen is None else chosen[0]
        fixed = command is not None and keymap.is_fixed(command)
        other = keymap.holder(command, self._key) if command is not None and self._key else None
        self.field.setEnabled(command is not None and not fixed)
        self.give.setEnabled(bool(self._key) and not fixed)
        set_kind(self.said, "kind", "warning" if other is not None else "dim")
        if fixed:
            self.said.setText(
                self.tr("Number keys choose categories by position and cannot be changed.")
            )
        elif other is not None:
            text = self.tr(
                "{key} is already used for “{other}”. Assigning it here removes it there."
            )
            words = other.words.rstrip("…")
            self.said.setText(text.format(key=key_words(self._key), other=words))
        elif command is not None:
            text = self.tr("Press the new key for “{name}” in the field below.")
            self.said.setText(text.format(name=command.words.rstrip("…")))

    def _on_give(self) -> None:
        chosen = self.table.chosen()
        if chosen is None or not self._key:
            return
        keymap.assign(chosen[0], self._key)
        self._keep()

    def _on_as_shipped(self) -> None:
        keymap.reset()
        self._keep()

    def _keep(self) -> None:
        self._show_keys()
        self._on_picked(self.table.chosen())
        try:
            keymap.save()
        except OSError as error:
            set_kind(self.said, "kind", "warning")
            text = self.tr(
                "The shortcuts could not be saved ({why}). They apply until the window is closed."
            )
            self.said.setText(text.format(why=error.strerror or str(error)))


def _words(of: _Row) -> str:
    command, keys = of
    if keymap.is_fixed(command):
        return f"{keys[0]} – {keys[-1]}"
    return ", ".join(map(key_words, keys)) or "–"
