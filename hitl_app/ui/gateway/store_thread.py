"""Threads for database work, so that the window never waits for a disk.

Each lane is a thread; results come back in the window's thread.
"""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from hitl_app.domain.errors import KnownError

if TYPE_CHECKING:
    from hitl_app.workspace import Workspace

T = TypeVar("T")

_log = logging.getLogger(__name__)

LET_GO_S = 2.0
"""Seconds to wait for the end of a thread that an unresponsive disk may block."""


class Lane(StrEnum):
    """A thread of the store, by what it is for; the value is its name.

    Attributes:
        DECISIONS: Decisions and the reading of the next photos: a result means "on disk".
        READS: Counts and lists.
        FILES: Long file work.
        SEARCHES: Walks through many photos.
        VIEW: Photos in view, never queued behind counts or searches.
        SIMILAR: Comparisons of photos.
        FOLDERS: Watched folders, whose disks may be slow.
        POLLS: Polls of a server, which are late only if the server is.
        KEEPING: Files of this computer that are written while a server does not answer.
    """

    DECISIONS = "window decisions"
    READS = "window reads"
    FILES = "window files"
    SEARCHES = "window searches"
    VIEW = "window looks"
    SIMILAR = "window similar photos"
    FOLDERS = "window watch"
    POLLS = "window polls"
    KEEPING = "window keeping"


@dataclass(frozen=True, slots=True)
class _Task:
    work: Callable[[], Any]
    on_done: Callable[[Any], None]
    on_error: Callable[[Exception], None]


class _Thread(threading.Thread):
    """One thread that does its tasks in order.

    Args:
        deliver: Takes a call to make in the window's thread.
        idle: Called once after tasks, when no other came for a while.
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
        """End the thread after its queued tasks."""
        self._tasks.put(None)

    def run(self) -> None:
        while (task := self._next()) is not None:
            self._do(task)
            # A loop variable would keep a result, and whatever it holds, until the next task.
            del task

    def _next(self) -> _Task | None:
        if self._idle is not None:
            try:
                return self._tasks.get(timeout=3.0)
            except queue.Empty:
                self._idle()
        return self._tasks.get()

    def _do(self, task: _Task) -> None:
        try:
            result = task.work()
        except Exception as error:  # noqa: BLE001 - every failure is shown in the window
            self._deliver(lambda error=error: task.on_error(error))  # type: ignore[misc]
        else:
            self._deliver(lambda: task.on_done(result))


def _ignore(_result: object) -> None:
    pass


class Store(QObject):
    """Runs functions of an open workspace off the window's thread.

    Attributes:
        is_unreachable: Whether the database does not answer, so that tasks may never end.
        failed: Emitted with the exception of a task without an error callback.
    """

    failed = Signal(object)
    _arrived = Signal(object)

    def __init__(
        self, open_workspace: "Callable[[], Workspace]", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._open_workspace = open_workspace
        self._workspace: Workspace | None = None
        self.is_unreachable = False
        self._closing = threading.Event()
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._decisions = _Thread(Lane.DECISIONS, self._deliver, self._fold)
        self._threads = {
            Lane.DECISIONS: self._decisions,
            Lane.READS: _Thread(Lane.READS, self._deliver),
        }

    @property
    def closing(self) -> bool:
        """Return True if long work should stop; safe from any thread."""
        return self._closing.is_set()

    def open(
        self,
        on_done: "Callable[[Workspace], None]",
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        """Open the workspace; tasks that are submitted meanwhile wait for it."""

        def opened(workspace: "Workspace") -> None:
            for thread in self._threads.values():
                if not thread.ident:
                    thread.start()
            on_done(workspace)

        self._decisions.start()
        self._decisions.put(_Task(self._open, opened, on_error or self.failed.emit))

    def _open(self) -> "Workspace":
        self._workspace = self._open_workspace()
        return self._workspace

    def _fold(self) -> None:
        """Checkpoint the write-ahead log while idle, so that no decision waits for it."""
        if self._workspace is None:
            return
        try:
            self._workspace.database.dialect.checkpoint()
        except KnownError as error:
            # Nothing is lost: the log is folded back later, or when the workspace is closed.
            _log.info("the log could not be folded back: %s", error)

    def submit(
        self,
        lane: Lane,
        work: "Callable[[Workspace], T]",
        on_done: Callable[[T], None] = _ignore,
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do something with the workspace on a thread, in the order of the calls.

        Args:
            lane: The thread.
            work: Called there with the workspace.
            on_done: Called in the window's thread with the result.
            on_error: Called in the window's thread with the exception; else `failed` is emitted.
        """
        if self.closing:
            return

        def with_workspace() -> T:
            if self._workspace is None:
                raise RuntimeError("the workspace is not open")
            return work(self._workspace)

        self._thread(lane).put(_Task(with_workspace, on_done, on_error or self.failed.emit))

    def _thread(self, lane: Lane) -> _Thread:
        """Return the thread of a lane; all but two start on first use."""
        if lane not in self._threads:
            self._threads[lane] = _Thread(lane, self._deliver)
            # After `close`, no thread may start: it would never end.
            if self._workspace is not None and not self.closing:
                self._threads[lane].start()
        return self._threads[lane]

    def _deliver(self, call: Callable[[], None]) -> None:
        """Queue a call in the window's thread, except from an abandoned thread."""
        if not self.closing:
            self._arrived.emit(call)

    @Slot(object)
    def _on_arrived(self, deliver: Callable[[], None]) -> None:
        # Results after the window is closed have no receiver.
        if not self.closing:
            deliver()

    def close(self) -> None:
        """Finish submitted tasks, close the workspace and end the threads."""
        if self.closing:
            return
        self._closing.set()
        others = [one for one in self._threads.values() if one.ident and one is not self._decisions]
        for thread in others:
            thread.end()
        for thread in others:
            # A thread that waits for an unresponsive disk or server is abandoned.
            is_local = thread.name == Lane.KEEPING
            is_slow = thread.name == Lane.FOLDERS or (self.is_unreachable and not is_local)
            thread.join(LET_GO_S if is_slow else None)
        if self._decisions.ident:
            # Closing checkpoints the log: disk work, on the thread that owns it.
            self._decisions.put(_Task(self._close_workspace, _ignore, self._on_close_failed))
            self._decisions.end()
            self._decisions.join(LET_GO_S if self.is_unreachable else None)

    def _close_workspace(self) -> None:
        if self._workspace is not None:
            self._workspace.close()

    def _on_close_failed(self, error: Exception) -> None:
        _log.error("the workspace did not close well: %s", error)


class Query(Generic[T]):
    """A query that runs once at a time, and again if it was requested while it ran."""

    def __init__(
        self,
        store: Store,
        lane: Lane,
        work: "Callable[[Workspace], T]",
        on_done: Callable[[T], None],
    ) -> None:
        self._store, self._lane, self._work, self._on_done = store, lane, work, on_done
        self.is_asking = self._is_outdated = False

    def ask(self) -> None:
        """Query now, or after the answer that is awaited."""
        self._is_outdated = self.is_asking
        if not self.is_asking:
            self.is_asking = True
            self._store.submit(self._lane, self._work, self._on_answer, self._on_failed)

    def _on_answer(self, result: T) -> None:
        self.is_asking = False
        self._on_done(result)
        if self._is_outdated:
            self.ask()

    def _on_failed(self, error: Exception) -> None:
        self.is_asking = self._is_outdated = False
        self._store.failed.emit(error)
