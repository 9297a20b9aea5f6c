"""A line on the Review page that says when an inspection would pay."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hitl_app.ui import formats, inspection_tasks, theme
from hitl_app.ui.store_thread import Store
from hitl_app.ui.widgets import ElidedLabel, button, row

if TYPE_CHECKING:
    from hitl_app.services.inspecting import Proposal

_EVERY = 25
"""So many decisions lie between two questions: they count what waits."""


class ReviewOffer(QWidget):
    """Takes the place of the progress bar, and gives it back; nothing else moves.

    Signals:
        wanted: The operator wants to see the proposal.
        changed: There is something to show, or there is no more.
    """

    wanted = Signal()
    changed = Signal()

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._asking = self._dismissed = False
        self._decisions = 0
        self.proposal: Proposal | None = None
        self.words = ElidedLabel("dim")
        self.show_it = button(self.tr("Earn acceptance…"))
        self.dismiss = button(self.tr("Not now"), "quiet")
        layout = row(self.words, self.show_it, self.dismiss, spacing=theme.S3)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.show_it.clicked.connect(self.wanted)
        self.dismiss.clicked.connect(self._on_dismissed)

    def ask(self) -> None:
        """Looks whether an inspection would pay."""
        if not self._asking and not self._dismissed:
            self._asking = True
            self._decisions = 0
            self._store.read(inspection_tasks.offer, self._on_offer, self._on_failed)

    def decided(self) -> None:
        """Hears of a decision; asks again now and then."""
        self._decisions += 1
        if self._decisions >= _EVERY:
            self.ask()

    def another_network(self) -> None:
        """Forgets that nobody wanted to hear of it: another network may do better."""
        self._dismissed = False

    def is_offered(self) -> bool:
        """Whether there is something to show."""
        return self.proposal is not None and not self._dismissed

    def _on_offer(self, proposal: "Proposal | None") -> None:
        self._asking = False
        self.proposal = proposal
        if proposal is not None and proposal.plan is not None:
            plan = proposal.plan
            text = self.tr("{checks} checks may save you {saved} of {waiting} photos")
            self.words.setText(
                text.format(
                    checks=formats.number(plan.checks),
                    saved=formats.number(round(plan.saved)),
                    waiting=formats.number(proposal.waiting),
                )
            )
        self.changed.emit()

    def _on_failed(self, _error: Exception) -> None:
        # An offer that cannot be made is none; whoever decides hears of a broken database first.
        self._asking = False

    def _on_dismissed(self) -> None:
        self._dismissed = True
        self.changed.emit()
