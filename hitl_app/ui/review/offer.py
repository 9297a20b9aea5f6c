"""Suggestion on the Review page of a retraining or an inspection that would pay."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hitl_app.ui.gateway import model_tasks
from hitl_app.ui.gateway.model_tasks import Offer
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.widgets import ElidedLabel, button, row
from hitl_app.ui.wording import formats

_EVERY = 25
"""Decisions between two queries, which count photos."""


class ReviewOffer(QWidget):
    """Replaces the progress bar while there is a suggestion.

    Only one thing is offered at a time.

    Signals:
        wanted: The operator wants to see the proposal of an inspection.
        retrain_wanted: The operator wants to retrain.
        changed: The suggestion appeared or disappeared.
    """

    wanted = Signal()
    retrain_wanted = Signal()
    changed = Signal()

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._asking = False
        self._dismissed: set[str] = set()
        self._decisions = 0
        self.offer = Offer()
        self.words = ElidedLabel("dim")
        self.show_it = button(self.tr("Verify automatic labels…"), clicked=self._on_wanted)
        self.dismiss = button(self.tr("Not now"), "quiet", clicked=self._on_dismissed)
        self.setLayout(row(self.words, self.show_it, self.dismiss, spacing=theme.S3, grow=0))

    def ask(self) -> None:
        """Query what would pay."""
        if not self._asking and "inspection" not in self._dismissed:
            self._asking = True
            self._decisions = 0
            work = partial(model_tasks.offer, without=tuple(self._dismissed))
            self._store.submit(Lane.READS, work, self._on_offer, self._on_failed)

    def decided(self) -> None:
        """Count a decision."""
        self._decisions += 1

    def painted(self) -> None:
        """Query again at intervals, once the next photo is painted: counting takes time."""
        if self._decisions >= _EVERY:
            self.ask()

    def another_model(self) -> None:
        """Reset dismissals after a change of the model."""
        self._dismissed.clear()

    def is_offered(self) -> bool:
        """Return True if there is something to show."""
        return self._kind() not in ("", *self._dismissed)

    def _kind(self) -> str:
        if self.offer.retraining is not None:
            return "retraining"
        return "" if self.offer.inspection is None else "inspection"

    def _on_offer(self, offer: Offer) -> None:
        self._asking = False
        self.offer = offer
        self.words.setText(self._words(offer))
        retraining = offer.retraining is not None
        self.show_it.setText(
            self.tr("Retrain now") if retraining else self.tr("Verify automatic labels…")
        )
        self.show_it.setAccessibleName(self.show_it.text())
        self.changed.emit()

    def _words(self, offer: Offer) -> str:
        outlook, proposal = offer.retraining, offer.inspection
        if outlook is not None:
            if outlook.seconds is None:
                text = self.tr("{n} new decisions. A retraining may pay", "", outlook.decisions)
                return text.format(n=formats.number(outlook.decisions))
            text = self.tr(
                "{n} new decisions. Retraining takes about {time}", "", outlook.decisions
            )
            time = formats.duration(outlook.seconds)
            return text.format(n=formats.number(outlook.decisions), time=time)
        if proposal is None or proposal.plan is None:
            return ""
        blind = proposal.blind
        text = self.tr(
            "About {n} photos without suggestions may save you {saved} of {to_review} still to "
            "review",
            "",
            blind,
        )
        return text.format(
            n=formats.number(blind),
            saved=formats.number(round(proposal.plan.saved)),
            to_review=formats.number(proposal.to_review),
        )

    def _on_wanted(self) -> None:
        (self.wanted if self.offer.retraining is None else self.retrain_wanted).emit()

    def _on_failed(self, _error: Exception) -> None:
        # Errors are ignored here; decisions report a broken database first.
        self._asking = False

    def _on_dismissed(self) -> None:
        self._dismissed.add(self._kind())
        self.changed.emit()
