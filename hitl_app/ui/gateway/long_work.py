"""Long work with progress and cancellation."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from hitl_app.domain.errors import CancelledError
from hitl_app.ui.gateway.store_thread import Lane, Store

if TYPE_CHECKING:
    from hitl_app.workspace import Workspace

T = TypeVar("T")


class LongWork(QObject):
    """Runs one piece of work at a time.

    Signals:
        progressed: Carries photos done and photos in all.
        ended: It finished or failed; callbacks were called before.
    """

    progressed = Signal(int, int)
    ended = Signal()
    _reported = Signal(int, int)

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._stop = threading.Event()
        self.is_running = False
        self._reported.connect(self._on_reported)

    def run(
        self,
        work: "Callable[[Workspace], T]",
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None],
        lane: Lane = Lane.FILES,
    ) -> None:
        """Start; `work` calls `report` regularly."""
        self._stop = threading.Event()
        self.is_running = True

        def done(result: T) -> None:
            self.is_running = False
            on_done(result)
            self.ended.emit()

        def failed(error: Exception) -> None:
            self.is_running = False
            on_error(error)
            self.ended.emit()

        self._store.submit(lane, work, done, failed)

    def report(self, done: int, total: int) -> None:
        """Report progress from the worker thread.

        Raises:
            CancelledError: It was cancelled.
        """
        if self._stop.is_set() or self._store.closing:
            raise CancelledError
        self._reported.emit(done, total)

    def cancel(self) -> None:
        """Cancel before the next photos; finished changes stay."""
        self._stop.set()

    def _on_reported(self, done: int, total: int) -> None:
        if self.is_running:
            self.progressed.emit(done, total)
