"""One process, one job."""

import json
import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from hitl_app.domain.errors import CancelledError, KnownError, of_the_machine, unexpected
from hitl_app.worker.turns import Turns
from safeio.processes import lower_priority

_log = logging.getLogger(__name__)

# Grace period for a job to stop after standard input ended.
_GRACE_S = 10.0
# A process without a job for so long has time to load what few jobs need.
_IDLE_S = 0.5


class _Channel:
    """The protocol's output, separate from prints of libraries."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._lock = threading.Lock()

    def send(self, event: dict[str, Any]) -> None:
        """Write one event; when the reader is gone, the end of input stops the job."""
        line = json.dumps(event, allow_nan=False, default=str)
        try:
            with self._lock:
                self._out.write(line + "\n")
                self._out.flush()
        except (BrokenPipeError, ValueError):
            _log.info("nobody reads the events any more")


class _Inbox(threading.Thread):
    """Reads commands in a thread, so that a cancellation arrives while the job runs.

    Attributes:
        order: To run a job; None until it arrives, and when the starter left without one.
        turns: Of this process and an operator who decides.
    """

    def __init__(self, source: TextIO) -> None:
        super().__init__(name="worker-inbox", daemon=True)
        self._source = source
        self.turns = Turns()
        self.order: dict[str, Any] | None = None
        self._arrived = threading.Event()
        self._stop = threading.Event()
        self._stoppers: list[Any] = []

    def run(self) -> None:
        """Read commands until the starter is gone."""
        for line in self._source:
            order = _parsed(line)
            if order.get("do") == "cancel":
                self._cancel()
            elif order.get("do") == "decided":
                asked = order.get("seconds")
                seconds = asked if isinstance(asked, int | float) else 0
                self.turns.decided(seconds)
            elif order.get("do") == "run" and not self._arrived.is_set():
                self.order = order
                self._arrived.set()
        self._cancel()
        self._arrived.set()
        threading.Timer(_GRACE_S, os._exit, (1,)).start()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for an order or the end of input; return False if neither came in time."""
        return self._arrived.wait(seconds)

    def on_cancel(self, stop: Any) -> None:
        """Call `stop` on cancellation, at once if it was cancelled already."""
        self._stoppers.append(stop)
        if self._stop.is_set():
            stop()

    def _cancel(self) -> None:
        self._stop.set()
        for stop in self._stoppers:
            stop()


def _parsed(line: str) -> dict[str, Any]:
    try:
        order = json.loads(line)
    except json.JSONDecodeError:
        return {}
    return order if isinstance(order, dict) else {}


def _protocol_stream() -> TextIO:
    """Reserve standard output for the protocol: prints of libraries go to the log."""
    channel = os.dup(1)
    os.dup2(2, 1)
    os.set_inheritable(channel, False)  # noqa: FBT003 - the call takes no keyword
    return TextIOWrapper(os.fdopen(channel, "wb"), encoding="utf-8", write_through=True)


def _load_table() -> None:
    import hitl_app.worker.table  # noqa: F401 - with the database, which every job needs


def _load_jobs() -> None:
    from hitl_app.worker.table import JOBS

    for name in JOBS:
        JOBS[name]


def _load_libraries() -> None:
    # An operator waits for the job that explains a suggestion. Not TensorFlow: it takes seconds,
    # in which an order would wait, and few jobs use it.
    import h5py  # noqa: F401
    import scipy.optimize  # noqa: F401

    with suppress(ImportError):
        import onnxruntime  # noqa: F401


def _load_ahead(load: Callable[[], None]) -> None:
    try:
        load()
    except (ImportError, MemoryError, OSError):
        # A job that needs it loads it again, and reports the failure.
        _log.exception("%s failed", load.__name__)


def main() -> int:
    """Run one job that standard input names; the exit status is 0 whatever the outcome."""
    channel = _Channel(_protocol_stream())
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    inbox = _Inbox(sys.stdin)
    inbox.start()
    lower_priority()
    _load_ahead(_load_table)
    channel.send({"event": "ready"})
    if not inbox.wait(_IDLE_S):
        _load_ahead(_load_jobs)
        _load_ahead(_load_libraries)
        inbox.wait()
    if inbox.order is not None:
        channel.send(_outcome(inbox.order, channel, inbox))
    sys.stderr.flush()
    # Not sys.exit: TensorFlow's threads must not hold a finished job's process.
    os._exit(0)


def _outcome(order: dict[str, Any], channel: _Channel, inbox: _Inbox) -> dict[str, Any]:
    from hitl_app.jobs.job import Job
    from hitl_app.store.engine.dialect import Durability
    from hitl_app.worker.table import run_job
    from hitl_app.workspace import Workspace

    job = Job(channel.send)
    inbox.on_cancel(job.cancel)
    try:
        workspace = Workspace.open(Path(order["workspace"]), Durability.NORMAL)
        workspace.database.before_bulk = inbox.turns.wait
        workspace.database.is_reviewing = inbox.turns.is_reviewing
        try:
            result = run_job(order["job"], workspace, job, order.get("params") or {})
        finally:
            workspace.close()
    except CancelledError as error:
        return {"event": "cancelled", "result": error.result}
    except Exception as error:  # noqa: BLE001 - a bug must reach the window as a failed job
        known = error if isinstance(error, KnownError) else of_the_machine(error)
        if known is None:
            _log.exception("job %s failed", order.get("job"))
            known = KnownError("internal", **unexpected(error))
        detail = traceback.format_exc()
        return {"event": "failed", "code": known.code, "params": known.params, "detail": detail}
    return {"event": "done", "result": result}
