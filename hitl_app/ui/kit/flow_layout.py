"""A layout that wraps widgets into lines."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget

from hitl_app.ui.kit import theme


class FlowLayout(QLayout):
    """Widgets one beside the other, as many in a line as there is room for."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setSpacing(theme.S2)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Append an item."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item by its place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return no expanding directions."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that its lines take."""
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def sizeHint(self) -> QSize:
        """Return the size of its widest widget."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of its widest widget."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(_size(item))
        margins = self.contentsMargins()
        around = QSize(margins.left() + margins.right(), margins.top() + margins.bottom())
        return size + around

    def setGeometry(self, rect: QRect) -> None:
        """Place the widgets."""
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Break into lines, and return the height of all."""
        area = rect.marginsRemoved(self.contentsMargins())
        top = area.top()
        for line in self._lines(area.width()):
            height = max(_size(item).height() for item in line)
            if place:
                self._place(line, QRect(area.left(), top, area.width(), height))
            top += height + self.spacing()
        return top - self.spacing() - rect.top() + self.contentsMargins().bottom()

    def _lines(self, room: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            width = _size(item).width()
            if lines[-1] and used + width > room:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += width + self.spacing()
        return [line for line in lines if line]

    def _place(self, line: list[QLayoutItem], area: QRect) -> None:
        """Place one line, its widgets in the middle of its height."""
        parent = self.parentWidget()
        direction = Qt.LayoutDirection.LeftToRight if parent is None else parent.layoutDirection()
        left = area.left()
        for item in line:
            size = _size(item).boundedTo(area.size())
            corner = QPoint(left, area.top() + (area.height() - size.height()) // 2)
            item.setGeometry(QStyle.visualRect(direction, area, QRect(corner, size)))
            left += size.width() + self.spacing()


def _size(item: QLayoutItem) -> QSize:
    return item.sizeHint().boundedTo(item.maximumSize()).expandedTo(item.minimumSize())
