"""Run background threads that a cancelled job does not wait for.

A decoder or a slow disk may keep a thread for seconds inside one call of the system, which nothing
can interrupt. Such a thread is abandoned: it holds no lock and writes nothing.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager
from typing import Any, ParamSpec, TypeVar

from hitl_app.domain.errors import CancelledError
from hitl_app.jobs.job import Job
from safeio.decoding.watched import StoppedError

# Seconds within which a cancellation takes effect.
_POLL_S = 0.1
# Most photos end within this time after a cancellation.
_LEAVE_S = 0.3

_T = TypeVar("_T")
_P = ParamSpec("_P")


class Background(AbstractContextManager["Background"]):
    """Some threads of a job."""

    def __init__(self, job: Job, threads: int, name: str) -> None:
        self._job = job
        self._pool = ThreadPoolExecutor(threads, name)
        self._begun: set[Future[Any]] = set()
        self._ended = False

    def __exit__(self, *_error: object) -> None:
        """Start nothing more, and wait a moment for running work."""
        self._ended = True
        self._pool.shutdown(wait=False, cancel_futures=True)
        wait(list(self._begun), _LEAVE_S)

    def submit(
        self, work: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs
    ) -> "Future[_T]":
        """Start work as soon as a thread is free."""
        future = self._pool.submit(work, *args, **kwargs)
        self._begun.add(future)
        future.add_done_callback(self._begun.discard)
        return future

    def is_stopped(self) -> bool:
        """Return True once work should end because its result is not needed."""
        return self._ended or self._job.is_cancelled()

    def result(self, future: "Future[_T]") -> _T:
        """Wait for a result.

        Raises:
            CancelledError: The job was cancelled meanwhile.
        """
        while not future.done():
            self._job.check()
            wait([future], _POLL_S)
        try:
            return future.result()
        except StoppedError as error:
            raise CancelledError from error
