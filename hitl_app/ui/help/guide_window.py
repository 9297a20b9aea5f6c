"""The guide in a window of its own: it can stand beside the window while one works."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from hitl_app.ui.commands.keymap import CHANGES
from hitl_app.ui.help.guide import PAGES, pages_with, title_of
from hitl_app.ui.help.guide_view import GuideView
from hitl_app.ui.kit import dialogs, theme
from hitl_app.ui.kit.widgets import button, column, label, row
from hitl_app.ui.wording import formats


class GuideWindow(QDialog):
    """A list of pages on the left, the page on the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Guide to Second Look"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogs.resize_within_screen(self, 1080, 760)
        self._before: list[str] = []
        self.pages = QListWidget()
        self.pages.setObjectName("guidePages")
        self.pages.setAccessibleName(self.tr("Pages of the guide"))
        self.pages.setFixedWidth(220)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search the guide"))
        self.search.setAccessibleName(self.tr("Search the guide"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(220)
        self.found = label("", "dim")
        for page in PAGES:
            item = QListWidgetItem(title_of(page), self.pages)
            item.setSizeHint(QSize(0, 32))
        self.view = GuideView()
        self.back = button(self.tr("Back"), clicked=self._on_back)
        self.back.setEnabled(False)
        close = button(self.tr("Close"), "primary", clicked=self.close)
        for one in (self.back, close):
            # Enter in the field finds the next place.
            one.setAutoDefault(False)
        left = column(self.search, self.found, self.pages, spacing=theme.S2, grow=2)
        body = row(left, self.view, spacing=theme.S3, grow=1)
        layout = column(body, row(self.back, None, close), spacing=theme.S3, margins=theme.S4)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.pages.currentRowChanged.connect(lambda place: self._follow(PAGES[place]))
        self.view.page_wanted.connect(self._follow)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self, self._on_back)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)
        self.search.textChanged.connect(self._on_searched)
        self.search.returnPressed.connect(self.view.find_next)
        CHANGES.changed.connect(self._on_keys_changed)
        self.show_page(PAGES[0])
        self.view.setFocus()

    def show_page(self, page: str) -> None:
        """Show a page, without remembering the one before."""
        self.view.show_page(page)
        with QSignalBlocker(self.pages):
            self.pages.setCurrentRow(PAGES.index(page))
        if self.search.text().strip():
            self.view.highlight(self.search.text())

    def _follow(self, page: str) -> None:
        if page != self.view.page:
            self._before.append(self.view.page)
            self.back.setEnabled(True)
            self.show_page(page)

    def _on_searched(self, words: str) -> None:
        """List the pages that hold the words, and mark these on the page."""
        counts = pages_with(words)
        for place, page in enumerate(PAGES):
            item = self.pages.item(place)
            item.setHidden(page not in counts)
            times = counts.get(page, 0)
            item.setText(f"{title_of(page)} ({formats.number(times)})" if times else title_of(page))
        if not words.strip():
            self.found.setText("")
        elif counts:
            self.found.setText(
                self.tr("on {n} pages", "", len(counts)).format(n=formats.number(len(counts)))
            )
        else:
            self.found.setText(self.tr("Not found"))
        if words.strip() and counts and self.view.page not in counts:
            self._follow(next(iter(counts)))
        self.view.highlight(words if counts else "")

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
