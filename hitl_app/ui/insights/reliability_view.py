"""The reliability diagram: accuracy by confidence."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPen

from hitl_app.domain.reports.progress import Table
from hitl_app.ui.insights.plot_card import PlotCard
from hitl_app.ui.kit import theme
from hitl_app.ui.session.session import Session
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.services.models.reliability import Reliability


class ReliabilityPanel(PlotCard):
    """Shows the diagram, or what is missing for it."""

    plot_height = 230

    def __init__(self, session: Session) -> None:
        super().__init__(session, "confidence", self.tr("Confidence and accuracy"))
        self.body.addStretch(1)

    def show_reliability(self, found: "Reliability") -> None:
        """Show the figures on validation photos; pyqtgraph has been imported."""
        self.told.setText(self._words(found))
        columns = ("confidence", "right", "low", "high", "photos")
        rows = ((b.confidence, b.share, b.low, b.high, b.count) for b in found.bins)
        self.show_figures(Table(columns, tuple(rows)))
        if not found.bins:
            return
        plot = self.show_plot()
        x = [100 * one.confidence for one in found.bins]
        y = [100 * one.share for one in found.bins]
        self.dots.setData(x, y)
        self._bars.setData(
            x=_array(x),
            y=_array(y),
            top=_array([100 * (one.high - one.share) for one in found.bins]),
            bottom=_array([100 * (one.share - one.low) for one in found.bins]),
        )
        values = [
            f"{formats.percent(a / 100)}: {formats.percent(b / 100)}"
            for a, b in zip(x, y, strict=True)
        ]
        plot.setAccessibleDescription(", ".join(values))

    def _words(self, found: "Reliability") -> str:
        if not found.version:
            return self.tr("No model is active in this workspace.")
        if not found.bins:
            text = self.tr(
                "Not enough data: {n} of {least} validation photos scored by {version} are "
                "reviewed. One in five reviewed photos becomes a validation photo.",
                "",
                found.photos,
            )
            return text.format(n=formats.number(found.photos), version=found.version, least=50)
        text = self.tr(
            "Accuracy of {version} on {n} validation photos, by confidence. On the dashed "
            "line, confidence matches accuracy; below it, the model is overconfident. The "
            "bars are 95\u202f% intervals.",
            "",
            found.photos,
        )
        return text.format(version=found.version, n=formats.number(found.photos))

    def fill_plot(self) -> None:
        """Add the dashed line, and the points with their intervals."""
        import pyqtgraph

        plot = self._plot
        plot.setAccessibleName(self.tr("Accuracy by confidence"))
        plot.setLabel("bottom", self.tr("confidence, %"))
        plot.setLabel("left", self.tr("accuracy, %"))
        plot.setXRange(0, 100, padding=0.03)
        plot.setYRange(0, 100, padding=0.06)
        for side in ("left", "bottom"):
            plot.getAxis(side).setTickSpacing(20, 20)
        self._diagonal = plot.plot([0, 100], [0, 100], antialias=True)
        self._bars: Any = pyqtgraph.ErrorBarItem(x=_array([]), y=_array([]), beam=1.6)
        plot.addItem(self._bars)
        self.dots = plot.plot([], [], pen=None, symbol="o", antialias=True)

    def dress(self) -> None:
        """Apply the current colours to the plot."""
        super().dress()
        t = theme.tokens()
        line = QPen(theme.colour(t.dim), 1)
        line.setStyle(Qt.PenStyle.DashLine)
        line.setCosmetic(True)
        self._diagonal.setPen(line)
        stroke = QPen(theme.colour(t.accent), 1.5)
        stroke.setCosmetic(True)
        self._bars.setData(pen=stroke)
        self.dots.setSymbolBrush(theme.colour(t.accent))
        self.dots.setSymbolPen(None)
        self.dots.setSymbolSize(8)


def _array(values: list[float]) -> Any:
    import numpy as np

    return np.asarray(values, float)
