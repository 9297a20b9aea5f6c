"""Inspections in the window, and files of their certificates."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from hitl_app.ui.gateway.services import certificates, inspecting, proposing, settling
from hitl_app.ui.gateway.store_thread import Lane
from hitl_app.ui.jobs.job import Job, JobState
from hitl_app.ui.jobs.wording import stage_outcome
from hitl_app.ui.session.part import SessionPart
from hitl_app.ui.wording import formats, messages
from hitl_app.ui.wording.messages import Message, speech

if TYPE_CHECKING:
    from hitl_app.services.certification.proposing import Proposal
    from hitl_app.workspace import Workspace

T = TypeVar("T")

_TOPIC = "inspection"


class Inspections(SessionPart):
    """Cancels and settles inspections, and reports on them."""

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
        self._settle_if_free()

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
        happened = self.tr("An inspection of {n} photos has started.", "", lot)
        remedy = self.tr(
            "{n} checks and as many other photos now appear without suggestions.",
            "",
            checks,
        )
        go_on = (self.tr("Continue reviewing"), partial(self.show_wanted.emit, "review"))
        self.told.emit(
            Message(
                happened.format(n=formats.number(lot)),
                remedy.format(n=formats.number(checks)),
                actions=(go_on,),
                topic=_TOPIC,
            )
        )

    def _announce_stage(self, result: Mapping[str, Any]) -> None:
        state = result.get("state")
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
            self.told.emit(Message(text, tone="good", topic="file"))

        text = self.tr("Saving {file}…").format(file=file)
        self.told.emit(Message(text, topic="file"))
        self._store.submit(Lane.FILES, work, done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self.told.emit(replace(messages.of_error(error), topic="file"))
