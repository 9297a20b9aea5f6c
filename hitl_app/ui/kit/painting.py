"""Shared painting: bars, key caps, focus rings."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from hitl_app.ui.kit import theme


def mirrored(widget: QWidget, area: QRectF) -> QRectF:
    """Return an area mirrored for right-to-left layouts."""
    if not widget.isRightToLeft():
        return area
    return QRectF(widget.width() - area.right(), area.top(), area.width(), area.height())


def paint_bar(
    painter: QPainter, area: QRectF, share: float, fill: str, *, start: float = 0.0
) -> None:
    """Paint a bar's track and its filled part, in reading direction."""
    radius = area.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(theme.tokens().track))
    painter.drawRoundedRect(area, radius, radius)
    width = area.width() * min(1.0, max(0.0, share))
    if width >= 0.5:
        left = area.left() + area.width() * start
        if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = area.left() + area.right() - left - width
        filled = QRectF(left, area.top(), width, area.height())
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(filled, min(radius, width / 2), radius)


def paint_focus(painter: QPainter, area: QRectF, radius: float = theme.RADIUS) -> None:
    """Paint a focus ring."""
    pen = painter.pen()
    pen.setColor(theme.colour(theme.tokens().accent))
    pen.setStyle(Qt.PenStyle.SolidLine)
    pen.setWidthF(2)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius, radius)


def paint_cap(painter: QPainter, area: QRectF, key: str) -> None:
    """Paint a key cap."""
    t = theme.tokens()
    painter.setPen(theme.colour(t.edge))
    painter.setBrush(theme.colour(t.cap))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
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


def square(image: QImage, side: int) -> QImage:
    """Cut the middle out of a picture and scale it to a side, small enough to keep."""
    edge = min(image.width(), image.height())
    middle = image.copy((image.width() - edge) // 2, (image.height() - edge) // 2, edge, edge)
    return middle.scaled(
        side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
