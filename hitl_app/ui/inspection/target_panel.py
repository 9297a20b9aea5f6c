"""The promise: how right the labels must be, and how sure a certificate is of it."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from hitl_app.ui.gateway import inspection_tasks
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.share_field import percent_box
from hitl_app.ui.kit.widgets import button, label, row
from hitl_app.ui.session.session import DeskSession


class TargetPanel(QFrame):
    """Target and confidence of certificates.

    Signals:
        applied: They are to be stored; carries both.
        earn_wanted: The operator wants to see what an inspection would take.
    """

    applied = Signal(float, float)
    earn_wanted = Signal()

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._stored: tuple[float, float] | None = None
        self._touched = False
        self.target = percent_box(0.8, 0.999, self.tr("Target in percent"))
        self.confidence = percent_box(0.8, 0.999, self.tr("Confidence in percent"))
        self.earn = button(self.tr("Earn acceptance…"))
        self.apply = button(self.tr("Apply"), "primary", name=self.tr("Apply the target"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S4, theme.S4, theme.S4, theme.S4)
        layout.setSpacing(theme.S3)
        layout.addLayout(
            row(label(self.tr("How right the labels must be"), "heading"), None, self.earn)
        )
        layout.addLayout(
            row(
                label(self.tr("Target")),
                self.target,
                theme.S4,
                label(self.tr("Confidence")),
                self.confidence,
                None,
                self.apply,
            )
        )
        told = self.tr(
            "A lot is accepted when its checks prove that at least the target is right. All "
            "certificates of the same photos together are wrong at most as often as the "
            "confidence leaves."
        )
        layout.addWidget(label(told, "dim", wrap=True))
        for box in (self.target, self.confidence):
            box.valueChanged.connect(self._on_touched)
        self.apply.clicked.connect(self._on_apply)
        self.earn.clicked.connect(self.earn_wanted)
        self._show()

    def refresh(self) -> None:
        """Fetch what is in force."""
        self._session.store.submit(Lane.READS, inspection_tasks.promise, self._on_promise)

    def promise(self) -> tuple[float, float]:
        """Return target and confidence as they are set on the panel, stored or not."""
        target, confidence = self.target.value(), self.confidence.value()
        return round(target / 100, 4), round(confidence / 100, 4)

    def _on_promise(self, promise: tuple[float, float]) -> None:
        self._stored = promise
        if not self._touched:
            with QSignalBlocker(self.target), QSignalBlocker(self.confidence):
                self.target.setValue(100 * promise[0])
                self.confidence.setValue(100 * promise[1])
        self._show()

    def _on_touched(self) -> None:
        self._touched = True
        self._show()

    def _show(self) -> None:
        self.apply.setEnabled(self._stored is not None and self.promise() != self._stored)

    def _on_apply(self) -> None:
        self._stored = self.promise()
        self._touched = False
        self.applied.emit(*self._stored)
        self._show()
