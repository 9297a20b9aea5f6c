"""Overlay that lists all keys."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from hitl_app.ui.commands.command import WINDOW, Command
from hitl_app.ui.commands.keymap import keys_of
from hitl_app.ui.commands.keys import key_words
from hitl_app.ui.commands.table import COMMANDS, command
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.widgets import ElidedLabel, QuietScroll, cap, column, label, row
from hitl_app.ui.wording.pages import page_titles


class KeysOverlay(QWidget):
    """Overlay with the table of commands, closed by `?`, Esc or a click."""

    def __init__(self, parent: QWidget, page: str) -> None:
        super().__init__(parent)
        self.page = page
        self._window = parent
        self.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        columns = row(spacing=theme.S8)
        for owner, title in self._titles().items():
            listed = [c for c in COMMANDS if owner in (c.owner, *c.also) and keys_of(c)]
            if listed:
                columns.addLayout(self._group(title, listed))
        content = QWidget()
        content.setLayout(columns)
        self._content, self._area = content, QuietScroll(content)
        closing = keys_of(command("keys"))[:1]
        caps = [cap(key_words(key)) for key in ("Esc", *closing)]
        layout = column(
            label(self.tr("Keyboard shortcuts"), "title"),
            self._area,
            row(*caps, label(self.tr("close"), "dim"), None),
            spacing=theme.S4,
            margins=theme.S6,
        )
        self._sheet = QFrame()
        self._sheet.setObjectName("overlay")
        self._sheet.setLayout(layout)
        self.setLayout(column(None, row(None, self._sheet, None), None, margins=theme.S3))
        self.hide()

    def _titles(self) -> dict[str, str]:
        """Return the titles of the groups: of the current page, if it has keys, and the window."""
        pages = page_titles()
        own = {self.page: pages[self.page]} if self.page in pages else {}
        return {**own, WINDOW: self.tr("Everywhere")}

    def _group(self, title: str, listed: list[Command]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.S4)
        grid.setVerticalSpacing(theme.S2)
        grid.addWidget(label(title.upper(), "caption"), 0, 0, 1, 2)
        for i, one in enumerate(listed, 1):
            keys = keys_of(one)
            digits = one.id in ("digit", "digit-views")
            shown = (keys[0], "–", keys[-1]) if digits else keys
            caps = row(spacing=theme.S1)
            for key in shown:
                caps.addWidget(label("–", "dim") if key == "–" else cap(key_words(key)))
            caps.addStretch(1)
            grid.addLayout(caps, i, 0)
            words = ElidedLabel()
            words.setText(one.words.rstrip("…"))
            grid.addWidget(words, i, 1)
        grid.setRowStretch(len(listed) + 1, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def toggle(self) -> None:
        """Show or hide itself."""
        if self.isVisible():
            self.hide()
            return
        self.place()
        self.raise_()
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self) -> None:
        """Cover the window; what does not fit is scrolled to."""
        self.setGeometry(self._window.rect())
        wanted = self._content.sizeHint()
        bar = self._area.verticalScrollBar().sizeHint().width()
        beside = self.width() - 2 * theme.S3 - 2 * theme.S6
        self._area.setFixedWidth(min(wanted.width() + bar, beside))
        self._area.setFixedHeight(0)
        room = self.height() - 2 * theme.S3 - self._sheet.sizeHint().height()
        self._area.setFixedHeight(min(wanted.height(), room))

    def event(self, event: QEvent) -> bool:
        """Block shortcuts, whose effects would be covered."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll; pass other keys on to the window, which closes this."""
        # Not the area's own: it ignores every key.
        QScrollArea.keyPressEvent(self._area, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the covered window."""
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 110))

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Close at a click."""
        self.hide()
