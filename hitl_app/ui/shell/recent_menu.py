"""The menu of the workspaces that were opened last."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from hitl_app.ui.commands.menus import Menus
from hitl_app.ui.kit import plain


class RecentMenu(QMenu):
    """Submenu of the File menu, filled when it is opened.

    Signals:
        chosen: Carries a workspace's folder.
    """

    chosen = Signal(object)

    def __init__(self, menus: Menus, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Open recent"))
        file = menus.menus["file"]
        listed = file.actions()
        behind = listed[listed.index(menus.actions["open"]) + 1]
        file.insertMenu(behind, self)
        file.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List existing workspaces."""
        from hitl_app.ui.session import recent

        self.clear()
        self.setToolTipsVisible(True)
        for folder in recent.workspaces():
            words = self.tr("{name} in {place}").format(name=folder.name, place=folder.parent)
            action = plain.add_action(self, words)
            action.triggered.connect(lambda _=False, folder=folder: self.chosen.emit(folder))
        self.setEnabled(not self.isEmpty())
