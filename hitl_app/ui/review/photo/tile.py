"""A small photo that can be clicked, with a few words below it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from hitl_app.ui.kit import plain, theme
from hitl_app.ui.kit.painting import mirrored, paint_focus


class PhotoTile(QAbstractButton):
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
        super().__init__()
        self.photo_id = 0
        self.said = ""
        self._side, self._words, self._width = side, words, width or side
        self._picture = QImage()
        self._warns = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def sizeHint(self) -> QSize:
        """Ask for room for its picture and its words."""
        return QSize(self._width, self._side + self._words)

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

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it in the current colours."""
        t = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        area = mirrored(self, QRectF(1, 1, self._side - 2, self._side - 2))
        rounded = QPainterPath()
        rounded.addRoundedRect(area, theme.RADIUS_SMALL, theme.RADIUS_SMALL)
        painter.setClipPath(rounded)
        painter.drawImage(area, self._picture)
        painter.setClipping(False)
        painter.setPen(theme.colour(t.warning if self._warns else t.line))
        painter.drawPath(rounded)
        self._paint_words(painter)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), theme.RADIUS_SMALL)

    def _paint_words(self, painter: QPainter) -> None:
        t = theme.tokens()
        painter.setFont(theme.font(theme.TINY))
        painter.setPen(theme.colour(t.text if self.underMouse() else t.dim))
        end = Qt.TextElideMode.ElideRight
        shown = QFontMetrics(painter.font()).elidedText(self.said, end, self._width)
        place = QRectF(0, self._side, self._width, self._words)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, side, shown)
