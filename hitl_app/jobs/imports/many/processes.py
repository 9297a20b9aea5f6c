"""Workers as processes of this computer.

Each is connected by a pipe. A worker ends when its pipe closes, also if this process is killed; one
that dies is replaced, and its batches are done again.
"""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from typing import Any, Final

from hitl_app.domain.errors import KnownError, of_the_machine, unexpected
from hitl_app.domain.imports import FoundFile
from hitl_app.imaging.files import UnreadablePath
from hitl_app.jobs.imports.many.work import Batches, PhotoWorker, Recipe, Result
from safeio.reasons import Reason

_POLL_S: Final = 0.1
_AHEAD: Final = 2
"""Batches that a worker has, so that it need not wait for the next one."""
_HELD: Final = 4
"""Batches a worker beyond the oldest unfinished one: later results wait for it, in memory."""
_TRIES: Final = 3
"""Workers that die of a batch before its files are tried one by one."""


@dataclass(frozen=True, slots=True)
class _Failure:
    code: str
    params: dict[str, Any]


@dataclass(slots=True)
class _Batch:
    number: int
    files: list[FoundFile]
    deaths: int = 0
    results: list[Result] | None = None


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    batches: deque[_Batch] = field(default_factory=deque)


class Processes(AbstractContextManager["Processes"]):
    """Some worker processes, each started when there is a batch for it.

    Args:
        recipe: How photos are classified.
        check: Called often; raises to cancel.
        workers: How many at most.
    """

    def __init__(self, recipe: Recipe, check: Callable[[], None], workers: int) -> None:
        self._recipe, self._check, self._count = recipe, check, workers
        # A fork would copy threads' locks and TensorFlow's state.
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._again: deque[_Batch] = deque()
        self._unfinished: deque[_Batch] = deque()
        self._has_worked = False
        self._deaths = 0

    def __exit__(self, *_error: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            _end(worker)
        self._workers = []

    def results(self, batches: Batches) -> Iterator[list[Result]]:
        """Yield the results of batches, in their order."""
        numbered = enumerate(batches)
        while True:
            self._feed(numbered)
            if not self._unfinished:
                return
            self._check()
            pipes = {id(worker.pipe): worker for worker in self._workers}
            for pipe in wait([worker.pipe for worker in self._workers], _POLL_S):
                self._receive(pipes[id(pipe)])
            while self._unfinished and self._unfinished[0].results is not None:
                yield self._unfinished.popleft().results or []

    def _feed(self, numbered: Iterator[tuple[int, list[FoundFile]]]) -> None:
        while len(self._workers) < self._count or len(self._freest().batches) < _AHEAD:
            batch = self._next(numbered)
            if batch is None:
                return
            if len(self._workers) < self._count and all(one.batches for one in self._workers):
                self._workers.append(self._start())
            worker = self._freest()
            worker.batches.append(batch)
            # The worker's death is noticed when its pipe is read.
            with contextlib.suppress(OSError):
                worker.pipe.send(batch.files)

    def _freest(self) -> _Worker:
        return min(self._workers, key=lambda one: len(one.batches))

    def _next(self, numbered: Iterator[tuple[int, list[FoundFile]]]) -> _Batch | None:
        if self._again:
            return self._again.popleft()
        if len(self._unfinished) >= _HELD * self._count:
            return None
        found = next(numbered, None)
        if found is None:
            return None
        batch = _Batch(*found)
        self._unfinished.append(batch)
        return batch

    def _receive(self, worker: _Worker) -> None:
        try:
            found = _checked(worker.pipe.recv())
        except (EOFError, OSError):
            self._replace(worker)
            return
        self._has_worked = True
        worker.batches.popleft().results = found

    def _replace(self, dead: _Worker) -> None:
        """Forget a dead worker; another one does its batches again.

        Raises:
            KnownError: Code `worker-died`; the first ones die before they have done anything.
        """
        code = _end(dead)
        self._workers.remove(dead)
        self._deaths += 1
        if not self._has_worked and self._deaths > _TRIES * self._count:
            raise KnownError("worker-died", detail=f"exit status {code}")
        if dead.batches:
            # It worked on the first one; the others did nothing.
            dead.batches[0].deaths += 1
        self._again.extend(dead.batches)
        for batch in list(self._again):
            if batch.deaths >= _TRIES:
                self._again.remove(batch)
                batch.results = self._one_by_one(batch)

    def _one_by_one(self, batch: _Batch) -> list[Result]:
        """Return the results of a batch of which workers die, file by file."""
        results: list[Result] = []
        worker = self._start()
        try:
            for file in batch.files:
                found = self._ask(worker, file)
                if found is None:
                    _end(worker)
                    worker = self._start()
                    detail = "a decoder crashed"
                    found = [
                        UnreadablePath(file.raw, file.member, file.shown, Reason.DAMAGED, detail)
                    ]
                results += found
        finally:
            _end(worker)
        return results

    def _ask(self, worker: _Worker, file: FoundFile) -> list[Result] | None:
        """Return the result of a file; None if the worker died of it."""
        try:
            worker.pipe.send([file])
            while not worker.pipe.poll(_POLL_S):
                self._check()
            return _checked(worker.pipe.recv())
        except (EOFError, OSError):
            return None

    def _start(self) -> _Worker:
        here, there = self._context.Pipe()
        process = self._context.Process(
            target=_serve, args=(there, self._recipe), daemon=True, name="classify-worker"
        )
        process.start()
        there.close()
        return _Worker(process, here)


def _end(worker: _Worker) -> int | None:
    """End a worker; return its exit status."""
    worker.process.kill()
    worker.process.join()
    code: int | None = worker.process.exitcode
    worker.process.close()
    worker.pipe.close()
    return code


def _checked(found: list[Result] | _Failure) -> list[Result]:
    if isinstance(found, _Failure):
        raise KnownError(found.code, **found.params)
    return found


def _serve(pipe: Connection, recipe: Recipe) -> None:
    """Classify batches from a pipe until it closes; runs in the worker's process."""
    # Ctrl+C in a terminal reaches all processes; this one is ended by its parent.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    batches: SimpleQueue[list[FoundFile]] = SimpleQueue()
    # Always ready to read, so that the parent never waits while it sends.
    threading.Thread(target=_take, args=(pipe, batches), daemon=True).start()
    try:
        worker = PhotoWorker(recipe)
        while True:
            pipe.send(worker.classify(batches.get()))
    except OSError as error:
        known = of_the_machine(error)
        if known is not None:
            pipe.send(_Failure(known.code, dict(known.params)))
    except KnownError as error:
        pipe.send(_Failure(error.code, dict(error.params)))
    except Exception as error:  # noqa: BLE001 - it is reported where the workers are used
        known = of_the_machine(error) or KnownError("internal", **unexpected(error))
        pipe.send(_Failure(known.code, dict(known.params)))


def _take(pipe: Connection, batches: "SimpleQueue[list[FoundFile]]") -> None:
    while True:
        try:
            batches.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)
