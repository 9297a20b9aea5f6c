"""Proposal panel: cost and benefit of an inspection, updated with its parameters."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QWidget

from hitl_app.domain.settings import BY_NAME, TARGET
from hitl_app.ui.gateway import insight_tasks
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.cards import Tiles
from hitl_app.ui.kit.fields import ShareField
from hitl_app.ui.kit.widgets import button, column, label, row, set_kind
from hitl_app.ui.session.session import Session
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.services.certification.proposing import Proposal


_FOLDED, _OPEN = "▸", "▾"
Wish = tuple[float | None, float | None, int | None]
"""Target, threshold and checks; None for proposed values."""


class ProposalPanel(QWidget):
    """Proposes an inspection; only the newest request is answered.

    Signals:
        answered: Another proposal shows.
    """

    answered = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._wish: Wish = (None, None, None)
        self._answered: Wish | None = None
        self._asking = False
        self.shown: Proposal | None = None
        self._pause = QTimer(self, singleShot=True, interval=120)
        self._pause.timeout.connect(self._ask)
        self.headline = label(self.tr("Counting…"), "title", wrap=True)
        self.told = label("", wrap=True)
        self.doubt = label("", "warning", wrap=True)
        self.tiles = Tiles(
            lot=self.tr("photos in the lot"),
            blind=self.tr("photos to label"),
            minutes=self.tr("time needed"),
            saved=self.tr("fewer decisions"),
            wrong=self.tr("wrong checks allowed"),
            chance=self.tr("chance of passing"),
        )
        setting = BY_NAME[TARGET]
        self.target = ShareField(setting.low, setting.high, self.tr("Required accuracy"))
        self.threshold = ShareField(0.0, 0.999, self.tr("Lowest confidence in the lot"))
        self.checks = _count_box(self.tr("Sample size"))
        name = self.tr("Reset lot and sample size")
        self.again = button(self.tr("Reset"), name=name, clicked=self._on_again)
        self.open = button(self.tr("Start inspection"), "primary", clicked=self._on_open)
        self.adjust = button("", "quiet", clicked=self._show_actions)
        self.adjust.setCheckable(True)
        self._fields = QWidget()
        # Until there is a proposal.
        self.threshold.show_share(0.95)
        self.checks.setValue(80)
        self._lay_out()
        self.target.moved.connect(self._on_moved)
        self.threshold.moved.connect(self._on_moved)
        self.checks.valueChanged.connect(self._on_moved)
        self._show_actions()

    def _lay_out(self) -> None:
        # Space for two lines in a narrow window, so that nothing below moves.
        self.headline.setMinimumHeight(30)
        for text in (self.told, self.doubt):
            text.setMinimumHeight(18)
        fields = QGridLayout()
        fields.setHorizontalSpacing(theme.S4)
        fields.setVerticalSpacing(theme.S1)
        fields.setColumnStretch(1, 1)
        words = (
            (self.tr("Required accuracy"), self.target),
            (self.tr("Lowest confidence in the lot"), self.threshold),
            (self.tr("Sample size"), self.checks),
        )
        for line, (said, field) in enumerate(words):
            name = label(said, "dim")
            name.setBuddy(field)
            fields.addWidget(name, line, 0)
            if field is not self.checks:
                fields.addWidget(field, line, 1)
        fields.addLayout(row(self.checks, self.again, None, spacing=theme.S3), len(words) - 1, 1)
        fields.setContentsMargins(0, 0, 0, 0)
        self._fields.setLayout(fields)
        texts = (self.headline, self.told, self.doubt, self.tiles)
        actions = row(self.adjust, None, self.open)
        self.setLayout(column(*texts, theme.S2, actions, self._fields, None))

    def refresh(self) -> None:
        """Propose again: photos, models or settings changed."""
        self._answered = None
        if not self._pause.isActive():
            self._ask()

    def forget(self) -> None:
        """Reset manual changes."""
        self._wish = (None, None, None)

    def offers(self) -> bool:
        """Return True if there is an inspection to start, or none is known yet."""
        return self.shown is None or self._offers(self.shown)

    def is_settled(self) -> bool:
        """Return True if the proposal matches the fields."""
        return self._answered is not None and self._answered == self._wish

    def _on_moved(self) -> None:
        sender = self.sender()
        target, threshold, checks = self._wish
        if sender is self.target:
            target = self.target.share()
        elif sender is self.threshold:
            threshold = self.threshold.share()
        else:
            checks = round(self.checks.value())
        self._wish = (target, threshold, checks)
        self._pause.start()
        self._show_actions()

    def _on_again(self) -> None:
        self._wish = (self._wish[0], None, None)
        self._ask()
        self._show_actions()

    def _ask(self) -> None:
        # One request at a time: later changes are requested after its answer.
        if not self._asking:
            self._asking = True
            target, threshold, checks = wish = self._wish
            work = partial(
                insight_tasks.proposal, target=target, threshold=threshold, checks=checks
            )
            done = partial(self._on_proposed, wish)
            self._session.store.submit(Lane.READS, work, done, self._on_failed)

    def _on_proposed(self, wish: Wish, found: "tuple[Proposal, int]") -> None:
        self._asking = False
        if wish != self._wish:
            if not self._pause.isActive():
                self._ask()
            return
        proposal, allowed = found
        self._answered, self.shown = wish, proposal
        self._show_fields(proposal)
        self._show_words(proposal, allowed)
        self._show_tiles(proposal, allowed)
        self._show_actions()
        self.answered.emit()

    def _on_failed(self, error: Exception) -> None:
        self._asking = False
        self._session.store.failed.emit(error)

    def _show_fields(self, proposal: "Proposal") -> None:
        """Update unchanged fields from the proposal."""
        target, threshold, checks = self._wish
        plan = proposal.plan
        if target is None:
            self.target.show_share(proposal.target)
        if plan is not None and threshold is None:
            self.threshold.show_share(plan.threshold)
        if plan is not None and checks is None:
            with QSignalBlocker(self.checks):
                self.checks.setValue(plan.checks)

    def _show_words(self, proposal: "Proposal", allowed: int) -> None:
        shown = self._offers(proposal)
        headline, told = self._words(proposal) if shown else self._nothing_words(proposal)
        if shown and allowed < 0:
            told = self.tr("The first stage cannot pass: a later one is needed.") + " " + told
        self.headline.setText(headline)
        self.told.setText(told)
        doubt = self.tr(
            "Based on only {n} validation photos: the proposal is small and may be inaccurate.",
            "",
            proposal.validation,
        )
        doubtful = shown and not proposal.trusted
        self.doubt.setText(doubt.format(n=formats.number(proposal.validation)) if doubtful else "")
        for text in (self.told, self.doubt):
            text.setVisible(bool(text.text()))

    def _words(self, proposal: "Proposal") -> tuple[str, str]:
        """Return what is proposed with all of its work, and what it proves."""
        plan = proposal.plan
        if plan is None:
            return self._nothing_words(proposal)
        text = self.tr(
            "Accept {lot} of {to_review} automatically after labelling about {n} photos ({time})",
            "",
            proposal.blind,
        )
        headline = text.format(
            lot=formats.number(plan.lot),
            to_review=formats.number(proposal.to_review),
            n=formats.number(proposal.blind),
            time=formats.duration(60 * proposal.minutes),
        )
        text = self.tr(
            "You label them without suggestions: {n} checks, and as many decoys that hide them. "
            "If the inspection passes, a certificate states with {confidence} confidence that at "
            "least {target} of the accepted labels are correct.",
            "",
            plan.checks,
        )
        told = text.format(
            n=formats.number(plan.checks),
            confidence=formats.percent(proposal.confidence, 1),
            target=formats.percent(proposal.target, 1),
        )
        return headline, told

    def _nothing_words(self, proposal: "Proposal") -> tuple[str, str]:
        """Return why there is nothing to propose, and the remedy."""
        n = proposal.to_review
        if not n:
            remedy = self.tr("Import more photos, or see the certificates below.")
            return self.tr("No photos to review"), remedy
        if self._wish[1:] != (None, None):
            remedy = self.tr("Change the lot or the sample size, or reset them.")
            return self.tr("This inspection cannot pass"), remedy
        if proposal.until is not None:
            text = self.tr(
                "An inspection does not pay yet: about {n} more decisions", "", proposal.until
            )
            return text.format(n=formats.number(proposal.until)), ""
        if not proposal.stages_left:
            text = self.tr("All stages are used: review the {n} photos left", "", n)
        else:
            text = self.tr(
                "An inspection would not pay at this accuracy: review the {n} photos left", "", n
            )
        return text.format(n=formats.number(n)), ""

    def _offers(self, proposal: "Proposal | None") -> bool:
        """Return True if there is an inspection to offer: worthwhile, or chosen by hand."""
        if proposal is None or proposal.plan is None:
            return False
        return proposal.is_worthwhile or self._wish[1:] != (None, None)

    def _show_tiles(self, proposal: "Proposal", allowed: int) -> None:
        plan = proposal.plan
        self.tiles.setVisible(self._offers(proposal))
        if plan is None:
            self.tiles.show_figures({})
            return
        self.tiles.show_figures(
            {
                "lot": formats.number(plan.lot),
                "blind": formats.number(proposal.blind),
                "minutes": formats.duration(60 * proposal.minutes),
                "saved": formats.number(round(plan.saved)),
                "wrong": formats.number(allowed) if allowed >= 0 else "–",
                "chance": formats.percent(plan.pass_chance),
            }
        )

    def _show_actions(self) -> None:
        fresh = self.is_settled()
        offers = self._offers(self.shown)
        opened = self.adjust.isChecked()
        # The arrow shows whether the fields below are shown.
        self.adjust.setText(f"{_OPEN if opened else _FOLDED} {self.tr('Adjust')}")
        self.adjust.setAccessibleName(self.tr("Adjust"))
        self.adjust.setVisible(self.shown is None or self.shown.to_review > 0)
        self._fields.setVisible(opened and self.adjust.isVisibleTo(self))
        self.open.setEnabled(fresh and offers)
        self.open.setVisible(offers)
        self.again.setEnabled(self._wish[1:] != (None, None))
        # Dim outdated figures during an update.
        kind = "title" if fresh else "title-stale"
        set_kind(self.headline, "kind", kind)
        self.tiles.set_stale(stale=not fresh)

    def _on_open(self) -> None:
        shown = self.shown
        if shown is not None and shown.plan is not None:
            plan = shown.plan
            wish = {"target": shown.target, "threshold": plan.threshold, "checks": plan.checks}
            operator = self._session.presence.operator
            self._session.pool.start_once("inspect", {**wish, "operator": operator})


def _count_box(name: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setDecimals(0)
    box.setRange(5, 20_000)
    box.setSingleStep(10)
    box.setGroupSeparatorShown(True)
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
    box.setFixedWidth(84)
    box.setAccessibleName(name)
    return box
