"""Inspections in the window, and files of their certificates."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Signal

from hitl_app.domain.errors import KnownError
from hitl_app.domain.pending import SILENT
from hitl_app.ui.gateway.services import certificates, inspecting, proposing, settling
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.jobs.job import Job, JobState
from hitl_app.ui.jobs.wording import audit_outcome, stage_outcome
from hitl_app.ui.kit.folders import written
from hitl_app.ui.session.part import SessionPart
from hitl_app.ui.wording import formats, messages
from hitl_app.ui.wording.messages import Message, speech

if TYPE_CHECKING:
    from hitl_app.services.certification.proposing import Proposal
    from hitl_app.workspace import Workspace

T = TypeVar("T")

_TOPIC = "inspection"
_MOST_MISTAKES = 200


class Inspections(SessionPart):
    """Cancels and settles inspections, and reports on them.

    Signals:
        again_wanted: Carries numbers of photos whose labels are likely mistakes, most confident
            first.
    """

    again_wanted = Signal(object)

    _asking = _ask_again = _due = False

    def cancel(self) -> None:
        """Cancel the open inspection."""
        self._store.submit(Lane.DECISIONS, inspecting.cancel, self._on_cancelled, self._tell_error)

    def check(self) -> None:
        """Settle a stage whose result is final; called after each decision."""
        if not self._pool.is_automatic or self._pool.find("settle") is not None:
            # A running job is followed by another check.
            return
        if self._asking:
            self._ask_again = True
            return
        self._asking = True
        self._store.submit(Lane.READS, settling.is_due, self._on_answer, self._on_ask_failed)

    def job_ended(self, job: Job) -> None:
        """Handle the end of a job, and report the outcome of its own jobs."""
        outcome = job.outcome
        done = outcome is not None and outcome.state is JobState.DONE
        if done and outcome is not None and job.name == "inspect":
            self._tell_opened(outcome.result)
        elif done and outcome is not None and job.name == "settle":
            self._announce_stage(outcome.result)
            # Decisions meanwhile may have made the next stage final.
            self.check()
        elif done and outcome is not None and job.name == "mistakes":
            self._on_mistakes(job, outcome.result)
        self._settle_if_free()

    def review_mistakes(self, label_import: int) -> None:
        """Find the labels of an import that the model disagrees with, and show their photos."""
        params = {"label_import": label_import, "limit": _MOST_MISTAKES}
        self._pool.start_once("mistakes", params)

    def _on_mistakes(self, job: Job, result: Mapping[str, Any]) -> None:
        if job.params.get("label_import") is None:
            return
        found = result.get("mistakes", ())
        if not found:
            text = self.tr("The model disagrees with none of these labels.")
            self.told.emit(Message(text, topic=_TOPIC))
            return
        text = self.tr("{n} likely mistakes, most confident first.", "", len(found))
        remedy = self.tr("Choose the right category, or Right arrow if the label is right.")
        words = text.format(n=formats.number(len(found)))
        self.told.emit(Message(words, remedy, topic=_TOPIC))
        self.again_wanted.emit([int(one["id"]) for one in found])

    def _on_answer(self, due: bool) -> None:  # noqa: FBT001 - a result of the store
        self._asking = False
        self._due = due
        self._settle_if_free()
        if self._ask_again:
            self._ask_again = False
            self.check()

    def _on_ask_failed(self, error: Exception) -> None:
        self._asking = self._ask_again = False
        self._tell_error(error)

    def _settle_if_free(self) -> None:
        # Settling can wait for other jobs, which might close the inspection.
        if self._due and not self._pool.jobs:
            self._due = False
            self._pool.start("settle")

    def _on_cancelled(self, _inspection: object) -> None:
        self._due = False
        words = self.tr("The inspection was cancelled. Your decisions are kept.")
        self.told.emit(Message(words, topic=_TOPIC))
        self.changed.emit(["photos", "inspections"])

    def _tell_opened(self, result: Mapping[str, Any]) -> None:
        lot, checks = (int(result.get(key, 0)) for key in ("lot", "checks"))
        if result.get("label_import") is not None:
            self._tell_audit_opened(lot, checks)
            return
        happened = self.tr("An inspection of {n} photos has started.", "", lot)
        remedy = self.tr(
            "{n} checks and as many other photos now appear without suggestions.",
            "",
            checks,
        )
        self._tell_started(happened.format(n=formats.number(lot)), remedy, checks)

    def _tell_audit_opened(self, lot: int, checks: int) -> None:
        happened = self.tr("An inspection of {n} imported labels has started.", "", lot)
        remedy = self.tr("{n} checks now appear without their labels.", "", checks)
        self._tell_started(happened.format(n=formats.number(lot)), remedy, checks)

    def _tell_started(self, happened: str, remedy: str, checks: int) -> None:
        go_on = (self.tr("Continue reviewing"), partial(self.show_wanted.emit, "review"))
        remedy = remedy.format(n=formats.number(checks))
        self.told.emit(Message(happened, remedy, actions=(go_on,), topic=_TOPIC))

    def _announce_audit(self, result: Mapping[str, Any]) -> None:
        ended = result.get("certificate") is not None
        show = (self.tr("Show"), partial(self.show_wanted.emit, "insights"))
        number = int(result["label_import"])
        again = (self.tr("Review likely mistakes"), partial(self.review_mistakes, number))
        passed = result.get("state") == "passed"
        tone = "good" if passed else "warning" if ended else "info"
        happened, remedy = audit_outcome(result)
        actions = (again, show) if ended else (show,)
        self.told.emit(
            Message(happened, remedy, tone=tone, actions=actions, topic=_TOPIC, waits=ended)
        )

    def _announce_stage(self, result: Mapping[str, Any]) -> None:
        state = result.get("state")
        if result.get("label_import") is not None:
            self._announce_audit(result)
            return
        if state == "failed":
            # The next suggestion needs another query.
            done = partial(self._tell_failed, result)
            self._store.submit(Lane.READS, proposing.proposal, done, self._tell_error)
        elif state in ("passed", "open"):
            tone = "good" if state == "passed" else "info"
            show = (self.tr("Show"), partial(self.show_wanted.emit, "insights"))
            self.told.emit(Message(stage_outcome(result), tone=tone, actions=(show,), topic=_TOPIC))

    def _tell_failed(self, result: Mapping[str, Any], proposal: "Proposal") -> None:
        plan = proposal.plan
        words = stage_outcome(result, None if plan is None else (plan.lot, plan.checks))
        show = (self.tr("Show"), partial(self.show_wanted.emit, "insights"))
        self.told.emit(Message(words, tone="warning", actions=(show,), topic=_TOPIC))


class CertificateFiles(SessionPart):
    """Writes one file after another."""

    def write_certificate(self, number: int, file: Path) -> None:
        """Write a certificate as a page that can be printed."""
        work = partial(certificates.write_page, number=number, file=file, speech=speech())
        self._write(file, work, lambda _: self.tr("The certificate was saved to {file}."))

    def write_labels(self, number: int, file: Path) -> None:
        """Write the labels that a certificate covers."""

        def words(n: int) -> str:
            text = self.tr("{n} photos were exported to {file}.", "", n)
            return text.replace("{n}", formats.number(n))

        self._write(file, partial(certificates.write_labels, number=number, file=file), words)

    def _write(
        self, file: Path, work: "Callable[[Workspace], T]", words: Callable[[T], str]
    ) -> None:
        def done(result: T) -> None:
            text = words(result).format(file=file)
            self.told.emit(written(text, file, "file"))

        text = self.tr("Saving {file}…").format(file=file)
        self.told.emit(Message(text, topic="file"))
        self._store.submit(Lane.FILES, work, done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, KnownError) and error.code in SILENT:
            self._tell_error(error)
        else:
            self.told.emit(replace(messages.of_error(error), topic="file"))
