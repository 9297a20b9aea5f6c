"""Query additional data once the photo itself is painted."""

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from hitl_app.domain.review import ReviewPhoto
from hitl_app.ui.gateway.store_thread import Lane, Store

if TYPE_CHECKING:
    from hitl_app.workspace import Workspace

T = TypeVar("T")

_log = logging.getLogger(__name__)


class PhotoQuery(Generic[T]):
    """Queries data on the current photo, one query at a time.

    Args:
        store: The open workspace.
        lane: Thread that runs the query.
        work: Returns the query on a photo for an operator; None without one.
        show: Called with the answer.

    Attributes:
        shown: The current photo.
        is_asking: Whether a query is running.
    """

    def __init__(
        self,
        store: Store,
        lane: Lane,
        work: "Callable[[ReviewPhoto, str], Callable[[Workspace], T] | None]",
        show: Callable[[T], None],
    ) -> None:
        self._store, self._lane, self._work, self._show = store, lane, work, show
        self.shown: ReviewPhoto | None = None
        self._operator = ""
        self._is_painted = self.is_asking = False

    def show_photo(self, shown: ReviewPhoto | None, operator: str) -> None:
        """Set the photo; it is queried once it is painted."""
        self.shown, self._operator, self._is_painted = shown, operator, False

    def painted(self) -> None:
        """Query, now that the photo is on the screen."""
        if not self._is_painted:
            self._is_painted = True
            self.ask()

    def ask(self) -> None:
        """Query again."""
        if self.shown is None or self.is_asking or not self._is_painted:
            return
        work = self._work(self.shown, self._operator)
        if work is not None:
            self.is_asking = True
            done = partial(self._on_answer, self.shown)
            self._store.submit(self._lane, work, done, self._on_failed)

    def _on_answer(self, asked: ReviewPhoto, answer: T) -> None:
        self.is_asking = False
        if self.shown is asked:
            self._show(answer)
        else:
            self.ask()

    def _on_failed(self, error: Exception) -> None:
        # Decisions do not depend on it, and report a broken database first.
        self.is_asking = False
        _log.info("not answered beside the photo: %s", error)
