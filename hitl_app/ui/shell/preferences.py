"""Preferences: theme, language, keys and folders, applied at once."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog

from hitl_app.ui.kit import dialogs, theme
from hitl_app.ui.kit.fields import Choice, titled
from hitl_app.ui.kit.widgets import ElidedLabel, button, column, label, row
from hitl_app.ui.session import languages, recent, scheme
from hitl_app.ui.shell.host import Host
from hitl_app.ui.wording import formats

_WIDTH = 560


class PreferencesDialog(QDialog):
    """What holds for every workspace on this computer.

    Args:
        window: The window.
        choose_language: Called with the code of a language.
    """

    def __init__(self, window: Host, choose_language: Callable[[str], None]) -> None:
        super().__init__(window)
        self.setWindowTitle(self.tr("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._choose_language = choose_language
        system = self.tr("System default")
        themes = ((system, ""), (self.tr("Light"), "light"), (self.tr("Dark"), "dark"))
        self.theme = _choice(self.tr("Theme"), themes, recent.theme())
        # A language is called by its own name in every language.
        spoken = ((system, ""), *((name, code) for code, name in languages.NAMES.items()))
        self.language = _choice(self.tr("Language"), spoken, recent.language())
        self.keys = button(self.tr("Change shortcuts…"), clicked=window.change_keys)
        self.place = ElidedLabel()
        self.change = button(self.tr("Change…"), clicked=self._choose_folder)
        self.change.setAccessibleName(self.tr("Change the folder for new workspaces"))
        self.reset = button(self.tr("Reset"), clicked=self._reset_folder)
        self.reset.setAccessibleName(self.tr("Reset the folder for new workspaces"))
        photos = self.tr("Where the photos are…")
        self.photos = button(photos, clicked=lambda: window.show_places(self))
        self.photos.setEnabled(window.has_workspace())
        close = button(self.tr("Close"), "primary", clicked=self.accept)
        lines = (
            (self.tr("Theme"), row(self.theme, None)),
            (self.tr("Language"), row(self.language, None)),
            (self.tr("Shortcuts"), row(self.keys, None)),
            (self.tr("New workspaces"), row(self.place, self.change, self.reset, grow=0)),
            (self.tr("Photos"), row(self.photos, None)),
        )
        head = label(self.tr("Preferences"), "heading")
        about = label(self.tr("They hold for every workspace on this computer."), "dim")
        parts = (head, about, titled(lines, theme.S4, theme.S5), row(None, close))
        self.setLayout(column(*parts, spacing=theme.S4, margins=theme.S5))
        self.setFixedWidth(_WIDTH)
        self.theme.activated.connect(self._on_theme)
        self.language.activated.connect(self._on_language)
        self._show_folder()

    def _on_theme(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            scheme.choose(app, str(self.theme.currentData()))

    def _on_language(self) -> None:
        code = str(self.language.currentData())
        # The window may be replaced, and this dialog with it.
        self.accept()
        self._choose_language(code)

    def _choose_folder(self) -> None:
        now = recent.workspaces_folder()
        folder = dialogs.choose_folder(self, self.tr("Folder for new workspaces"), now)
        if folder is not None:
            recent.keep(workspaces=str(folder))
            self._show_folder()

    def _reset_folder(self) -> None:
        recent.keep(workspaces="")
        self._show_folder()

    def _show_folder(self) -> None:
        self.place.setText(formats.own(str(recent.workspaces_folder())))
        self.reset.setEnabled(recent.has_own_folder())


def _choice(name: str, entries: tuple[tuple[str, str], ...], now: str) -> QComboBox:
    choice = Choice(name)
    for text, value in entries:
        choice.addItem(text, value)
    choice.setCurrentIndex(max(0, choice.findData(now)))
    choice.setMinimumWidth(220)
    return choice
