"""Prefetch the photos that follow."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from hitl_app.ui.gateway import tasks
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.review.at_hand import PhotosAtHand

AHEAD = 4
"""Number of prefetched photos."""


class PhotoSupply(QObject):
    """Keeps a few photos loaded.

    Attributes:
        hand: The loaded photos.
        is_fetching: Whether a query is running.

    Signals:
        filled: Other photos follow than before.
        failed: They could not be fetched; carries the exception.
    """

    filled = Signal()
    failed = Signal(object)

    def __init__(self, store: Store, hand: PhotosAtHand, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self.hand = store, hand
        self.is_fetching = self._is_outdated = False

    def renew(self) -> None:
        """Fetch photos from the front of the queue again after a change."""
        self._is_outdated = True
        self.fill()

    def fill(self) -> None:
        """Fetch following photos, unless enough are loaded or a query is running."""
        hand, afresh = self.hand, self._is_outdated
        is_enough = len(hand.ahead) > AHEAD // 2 and not afresh
        if self.is_fetching or is_enough:
            return
        self.is_fetching, self._is_outdated = True, False
        last = hand.ahead[-1].photo if hand.ahead else hand.place
        work = partial(
            tasks.upcoming,
            limit=AHEAD + 2 + len(hand.back),
            after=None if afresh else last,
            operator=hand.operator,
            opinions=AHEAD + hand.passed,
            own_asked=hand.own_asked,
        )
        done = partial(self._on_filled, afresh=afresh)
        self._store.submit(Lane.DECISIONS, work, done, self._on_failed)

    def _on_filled(self, found: tasks.Upcoming, *, afresh: bool) -> None:
        self.is_fetching = False
        if self._is_outdated:
            # The queue changed since: this answer is dropped.
            self.fill()
            return
        if afresh:
            self.hand.ahead.clear()
        self.hand.add(found.photos, found.opinions)
        self.filled.emit()

    def _on_failed(self, error: Exception) -> None:
        self.is_fetching = False
        self.failed.emit(error)
