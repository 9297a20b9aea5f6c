"""Training curve: accuracy after each epoch."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from hitl_app.ui.kit import theme
from hitl_app.ui.kit.plots import LineSample, dress, line_pen, quiet_plot
from hitl_app.ui.kit.widgets import column, label, row
from hitl_app.ui.wording import formats

_HEIGHT = 190
SERIES = ("validation_accuracy", "accuracy")


class CurveView(QWidget):
    """Shows the epochs of one training; made when pyqtgraph has been imported."""

    def __init__(self) -> None:
        super().__init__()
        self._records: list[Mapping[str, Any]] = []
        self._plot = quiet_plot(_HEIGHT)
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
