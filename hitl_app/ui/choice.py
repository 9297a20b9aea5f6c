"""A list to choose one of, with an arrow that shows in either scheme."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox

from hitl_app.ui import theme


class Choice(QComboBox):
    """A combo box whose arrow is painted in the colours in force.

    Args:
        name: What a screen reader calls it.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Adds the arrow: a style sheet would need a picture of it in each scheme."""
        super().paintEvent(event)
        t = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour(t.text if self.isEnabled() else t.dim), 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        inset = theme.S3 + 2
        across = inset if self.isRightToLeft() else self.width() - inset
        middle = QPointF(across, self.height() / 2)
        points = ((-4.0, -2.0), (0.0, 2.0), (4.0, -2.0))
        painter.drawPolyline([middle + QPointF(x, y) for x, y in points])
