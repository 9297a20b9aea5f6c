"""Learning curve: training photos against accuracy, per retraining."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QPen

from hitl_app.domain.reports.progress import Learned
from hitl_app.ui.gateway.insight_tasks import Told
from hitl_app.ui.insights.plot_card import PlotCard
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.plots import line_pen
from hitl_app.ui.kit.tables import Column, RowsView
from hitl_app.ui.session.session import Session
from hitl_app.ui.wording import formats


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

    def show_progress(self, data: Told) -> None:
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
        import numpy as np

        self._found = found
        plot = self.show_plot()
        x = np.array([one.training_photos for one in found], float)
        y = np.array([100 * one.accuracy for one in found])
        low, high = (np.array([100 * getattr(o, end) for o in found]) for end in ("low", "high"))
        self._bars.setData(x=x, y=y, top=high - y, bottom=y - low)
        # Room enough that the ticks are whole training photos also where there is one version.
        room = max(5.0, 0.08 * (x.max() - x.min()))
        plot.setXRange(max(0.0, x.min() - room), x.max() + room, padding=0)
        floor = max(0.0, 10 * np.floor(low.min() / 10))
        plot.setYRange(floor, 100, padding=0.04)
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
        import numpy as np
        import pyqtgraph

        self._plot.setLabel("left", self.tr("accuracy on validation photos, %"))
        self._plot.setLabel("bottom", self.tr("training photos"))
        none = np.array([])
        self._bars: Any = pyqtgraph.ErrorBarItem(x=none, y=none, top=none, bottom=none, beam=0)
        self._plot.addItem(self._bars)
        self.line = self._plot.plot([], [], antialias=True)

    def dress(self) -> None:
        """Apply the current colours to the plot."""
        super().dress()
        t = theme.tokens()
        stroke = QPen(theme.colour(t.accent), 1.5)
        stroke.setCosmetic(True)
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
