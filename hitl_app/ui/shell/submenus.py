"""Submenus whose entries are no commands: languages, and workspaces that were opened last."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from hitl_app.ui.commands.menus import Menus
from hitl_app.ui.kit import plain
from hitl_app.ui.session import languages, recent


class LanguageMenu(QMenu):
    """Submenu at the end of the View menu."""

    def __init__(self, menus: Menus, choose: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Language"))
        view = menus.menus["view"]
        view.addSeparator()
        view.addMenu(self)
        group = QActionGroup(self)
        # A language is called by its own name in every language.
        for code, name in {"": self.tr("System default"), **languages.NAMES}.items():
            action = self.addAction(name)
            action.setCheckable(True)
            action.setData(code)
            group.addAction(action)
        group.triggered.connect(lambda action: choose(str(action.data())))
        self.aboutToShow.connect(self._show_choice)

    def _show_choice(self) -> None:
        chosen = recent.language()
        for action in self.actions():
            action.setChecked(action.data() == chosen)


class RecentMenu(QMenu):
    """Submenu of the File menu, filled when it is opened."""

    def __init__(self, menus: Menus, choose: Callable[[Path], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._choose = choose
        self.setTitle(self.tr("Open recent"))
        file = menus.menus["file"]
        listed = file.actions()
        behind = listed[listed.index(menus.actions["open"]) + 1]
        file.insertMenu(behind, self)
        file.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List existing workspaces."""
        self.clear()
        self.setToolTipsVisible(True)
        for folder in recent.workspaces():
            words = self.tr("{name} in {place}").format(name=folder.name, place=folder.parent)
            action = plain.add_action(self, words)
            action.triggered.connect(lambda _=False, folder=folder: self._choose(folder))
        self.setEnabled(not self.isEmpty())
