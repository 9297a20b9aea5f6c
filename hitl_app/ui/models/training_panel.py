"""One retraining: live while it runs, else the gate's verdict and reasons; its curve."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QFrame, QWidget

from hitl_app.domain.models import TrainingRun
from hitl_app.domain.runs import RunState
from hitl_app.messages import gate_reason
from hitl_app.ui.jobs.job import Job, JobState
from hitl_app.ui.jobs.wording import status_text
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.bars import Bar
from hitl_app.ui.kit.cards import as_card
from hitl_app.ui.kit.charts.plots import LineSample, dress, line_pen, quiet_plot
from hitl_app.ui.kit.widgets import button, chip, column, label, row
from hitl_app.ui.wording import formats
from hitl_app.ui.wording.messages import translated

_TONES = {"better": "good", "worse": "warning", "undecided": ""}


class TrainingPanel(QFrame):
    """Shows a retraining."""

    def __init__(self) -> None:
        super().__init__()
        self._curve: CurveView | None = None
        self._records: list[dict[str, Any]] = []
        self.heading = label("", "heading", wrap=True)
        self.mark = chip("")
        self.work = label("", "dim", wrap=True)
        self.bar = Bar(6, self.tr("Retraining progress"))
        name = self.tr("Cancel the retraining")
        self.cancel = button(self.tr("Cancel"), name=name)
        self.figures = label("", wrap=True)
        self.reasons = label("", wrap=True)
        head = row(self.heading, self.mark, self.cancel, grow=0)
        self._layout = as_card(self, head, self.work, self.bar, self.figures, self.reasons, None)
        self.show_nothing(0)

    def make_curve(self) -> None:
        """Make the place of the curve; pyqtgraph has been imported."""
        if self._curve is None:
            self._curve = CurveView()
            self._layout.insertWidget(self._layout.count() - 1, self._curve)
            self._show_records(self._records)

    def show_nothing(self, training_photos: int) -> None:
        """Show that there was no retraining yet."""
        self._show_parts(working=False)
        self.heading.setText(self.tr("No retraining yet"))
        text = self.tr(
            "The model learns from your decisions: {n} are available for training. A new "
            "version becomes active only if it is better on your photos.",
            "",
            training_photos,
        )
        self.reasons.setText(text.format(n=formats.number(training_photos)))
        self._show_records([])

    def show_job(self, job: Job) -> None:
        """Show the running or queued retraining."""
        self._show_parts(working=True)
        self.heading.setText(self.tr("Retraining"))
        self.work.setText(status_text(job))
        self.bar.set_share(job.share)
        self.cancel.setEnabled(job.state is not JobState.CANCELLING)
        self._show_records(job.curve_records)

    def show_run(self, run: TrainingRun) -> None:
        """Show the end of a retraining and the gate's verdict."""
        self._show_parts(working=False)
        name = run.candidate or run.parent
        self.heading.setText(name)
        verdict = run.verdict or ""
        self.mark.setText(verdict_words(run))
        self.mark.setProperty("tone", _TONES.get(verdict, ""))
        self.mark.style().polish(self.mark)
        self.mark.setVisible(True)
        self.figures.setText(self._figures(run))
        self.figures.setVisible(bool(self.figures.text()))
        self.reasons.setText("\n".join(reasons(run)))
        self._show_records(list(run.report.get("curve") or []))

    def _figures(self, run: TrainingRun) -> str:
        """Describe the accuracy of both versions on the validation photos."""
        sides = [run.report.get(side) for side in ("candidate", "active")]
        if not all(isinstance(side, dict) for side in sides):
            return ""
        new, old = (formats.percent(float(side["accuracy"]), 1) for side in sides if side)
        n = int(run.report.get("count", 0))
        text = self.tr("Correct on {new} of {n} validation photos; model {parent}: {old}.", "", n)
        if not float((sides[1] or {})["accuracy"]):
            text = self.tr(
                "Correct on {new} of {n} validation photos. Model {parent} was correct on none: a "
                "model suggests only categories that it has learned.",
                "",
                n,
            )
        words = text.format(n=formats.number(n), new=new, parent=run.parent, old=old)
        return " ".join(filter(None, (words, self._live(run))))

    def _live(self, run: TrainingRun) -> str:
        """Describe how the candidate did beside the draft that was in force."""
        live = run.report.get("live") or {}
        if not live.get("count"):
            return ""
        text = self.tr("Without the retraining, live learning is correct on {share}.")
        return text.format(share=formats.percent(float(live["accuracy"]), 1))

    def _show_parts(self, *, working: bool) -> None:
        for part in (self.work, self.bar, self.cancel):
            part.setVisible(working)
        self.reasons.setVisible(not working)
        self.figures.hide()
        self.mark.hide()

    def _show_records(self, records: list[dict[str, Any]]) -> None:
        self._records = records
        if self._curve is not None:
            # One point is no curve.
            self._curve.setVisible(len(records) > 1)
            self._curve.set_records(records)


def _tr(text: str) -> str:
    return QCoreApplication.translate("training", text)


def verdict_words(run: TrainingRun) -> str:
    """Describe the verdict of a retraining briefly; a sign accompanies the colour."""
    if run.state is not RunState.DONE:
        return {
            RunState.RUNNING: _tr("● running"),
            RunState.CANCELLED: _tr("■ cancelled"),
            RunState.FAILED: _tr("▲ failed"),
        }.get(run.state, _tr("▲ interrupted"))
    return {
        "better": _tr("✓ better"),
        "worse": _tr("✗ not better"),
    }.get(run.verdict or "", _tr("? inconclusive"))


def reasons(run: TrainingRun) -> list[str]:
    """Return the gate's reasons, a sentence each."""
    said = run.report.get("reasons") or []
    return [gate_reason(str(one["code"]), one.get("params") or {}, translated) for one in said]


SERIES = ("validation_accuracy", "accuracy")


class CurveView(QWidget):
    """Shows the epochs of one training; made when pyqtgraph has been imported."""

    def __init__(self) -> None:
        super().__init__()
        self._records: list[Mapping[str, Any]] = []
        self._plot = quiet_plot(190)
        self.lines = {name: self._plot.plot([], [], antialias=True) for name in SERIES}
        self._plot.setLabel("bottom", self.tr("epochs"))
        legend = row(
            LineSample(second=False),
            label(self.tr("accuracy, %"), "dim"),
            theme.S3,
            LineSample(second=True),
            label(self.tr("on training photos"), "dim"),
            None,
        )
        self.setLayout(column(legend, self._plot))
        self._dress()

    def set_records(self, records: Sequence[Mapping[str, Any]]) -> None:
        """Show the epochs so far: records with `accuracy` and `validation_accuracy` from 0 to 1."""
        if self._records == list(records):
            # Each progress of any job comes here, and drawing takes long.
            return
        self._records = list(records)
        for name, line in self.lines.items():
            points = [
                (i, 100 * float(record[name]))
                for i, record in enumerate(self._records, 1)
                if isinstance(record.get(name), int | float)
            ]
            symbol = "o" if len(points) < 3 else None
            line.setData([x for x, _ in points], [y for _, y in points], symbol=symbol)
        passes = max(4, len(self._records))
        self._plot.setXRange(1, passes, padding=0.03)
        # Epochs are whole numbers.
        step = max(1, -(-passes // 8))
        self._plot.getAxis("bottom").setTickSpacing(step, step)
        last = self._records[-1] if self._records else {}
        values = [formats.percent(float(last[name]), 1) for name in SERIES if name in last]
        self.setAccessibleName(self.tr("Training curve"))
        self.setAccessibleDescription(" / ".join(values))

    def changeEvent(self, event: QEvent) -> None:
        """Adapt to a changed font or colour scheme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "lines"):
            self._dress()

    def _dress(self) -> None:
        t = theme.tokens()
        dress(self._plot)
        for name, line in self.lines.items():
            second = name != SERIES[0]
            line.setPen(line_pen(second=second))
            line.setSymbolBrush(theme.colour(t.dim if second else t.accent))
            line.setSymbolPen(None)
            line.setSymbolSize(6)
