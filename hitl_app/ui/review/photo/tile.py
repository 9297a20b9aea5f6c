"""A small photo that can be clicked, with a few words below it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QSizePolicy

from hitl_app.ui.kit import plain, theme
from hitl_app.ui.kit.painting import PaintedButton, mirrored, paint_rounded, paint_words


class PhotoTile(PaintedButton):
    """A square picture, and a line of words that may be wider than it.

    Args:
        side: Of the picture.
        words: Height of the line.
        width: Of the whole; by default as wide as the picture.

    Attributes:
        photo_id: The photo that it shows; 0 while it is hidden.
        said: The line below the picture.
    """

    def __init__(self, side: int, words: int, width: int = 0) -> None:
        super().__init__(width or side, side + words, QSizePolicy.Policy.Fixed)
        self.photo_id = 0
        self.said = ""
        self._side = side
        self._picture = QImage()
        self._warns = False
        self.hide()

    def show_photo(
        self, photo_id: int, picture: QImage, said: str, name: str, *, warns: bool = False
    ) -> None:
        """Show a photo.

        Args:
            photo_id: Its number.
            picture: A square.
            said: The line below; empty for the picture alone.
            name: Accessible name, which describes the effect of a click.
            warns: Whether its frame has the colour of warnings.
        """
        self.photo_id, self.said, self._picture, self._warns = photo_id, said, picture, warns
        self.setAccessibleName(name)
        self.setToolTip(plain.tip(name))
        self.show()
        self.update()

    def _paint(self, painter: QPainter, area: QRectF) -> None:
        t = theme.tokens()
        place = mirrored(self, QRectF(1, 1, self._side - 2, self._side - 2))
        outline = paint_rounded(painter, place, self._picture)
        painter.setPen(theme.colour(t.warning if self._warns else t.line))
        painter.drawPath(outline)
        painter.setFont(theme.font(theme.TINY))
        painter.setPen(theme.colour(t.text if self.underMouse() else t.dim))
        paint_words(painter, area.adjusted(0, self._side, 0, 0), self.said)
