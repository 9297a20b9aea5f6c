"""The window's icons: strokes on a grid of 24, in any colour."""

from itertools import pairwise, product

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

_SIDE = 24.0


def _line(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    return path


def _circle(x: float, y: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def _box(x: float, y: float, width: float, height: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
    return path


def _eye() -> QPainterPath:
    path = QPainterPath(QPointF(2.5, 12))
    path.cubicTo(7, 3.8, 17, 3.8, 21.5, 12)
    path.cubicTo(17, 20.2, 7, 20.2, 2.5, 12)
    return path


def _layers() -> list[QPainterPath]:
    """Return three layers of nodes, with lines between near ones."""
    columns = ((4.5, (7, 17)), (12, (4, 12, 20)), (19.5, (7, 17)))
    result = [_circle(x, y, 1.9) for x, ys in columns for y in ys]
    for (x, left), (_, right) in pairwise(columns):
        for a, b in product(left, right):
            dx, dy = 7.5, float(b - a)
            if abs(dy) < 9:
                step = 2.4 / (dx * dx + dy * dy) ** 0.5
                begin = (x + dx * step, a + dy * step)
                result.append(_line(begin, (x + dx * (1 - step), b - dy * step)))
    return result


_THIRDS = (3.5, 9.7, 15.9)
_DRAWINGS: dict[str, list[QPainterPath]] = {
    "review": [_eye(), _circle(12, 12, 3.2)],
    "grid": [_box(x, y, 4.6, 4.6, 1) for x, y in product(_THIRDS, _THIRDS)],
    "catalogue": [
        part
        for y in (6, 12, 18)
        for part in (_box(3.5, y - 1.6, 3.2, 3.2, 0.8), _line((10, y), (20.5, y)))
    ],
    "imports": [
        _line((12, 3.5), (12, 14.5)),
        _line((7.5, 10.5), (12, 15), (16.5, 10.5)),
        _line((3.5, 15), (3.5, 20), (20.5, 20), (20.5, 15)),
    ],
    "models": _layers(),
    "insights": [
        _line((3.5, 3.5), (3.5, 20.5), (20.5, 20.5)),
        *(_line((x, 17), (x, top)) for x, top in ((8, 14), (13, 10), (18, 5.5))),
    ],
    "close": [_line((6, 6), (18, 18)), _line((18, 6), (6, 18))],
    "warning": [
        _line((12, 3.5), (21.5, 20), (2.5, 20), (12, 3.5)),
        _line((12, 9.5), (12, 14)),
        _circle(12, 17, 0.4),
    ],
    "info": [_circle(12, 12, 9), _line((12, 11), (12, 16.5)), _circle(12, 7.6, 0.4)],
    "done": [_circle(12, 12, 9), _line((8, 12.5), (11, 15.5), (16.5, 9))],
    "photos": [
        _box(3, 5, 18, 14, 2),
        _line((3.5, 17), (9, 11), (13, 15), (16, 12.5), (20.5, 16.5)),
        _circle(15.5, 9, 1.3),
    ],
    "copy": [_box(8.5, 8.5, 11, 11, 2), _line((15.5, 5), (5, 5), (5, 15.5))],
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
    for part in _DRAWINGS[name]:
        path.addPath(part)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / _SIDE, size / _SIDE)
    pen = QPen(QColor(colour), 1.6 * max(1.0, 18 / size))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(path)
    painter.end()
    return result


def icon(name: str, colour: str, chosen: str, size: int) -> QIcon:
    """Return an icon, in another colour where it is chosen."""
    result = QIcon(pixmap(name, colour, size))
    result.addPixmap(pixmap(name, chosen, size), QIcon.Mode.Normal, QIcon.State.On)
    return result
