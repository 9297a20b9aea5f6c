"""The manual threshold, and what it would do before it is applied."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QFrame, QSlider, QVBoxLayout

from hitl_app.ui.gateway import tasks
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.widgets import CheckBox, button, chip, label, row
from hitl_app.ui.session.session import DeskSession
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.domain.flagging import ConfidenceHistogram

# In thousandths, as the slider counts them; the setting allows no less.
_LOWEST, _HIGHEST, _FIRST = 300, 1000, 900


class ThresholdPanel(QFrame):
    """Off, people see everything; on, the network labels alone from a confidence upwards.

    Signals:
        applied: A threshold is to be stored; carries it, or None for off.
    """

    applied = Signal(object)

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._histogram: ConfidenceHistogram | None = None
        self._stored: float | None = None
        self._touched = False
        self.switch = CheckBox(self.tr("Let the network label alone from a confidence of"))
        self.switch.setAccessibleName(self.switch.text())
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(_LOWEST, _HIGHEST)
        self.slider.setPageStep(10)
        self.slider.setAccessibleName(self.tr("Threshold"))
        self.box = QDoubleSpinBox()
        self.box.setRange(_LOWEST / 10, _HIGHEST / 10)
        self.box.setDecimals(1)
        self.box.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.box.setSingleStep(0.5)
        self.box.setSuffix("\u202f%")
        self.box.setFixedWidth(84)
        self.box.setAccessibleName(self.tr("Threshold in percent"))
        self.count = label("", wrap=True)
        self.count.setMinimumHeight(20)
        self.apply = button(self.tr("Apply"), "primary", name=self.tr("Apply the threshold"))
        self._lay_out()
        self.switch.toggled.connect(self._on_touched)
        self.slider.valueChanged.connect(self._on_slider_moved)
        self.box.valueChanged.connect(self._on_box_changed)
        self.apply.clicked.connect(self._on_apply)
        self._show()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S4, theme.S4, theme.S4, theme.S4)
        layout.setSpacing(theme.S3)
        mark = chip(self.tr("not certified"), "warning")
        mark.setToolTip(
            self.tr("A threshold promises nothing: how many of these labels are wrong is unknown.")
        )
        layout.addLayout(row(label(self.tr("Manual threshold"), "heading"), mark, None))
        line = row(self.switch, self.slider, self.box, self.apply, spacing=theme.S4)
        line.setStretch(1, 1)
        layout.addLayout(line)
        layout.addWidget(self.count)

    def refresh(self) -> None:
        """Fetch the threshold in force and the counts."""
        self._session.store.submit(Lane.READS, tasks.threshold_state, self._on_state)

    def threshold(self) -> float | None:
        """Return the threshold that is set on the panel, stored or not."""
        return self.slider.value() / 1000 if self.switch.isChecked() else None

    def _on_state(self, state: "tuple[float | None, ConfidenceHistogram]") -> None:
        self._stored, self._histogram = state
        if not self._touched:
            parts = (self.switch, self.slider, self.box)
            blocked = [QSignalBlocker(part) for part in parts]
            self.switch.setChecked(self._stored is not None)
            value = _FIRST if self._stored is None else round(self._stored * 1000)
            self.slider.setValue(value)
            self.box.setValue(value / 10)
            for blocker in blocked:
                blocker.unblock()
        self._show()

    def _on_touched(self) -> None:
        self._touched = True
        self._show()

    def _on_slider_moved(self, value: int) -> None:
        with QSignalBlocker(self.box):
            self.box.setValue(value / 10)
        self._on_touched()

    def _on_box_changed(self, value: float) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(value * 10))
        self._on_touched()

    def _show(self) -> None:
        is_on = self.switch.isChecked()
        self.slider.setEnabled(is_on)
        self.box.setEnabled(is_on)
        self.apply.setEnabled(self._histogram is not None and self.threshold() != self._stored)
        self.count.setText(self.count_words())

    def count_words(self) -> str:
        """Describe what the threshold on the panel does, or would do."""
        if self._histogram is None:
            return self.tr("Counting…")
        threshold = self.threshold()
        waiting = self._histogram.flagged(threshold)
        accepted = self._histogram.accepted(threshold)
        total = formats.number(waiting + accepted)
        if threshold is None:
            text = self.tr("Off: all {n} undecided photos come to you.", "", waiting + accepted)
            return text.format(n=total)
        text = self.tr(
            "Sends {waiting} of {total} to you; {accepted} accepted alone, not certified."
        )
        return text.format(
            waiting=formats.number(waiting), total=total, accepted=formats.number(accepted)
        )

    def _on_apply(self) -> None:
        self._stored = self.threshold()
        self._touched = False
        self.applied.emit(self._stored)
        self._show()
