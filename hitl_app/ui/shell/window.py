"""The main window."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QLabel

from hitl_app.domain.roles import Role
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.garbage import GarbageCollector
from hitl_app.ui.session import recent
from hitl_app.ui.session.page import Page
from hitl_app.ui.shell.commands import WindowCommands
from hitl_app.ui.shell.host import Host
from hitl_app.ui.shell.language import LanguageSwitch
from hitl_app.ui.shell.operators import Operators
from hitl_app.ui.shell.reaching import Reaching
from hitl_app.ui.shell.restoring import Restoring
from hitl_app.ui.shell.submenus import LanguageMenu, RecentMenu
from hitl_app.ui.shell.touring import Touring

# What the first painting does not need is imported after it, by the methods that use it.


class MainWindow(Host):
    """The main window."""

    commands: WindowCommands

    def __init__(self, *, program: Sequence[str] = (), with_jobs: bool = True) -> None:
        super().__init__(program, with_jobs=with_jobs)
        self.garbage = GarbageCollector(self)
        self.operators = Operators(self)
        self.touring = Touring(self)
        self.restoring = Restoring(self)
        self.commands = WindowCommands(self, self.operators, self.touring, self.restoring)
        self.reaching = Reaching(self, self.commands.choose_workspace)
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
        self._recent = RecentMenu(self.menus, self.commands.open_recent, self)
        self.language = LanguageSwitch(self)
        LanguageMenu(self.menus, self.language.choose, self)
        self.make_another = self._make_another
        self.setAcceptDrops(True)
        self._drop_zone = QLabel(self)
        self._drop_zone.setObjectName("dropZone")
        self._drop_zone.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._drop_zone.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._drop_zone.hide()

    def _make_another(self) -> "MainWindow":
        return MainWindow(program=self._program, with_jobs=self._with_jobs)

    def show_preferences(self) -> None:
        """Open the preferences."""
        from hitl_app.ui.shell.preferences import PreferencesDialog

        PreferencesDialog(self, self.language.choose).open()

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Import files and folders."""
        self.commands.import_paths(paths)

    def show_welcome(self, error: Exception | None = None) -> None:
        """Show the welcome page."""
        from hitl_app.ui.shell.welcome_page import WelcomePage

        self.reaching.stop()
        page: Page | None = self.reaching.begin(self.folder, error)
        if page is None:
            tour = None if recent.tour_was_offered() else self.touring.open_sample
            page = WelcomePage(self.commands, recent.workspaces(), tour, error)
        self.remove_pages()
        self.add_page(page)
        self.show_page(page.key)
        self.rail.hide()
        self.status.show_status(None)
        self.first_shown.emit()

    def allows(self, role: Role) -> bool:
        """Return True if the operator has a role, else show why not."""
        return self.session is None or self.session.allows(role)

    def make_page(self, key: str) -> Page | None:
        """Make a page of the open workspace."""
        from hitl_app.ui.shell.pages import MAKERS

        return None if self.session is None else MAKERS[key](self, self.commands, self.session)

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

    def drop_words(self) -> str:
        """Describe the effect of a drop."""
        if self.commands.can_import():
            return self.tr("Drop to import")
        return self.tr("Drop a workspace to open it, or photos to start one")

    def _show_drop_zone(self) -> None:
        self._drop_zone.setText(self.drop_words())
        corner = self._bodies.mapTo(self, self._bodies.rect().topLeft())
        area = QRect(corner, self._bodies.size())
        self._drop_zone.setGeometry(area.adjusted(theme.S3, theme.S3, -theme.S3, -theme.S3))
        self._drop_zone.raise_()
        self._drop_zone.show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that files may be dropped."""
        if self._dropped(event):
            self._show_drop_zone()
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Hide the drop hint."""
        self._drop_zone.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped, or open it."""
        self._drop_zone.hide()
        if paths := self._dropped(event):
            event.acceptProposedAction()
            # The drag must finish before dialogs open.
            QTimer.singleShot(0, lambda: self.commands.take_drop(paths))

    def _dropped(self, event: QDropEvent) -> list[Path]:
        """Return local files and folders of a drop, if they can be used now."""
        if self.session is not None and not self.session.is_open:
            return []
        urls = event.mimeData().urls()
        return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
