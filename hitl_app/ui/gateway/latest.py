"""Work off the window's thread while no workspace is open; only the latest result counts."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")
IsStopped = Callable[[], bool]

_LET_GO_S = 2.0


def _ignore(_result: object) -> None:
    pass


@dataclass(eq=False)
class _Task:
    work: Callable[[IsStopped], Any]
    on_done: Callable[[Any], object]
    on_error: Callable[[Exception], object]
    stop: threading.Event = field(default_factory=threading.Event)


class Latest(QObject):
    """Runs one piece of work at a time; a new one cancels and replaces it."""

    _arrived = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._task: _Task | None = None
        self._threads: list[threading.Thread] = []
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        """Return True while a result is awaited."""
        return self._task is not None

    def run(
        self,
        work: Callable[[IsStopped], T],
        on_done: Callable[[T], object],
        on_error: Callable[[Exception], object] = _ignore,
    ) -> None:
        """Start work; it is passed a function that returns True once it should stop.

        Args:
            work: Called on a thread.
            on_done: Called in the window's thread with the result.
            on_error: Called there with the exception; errors are ignored without it.
        """
        self.cancel()
        task = self._task = _Task(work, on_done, on_error)
        thread = threading.Thread(
            target=self._do, args=(task,), name="window before a workspace", daemon=True
        )
        self._threads = [one for one in self._threads if one.is_alive()]
        self._threads.append(thread)
        thread.start()

    def ask_to_stop(self) -> None:
        """Ask the work to stop; what comes of it is still reported."""
        if self._task is not None:
            self._task.stop.set()

    def cancel(self) -> None:
        """Cancel the work; nothing more is reported of it."""
        self.ask_to_stop()
        self._task = None

    def close(self) -> None:
        """Cancel the work and end its thread; one that waits for a disk is abandoned."""
        self.cancel()
        for thread in self._threads:
            thread.join(_LET_GO_S)

    def _do(self, task: _Task) -> None:
        call: Callable[[], object]
        try:
            result = task.work(task.stop.is_set)
        except Exception as error:  # noqa: BLE001 - the window reports it
            call = _bind(task.on_error, error)
        else:
            call = _bind(task.on_done, result)
        if self._task is task:
            self._arrived.emit(task, call)

    def _on_arrived(self, task: _Task, call: Callable[[], object]) -> None:
        if self._task is task:
            self._task = None
            call()


def _bind(function: Callable[[Any], object], value: object) -> Callable[[], object]:
    return lambda: function(value)
