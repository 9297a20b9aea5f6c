"""Workers as actors of a Ray Data pipeline, on one computer or on a cluster."""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from itertools import chain, islice
from queue import Empty, Full, Queue
from typing import Any, Final

import psutil

from hitl_app.domain.errors import KnownError, unexpected
from hitl_app.jobs.imports.many.work import Batches, PhotoWorker, Recipe, Result

_SLICE: Final = 512
"""Batches a worker of one pipeline: its list is in memory, and its workers start anew with the
next one."""
_RESULTS: Final = 4
"""Batches of results that wait to be stored."""
_BLOCK: Final = 8 * 2**20
"""Most bytes of the results of a batch, about; Ray reserves memory by it."""
_STORE: Final = 512 * 2**20
"""Bytes of memory that a cluster started here has for what passes between processes."""
_POLL_S: Final = 0.1
_ANSWER_S: Final = 10
_LEAVE_S: Final = 60
_COLUMN: Final = "batch"
_DONE: Final = object()


class RayEngine(AbstractContextManager["RayEngine"]):
    """A connection to a Ray cluster.

    Ray restarts workers that died, and does their batches again.

    Args:
        recipe: How photos are classified.
        check: Called often; raises to cancel.
        workers: How many; 0 for one a processor of the cluster.
        address: Of the cluster; empty to start one on this computer.

    Raises:
        KnownError: Code `scale-missing` or `ray-address`.
    """

    def __init__(
        self, recipe: Recipe, check: Callable[[], None], workers: int, address: str
    ) -> None:
        self._recipe, self._check = recipe, check
        self._count, self._address = workers, address
        self._queue: Queue[Any] = Queue(_RESULTS)
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._stack = ExitStack()

    def __enter__(self) -> "RayEngine":
        with self._stack:
            self._stack.enter_context(_unchanged_process())
            self._begin()
            self._stack = self._stack.pop_all()
        return self

    def _begin(self) -> None:
        # No event of this program is to leave the computer.
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        try:
            import ray
            import ray.data
        except ImportError as error:
            raise KnownError("scale-missing") from error
        self._ray: Any = ray
        log = logging.getLogger("ray.data")
        for handler in [one for one in log.handlers if isinstance(one, logging.StreamHandler)]:
            log.removeHandler(handler)
        quiet = {"log_to_driver": False, "configure_logging": False, "logging_level": "ERROR"}
        try:
            if self._address:
                _reach(self._address)
                ray.init(address=self._address, **quiet)
            else:
                self._count = self._count or os.cpu_count() or 1
                ray.init(
                    num_cpus=self._count,
                    object_store_memory=_STORE,
                    include_dashboard=False,
                    **quiet,
                )
        except (OSError, RuntimeError, ValueError) as error:
            where = self._address or "this computer"
            raise KnownError("ray-address", address=where, **unexpected(error)) from error
        self._stack.callback(self._end)
        self._count = self._count or max(1, int(ray.cluster_resources().get("CPU", 1)))

    def _end(self) -> None:
        self._stopped.set()
        if self._thread is not None:
            # It ends with the next results. Ray must not be shut down beneath it.
            self._thread.join(_LEAVE_S)
        if self._thread is None or not self._thread.is_alive():
            self._ray.shutdown()

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def results(self, batches: Batches) -> Iterator[list[Result]]:
        """Yield the results of batches, in their order."""
        recipe = self._ray.put(self._recipe.packed())
        while part := list(islice(batches, _SLICE * self._count)):
            # A thread waits for Ray, so that a cancellation need not.
            self._thread = threading.Thread(target=self._run, args=(recipe, part), daemon=True)
            self._thread.start()
            while (found := self._taken()) is not None:
                yield found
            self._thread.join()

    def _taken(self) -> list[Result] | None:
        """Return the next results; None after the last ones of a pipeline."""
        while True:
            self._check()
            with suppress(Empty):
                found = self._queue.get(timeout=_POLL_S)
                break
        if isinstance(found, Exception):
            raise _known(found) from found
        return None if found is _DONE else found

    def _run(self, recipe: Any, part: list[Any]) -> None:
        """Run one pipeline."""
        try:
            for found in self._pipeline(recipe, part):
                self._hand_over(found)
            self._hand_over(_DONE)
        except Exception as error:  # noqa: BLE001 - it is raised again where results are taken
            self._hand_over(error)

    def _hand_over(self, found: Any) -> None:
        while not self._stopped.is_set():
            with suppress(Full):
                self._queue.put(found, timeout=_POLL_S)
                return

    def _pipeline(self, recipe: Any, part: list[Any]) -> Iterator[list[Result]]:
        from ray import cloudpickle, data

        context = data.DataContext.get_current()
        context.enable_progress_bars = False
        context.target_max_block_size = _BLOCK
        context.execution_options.preserve_order = True
        rows = [{_COLUMN: cloudpickle.dumps(files)} for files in part]
        found = data.from_items(rows, override_num_blocks=len(rows)).map_batches(
            _RayWorker,
            fn_constructor_args=(recipe,),
            batch_size=1,
            batch_format="numpy",
            compute=data.ActorPoolStrategy(size=min(self._count, len(rows))),
            num_cpus=1,
        )
        blocks = found.iter_batches(batch_size=1, batch_format="numpy", prefetch_batches=1)
        for value in chain.from_iterable(block[_COLUMN] for block in blocks):
            if self._stopped.is_set():
                return
            yield cloudpickle.loads(value)


class _RayWorker:
    """A worker on any computer of the cluster, which must have this program too."""

    def __init__(self, recipe: Any) -> None:
        import ray

        self._worker = PhotoWorker(ray.get(recipe))

    def __call__(self, block: dict[str, Any]) -> dict[str, Any]:
        """Classify the batches of a block."""
        import numpy as np
        from ray import cloudpickle

        found = [self._worker.classify(cloudpickle.loads(files)) for files in block[_COLUMN]]
        return {_COLUMN: np.array([cloudpickle.dumps(one) for one in found], object)}


@contextmanager
def _unchanged_process() -> Iterator[None]:
    """Undo what Ray changes in this process: variables, and what a request to end does."""
    before, handler = dict(os.environ), signal.getsignal(signal.SIGTERM)
    this = psutil.Process()
    children = set(this.children())
    try:
        yield
    finally:
        # It kills the processes that it started, and does not wait for them.
        psutil.wait_procs([one for one in this.children() if one not in children], _ANSWER_S)
        for name in os.environ.keys() - before.keys():
            del os.environ[name]
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, handler)


def _reach(address: str) -> None:
    """Fail at once where nothing answers; Ray would try for minutes.

    Raises:
        OSError: Nothing answers there.
    """
    host, _, port = address.rpartition("://")[2].rpartition(":")
    if host and port.isdecimal():
        socket.create_connection((host.strip("[]"), int(port)), _ANSWER_S).close()


def _known(error: Exception) -> Exception:
    """Return the known error of a worker, else one for what Ray reports."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, KnownError):
            return cause
        cause = cause.__cause__ or getattr(cause, "cause", None)
    return KnownError("ray-failed", **unexpected(error))
