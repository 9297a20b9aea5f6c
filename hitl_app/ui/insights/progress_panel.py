"""What is left over time, and the pace: two plots, each with its figures beside it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtGui import QColor

from hitl_app.domain.reports.progress import Pace, Remaining
from hitl_app.messages import pace_words
from hitl_app.ui.gateway.insight_tasks import ProgressData
from hitl_app.ui.insights.plot_card import PlotCard
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.charts.plots import LineSample, line_pen
from hitl_app.ui.kit.tables import Column, RowsView
from hitl_app.ui.kit.widgets import label, row
from hitl_app.ui.session.session import Session
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.messages import speech

_TICKS = 6
_ROWS = 6
_DAY_S = 86_400


class BurnDownCard(PlotCard):
    """How many photos waited, and how many people had decided, over time."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "burn-down", self.tr("Remaining"))
        self.table: RowsView[Remaining] = RowsView(
            [
                Column(self.tr("AT THE END OF"), lambda point: _until(point.at), stretch=True),
                Column(self.tr("TO REVIEW"), lambda p: formats.number(p.to_review), right=True),
                Column(self.tr("REVIEWED"), lambda p: formats.number(p.reviewed), right=True),
            ],
            self.tr("Remaining, newest first"),
        )
        self.drawing.addLayout(
            row(
                LineSample(second=False), label(self.tr("to review"), "dim"), theme.S3,
                LineSample(second=True), label(self.tr("reviewed"), "dim"), None,
            )
        )  # fmt: skip
        self.body.addWidget(self.table)
        self.body.addStretch(1)

    def show_progress(self, told: ProgressData) -> None:
        """Show what was left; pyqtgraph has been imported."""
        points = told.progress.burn_down
        self.show_figures(told.tables["burn_down"])
        self.table.set_rows(tuple(reversed(points)))
        self.table.fit_height(_ROWS)
        self.table.setVisible(bool(points))
        self.told.setText(self.words(points))
        if points:
            self._draw(points)

    def words(self, points: Sequence[Remaining]) -> str:
        """Describe what is left, and how that changed within a week."""
        if not points:
            return self.tr("No photos yet. Drop a folder anywhere on this window to import it.")
        last = points[-1]
        week = last.at - timedelta(days=7)
        before = next((p for p in reversed(points) if p.at <= week), points[0])
        change = last.to_review - before.to_review
        n = abs(change)
        to_review = self.tr("{n} photos to review", "", last.to_review)
        decided = self.tr("{n} reviewed", "", last.reviewed)
        fewer = (
            self.tr("{n} fewer to review", "", n)
            if change < 0
            else self.tr("{n} more to review", "", n)
        )
        text = self.tr("{to_review}, {decided}. Since {when}: {more} reviewed, {change}.")
        return text.format(
            to_review=to_review.format(n=formats.number(last.to_review)),
            decided=decided.format(n=formats.number(last.reviewed)),
            when=formats.moment(before.at),
            more=formats.number(max(0, last.reviewed - before.reviewed)),
            change=fewer.format(n=formats.number(n)),
        )

    def _draw(self, points: Sequence[Remaining]) -> None:
        plot = self.show_plot()
        moments = [point.at.timestamp() for point in points]
        for name, line in self.lines.items():
            values = [getattr(point, name) for point in points]
            line.setData(*_steps(moments, values))
        most = max(max(p.to_review, p.reviewed) for p in points)
        plot.setXRange(moments[0], moments[-1], padding=0.02)
        plot.setYRange(0, max(1, most), padding=0.04)
        by_day = moments[-1] - moments[0] > 3 * _DAY_S
        unit = self.tr("day") if by_day else self.tr("time of day")
        plot.setLabel("bottom", unit)
        plot.getAxis("bottom").setTicks([_ticks(points[0].at, points[-1].at)])
        self.describe(self.told.text())

    def fill_plot(self) -> None:
        """Add the two lines."""
        self._plot.setLabel("left", self.tr("photos"))
        self.lines = {
            name: self._plot.plot([], [], antialias=True) for name in ("reviewed", "to_review")
        }

    def dress(self) -> None:
        """Apply the current colours to the plot."""
        super().dress()
        for name, line in self.lines.items():
            line.setPen(line_pen(second=name == "reviewed"))


def _until(at: datetime) -> str:
    """Name the day that ends at a midnight, and any other moment."""
    here = at.astimezone()
    at_midnight = here.hour == here.minute == 0
    return formats.day(at - timedelta(minutes=1)) if at_midnight else formats.moment(at)


def _steps(x: Sequence[float], y: Sequence[int]) -> tuple[list[float], list[float]]:
    """Hold each value until the next one is known."""
    across = [x[0], *(one for moment in x[1:] for one in (moment, moment))]
    up = [float(one) for value in y[:-1] for one in (value, value)]
    return across, [*up, float(y[-1])]


def _ticks(first: datetime, last: datetime) -> list[tuple[float, str]]:
    """Return some round moments of a span with their names."""
    hours = (last - first).total_seconds() / 3600
    if hours <= 3 * 24:
        quarters = timedelta(minutes=15)
        step = quarters if hours < 2 else timedelta(hours=max(1, -(-int(hours) // _TICKS)))
        at, words = first, formats.clock
    else:
        step = timedelta(days=max(1, -(-int(hours / 24) // _TICKS)))
        at, words = first.replace(hour=0) + timedelta(days=1), formats.day
    found = []
    while at <= last:
        found.append((at.timestamp(), words(at)))
        at += step
    return found


class PaceCard(PlotCard):
    """How many decisions an hour takes, by the hour of the day and by operator."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "pace", self.tr("Pace"))
        self.table: RowsView[Pace] = RowsView(
            [
                Column(self.tr("OPERATOR"), self.name, stretch=True),
                Column(self.tr("DECISIONS"), lambda p: formats.number(p.decided), right=True),
                Column(self.tr("WORK"), lambda p: formats.duration(3600 * p.hours), right=True),
                Column(
                    self.tr("PER HOUR"), lambda p: formats.number(round(p.per_hour)), right=True
                ),
            ],
            self.tr("Pace by operator"),
        )
        self.table.picked.connect(self._show_pace)
        self.body.addWidget(self.table)
        self.body.addStretch(1)

    def name(self, pace: Pace) -> str:
        """Name whose pace it is."""
        return pace.operator or self.tr("Everyone")

    def show_progress(self, told: ProgressData) -> None:
        """Show the pace; pyqtgraph has been imported."""
        self.show_figures(told.tables["pace_by_hour"])
        found = told.progress.paces
        self.table.set_rows(found)
        self.table.fit_height(_ROWS)
        self.table.setVisible(bool(found))
        self._show_pace(self.table.chosen())

    def _show_pace(self, pace: Pace | None) -> None:
        if pace is None:
            self.told.setText(
                self.tr("No pace yet. It appears here once photos are reviewed in the window.")
            )
            return
        plot = self.show_plot()
        heights = [pace.at(hour) for hour in range(24)]
        worked = [hour for hour in range(24) if heights[hour]]
        self.bars.setOpts(
            x=[hour + 0.5 for hour in worked], height=[heights[hour] for hour in worked]
        )
        plot.setYRange(0, max(1.0, *heights), padding=0.04)
        busy = [hour for hour, (_, hours) in enumerate(pace.by_hour) if hours]
        best = max(busy, key=pace.at)
        text = self.tr(
            "{who}: {decisions} in {time} of work, {pace}. Fastest from {from_}:00 to "
            "{to}:00: {best}. Breaks of a minute or more are not counted."
        )
        decisions = self.tr("{n} decisions in this app", "", pace.decided)
        self.told.setText(
            text.format(
                who=self.name(pace),
                decisions=decisions.format(n=formats.number(pace.decided)),
                time=formats.duration(3600 * pace.hours),
                pace=pace_words(pace.per_hour, speech()),
                from_=best,
                to=best + 1,
                best=pace_words(pace.at(best), speech()),
            )
        )
        values = [f"{hour}:00: {formats.number(round(pace.at(hour)))}" for hour in busy]
        self.describe(", ".join(values))

    def fill_plot(self) -> None:
        """Add the bars."""
        import pyqtgraph

        self._plot.setLabel("left", self.tr("decisions per hour"))
        self._plot.setLabel("bottom", self.tr("hour of the day"))
        self._plot.setXRange(0, 24, padding=0.02)
        axis = self._plot.getAxis("bottom")
        axis.setTicks([[(hour, f"{hour}:00") for hour in range(0, 25, 4)]])
        self.bars: Any = pyqtgraph.BarGraphItem(x=[], height=[], width=0.8)
        self._plot.addItem(self.bars)

    def dress(self) -> None:
        """Apply the current colours to the plot."""
        super().dress()
        accent = QColor(theme.tokens().accent)
        self.bars.setOpts(brush=accent, pen=accent)
