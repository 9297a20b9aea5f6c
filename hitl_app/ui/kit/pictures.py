"""A row of small pictures."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hitl_app.ui.kit import theme
from hitl_app.ui.kit.painting import mirrored, paint_rounded, smooth_painter


class PictureStrip(QWidget):
    """Square pictures in a row, which keeps its size.

    Args:
        most: Number of pictures that it has room for.
        side: Of a picture.
    """

    def __init__(self, most: int, side: int) -> None:
        super().__init__()
        self._most, self._side = most, side
        self.pictures: tuple[QImage, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_pictures(self, pictures: Sequence[QImage]) -> None:
        """Show square pictures."""
        self.pictures = tuple(pictures[: self._most])
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of all pictures."""
        return QSize(self._most * (self._side + theme.S2) - theme.S2, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pictures, each with an edge."""
        painter = smooth_painter(self)
        for place, picture in enumerate(self.pictures):
            left = place * (self._side + theme.S2)
            area = mirrored(self, QRectF(left + 0.5, 0.5, self._side - 1, self._side - 1))
            outline = paint_rounded(painter, area, picture)
            painter.setPen(theme.colour(theme.tokens().line))
            painter.drawPath(outline)
