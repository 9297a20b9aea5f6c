"""The dialog in which a category gets another key."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from hitl_app.domain.categories import Category
from hitl_app.ui.commands import category_keys, keymap
from hitl_app.ui.commands.keys import key_words
from hitl_app.ui.help.keys_dialog import KeyField
from hitl_app.ui.kit import plain, theme
from hitl_app.ui.kit.widgets import button, column, label, row, set_kind


class CategoryKeyDialog(QDialog):
    """Takes a key press as the key of a category.

    Args:
        category: The category.
        offered: All active categories, in order.
        parent: The window.
    """

    def __init__(self, category: Category, offered: Sequence[Category], parent: QWidget) -> None:
        super().__init__(parent)
        title = self.tr("Key for {name}").format(name=category.name)
        self.setWindowTitle(plain.title(title))
        self._category, self._offered = category, offered
        self._key = ""
        self.field = KeyField()
        self.field.pressed.connect(self._on_pressed)
        text = self.tr(
            "Press the letter that chooses {name}. The first ten categories also have the digits."
        )
        self.said = label(text.format(name=category.name), wrap=True)
        self.said.setMinimumHeight(40)
        self.give = button(self.tr("Assign key"), "primary", clicked=self._on_give)
        self.give.setEnabled(False)
        stop = button(self.tr("Cancel"), clicked=self.reject)
        buttons = row(self.field, None, stop, self.give, spacing=theme.S2)
        self.setLayout(column(self.said, buttons, spacing=theme.S3, margins=theme.S5))
        self.setMinimumWidth(440)
        self.field.setFocus()

    def _on_pressed(self, key: str) -> None:
        self._key = key
        words, fits = self._words(key)
        self.said.setText(words)
        set_kind(self.said, "kind", "" if fits else "warning")
        self.give.setEnabled(fits)

    def _words(self, key: str) -> tuple[str, bool]:
        """Return the effect of a key, and whether the category can have it."""
        shown = key_words(key)
        command = category_keys.command_of(key)
        if command is not None:
            text = self.tr(
                "{key} is used for “{other}”. Press another key, or change that shortcut first."
            )
            return text.format(key=shown, other=command.words.rstrip("…")), False
        if not category_keys.is_possible(key):
            text = self.tr("{key} cannot choose a category. Press a letter without Ctrl or Alt.")
            return text.format(key=shown), False
        keys = category_keys.category_keys(self._offered)
        others = [c.name for c, used in zip(self._offered, keys, strict=True) if used == key]
        if others and others[0] != self._category.name:
            text = self.tr("{key} is the key of {other}, which then gets another one.")
            return text.format(key=shown, other=others[0]), True
        text = self.tr("{key} will choose {name}.")
        return text.format(key=shown, name=self._category.name), True

    def _on_give(self) -> None:
        category_keys.assign(self._category, self._key)
        try:
            keymap.save()
        except OSError as error:
            text = self.tr(
                "The key could not be saved ({why}). It applies until the window is closed."
            )
            self.said.setText(text.format(why=error.strerror or str(error)))
            set_kind(self.said, "kind", "warning")
            self.give.setEnabled(False)
            return
        self.accept()
