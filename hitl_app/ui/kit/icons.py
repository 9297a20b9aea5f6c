"""The window's icons: strokes on a grid of 24, in any colour."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

_GRID = 24.0


def _review(path: QPainterPath) -> None:
    path.moveTo(2.5, 12)
    path.cubicTo(7, 3.8, 17, 3.8, 21.5, 12)
    path.cubicTo(17, 20.2, 7, 20.2, 2.5, 12)
    path.addEllipse(QPointF(12, 12), 3.2, 3.2)


def _imports(path: QPainterPath) -> None:
    path.moveTo(12, 3.5)
    path.lineTo(12, 14.5)
    path.addPolygon(QPolygonF([QPointF(7.5, 10.5), QPointF(12, 15), QPointF(16.5, 10.5)]))
    path.addPolygon(
        QPolygonF([QPointF(3.5, 15), QPointF(3.5, 20), QPointF(20.5, 20), QPointF(20.5, 15)])
    )


def _grid(path: QPainterPath) -> None:
    for x in (3.5, 9.7, 15.9):
        for y in (3.5, 9.7, 15.9):
            path.addRoundedRect(QRectF(x, y, 4.6, 4.6), 1, 1)


def _catalogue(path: QPainterPath) -> None:
    for y in (6, 12, 18):
        path.addRoundedRect(QRectF(3.5, y - 1.6, 3.2, 3.2), 0.8, 0.8)
        path.moveTo(10, y)
        path.lineTo(20.5, y)


def _models(path: QPainterPath) -> None:
    for x, ys in ((4.5, (7, 17)), (12, (4, 12, 20)), (19.5, (7, 17))):
        for y in ys:
            path.addEllipse(QPointF(x, y), 1.9, 1.9)
    for x, left, right in ((4.5, (7, 17), (4, 12, 20)), (12, (4, 12, 20), (7, 17))):
        for a in left:
            for b in right:
                if abs(a - b) < 9:
                    dx, dy = 7.5, float(b - a)
                    step = 2.4 / (dx * dx + dy * dy) ** 0.5
                    path.moveTo(x + dx * step, a + dy * step)
                    path.lineTo(x + dx * (1 - step), b - dy * step)


def _insights(path: QPainterPath) -> None:
    path.addPolygon(QPolygonF([QPointF(3.5, 3.5), QPointF(3.5, 20.5), QPointF(20.5, 20.5)]))
    for x, top in ((8, 14), (13, 10), (18, 5.5)):
        path.moveTo(x, 17)
        path.lineTo(x, top)


def _close(path: QPainterPath) -> None:
    path.moveTo(6, 6)
    path.lineTo(18, 18)
    path.moveTo(18, 6)
    path.lineTo(6, 18)


def _warning(path: QPainterPath) -> None:
    path.moveTo(12, 3.5)
    path.lineTo(21.5, 20)
    path.lineTo(2.5, 20)
    path.closeSubpath()
    path.moveTo(12, 9.5)
    path.lineTo(12, 14)
    path.addEllipse(QPointF(12, 17), 0.4, 0.4)


def _info(path: QPainterPath) -> None:
    path.addEllipse(QPointF(12, 12), 9, 9)
    path.moveTo(12, 11)
    path.lineTo(12, 16.5)
    path.addEllipse(QPointF(12, 7.6), 0.4, 0.4)


def _done(path: QPainterPath) -> None:
    path.addEllipse(QPointF(12, 12), 9, 9)
    path.addPolygon(QPolygonF([QPointF(8, 12.5), QPointF(11, 15.5), QPointF(16.5, 9)]))


def _photos(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(3, 5, 18, 14), 2, 2)
    path.addPolygon(
        QPolygonF([QPointF(3.5, 17), QPointF(9, 11), QPointF(13, 15), QPointF(16, 12.5)])
    )
    path.lineTo(20.5, 16.5)
    path.addEllipse(QPointF(15.5, 9), 1.3, 1.3)


def _copy(path: QPainterPath) -> None:
    path.addRoundedRect(QRectF(8.5, 8.5, 11, 11), 2, 2)
    path.addPolygon(
        QPolygonF([QPointF(15.5, 5), QPointF(5, 5), QPointF(5, 15.5)]),
    )


_DRAWINGS: dict[str, Callable[[QPainterPath], None]] = {
    "review": _review,
    "grid": _grid,
    "catalogue": _catalogue,
    "imports": _imports,
    "models": _models,
    "insights": _insights,
    "close": _close,
    "warning": _warning,
    "info": _info,
    "done": _done,
    "photos": _photos,
    "copy": _copy,
}


def pixmap(name: str, colour: str, size: int = 20, ratio: float = 2.0) -> QPixmap:
    """Draw an icon.

    Args:
        name: One of those above.
        colour: `#RRGGBB`.
        size: Side in pixels of the screen's own scale.
        ratio: Pixels of the picture for one of those.
    """
    result = QPixmap(QSize(size, size) * ratio)
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    path = QPainterPath()
    _DRAWINGS[name](path)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / _GRID, size / _GRID)
    pen = QPen(QColor(colour), 1.6 * max(1.0, 18 / size))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(path)
    painter.end()
    return result


def icon(name: str, colour: str, chosen: str | None = None, size: int = 20) -> QIcon:
    """Return an icon, in another colour where it is chosen."""
    result = QIcon(pixmap(name, colour, size))
    if chosen is not None:
        result.addPixmap(pixmap(name, chosen, size), QIcon.Mode.Normal, QIcon.State.On)
    return result
