"""Pictures, and shared painting: buttons, words, boxes, bars, key caps, focus rings."""

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QPaintDevice,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from hitl_app.ui.kit import theme

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class PaintedButton(QAbstractButton):
    """A button that paints itself and takes the focus from Tab alone.

    Attributes:
        radius: Of its focus ring.
    """

    radius = theme.RADIUS_SMALL

    def __init__(
        self, width: int, height: int, policy: QSizePolicy.Policy = QSizePolicy.Policy.Expanding
    ) -> None:
        super().__init__()
        self._size = QSize(width, height)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return its preferred size."""
        return self._size

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it in the current colours."""
        painter = smooth_painter(self)
        self._paint(painter, QRectF(self.rect()))
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), self.radius)

    def _paint(self, painter: QPainter, area: QRectF) -> None:
        raise NotImplementedError


def smooth_painter(device: QPaintDevice) -> QPainter:
    """Begin to paint with smooth edges and pictures."""
    painter = QPainter(device)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    return painter


def mirrored(widget: QWidget, area: QRectF) -> QRectF:
    """Return an area mirrored for right-to-left layouts."""
    if not widget.isRightToLeft():
        return area
    return QRectF(widget.width() - area.right(), area.top(), area.width(), area.height())


def paint_words(painter: QPainter, area: QRectF, text: str, side: Qt.AlignmentFlag = LEFT) -> str:
    """Paint a line of text, elided where there is no room; return what was painted."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
    painter.drawText(area, side, shown)
    return shown


def paint_box(
    painter: QPainter, area: QRectF, radius: float, fill: str, edge: str | None = None
) -> None:
    """Paint a rounded box, whose edge is a line of one pixel inside of the area."""
    painter.setBrush(theme.colour(fill))
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(theme.colour(edge))
        area = area.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(area, radius, radius)


def paint_bar(
    painter: QPainter, area: QRectF, share: float, fill: str, *, start: float = 0.0
) -> None:
    """Paint a bar's track and its filled part, in reading direction."""
    radius = area.height() / 2
    paint_box(painter, area, radius, theme.tokens().track)
    width = area.width() * min(1.0, max(0.0, share))
    if width >= 0.5:
        left = area.left() + area.width() * start
        if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = area.left() + area.right() - left - width
        filled = QRectF(left, area.top(), width, area.height())
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(filled, min(radius, width / 2), radius)


def paint_ring(painter: QPainter, area: QRectF, radius: float, colour: str, width: int) -> None:
    """Paint a rounded frame inside of an area."""
    painter.setPen(QPen(theme.colour(colour), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width / 2
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), radius, radius)


def paint_focus(painter: QPainter, area: QRectF, radius: float) -> None:
    """Paint a focus ring."""
    paint_ring(painter, area, radius, theme.tokens().accent, 2)


def paint_cap(painter: QPainter, area: QRectF, key: str) -> None:
    """Paint a key cap."""
    t = theme.tokens()
    paint_box(painter, area, 5, t.cap, t.edge)
    painter.setFont(theme.font(theme.TINY, bold=True))
    painter.setPen(theme.colour(t.text))
    # Keyboards are written from left to right: Alt before the arrow.
    direction = painter.layoutDirection()
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, key)
    painter.setLayoutDirection(direction)


def paint_fitted(painter: QPainter, area: QRectF, image: QImage) -> None:
    """Paint the whole of a picture in the middle of an area, as large as fits."""
    size = image.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    shown = QRectF(0, 0, size.width(), size.height())
    shown.moveCenter(area.center())
    painter.drawImage(shown, image)


def paint_rounded(painter: QPainter, area: QRectF, image: QImage) -> QPainterPath:
    """Paint a square picture with rounded corners; return its outline."""
    outline = QPainterPath()
    outline.addRoundedRect(area, theme.RADIUS_SMALL, theme.RADIUS_SMALL)
    painter.setClipPath(outline)
    painter.drawImage(area, image)
    painter.setClipping(False)
    return outline


def square(image: QImage, side: int) -> QImage:
    """Cut the middle out of a picture and scale it to a side, small enough to keep."""
    edge = min(image.width(), image.height())
    middle = image.copy((image.width() - edge) // 2, (image.height() - edge) // 2, edge, edge)
    return middle.scaled(
        side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


_PNG = b"\x89PNG"


def decode_stored(encoded: bytes) -> QImage:
    """Return a stored JPEG or PNG as an image; a null one where the bytes are damaged.

    The format is named, and Qt does not search for another: its search asks the SVG plugin, which
    takes a lock of Qt while this thread holds the interpreter's. A thread that disconnects a signal
    takes the two in the other order, which would be a deadlock.
    """
    buffer = QBuffer()
    buffer.setData(encoded)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"png" if encoded.startswith(_PNG) else b"jpeg")
    reader.setAutoDetectImageFormat(False)
    return reader.read()
