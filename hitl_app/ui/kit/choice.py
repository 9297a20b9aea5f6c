"""A list to choose one of, with an arrow that shows in either scheme."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QSignalBlocker, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox

from hitl_app.ui.kit import theme
from hitl_app.ui.kit.painting import smooth_painter


class Choice(QComboBox):
    """A combo box whose arrow is painted in the colours in force."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the arrow: a style sheet would need a picture of it in each scheme."""
        super().paintEvent(event)
        t = theme.tokens()
        painter = smooth_painter(self)
        pen = QPen(theme.colour(t.text if self.isEnabled() else t.dim), 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        inset = theme.S3 + 2
        across = inset if self.isRightToLeft() else self.width() - inset
        middle = QPointF(across, self.height() / 2)
        points = ((-4.0, -2.0), (0.0, 2.0), (4.0, -2.0))
        painter.drawPolyline([middle + QPointF(x, y) for x, y in points])


class ValueChoice(Choice):
    """A combo box whose entries hold Python values."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._entries: list[tuple[str, Any]] = []
        self.setToolTip(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaximumWidth(170)

    def value(self) -> Any:
        """Return the value of the chosen entry."""
        return self._entries[self.currentIndex()][1] if self._entries else None

    def offer(self, entries: Sequence[tuple[str, Any]]) -> None:
        """Set the entries; the chosen one is kept if it still exists."""
        if self._entries == list(entries):
            return
        chosen = self.value()
        with QSignalBlocker(self):
            self.clear()
            self._entries = list(entries)
            self.addItems([text for text, _ in entries])
            values = self.values()
            self.setCurrentIndex(values.index(chosen) if chosen in values else 0)

    def values(self) -> list[Any]:
        """Return the values of the entries."""
        return [value for _, value in self._entries]

    def choose(self, value: Any) -> None:
        """Choose the entry of a value."""
        self.setCurrentIndex(self.values().index(value))
