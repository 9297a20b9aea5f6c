"""The guide in a window of its own: it can stand beside the window while one works."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from hitl_app.ui.commands.keymap import CHANGES
from hitl_app.ui.help.guide import PAGES, title_of
from hitl_app.ui.help.guide_view import GuideView
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.widgets import button, column, row


class GuideWindow(QDialog):
    """A list of pages on the left, the page on the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Guide to Second Look"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1080, 760)
        self._before: list[str] = []
        self.pages = QListWidget()
        self.pages.setObjectName("guidePages")
        self.pages.setAccessibleName(self.tr("Pages of the guide"))
        self.pages.setFixedWidth(220)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page in PAGES:
            item = QListWidgetItem(title_of(page), self.pages)
            item.setSizeHint(QSize(0, 32))
        self.view = GuideView()
        self.back = button(self.tr("Back"), clicked=self._on_back)
        self.back.setEnabled(False)
        close = button(self.tr("Close"), "primary", clicked=self.close)
        body = row(self.pages, self.view, spacing=theme.S3, grow=1)
        layout = column(body, row(self.back, None, close), spacing=theme.S3, margins=theme.S4)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.pages.currentRowChanged.connect(lambda place: self._follow(PAGES[place]))
        self.view.page_wanted.connect(self._follow)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self, self._on_back)
        CHANGES.changed.connect(self._on_keys_changed)
        self.show_page(PAGES[0])
        self.view.setFocus()

    def show_page(self, page: str) -> None:
        """Show a page, without remembering the one before."""
        self.view.show_page(page)
        with QSignalBlocker(self.pages):
            self.pages.setCurrentRow(PAGES.index(page))

    def _follow(self, page: str) -> None:
        if page != self.view.page:
            self._before.append(self.view.page)
            self.back.setEnabled(True)
            self.show_page(page)

    def _on_back(self) -> None:
        if self._before:
            self.show_page(self._before.pop())
            self.back.setEnabled(bool(self._before))

    def _on_keys_changed(self) -> None:
        self.view.show_page(self.view.page)


def show_guide(window: QWidget) -> None:
    """Open the guide, or bring it to the front."""
    guide = window.findChild(GuideWindow) or GuideWindow(window)
    guide.show()
    guide.raise_()
    guide.activateWindow()
