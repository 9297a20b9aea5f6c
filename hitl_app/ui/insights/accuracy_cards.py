"""Accuracy with intervals: over versions, and by confidence."""

from collections.abc import Sequence
from math import floor
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPen

from hitl_app.domain.reports.progress import Learned, Table
from hitl_app.ui.gateway.insight_tasks import ProgressData
from hitl_app.ui.insights.plot_card import PlotCard
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.charts.plots import line_pen
from hitl_app.ui.kit.tables import Column, RowsView
from hitl_app.ui.session.session import Session
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.services.models.reliability import Reliability


class LearningCard(PlotCard):
    """The learning curve over versions, and the table of the same."""

    plot_height = 260

    def __init__(self, session: Session) -> None:
        super().__init__(session, "learning", self.tr("Training history"))
        self.table: RowsView[Learned] = RowsView(
            [
                Column(self.tr("VERSION"), lambda one: one.version or "–", stretch=True),
                Column(self.tr("WHEN"), lambda one: formats.moment(one.at)),
                Column(
                    self.tr("TRAINING PHOTOS"),
                    lambda one: formats.number(one.training_photos),
                    right=True,
                ),
                Column(
                    self.tr("ACCURACY"), lambda one: formats.percent(one.accuracy, 1), right=True
                ),
                Column(self.tr("95\u202f% INTERVAL"), _interval, right=True),
                Column(
                    self.tr("VALIDATION PHOTOS"), lambda o: formats.number(o.validation), right=True
                ),
                Column(self.tr("RESULT"), self.verdict),
            ],
            self.tr("Training history, newest first"),
        )
        self.body.addWidget(self.table)

    def verdict(self, one: Learned) -> str:
        """Describe the gate's verdict on a version."""
        words = {"better": self.tr("better"), "worse": self.tr("not better")}
        return words.get(one.verdict, self.tr("inconclusive"))

    def show_progress(self, data: ProgressData) -> None:
        """Show the results of retrainings; pyqtgraph has been imported."""
        found = data.progress.learning
        self.show_figures(data.tables["learning"])
        self.table.set_rows(tuple(reversed(found)))
        self.table.fit_height(8)
        self.table.setVisible(bool(found))
        if not found:
            self.told.setText(
                self.tr(
                    "No retraining yet. Review some photos, then choose Retrain now on the Models "
                    "page. Each new version appears here."
                )
            )
            return
        self.told.setText(
            self.tr(
                "Accuracy of each version on validation photos, by number of training photos. "
                "A filled dot was better than the previous version, a ring was not. The bars "
                "are 95\u202f% intervals. The number of validation photos grows over time."
            )
        )
        self._draw(found)

    def _draw(self, found: Sequence[Learned]) -> None:
        self._found = found
        plot = self.show_plot()
        x = [one.training_photos for one in found]
        low = [one.low for one in found]
        _set_bars(self._bars, x, [one.accuracy for one in found], low, [o.high for o in found])
        # Room enough that the ticks are whole training photos also where there is one version.
        room = max(5.0, 0.08 * (max(x) - min(x)))
        plot.setXRange(max(0.0, min(x) - room), max(x) + room, padding=0)
        plot.setYRange(max(0.0, 10 * floor(10 * min(low))), 100, padding=0.04)
        values = [
            self.tr(
                "{version}: {n} training photos, {share} accuracy", "", one.training_photos
            ).format(
                version=one.version,
                n=formats.number(one.training_photos),
                share=formats.percent(one.accuracy, 1),
            )
            for one in found
        ]
        self.describe("; ".join(values))
        self.dress()

    def fill_plot(self) -> None:
        """Add the line, and its intervals."""
        import pyqtgraph

        self._plot.setLabel("left", self.tr("accuracy on validation photos, %"))
        self._plot.setLabel("bottom", self.tr("training photos"))
        self._bars: Any = pyqtgraph.ErrorBarItem(beam=0)
        self._plot.addItem(self._bars)
        self.line = self._plot.plot([], [], antialias=True)

    def dress(self) -> None:
        """Apply the current colours to the plot."""
        super().dress()
        t, stroke = theme.tokens(), _bar_pen()
        self._bars.setData(pen=stroke)
        grounds = [t.accent if one.verdict == "better" else t.surface for one in self._found]
        self.line.setData(
            [one.training_photos for one in self._found],
            [100 * one.accuracy for one in self._found],
            pen=line_pen(second=True),
            symbol="o",
            symbolSize=9,
            symbolPen=stroke,
            symbolBrush=[theme.colour(name) for name in grounds],
        )


def _interval(one: Learned) -> str:
    return f"{formats.decimal(100 * one.low, 1)}–{formats.percent(one.high, 1)}"


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
        low, high = [one.low for one in found.bins], [one.high for one in found.bins]
        _set_bars(self._bars, x, [one.share for one in found.bins], low, high)
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
                "This plot needs {least} validation photos for which model {version}, not live "
                "learning, suggested a label before you did; so far there are {found}. One in five "
                "reviewed photos becomes a validation photo."
            )
            count = formats.number(found.photos)
            return text.format(found=count, version=found.version, least=50)
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
        self._bars: Any = pyqtgraph.ErrorBarItem(beam=1.6)
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
        self._bars.setData(pen=_bar_pen())
        self.dots.setSymbolBrush(theme.colour(t.accent))
        self.dots.setSymbolPen(None)
        self.dots.setSymbolSize(8)


def _set_bars(
    bars: Any,
    x: Sequence[float],
    shares: Sequence[float],
    low: Sequence[float],
    high: Sequence[float],
) -> None:
    """Show the intervals of shares from 0 to 1 in percent."""
    import numpy as np

    y, bottom, top = (100 * np.asarray(values, float) for values in (shares, low, high))
    bars.setData(x=np.asarray(x, float), y=y, top=top - y, bottom=y - bottom)


def _bar_pen() -> QPen:
    pen = QPen(theme.colour(theme.tokens().accent), 1.5)
    pen.setCosmetic(True)
    return pen
