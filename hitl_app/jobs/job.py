"""Events and cancellation of a running job, and work that a mark in the database requests."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.slowness import slow_down
from hitl_app.store.engine import leases
from hitl_app.store.values import clear_value, get_value
from hitl_app.workspace import Workspace

Event = dict[str, Any]

# Frequent enough for a live display, at negligible cost.
_REPORT_S = 0.1
_BEAT_S = 20.0
# Shorter work tells no rate.
_RATED_S = 0.2


class Job:
    """One run of a job: sends events and receives cancellation.

    Args:
        send: Takes each event, a dictionary of JSON types with the key `event`; see
            `hitl_app.worker` for what they mean.
    """

    def __init__(self, send: Callable[[Event], None]) -> None:
        self._send = send
        self._stop = threading.Event()
        self._stage = ""
        self._total: int | None = None
        self._started = 0.0
        self._first_done = 0
        self._reported = 0.0
        self._beat: Callable[[], None] | None = None
        self._beaten = time.monotonic()

    def cancel(self) -> None:
        """Cancel the job; safe from any thread and from a signal handler."""
        self._stop.set()

    def is_cancelled(self) -> bool:
        """Return True once the job was cancelled; safe from any thread."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise if the job was cancelled; jobs call it at least once a batch.

        Raises:
            CancelledError: The job was cancelled.
        """
        if self._stop.is_set():
            raise CancelledError
        now = time.monotonic()
        if self._beat is not None and now - self._beaten > _BEAT_S:
            self._beaten = now
            self._beat()

    def progress(self, stage: str, done: int, total: int | None) -> None:
        """Report how far a stage is, with its rate and the time left.

        Args:
            stage: What is being done, as a code.
            done: Finished items of this stage.
            total: All of them, or None while that is unknown.
        """
        self.check()
        slow_down()
        now = time.monotonic()
        # The real total replaces a provisional one once the work has begun: what was prepared
        # before, such as the compilation of a model, says nothing about the time left.
        is_real = total != self._total and done <= 1
        if stage != self._stage or is_real:
            self._stage, self._total = stage, total
            self._started, self._first_done = now, done
        elif now - self._reported < _REPORT_S and done != total:
            return
        self._reported = now
        worked = now - self._started
        rate = (done - self._first_done) / worked if worked > _RATED_S else None
        left = (total - done) / rate if rate and total is not None else None
        self._send(
            {
                "event": "progress",
                "stage": stage,
                "done": done,
                "total": total,
                "rate": None if rate is None else round(rate, 2),
                "left_s": None if left is None else round(left, 1),
            }
        )

    def curve(self, record: Event) -> None:
        """Report one epoch of a training."""
        self._send({"event": "curve", "record": record})

    def changed(self, *what: str) -> None:
        """Report that photos, models, imports or categories changed."""
        self._send({"event": "changed", "what": list(what)})

    @contextmanager
    def lease(self, workspace: Workspace, name: str) -> Iterator[None]:
        """Hold a lease on work that only one process at a time may do in a workspace.

        Several may be held, one within the other.

        Raises:
            KnownError: Code `job-busy`; a living process holds it.
        """
        with workspace.database.write() as session:
            lease = leases.take_lease(session, name)

        outer = self._beat

        def beat() -> None:
            if outer is not None:
                outer()
            with workspace.database.write() as session:
                if not leases.beat(session, lease):
                    raise KnownError("job-lost")

        self._beat = beat
        try:
            yield
        finally:
            self._beat = outer
            with workspace.database.write() as session:
                leases.drop_lease(session, lease)


def until_settled(workspace: Workspace, mark: str) -> Iterator[None]:
    """Yield once per turn of the work; again if it was requested during the last turn.

    After a turn without a new request the mark is deleted.

    Args:
        workspace: An open workspace.
        mark: Name of the mark; each request sets another value.
    """
    while True:
        with workspace.database.read() as session:
            before = get_value(session, mark)
        yield
        with workspace.database.write() as session:
            if get_value(session, mark) == before:
                clear_value(session, mark)
                return
