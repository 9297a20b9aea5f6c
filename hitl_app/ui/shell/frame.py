"""The window without a workspace: rail, header, messages, page, status line, overlays."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QMainWindow, QStackedWidget, QWidget

from hitl_app.domain.roles import Role
from hitl_app.ui.commands import keymap
from hitl_app.ui.commands.command import WINDOW, Command
from hitl_app.ui.commands.dispatch import Dispatcher
from hitl_app.ui.commands.menus import Menus
from hitl_app.ui.commands.table import command
from hitl_app.ui.kit import dialogs, steady
from hitl_app.ui.kit.cards import waiting_state
from hitl_app.ui.kit.message_bar import MessageBar
from hitl_app.ui.kit.steady import SteadyClicks
from hitl_app.ui.kit.widgets import column, row
from hitl_app.ui.session.page import Page
from hitl_app.ui.shell.rail import Rail
from hitl_app.ui.shell.status_line import StatusLine

if TYPE_CHECKING:
    from hitl_app.ui.help.keys_overlay import KeysOverlay

HEADER_HEIGHT = 52


class Shell(QMainWindow):
    """Frame of the pages: handles keys.

    Signals:
        first_painted: The window was painted for the first time.
        page_shown: A page was shown, or requested again; carries its key.
    """

    commands: object | None = None
    first_painted = Signal()
    page_shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.pages: dict[str, Page] = {}
        self.page_key = ""
        self.page_states: dict[str, dict[str, Any]] = {}
        self._painted = False
        self.dispatcher = Dispatcher(self._owner_of, self.allows)
        self.rail = Rail()
        self.status = StatusLine()
        self._headers = QStackedWidget()
        self._headers.setFixedHeight(HEADER_HEIGHT)
        self._bodies = QStackedWidget()
        # Pages are imported after the first painting, which takes seconds on a busy computer.
        self._bodies.addWidget(waiting_state(self.tr("Opening…")))
        self._lay_out()
        SteadyClicks(self)
        self.menus = Menus(self.menuBar(), self.dispatcher)
        self.keys_overlay: KeysOverlay | None = None
        keymap.CHANGES.changed.connect(self._on_keys_changed)
        self.rail.chosen.connect(self.show_page)
        dialogs.limit_to_screen(self, 960, 620)
        dialogs.resize_within_screen(self, 1280, 800)

    def _lay_out(self) -> None:
        self._right = column(self._headers, self._bodies, spacing=0)
        self._right.setStretch(1, 1)
        layout = column(row(self.rail, self._right, spacing=0, grow=1), self.status, spacing=0)
        layout.setStretch(0, 1)
        body = QWidget()
        body.setLayout(layout)
        self.setCentralWidget(body)
        self.messages = MessageBar(self._bodies)

    def allows(self, role: Role) -> bool:
        """Return True if the operator has a role, else show why not."""
        raise NotImplementedError

    def make_page(self, key: str) -> Page | None:
        """Make a page when it is shown for the first time; None without one."""
        raise NotImplementedError

    def add_page(self, page: Page) -> None:
        """Take a page into the window."""
        self.pages[page.key] = page
        page.restore(self.page_states.get(page.key, {}))
        page.review_wanted.connect(lambda: self.show_page("review"))
        self._headers.addWidget(page.header)
        self._bodies.addWidget(page)

    def remove_pages(self) -> None:
        """Drop every page."""
        self.keep_page_states()
        for page in self.pages.values():
            self._headers.removeWidget(page.header)
            self._bodies.removeWidget(page)
            page.header.deleteLater()
            page.deleteLater()
        self.pages.clear()
        self.page_key = ""

    def keep_page_states(self) -> None:
        """Remember the view state of every page."""
        for key, page in self.pages.items():
            if state := page.state():
                self.page_states[key] = state

    def show_page(self, key: str) -> None:
        """Bring a page to the front."""
        if key not in self.pages:
            page = self.make_page(key)
            if page is None:
                return
            self.add_page(page)
        page = self.pages[key]
        if key != self.page_key:
            steady.changed(self._headers)
            steady.changed(self._bodies)
        self.page_key = key
        self.rail.choose(key)
        self._headers.setCurrentWidget(page.header)
        self._bodies.setCurrentWidget(page)
        page.activated()
        self._leave_drops_to_window()
        self.page_shown.emit(key)

    def add_strip(self, strip: QWidget) -> None:
        """Put a strip below the pages, where it covers none."""
        self._right.addWidget(strip)

    def _leave_drops_to_window(self) -> None:
        """Disable drops on text fields, which would insert a folder's path."""
        for field in self.findChildren(QLineEdit):
            field.setAcceptDrops(False)

    def _owner_of(self, wanted: Command) -> object | None:
        if wanted.owner == WINDOW:
            return self.commands
        page = self.pages.get(self.page_key)
        if page is None or self.page_key not in (wanted.owner, *wanted.also):
            return None
        return page.commands or page

    def toggle_keys(self) -> None:
        """Show all keys, or hide them."""
        old = self.keys_overlay
        if old is None or (old.page != self.page_key and not old.isVisible()):
            from hitl_app.ui.help.keys_overlay import KeysOverlay

            self.keys_overlay = KeysOverlay(self, self.page_key)
            if old is not None:
                old.deleteLater()
        assert self.keys_overlay is not None  # noqa: S101 - made just now
        self.keys_overlay.toggle()
        if not self.keys_overlay.isVisible() and self.page_key:
            self.pages[self.page_key].activated()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or return to the size before."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def change_keys(self) -> None:
        """Let the person choose keys."""
        from hitl_app.ui.help.keys_dialog import KeysDialog

        dialog = KeysDialog(self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_keys_changed(self) -> None:
        self.dispatcher.rekey()
        self.menus.rekey()
        if self.keys_overlay is not None:
            # It is made again when it is shown.
            self.keys_overlay.deleteLater()
            self.keys_overlay = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass keys on to the page."""
        overlay = self.keys_overlay
        if overlay is not None and overlay.isVisible():
            # No decisions while the overlay covers the photo.
            keys = keymap.keys_of(command("keys"))
            if event.key() == Qt.Key.Key_Escape or keymap.meant(event) in keys:
                self.toggle_keys()
            return
        if self.dispatcher.hear(event, self.page_key):
            return
        if event.key() == Qt.Key.Key_Escape and self.page_key:
            # From a text field back to the page, where keys are commands.
            self.pages[self.page_key].activated()
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the current colours."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.first_painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit its content to the new size."""
        super().resizeEvent(event)
        if self.keys_overlay is not None and self.keys_overlay.isVisible():
            self.keys_overlay.place()
