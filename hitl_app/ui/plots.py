"""Plots as the desk shows them: quiet, in its colours, without menus or mouse."""

from typing import Any

from PySide6.QtCore import Qt

from hitl_app.ui import theme


def quiet_plot(height: int) -> Any:
    """Makes a plot that only shows; pyqtgraph has been imported before, off this thread."""
    # It brings NumPy and takes a while: nobody pays for it who looks at no plot.
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
    for side in ("left", "bottom"):
        plot.getAxis(side).setStyle(tickLength=0, tickTextOffset=6)
    return plot


def dress(plot: Any) -> None:
    """Gives a plot the colours and type in force."""
    t = theme.tokens()
    plot.setBackground(t.surface)
    plot.showGrid(x=False, y=True, alpha=0.15)
    for side in ("left", "bottom"):
        axis = plot.getAxis(side)
        axis.setPen(theme.colour(t.line))
        axis.setTextPen(theme.colour(t.dim))
        axis.setTickFont(theme.font(theme.TINY))
