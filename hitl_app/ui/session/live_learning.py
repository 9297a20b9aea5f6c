"""Live learning: one quiet job follows the decisions while the workspace is open."""

import time
from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hitl_app.domain.pending import SILENT
from hitl_app.ui.gateway.services import drafts
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.jobs.job import Job, JobState
from hitl_app.ui.jobs.jobs import JobPool
from hitl_app.ui.session.part import SessionPart

if TYPE_CHECKING:
    from hitl_app.services.models.drafts import Learning

JOB = "learn"
BUSY = "job-busy"
"""Code of the failure where another process learns in the same workspace."""
_PAUSE_S = 60.0
"""Seconds after a failure in which the job is not started again."""
_SHOWS = {"drafts", "models", "settings", "photos-gone"}
_STARTS = {"models", "settings"}


class LiveLearning(SessionPart):
    """Starts the job that learns, and says what it has learned.

    Attributes:
        state: What was learned so far; None before the first answer.

    Signals:
        learned: The state is known; carries a `Learning`.
        failed: The job failed; carries job and outcome.
    """

    learned = Signal(object)
    failed = Signal(object, object)

    def __init__(self, store: Store, pool: JobPool, parent: QObject) -> None:
        super().__init__(store, pool, parent)
        self.state: Learning | None = None
        self._is_started = self._is_asking = self._is_showing = self._show_again = False
        self._look_again = False
        self._not_before = 0.0
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self.look)

    def start(self) -> None:
        """Start learning if it is due; the workspace is open."""
        self._is_started = True
        self.look()

    def stop(self) -> None:
        """Start no more jobs."""
        self._is_started = False
        self._retry.stop()

    def look(self) -> None:
        """Start the job if there is something to learn; called after each decision."""
        if self._pool.find(JOB) is not None:
            # It may be about to end.
            self._look_again = True
            return
        # Another process may learn, and does not tell this window.
        self._show()
        can_start = self._is_started and self._pool.is_automatic and not self._is_asking
        paused = self._retry.isActive() or time.monotonic() < self._not_before
        if can_start and not paused:
            self._is_asking = True
            self._store.submit(Lane.READS, drafts.is_due, self._on_due, self._on_failed)

    def refresh(self, changed: Collection[str]) -> None:
        """Follow what changed in the workspace."""
        if _SHOWS & set(changed):
            self._show()
        if _STARTS & set(changed):
            self.look()

    def job_ended(self, job: Job) -> None:
        """Start the job again if it was cancelled or something changed, and later if it failed."""
        outcome = job.outcome
        if job.name != JOB or outcome is None:
            return
        again, self._look_again = self._look_again, False
        if outcome.state is JobState.CANCELLED or (again and outcome.state is JobState.DONE):
            self.look()
        elif outcome.code == BUSY:
            self._retry.start(int(1000 * _PAUSE_S))
        elif outcome.state is JobState.FAILED and outcome.code not in SILENT:
            # A later decision starts it again.
            self._not_before = time.monotonic() + _PAUSE_S
            self.failed.emit(job, outcome)

    def _on_due(self, due: bool) -> None:  # noqa: FBT001 - a result of the store
        self._is_asking = False
        if due and self._is_started:
            self._pool.start_once(JOB)

    def _show(self) -> None:
        """Ask what was learned, one query at a time."""
        self._show_again = self._is_showing
        if self._is_started and not self._is_showing:
            self._is_showing = True
            self._store.submit(Lane.READS, drafts.learning, self._on_learning, self._on_not_shown)

    def _on_learning(self, state: "Learning") -> None:
        self._is_showing = False
        before, self.state = self.state, state
        self.learned.emit(state)
        if before is not None and before.draft != state.draft and self._pool.find(JOB) is None:
            self.changed.emit(["drafts"])
        if before is not None and before.is_on and not state.is_on:
            # Started again, it gives all photos the suggestions of the model.
            self._pool.cancel_named(JOB)
        if self._show_again:
            self._show()

    # Errors are not reported here: decisions report a broken database first.

    def _on_failed(self, _error: Exception) -> None:
        self._is_asking = False

    def _on_not_shown(self, _error: Exception) -> None:
        self._is_showing = self._show_again = False
