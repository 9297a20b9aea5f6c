"""What is done with decided photos and with later ones: second opinions, and carrying."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from hitl_app.ui.gateway import inspection_tasks
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.share_field import percent_box
from hitl_app.ui.kit.widgets import CheckBox, button, label, row
from hitl_app.ui.session.session import DeskSession

_MOST = 0.5


class OpinionsPanel(QFrame):
    """The share of second opinions, and whether later photos may be carried.

    Signals:
        applied: They are to be stored; carries the share and whether photos are carried.
    """

    applied = Signal(float, bool)

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._stored: tuple[float, bool] | None = None
        self._touched = False
        self.share = percent_box(0, _MOST, self.tr("Share of second opinions in percent"))
        self.carry = CheckBox(self.tr("Carry arrivals"))
        self.carry.setAccessibleName(self.carry.text())
        self.apply = button(
            self.tr("Apply"), "primary", name=self.tr("Apply second opinions and carrying")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S4, theme.S4, theme.S4, theme.S4)
        layout.setSpacing(theme.S3)
        layout.addWidget(label(self.tr("Second opinions and later photos"), "heading"))
        layout.addLayout(
            row(
                label(self.tr("Second opinions")),
                self.share,
                theme.S4,
                self.carry,
                None,
                self.apply,
            )
        )
        told = self.tr(
            "So many of the photos that one person decides come up once more, unaided, with "
            "another person. To carry arrivals means that photos which come after a certificate "
            "can be accepted under it while checks show no drift: marked carried, not certified."
        )
        layout.addWidget(label(told, "dim", wrap=True))
        self.share.valueChanged.connect(self._on_touched)
        self.carry.toggled.connect(self._on_touched)
        self.apply.clicked.connect(self._on_apply)
        self._show()

    def refresh(self) -> None:
        """Fetch what is in force."""
        self._session.store.submit(Lane.READS, inspection_tasks.habits, self._on_habits)

    def habits(self) -> tuple[float, bool]:
        """Return share and carrying as they are set on the panel, stored or not."""
        return round(self.share.value() / 100, 4), self.carry.isChecked()

    def _on_habits(self, habits: tuple[float, bool]) -> None:
        self._stored = habits
        if not self._touched:
            with QSignalBlocker(self.share), QSignalBlocker(self.carry):
                # A terminal may have set more than is offered here.
                self.share.setMaximum(100 * max(_MOST, habits[0]))
                self.share.setValue(100 * habits[0])
                self.carry.setChecked(habits[1])
        self._show()

    def _on_touched(self) -> None:
        self._touched = True
        self._show()

    def _show(self) -> None:
        self.apply.setEnabled(self._stored is not None and self.habits() != self._stored)

    def _on_apply(self) -> None:
        self._stored = self.habits()
        self._touched = False
        self.applied.emit(*self._stored)
        self._show()
