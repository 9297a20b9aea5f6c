"""Automatic model maintenance: fallback, pruning, retraining."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hitl_app.messages import FALLBACKS
from hitl_app.ui.gateway import model_tasks
from hitl_app.ui.gateway.services import pruning, schedule, versions
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.jobs.job import Job, JobState
from hitl_app.ui.jobs.jobs import JobPool
from hitl_app.ui.session.part import SessionPart
from hitl_app.ui.wording import messages
from hitl_app.ui.wording.messages import Message

if TYPE_CHECKING:
    from hitl_app.services.models.pruning import Pruned
    from hitl_app.services.models.versions import Fallback

_WAIT = 60
"""Checks to skip after an unfinished retraining."""


class ModelCare(SessionPart):
    """Maintains the versions of an open workspace.

    Signals:
        retrain_due: A retraining should start automatically.
    """

    retrain_due = Signal()

    def __init__(self, store: Store, pool: JobPool, parent: QObject) -> None:
        super().__init__(store, pool, parent)
        self._asking = False
        self._leave_out = 0
        self._clock = QTimer(self, interval=60_000)
        self._clock.timeout.connect(self.look)

    def start(self) -> None:
        """Start maintenance; the workspace is open."""
        self._store.submit(Lane.DECISIONS, versions.fall_back, self._on_fell_back, self._on_failed)
        if self._pool.is_automatic:
            self._store.submit(
                Lane.FILES, model_tasks.prune_if_due, self._on_pruned, self._on_failed
            )
            self._clock.start()

    def pin(self, version: str, pinned: bool) -> None:  # noqa: FBT001 - what a button says
        """Pin a version, so that it is never pruned, or unpin it."""
        work = partial(pruning.pin, name=version, pinned=pinned)
        self._store.submit(Lane.DECISIONS, work, lambda _: self.changed.emit(["models"]))

    def stop(self) -> None:
        """Stop maintenance."""
        self._clock.stop()

    def look(self) -> None:
        """Check whether a retraining should start automatically: every minute."""
        if self._leave_out:
            self._leave_out -= 1
            return
        if not self._asking and self._pool.find("retrain") is None:
            self._asking = True
            self._store.submit(Lane.READS, schedule.is_due, self._on_due, self._on_failed)

    def job_ended(self, job: Job) -> None:
        """Check for an unusable version after a failed job."""
        outcome = job.outcome
        if outcome is None or outcome.state is JobState.DONE:
            return
        if job.name == "retrain":
            self._leave_out = _WAIT
        if outcome.state is JobState.FAILED and outcome.code != "job-busy":
            self._store.submit(
                Lane.DECISIONS, versions.fall_back, self._on_fell_back, self._on_failed
            )

    def _on_due(self, due: bool) -> None:  # noqa: FBT001 - a result of the store
        self._asking = False
        if due:
            self.retrain_due.emit()

    def _on_pruned(self, pruned: "Pruned | None") -> None:
        if pruned is not None and pruned.versions:
            self.changed.emit(["models"])

    def _on_fell_back(self, fallback: "Fallback | None") -> None:
        if fallback is None:
            return
        words = messages.translated(FALLBACKS[fallback.reason])
        text = words.format(lost=fallback.lost, version=fallback.version)
        remedy = self.tr(
            "To use that model again, restore its folder under models and activate it."
        )
        self.told.emit(Message(text, remedy, tone="warning", topic="fallback", waits=True))
        self.changed.emit(["models"])
        if self._pool.is_automatic:
            self._pool.start_once("rescore")

    def _on_failed(self, error: Exception) -> None:
        self._asking = False
        self._tell_error(error)
