"""When to retrain: what it would bring and take, and whether it begins by itself."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, QTime, Signal
from PySide6.QtWidgets import QFrame, QSpinBox, QTimeEdit, QVBoxLayout

from hitl_app.ui.gateway import network_tasks
from hitl_app.ui.gateway.network_tasks import Automation
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.widgets import CheckBox, button, label, row
from hitl_app.ui.session.session import DeskSession
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.services.models.schedule import Outlook

_FORMAT = "HH:mm"
_WIDTH = 84
_FIRST_AFTER, _FIRST_TIME = 250, "22:00"


class SchedulePanel(QFrame):
    """One line on whether a retraining pays, and the settings of automatic ones.

    Signals:
        applied: They are to be stored; carries an `Automation`.
    """

    applied = Signal(object)

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._stored: Automation | None = None
        self._touched = False
        self.words = label("", wrap=True)
        self.by_count = CheckBox(self.tr("Retrain by itself after"))
        self.count = _spin(20, 1_000_000, self.tr("Decisions until a retraining begins by itself"))
        self.at_night = CheckBox(self.tr("At night, while nobody decides, from"))
        self.time = QTimeEdit()
        self.time.setDisplayFormat(_FORMAT)
        self.time.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.time.setFixedWidth(_WIDTH)
        self.time.setAccessibleName(self.tr("Time from which a retraining may begin by itself"))
        self.keep = _spin(1, 1000, self.tr("Newest versions that are kept"))
        self.apply = button(self.tr("Apply"), "primary", name=self.tr("Apply the schedule"))
        for box in (self.by_count, self.at_night):
            box.setAccessibleName(box.text())
        self._lay_out()
        for signal in (
            *(self.by_count.toggled, self.at_night.toggled, self.count.valueChanged),
            *(self.keep.valueChanged, self.time.timeChanged),
        ):
            signal.connect(self._on_touched)
        self.apply.clicked.connect(self._on_apply)
        self._show()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S4, theme.S4, theme.S4, theme.S4)
        layout.setSpacing(theme.S3)
        layout.addWidget(label(self.tr("When to retrain"), "heading"))
        layout.addWidget(self.words)
        layout.addLayout(row(self.by_count, self.count, label(self.tr("decisions")), None))
        layout.addLayout(row(self.at_night, self.time, None))
        kept = row(label(self.tr("Keep the newest")), self.keep, label(self.tr("versions")), None)
        kept.addWidget(self.apply)
        layout.addLayout(kept)
        told = self.tr(
            "By itself only while this window is open and no inspection is. Older versions are "
            "pruned: their folders go, but for pinned, shipped and certified ones, the active one, "
            "its parent and the one to roll back to."
        )
        layout.addWidget(label(told, "dim", wrap=True))

    def show_outlook(self, outlook: "Outlook") -> None:
        """Return true if a retraining pays now."""
        self.words.setText(outlook_words(outlook))

    def refresh(self) -> None:
        """Fetch what is in force."""
        self._session.store.submit(Lane.READS, network_tasks.automation, self._on_automation)

    def automation(self) -> Automation:
        """Return what is set on the panel, stored or not."""
        return Automation(
            after=self.count.value() if self.by_count.isChecked() else None,
            begin=self.time.time().toString(_FORMAT) if self.at_night.isChecked() else None,
            keep=self.keep.value(),
        )

    def _on_automation(self, found: Automation) -> None:
        self._stored = found
        if not self._touched:
            parts = (self.by_count, self.count, self.at_night, self.time, self.keep)
            blocked = [QSignalBlocker(part) for part in parts]
            self.by_count.setChecked(found.after is not None)
            self.count.setValue(_FIRST_AFTER if found.after is None else found.after)
            self.at_night.setChecked(found.begin is not None)
            self.time.setTime(QTime.fromString(found.begin or _FIRST_TIME, _FORMAT))
            self.keep.setValue(found.keep)
            for blocker in blocked:
                blocker.unblock()
        self._show()

    def _on_touched(self) -> None:
        self._touched = True
        self._show()

    def _show(self) -> None:
        self.count.setEnabled(self.by_count.isChecked())
        self.time.setEnabled(self.at_night.isChecked())
        self.apply.setEnabled(self._stored is not None and self.automation() != self._stored)

    def _on_apply(self) -> None:
        self._stored = self.automation()
        self._touched = False
        self.applied.emit(self._stored)
        self._show()


def _spin(low: int, high: int, name: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(low, high)
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
    box.setFixedWidth(_WIDTH)
    box.setAccessibleName(name)
    return box


def _tr(text: str, n: int = -1) -> str:
    return QCoreApplication.translate("schedule", text, None, n)


def outlook_words(outlook: "Outlook") -> str:
    """Describe in one line what a retraining would bring and take."""
    n = outlook.decisions
    if not n:
        text = _tr("Nothing decided so far") if outlook.first else _tr("Nothing decided since")
    elif outlook.first:
        text = _tr("{n} decisions so far", n)
    else:
        text = _tr("{n} decisions since the last retraining", n)
    parts = [text.format(n=formats.number(n))]
    if outlook.gain is None:
        parts.append(_tr("what another would bring is not known yet"))
    elif outlook.gain < 0.0005:
        parts.append(_tr("another is expected to bring next to nothing"))
    else:
        text = _tr("another is expected to get about {gain} more of your photos right")
        parts.append(text.format(gain=formats.percent(outlook.gain, 1)))
    time = formats.duration(outlook.seconds)
    parts.append(_tr("it takes about {time} here").format(time=time))
    return " · ".join(parts)
