"""What stands beside a photo is asked for when the photo itself was painted."""

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
    """Asks about the photo on the screen, once at a time.

    Args:
        store: The open workspace.
        lane: Which of its threads answers.
        work: Returns what is to be asked of a photo for an operator, None for nothing.
        show: Takes the answer.

    Attributes:
        shown: The photo on the screen.
        is_asking: Whether an answer is awaited.
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
        """Turn to another photo; nothing is asked before it is painted."""
        self.shown, self._operator, self._is_painted = shown, operator, False

    def painted(self) -> None:
        """Ask, now that the photo stands on the screen."""
        if not self._is_painted:
            self._is_painted = True
            self.ask()

    def ask(self) -> None:
        """Ask how it is now."""
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
        # Nobody needs it to decide; who decides hears of a broken database first.
        self.is_asking = False
        _log.info("not answered beside the photo: %s", error)
