"""Plots in the window's style, without menus or mouse."""

from functools import cache
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QBuffer, QByteArray, QMargins, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from hitl_app.ui.kit import theme

_SHARP = 2
"""Scale of saved pictures, relative to the screen."""


@cache
def know_types() -> None:
    """Create Qt's types on this thread, before another one imports pyqtgraph.

    PySide6 makes each when it is first asked for, pyqtgraph asks for all of them, and two threads
    that make types at a time have ended the program. A tenth of a second, once.
    """
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            getattr(module, name)


def quiet_plot(height: int) -> Any:
    """Make a plot that only shows; pyqtgraph has been imported before, off this thread."""
    # It imports NumPy and takes a while: only users of plots pay for it.
    import pyqtgraph

    plot = pyqtgraph.PlotWidget()
    plot.setFixedHeight(height)
    # The menu that every plot brings, parentless, whether it is wanted or not.
    plot.setMenuEnabled(False)
    plot.plotItem.ctrlMenu.deleteLater()
    plot.plotItem.ctrlMenu = None
    plot.setMouseEnabled(x=False, y=False)
    plot.hideButtons()
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.setFrameShape(plot.Shape.NoFrame)
    # Axes run from left to right in every language.
    for part in (plot, plot.plotItem):
        part.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    for side in ("left", "bottom"):
        plot.getAxis(side).setStyle(tickLength=0, tickTextOffset=6)
        # No SI prefixes on axes, such as "photos (x1000)".
        plot.getAxis(side).enableAutoSIPrefix(False)  # noqa: FBT003 - pyqtgraph's own
    return plot


def dress(plot: Any) -> None:
    """Apply the current colours and fonts to a plot."""
    t = theme.tokens()
    plot.setBackground(t.surface)
    plot.showGrid(x=False, y=True, alpha=0.15)
    for side in ("left", "bottom"):
        axis = plot.getAxis(side)
        axis.setPen(theme.colour(t.line))
        axis.setTextPen(theme.colour(t.dim))
        axis.setTickFont(theme.font(theme.TINY))
        axis.label.setDefaultTextColor(theme.colour(t.dim))


def picture_of(widget: QWidget, title: str) -> bytes:
    """Render a widget under a title as PNG in the current colours."""
    t = theme.tokens()
    head = QFontMetrics(theme.font(theme.LARGE, bold=True)).height() + theme.S4
    size = widget.size() + QSize(2 * theme.S4, head + 2 * theme.S4)
    image = QImage(size * _SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARP)
    image.fill(theme.colour(t.surface))
    painter = QPainter(image)
    painter.setPen(theme.colour(t.text))
    painter.setFont(theme.font(theme.LARGE, bold=True))
    place = QRectF(theme.S4, theme.S4, widget.width(), head)
    painter.drawText(place, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, title)
    painter.end()
    # Not the page's own ground, which shows between the parts.
    parts = QWidget.RenderFlag.DrawChildren
    widget.render(image, QPoint(theme.S4, theme.S4 + head), QRegion(), parts)
    out = QByteArray()
    buffer = QBuffer(out)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(out.data())


class LineSample(QWidget):
    """A short piece of a line, for the legend."""

    def __init__(self, *, second: bool) -> None:
        super().__init__()
        self._second = second
        self.setFixedSize(22, 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it in the current colours."""
        painter = QPainter(self)
        painter.setPen(line_pen(second=self._second))
        area = QRectF(self.rect().marginsRemoved(QMargins(1, 0, 1, 0)))
        middle = area.center().y()
        painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle))


def line_pen(*, second: bool) -> QPen:
    """Return the stroke of a plot's first or second line."""
    t = theme.tokens()
    pen = QPen(theme.colour(t.dim if second else t.accent), 2)
    # Dashes as well as colour distinguish the two.
    pen.setStyle(Qt.PenStyle.DashLine if second else Qt.PenStyle.SolidLine)
    pen.setCosmetic(True)
    return pen
