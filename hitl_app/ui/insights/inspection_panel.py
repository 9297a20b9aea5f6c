"""Inspection panel: a proposal, the job that opens one, or the open inspection; arrivals."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from hitl_app.domain.certification.inspections import Inspection
from hitl_app.ui.insights.proposal_panel import ProposalPanel
from hitl_app.ui.jobs.job import Job
from hitl_app.ui.jobs.view import JobRow
from hitl_app.ui.jobs.wording import job_name, status_text
from hitl_app.ui.kit import theme
from hitl_app.ui.kit.bars import Bar
from hitl_app.ui.kit.cards import as_card, card
from hitl_app.ui.kit.widgets import button, column, label, row
from hitl_app.ui.session.session import Session
from hitl_app.ui.wording import formats

if TYPE_CHECKING:
    from hitl_app.services.certification.proposing import Proposal


class InspectionPanel(QFrame):
    """Shows one of three views of equal height, so that nothing below moves when one begins."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._inspection: Inspection | None = None
        self.stages = label("", "dim")
        self._caption = label(self.tr("VERIFY AUTOMATIC LABELS"), "caption")
        self.proposal = ProposalPanel(session)
        self.working = _WorkingPlace(session)
        self.open_one = _OpenPlace(session)
        self._places = QStackedWidget()
        for place in (self.proposal, self.working, self.open_one):
            self._places.addWidget(place)
        as_card(
            self,
            row(self._caption, None, self.stages),
            self._places,
        )
        session.pool.updated.connect(self._show_place)
        self.proposal.answered.connect(lambda: self._fit(self.place))

    @property
    def place(self) -> QWidget | None:
        """Return the current view."""
        return self._places.currentWidget()

    def show_inspection(self, inspection: Inspection | None, next_stage: int = 0) -> None:
        """Show the open inspection and about how many blind photos its next stage takes in all."""
        if (self._inspection is None) != (inspection is None):
            self.proposal.forget()
        self._inspection = inspection
        audits = inspection is not None and inspection.label_import_id is not None
        verify, inspect = self.tr("VERIFY AUTOMATIC LABELS"), self.tr("INSPECT IMPORTED LABELS")
        self._caption.setText(inspect if audits else verify)
        # They are stages of automatic labels.
        self.stages.setVisible(not audits)
        if inspection is None:
            self.proposal.refresh()
        else:
            self.open_one.show_inspection(inspection, next_stage)
        self._show_place()

    def show_stages(self, spent: int, allowed: int, *, newer: bool) -> None:
        """Show the stages spent and left; `newer` ones are for photos added after the last draw."""
        text = self.tr("{spent} of {n} stages used", "", allowed)
        if newer:
            text = self.tr("older photos: all stages used · newer photos: {left} left")
        left = max(0, allowed - spent)
        self.stages.setText(text.format(spent=spent, n=allowed, left=left))

    def is_settled(self) -> bool:
        """Return True if the panel is up to date."""
        return self._inspection is not None or self.proposal.is_settled()

    def _job(self) -> Job | None:
        found = (self._session.pool.find(name) for name in ("inspect", "settle"))
        return next((job for job in found if job is not None), None)

    def _show_place(self) -> None:
        job = self._job()
        if job is not None:
            self.working.show_job(job)
        place = self.proposal if self._inspection is None else self.open_one
        shown = place if job is None else self.working
        self._fit(shown)
        self._places.setCurrentWidget(shown)

    def _fit(self, shown: QWidget | None) -> None:
        """Leave no room for the other views where no inspection can be started."""
        alone = shown is self.proposal and not self.proposal.offers()
        for other in (self.working, self.open_one):
            is_there = self._places.indexOf(other) >= 0
            if alone and is_there:
                self._places.removeWidget(other)
            elif not alone and not is_there:
                self._places.addWidget(other)


class _WorkingPlace(QWidget):
    """View of a running job."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._name = ""
        self.heading = label("", "title")
        self.work = JobRow(
            status_text, "dim", self.tr("Progress of the job"), self.tr("Cancel the job")
        )
        self.work.cancel.clicked.connect(lambda: session.pool.cancel_named(self._name))
        self.setLayout(column(self.heading, self.work, None, spacing=theme.S3))

    def show_job(self, job: Job) -> None:
        self._name = job.name
        self.heading.setText(job_name(job.name))
        self.work.show_job(job)


class _OpenPlace(QWidget):
    """View of the open inspection; checks and decoys are counted together."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.heading = label("", "title", wrap=True)
        self.count = label("")
        self.bar = Bar(6, self.tr("Photos labelled for the next stage"))
        self._verified = self.tr(
            "These photos appear among the others without suggestions. Some of them are "
            "checks; you cannot tell which. A stage ends as soon as its result is certain, "
            "usually long before the last photo."
        )
        self._audited = self.tr(
            "These photos appear in Review without their imported labels and without suggestions. "
            "Labels that you do not replace are back when the inspection ends."
        )
        self.told = label(self._verified, "dim", wrap=True)
        self.go_on = button(self.tr("Continue review"), "primary")
        self.go_on.clicked.connect(lambda: session.show_wanted.emit("review"))
        self.cancel = button(self.tr("Cancel inspection"), clicked=lambda: self._ask(asks=True))
        self._stages_kept = self.tr(
            "Your decisions are kept. Completed stages still count as used."
        )
        self._stage_used = self.tr(
            "Your decisions are kept. Once you have labelled one of its photos, all stages of this "
            "inspection count as used."
        )
        self.question = label(self._stages_kept, wrap=True)
        name = self.tr("Confirm cancelling the inspection")
        self.yes = button(self.tr("Cancel inspection"), name=name, clicked=self._on_yes)
        name = self.tr("Keep the inspection open")
        self.no = button(self.tr("Keep it open"), name=name, clicked=lambda: self._ask(asks=False))
        self._lay_out()
        self._ask(asks=False)

    def _lay_out(self) -> None:
        self._question = QWidget()
        self._question.setLayout(row(self.question, self.no, self.yes, spacing=theme.S3, grow=0))
        kept = self._question.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._question.setSizePolicy(kept)
        actions = row(self.cancel, None, self.go_on)
        parts = (self.heading, self.count, self.bar, self.told, actions, self._question, None)
        self.setLayout(column(*parts, spacing=theme.S3))

    def show_inspection(self, inspection: Inspection, next_stage: int) -> None:
        target = formats.percent(inspection.target, 1)
        lot = inspection.lot
        audits = inspection.label_import_id is not None
        heading = self.tr("Inspection of {n} photos: {target} must be correct", "", lot)
        if audits:
            heading = self.tr("Inspection of {n} imported labels: {target} must be right", "", lot)
        self.told.setText(self._audited if audits else self._verified)
        self.question.setText(self._stage_used if audits else self._stages_kept)
        self.heading.setText(heading.format(n=formats.number(lot), target=target))
        done = inspection.blind - inspection.blind_left
        text = self.tr(
            "{done} of {n} photos labelled, {left} left · next stage after about {next}",
            "",
            inspection.blind,
        )
        numbers = {
            "done": done,
            "n": inspection.blind,
            "left": inspection.blind_left,
            "next": next_stage,
        }
        self.count.setText(text.format(**{k: formats.number(v) for k, v in numbers.items()}))
        self.bar.set_share(min(1.0, done / next_stage) if next_stage else None)
        self.bar.setAccessibleDescription(self.count.text())

    def _ask(self, *, asks: bool) -> None:
        self._question.setVisible(asks)
        self.cancel.setEnabled(not asks)
        if asks:
            self.no.setFocus()

    def _on_yes(self) -> None:
        self._ask(asks=False)
        self._session.inspections.cancel()


class ArrivalsCard(QWidget):
    """Shown only while there are arrivals to accept and no inspection is open."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.words = label("", wrap=True)
        self.check = button(
            self.tr("Check new photos"),
            name=self.tr("Check new photos for drift"),
            clicked=lambda: session.pool.start_once(
                "inspect", {"extend": True, "operator": session.presence.operator}
            ),
        )
        self.setLayout(column(card(row(self.words, self.check, spacing=theme.S4, grow=0))))
        self.hide()

    def show_arrivals(self, found: "Proposal | None") -> None:
        """Show the arrivals that could be accepted, if any."""
        plan = None if found is None else found.plan
        self.setVisible(plan is not None)
        if found is None or plan is None:
            return
        text = self.tr(
            "{n} photos were imported after certificate {number}. Label {checks} of them "
            "without suggestions ({time}): if there is no drift, the others are accepted "
            "by extension, but not certified.",
            "",
            plan.lot,
        )
        self.words.setText(
            text.format(
                n=formats.number(plan.lot),
                number=found.extends_id,
                checks=formats.number(plan.checks),
                time=formats.duration(60 * found.minutes),
            )
        )
