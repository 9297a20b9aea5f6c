"""Sections of a page: a row of tabs, and the chosen section."""

from PySide6.QtCore import QMargins, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLayout, QStackedWidget, QTabBar, QWidget

from hitl_app.ui.kit import theme
from hitl_app.ui.kit.scrolling import BAR, keep_bar
from hitl_app.ui.kit.widgets import QuietScroll, as_widget, column, row


class Sections(QWidget):
    """Tabs above, one section below; arrow keys change tabs, as in any row of tabs.

    Signals:
        changed: Another section shows; carries its key.
    """

    changed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._keys: list[str] = []
        self._areas: list[QuietScroll] = []
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(name)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._stack = QStackedWidget()
        self.tabs.setUsesScrollButtons(False)
        line = row(self.tabs, margins=(theme.S5, theme.S2, theme.S5, 0))
        self.setLayout(column(line, self._stack, spacing=0, grow=1))
        self.tabs.currentChanged.connect(self._on_changed)

    def add(self, key: str, title: str, content: QWidget) -> None:
        """Add a section."""
        self._keys.append(key)
        self._areas.append(QuietScroll(content))
        keep_bar(self._areas[-1])
        _count_bar_as_room(content)
        self._stack.addWidget(self._areas[-1])
        self.tabs.addTab(title)

    def show_section(self, key: str) -> None:
        """Show a section."""
        self.tabs.setCurrentIndex(self._keys.index(key))

    def shown(self) -> str:
        """Return the key of the section that shows."""
        return self._keys[self.tabs.currentIndex()]

    def show_widget(self, widget: QWidget) -> None:
        """Scroll the section that shows to one of its parts, once that is laid out."""
        QTimer.singleShot(0, self, lambda: self._scroll_to(widget))

    def _scroll_to(self, widget: QWidget) -> None:
        area = self._areas[self.tabs.currentIndex()]
        if area.content.isAncestorOf(widget):
            top = widget.mapTo(area.content, QPoint(0, -theme.S4)).y()
            area.verticalScrollBar().setValue(top)

    def _on_changed(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self.changed.emit(self._keys[index])


def padded(layout: QLayout) -> QWidget:
    """Make a section's content of a layout, with the room that a page leaves around it."""
    layout.setContentsMargins(theme.S5, theme.S4, theme.S5, theme.S4)
    return as_widget(layout)


def _count_bar_as_room(content: QWidget) -> None:
    """Make the reserved scroll bar a part of the room on its side."""
    layout = content.layout()
    if layout is not None:
        from_right = QGuiApplication.isRightToLeft()
        less = QMargins(BAR, 0, 0, 0) if from_right else QMargins(0, 0, BAR, 0)
        layout.setContentsMargins(layout.contentsMargins() - less)
