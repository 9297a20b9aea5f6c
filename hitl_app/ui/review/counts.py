"""Review status: counts, categories, last decisions, next undo."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hitl_app.ui.gateway import tasks
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.review.flow import ReviewFlow

if TYPE_CHECKING:
    from hitl_app.domain.decisions import Operation
    from hitl_app.services.review.reviewing import ReviewStatus


class ReviewCounts(QObject):
    """Queries the review status, one query at a time.

    Attributes:
        status: The last status; None before the first.
        names: Of all categories, by id.
        is_counting: Whether a query is running.
        is_outdated: Whether something changed since the answer was asked for.

    Signals:
        counted: An answer has come.
        failed: Carries an exception.
    """

    counted = Signal()
    failed = Signal(object)

    def __init__(self, store: Store, flow: ReviewFlow) -> None:
        super().__init__(flow)
        self._store, self._flow = store, flow
        self.status: ReviewStatus | None = None
        self.names: dict[int, str] = {}
        self.is_counting = self.is_outdated = False

    @property
    def undoable(self) -> "Operation | None":
        """Return the next undo."""
        return None if self.status is None else self.status.undoable

    @property
    def skipped(self) -> int:
        """Return how many photos the operator skipped."""
        return 0 if self.status is None else self.status.counts.skipped

    def ask(self) -> None:
        """Count."""
        if self.is_counting:
            self.is_outdated = True
            return
        self.is_counting = True
        work = partial(tasks.review_status, operator=self._flow.operator)
        self._store.submit(Lane.READS, work, self._on_counted, self._on_failed)

    def _on_counted(self, result: "tuple[ReviewStatus, dict[int, str]]") -> None:
        self.status, self.names = result
        self.is_counting = False
        self.counted.emit()
        if self.is_outdated:
            self.is_outdated = False
            self.ask()

    def _on_failed(self, error: Exception) -> None:
        self.is_counting = self.is_outdated = False
        self.failed.emit(error)
