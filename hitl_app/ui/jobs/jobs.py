"""Run jobs in worker processes: at most two at once, the others are queued.

A warm process is kept ready, which has imported what interactive jobs need. These are not queued:
they take the warm process at once. Quiet jobs get a process of their own beside the
others. A process ends when its standard input does, so that none outlives the window.
"""

import logging
import sys
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from hitl_app.ui.jobs.job import Job, JobState, Outcome
from hitl_app.ui.jobs.process import Worker

MAX_RUNNING = 2
GRACE_MS = 5000
DECIDING_S = 10.0
"""Seconds after a decision in which more decisions are expected."""
_PROGRESS_MS = 250
"""Interval of progress updates: each one costs a part of a frame."""

_log = logging.getLogger(__name__)


class JobPool(QObject):
    """Starts jobs, at most two at once; the others are queued.

    Attributes:
        is_automatic: Whether jobs may start on their own.

    Signals:
        updated: A job was added, began, progressed or ended.
        ended: A job ended; carries it.
        changed: A job changed something; carries names such as `photos`.
    """

    updated = Signal()
    ended = Signal(object)
    changed = Signal(list)

    def __init__(
        self,
        workspace: Path,
        parent: QObject | None = None,
        program: Sequence[str] = (),
        grace_ms: int = GRACE_MS,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._program = tuple(program) or (sys.executable, "-m", "hitl_app.worker")
        self._grace_ms = grace_ms
        self._waiting: deque[Job] = deque()
        self._workers: dict[Job, Worker] = {}
        self._standby: Worker | None = None
        self._keep_warm = False
        self.is_automatic = True
        self._closed = False
        self._soon = QTimer(self, singleShot=True, interval=_PROGRESS_MS)
        self._soon.timeout.connect(self._tell_progress)
        self._has_moved = False

    @property
    def jobs(self) -> tuple[Job, ...]:
        """Return running jobs, then queued ones, without quiet ones."""
        return tuple(job for job in self._all if not job.spec.quiet)

    @property
    def _all(self) -> tuple[Job, ...]:
        return (*self._workers, *self._waiting)

    def find(self, name: str) -> Job | None:
        """Return the running or queued job of a name, if any; also a quiet one."""
        return next((job for job in self._all if job.name == name), None)

    def keep_warm(self) -> None:
        """Start a warm process, and another whenever it is used, if jobs are automatic."""
        self._keep_warm = self.is_automatic
        self._refill()

    def start(self, name: str, params: Mapping[str, Any] | None = None) -> Job:
        """Start or queue a job; its parameters are JSON types."""
        job = Job(name, params or {}, self)
        job.progressed.connect(self._on_progressed)
        self._waiting.append(job)
        self._advance()
        self.updated.emit()
        return job

    def start_once(self, name: str, params: Mapping[str, Any] | None = None) -> None:
        """Start or queue a job, unless one of its name is running or queued."""
        if self.find(name) is None:
            self.start(name, params)

    def cancel_named(self, name: str) -> None:
        """Cancel the running or queued job of a name, if any."""
        job = self.find(name)
        if job is not None:
            self.cancel(job)

    def cancel(self, job: Job) -> None:
        """Remove a job from the queue, or cancel its process."""
        if job in self._waiting:
            self._waiting.remove(job)
            job.outcome = Outcome(JobState.CANCELLED)
            job.state = JobState.CANCELLED
            self._tell_end(job)
        elif job in self._workers:
            self._workers[job].cancel(self._grace_ms)
            self.updated.emit()

    def note_decision(self) -> None:
        """Make all jobs write now, or rarely for a while: more decisions are expected."""
        for worker in self._workers.values():
            worker.note_decision(DECIDING_S)

    def close(self, wait_ms: int = 1500) -> None:
        """End every process; none is left when this returns."""
        self._closed = True
        self._soon.stop()
        self._waiting.clear()
        workers = [*self._workers.values(), *([self._standby] if self._standby else [])]
        for worker in workers:
            worker.close_input()
        for worker in workers:
            worker.end(wait_ms)
        self._workers.clear()
        self._standby = None

    def _advance(self) -> None:
        for job in list(self._waiting):
            busy = {other.turn for other in self._workers}
            if self._closed:
                return
            is_next = not _is_in_line(job) or self._in_line() < MAX_RUNNING
            if is_next and job.turn not in busy:
                self._waiting.remove(job)
                self._run(job)

    def _in_line(self) -> int:
        """Return the number of running jobs that count towards the limit."""
        return sum(_is_in_line(job) for job in self._workers)

    def _run(self, job: Job) -> None:
        if job.spec.quiet:
            # The warm process stays for jobs that an operator waits for.
            worker = self._new_worker()
        else:
            worker, self._standby = self._standby or self._new_worker(), None
        self._workers[job] = worker
        job.ended.connect(self._on_job_ended)
        worker.run(job, self._workspace)
        self._refill()

    def _refill(self) -> None:
        # Two running and one warm process would hold TensorFlow in memory three times.
        room = sum(not job.spec.quiet for job in self._workers) < MAX_RUNNING
        if self._keep_warm and self._standby is None and room and not self._closed:
            self._standby = self._new_worker()

    def _new_worker(self) -> Worker:
        worker = Worker(self._program, self)
        worker.changed.connect(self.changed)
        worker.finished.connect(self._on_worker_finished)
        return worker

    def _on_worker_finished(self, worker: Worker) -> None:
        if worker is self._standby:
            # It died unexpectedly; the next job starts a new one, to avoid an endless restart.
            _log.info("the process that stood by ended")
            self._standby = None
        worker.deleteLater()

    def _on_job_ended(self, job: Job) -> None:
        if self._closed:
            return
        self._workers.pop(job, None)
        self._advance()
        self._refill()
        self._tell_end(job)

    def _on_progressed(self) -> None:
        self._has_moved = True
        if not self._soon.isActive():
            self._tell_progress()

    def _tell_progress(self) -> None:
        """Report the first update at once, and later ones at intervals."""
        if self._has_moved and not self._closed:
            self._has_moved = False
            self._soon.start()
            self.updated.emit()

    def _tell_end(self, job: Job) -> None:
        self.updated.emit()
        self.ended.emit(job)
        job.deleteLater()


def _is_in_line(job: Job) -> bool:
    """Return True if a job counts towards the limit."""
    return not job.spec.at_once and not job.spec.quiet
