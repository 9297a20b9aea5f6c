"""The main window."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent

from hitl_app.ui.kit.garbage import GarbageCollector
from hitl_app.ui.session import recent
from hitl_app.ui.session.page import Page
from hitl_app.ui.shell.commands import WindowCommands
from hitl_app.ui.shell.host import Host
from hitl_app.ui.shell.operators import Operators
from hitl_app.ui.shell.submenus import LanguageMenu, RecentMenu
from hitl_app.ui.shell.touring import Touring

# What the first painting does not need is imported after it, by the methods that use it.


class MainWindow(Host):
    """The main window.

    Signals:
        leaving: The window is about to close; its pages are still there.
    """

    commands: WindowCommands
    leaving = Signal()

    def __init__(self, *, program: Sequence[str] = (), with_jobs: bool = True) -> None:
        super().__init__(program, with_jobs=with_jobs)
        self.garbage = GarbageCollector(self)
        self.operators = Operators(self)
        self.touring = Touring(self)
        self.commands = WindowCommands(self, self.operators, self.touring)
        self.setWindowTitle(self.tr("Second Look"))
        self.rail.add("review", self.tr("Review"))
        self.rail.add("grid", self.tr("Grid"))
        self.rail.add("catalogue", self.tr("Catalogue"))
        self.rail.add("imports", self.tr("Imports"))
        self.rail.add("models", self.tr("Models"))
        self.rail.add("insights", self.tr("Insights"))
        self.session_began.connect(lambda session: session.deed.connect(self.touring.tour.hear))
        self.session_ended.connect(self.touring.workspace_closed)
        self.status.operator.clicked.connect(self.operators.choose)
        self._recent = RecentMenu(self.menus, self)
        self._recent.chosen.connect(self.commands.open_recent)
        LanguageMenu(self.menus, self.messages, self)
        # Deferred: the drag must finish before dialogs open.
        self.dropped.connect(self.commands.take_drop, Qt.ConnectionType.QueuedConnection)

    def show_welcome(self, error: Exception | None = None) -> None:
        """Show the welcome page."""
        from hitl_app.ui.shell.welcome_page import WelcomePage

        self.remove_pages()
        tour = None if recent.tour_was_offered() else self.touring.open_sample
        page = WelcomePage(self.commands, recent.workspaces(), tour, error)
        self.add_page(page)
        self.show_page(page.key)
        self.rail.hide()
        self.status.show_status(None)
        self.first_shown.emit()

    def make_page(self, key: str) -> Page | None:
        """Make a page of the open workspace."""
        from hitl_app.ui.shell.pages import make_page

        return None if self.session is None else make_page(self, self.commands, self.session, key)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End jobs and threads; ask before a retraining is lost."""
        if not self.may_stop_jobs():
            event.ignore()
            return
        self.leaving.emit()
        # Hide first: ending jobs may take a moment.
        self.hide()
        self.close_workspace()
        self.garbage.stop()
        event.accept()

    def can_take_drop(self) -> bool:
        """Return True if the dropped files can be used."""
        return self.has_workspace() or self.session is None

    def drop_words(self) -> str:
        """Describe the effect of a drop."""
        if self.commands.can_import():
            return super().drop_words()
        return self.tr("Drop a workspace to open it, or photos to start one")
