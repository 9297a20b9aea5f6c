"""The threads that talk to the database, so that the window never waits for a disk.

Decisions and the reading of the next photos share one thread: a decision is on the disk when its
answer comes back. Counts and lists have another, long file work a third that starts when it is
needed. Results come back in the window's thread.
"""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from hitl_app.domain.errors import KnownError

if TYPE_CHECKING:
    from hitl_app.workspace import Workspace

T = TypeVar("T")

_log = logging.getLogger(__name__)

_IDLE_S = 3.0
LET_GO_S = 2.0
"""So long the end of a thread is waited for that may hang on a disk which does not answer."""
_WATCH = "desk watch"


@dataclass(frozen=True, slots=True)
class _Task:
    work: Callable[[], Any]
    on_done: Callable[[Any], None]
    on_error: Callable[[Exception], None]


class _Lane(threading.Thread):
    """One thread that does its tasks in order.

    Args:
        name: The thread's.
        deliver: Takes a call to make in the window's thread.
        idle: Done once whenever tasks were done and then none came for a while.
    """

    def __init__(
        self,
        name: str,
        deliver: Callable[[Callable[[], None]], None],
        idle: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(name=name, daemon=True)
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._deliver = deliver
        self._idle = idle

    def put(self, task: _Task) -> None:
        self._tasks.put(task)

    def end(self) -> None:
        """Let the thread end when what was asked of it is done."""
        self._tasks.put(None)

    def run(self) -> None:
        while (task := self._next()) is not None:
            self._do(task)
            # A loop variable would keep a result, and whatever it holds, until the next task.
            del task

    def _next(self) -> _Task | None:
        if self._idle is not None:
            try:
                return self._tasks.get(timeout=_IDLE_S)
            except queue.Empty:
                self._idle()
        return self._tasks.get()

    def _do(self, task: _Task) -> None:
        try:
            result = task.work()
        except Exception as error:  # noqa: BLE001 - every failure is told in the window
            self._deliver(lambda error=error: task.on_error(error))  # type: ignore[misc]
        else:
            self._deliver(lambda: task.on_done(result))


class Store(QObject):
    """Runs functions of an open workspace off the window's thread.

    Attributes:
        failed: Emitted with the exception of a task that named nobody to tell.
    """

    failed = Signal(object)
    _arrived = Signal(object)

    def __init__(
        self, open_workspace: "Callable[[], Workspace]", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._open_workspace = open_workspace
        self._workspace: Workspace | None = None
        self._closing = threading.Event()
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._decisions = _Lane("desk decisions", self._deliver, self._fold)
        self._reads = _Lane("desk reads", self._deliver)
        self._files: _Lane | None = None
        self._more: dict[str, _Lane] = {}

    @property
    def closing(self) -> bool:
        """True if long work should stop; safe to ask from any thread."""
        return self._closing.is_set()

    def open(
        self,
        on_done: "Callable[[Workspace], None]",
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        """Open the workspace; tasks that are submitted meanwhile wait for it."""

        def opened(workspace: "Workspace") -> None:
            for lane in (self._reads, self._files, *self._more.values()):
                if lane is not None and not lane.ident:
                    lane.start()
            on_done(workspace)

        self._decisions.start()
        self._decisions.put(_Task(self._open, opened, on_error or self.failed.emit))

    def _open(self) -> "Workspace":
        self._workspace = self._open_workspace()
        return self._workspace

    def _fold(self) -> None:
        """Fold the write-ahead log back while nobody decides: no decision ever waits for it."""
        if self._workspace is None:
            return
        try:
            self._workspace.database.checkpoint()
        except KnownError as error:
            # Nothing is lost: the log is folded back later, or when the workspace is closed.
            _log.info("the log could not be folded back: %s", error)

    def write(
        self,
        work: "Callable[[Workspace], T]",
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do something on the thread of decisions, in the order of the calls.

        Args:
            work: Called there with the workspace.
            on_done: Called in the window's thread with the result.
            on_error: Called in the window's thread with what was raised; else `failed` is emitted.
        """
        self._submit(self._decisions, work, on_done, on_error)

    def read(
        self,
        work: "Callable[[Workspace], T]",
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do something on the thread of counts and list; arguments as for `write`."""
        self._submit(self._reads, work, on_done, on_error)

    def file(
        self,
        work: "Callable[[Workspace], T]",
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do long file work on a thread of its own; arguments as for `write`."""
        if self._files is None:
            self._files = _Lane("desk files", self._deliver)
            if self._workspace is not None:
                self._files.start()
        self._submit(self._files, work, on_done, on_error)

    def search(
        self,
        work: "Callable[[Workspace], T]",
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        """Walk through many photos on a thread of its own; arguments as for `write`."""
        self._submit(self._lane("desk searches"), work, on_done, on_error)

    def look(
        self,
        work: "Callable[[Workspace], T]",
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        """Read the photos in sight, behind no count and no search; arguments as for `write`."""
        self._submit(self._lane("desk looks"), work, on_done, on_error)

    def compare(
        self,
        work: "Callable[[Workspace], T]",
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        """Compare photos on a thread of its own; arguments as for `write`."""
        self._submit(self._lane("desk look-alikes"), work, on_done, on_error)

    def watch(
        self,
        work: "Callable[[Workspace], T]",
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        """Look at folders, which may be slow, on a thread of its own; arguments as for `write`."""
        self._submit(self._lane(_WATCH), work, on_done, on_error)

    def _lane(self, name: str) -> _Lane:
        """Return a thread that starts when it is needed."""
        if name not in self._more:
            self._more[name] = _Lane(name, self._deliver)
            # After the end nobody would end it.
            if self._workspace is not None and not self.closing:
                self._more[name].start()
        return self._more[name]

    def _submit(
        self,
        lane: _Lane,
        work: "Callable[[Workspace], T]",
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None] | None,
    ) -> None:
        if self.closing:
            return

        def with_workspace() -> T:
            if self._workspace is None:
                raise RuntimeError("the workspace is not open")
            return work(self._workspace)

        lane.put(_Task(with_workspace, on_done, on_error or self.failed.emit))

    def _deliver(self, call: Callable[[], None]) -> None:
        """Have a call made in the window's thread; a thread that was left to itself makes none."""
        if not self.closing:
            self._arrived.emit(call)

    @Slot(object)
    def _on_arrived(self, deliver: Callable[[], None]) -> None:
        # What comes in after the window is closed has nobody to hear it.
        if not self.closing:
            deliver()

    def close(self) -> None:
        """Finish what was submitted, closes the workspace and end the threads."""
        if self.closing:
            return
        self._closing.set()
        known = (*self._more.values(), self._files, self._reads)
        lanes = [lane for lane in known if lane is not None and lane.ident]
        for lane in lanes:
            lane.end()
        for lane in lanes:
            # One that looks at a disk which does not answer is left to itself.
            lane.join(LET_GO_S if lane.name == _WATCH else None)
        if self._decisions.ident:
            # Closing folds the log into the file: disk work, on the thread that owns it.
            self._decisions.put(_Task(self._close_workspace, _ignore, self._on_close_failed))
            self._decisions.end()
            self._decisions.join()

    def _close_workspace(self) -> None:
        if self._workspace is not None:
            self._workspace.close()

    def _on_close_failed(self, error: Exception) -> None:
        _log.error("the workspace did not close well: %s", error)


def _ignore(_result: object) -> None:
    """Nobody waits for this result."""
