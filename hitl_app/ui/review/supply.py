"""Prefetch the photos that follow."""

from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QObject, Signal

from hitl_app.ui.gateway import tasks
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.review.at_hand import PhotosAtHand

AHEAD = 4
"""Number of prefetched photos."""


class _State(Enum):
    """State of prefetching.

    Attributes:
        IDLE: Nothing is being fetched.
        STALE: Nothing is being fetched, and the next answer replaces loaded photos.
        FETCHING: An answer is awaited.
        OUTDATED: An answer is awaited that will be dropped: the queue changed since.
    """

    IDLE = auto()
    STALE = auto()
    FETCHING = auto()
    OUTDATED = auto()


class PhotoSupply(QObject):
    """Keeps a few photos loaded.

    Attributes:
        hand: The loaded photos.

    Signals:
        filled: Other photos follow than before.
        failed: They could not be fetched; carries the exception.
    """

    filled = Signal()
    failed = Signal(object)

    def __init__(self, store: Store, hand: PhotosAtHand, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self.hand = store, hand
        self._state = _State.IDLE

    @property
    def is_fetching(self) -> bool:
        """Return True if a query is running."""
        return self._state in (_State.FETCHING, _State.OUTDATED)

    def renew(self) -> None:
        """Fetch photos from the front of the queue again after a change."""
        if self.is_fetching:
            self._state = _State.OUTDATED
        else:
            self._state = _State.STALE
            self.fill()

    def fill(self) -> None:
        """Fetch following photos, unless enough are loaded or a query is running."""
        hand, afresh = self.hand, self._state is _State.STALE
        is_enough = len(hand.ahead) > AHEAD // 2 and not afresh
        if self.is_fetching or is_enough:
            return
        self._state = _State.FETCHING
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
        if self._state is _State.OUTDATED:
            self._state = _State.STALE
            self.fill()
            return
        self._state = _State.IDLE
        if afresh:
            self.hand.ahead.clear()
        self.hand.add(found.photos, found.opinions)
        self.filled.emit()

    def _on_failed(self, error: Exception) -> None:
        is_outdated = self._state is _State.OUTDATED
        self._state = _State.STALE if is_outdated else _State.IDLE
        self.failed.emit(error)
