"""All keys at one glance."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from hitl_app.ui import theme
from hitl_app.ui.commands import COMMANDS, Command, key_words
from hitl_app.ui.keymap import keys_of
from hitl_app.ui.widgets import cap, column, label, row


class KeysOverlay(QWidget):
    """Lies over the window until `?`, Esc or a click; lists the table of commands.

    Args:
        parent: The window.
        page: Key of the page whose keys are listed, beside those of the window.
    """

    def __init__(self, parent: QWidget, page: str) -> None:
        super().__init__(parent)
        self.page = page
        self._window = parent
        self.setAccessibleName(self.tr("Keys"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        pages = {
            "review": self.tr("Review"),
            "grid": self.tr("Grid"),
            "catalogue": self.tr("Catalogue"),
        }
        own = page if page in pages else "review"
        titles = {own: pages[own], "window": self.tr("Everywhere")}
        layout = column(label(self.tr("Keys"), "title"), spacing=theme.S4, margins=theme.S6)
        columns = row(spacing=theme.S8)
        for owner, title in titles.items():
            listed = [c for c in COMMANDS if owner in (c.owner, *c.also) and keys_of(c)]
            columns.addLayout(self._group(title, listed), 1)
        layout.addLayout(columns)
        layout.addLayout(row(cap("Esc"), label(self.tr("close"), "dim"), None))
        sheet = QFrame()
        sheet.setObjectName("overlay")
        sheet.setLayout(layout)
        middle = row(None, sheet, None)
        around = column(None)
        around.addLayout(middle)
        around.addStretch(1)
        self.setLayout(around)
        self.hide()

    def _group(self, title: str, listed: list[Command]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.S4)
        grid.setVerticalSpacing(theme.S2)
        grid.addWidget(label(title.upper(), "caption"), 0, 0, 1, 2)
        for i, command in enumerate(listed, 1):
            keys = keys_of(command)
            digits = command.id in ("digit", "digit-views")
            shown = (keys[0], "–", keys[-1]) if digits else keys
            caps = row(spacing=theme.S1)
            for key in shown:
                caps.addWidget(label("–", "dim") if key == "–" else cap(key_words(key)))
            caps.addStretch(1)
            grid.addLayout(caps, i, 0)
            grid.addWidget(label(command.words.rstrip("…")), i, 1)
        grid.setRowStretch(len(listed) + 1, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def toggle(self) -> None:
        """Shows or hides itself."""
        if self.isVisible():
            self.hide()
            return
        self.place()
        self.raise_()
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self) -> None:
        """Covers the window."""
        self.setGeometry(self._window.rect())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dims what is covered."""
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 110))

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Closes at a click."""
        self.hide()
