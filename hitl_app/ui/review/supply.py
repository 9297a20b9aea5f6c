"""Prefetch the photos that follow."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from hitl_app.ui.gateway import tasks
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.review.at_hand import PhotosAtHand

AHEAD = 4
"""Number of prefetched photos."""
AHEAD_TO_KEEP = 30
"""The same where the operator continues while a server does not answer."""


class PhotoSupply(QObject):
    """Keeps a few photos loaded.

    Attributes:
        hand: The loaded photos.
        client: Token by which the window claims them.
        ahead: How many photos are loaded.
        is_shown: Returns True while they are on the screen; else the window keeps the photos of
            another page as well.
        is_fetching: Whether a query is running.

    After a change of the queue's order the loaded photos stay, and those fetched later are the
    first of the queue.

    Signals:
        filled: Other photos follow than before.
        renewed: The photos that follow were fetched from the front again.
        claimed: Carries the ids of all photos that this window has now.
        failed: They could not be fetched; carries the exception.
    """

    filled = Signal()
    renewed = Signal()
    claimed = Signal(object)
    failed = Signal(object)

    def __init__(self, store: Store, hand: PhotosAtHand, parent: QObject, client: str = "") -> None:
        super().__init__(parent)
        self._store, self.hand, self.client = store, hand, client
        self.ahead = AHEAD
        self.is_shown: Callable[[], bool] = lambda: True
        self.is_fetching = self._is_outdated = self._is_reordered = False

    def renew(self) -> None:
        """Fetch photos from the front of the queue again after a change."""
        self._is_outdated = True
        self.fill()

    def note_order(self) -> None:
        """Remember that other photos are the first of the queue now; the loaded ones stay."""
        self._is_reordered = True

    def fill(self) -> None:
        """Fetch following photos, unless enough are loaded or a query is running."""
        hand, afresh = self.hand, self._is_outdated
        is_enough = len(hand.ahead) > self.ahead // 2 and not afresh
        if self.is_fetching or is_enough:
            return
        from_front = afresh or self._is_reordered
        self.is_fetching, self._is_outdated, self._is_reordered = True, False, False
        last = hand.ahead[-1].photo if hand.ahead else hand.place
        # Those that are loaded or were left come among the first of the queue.
        known = len(hand.ahead) + len(hand.left) if from_front and not afresh else 0
        # Fetched afresh, those that are loaded are among the first again.
        held = set(hand.held() if afresh else hand.ids())
        work = partial(
            tasks.upcoming,
            limit=self.ahead + 2 + len(hand.back) + len(hand.deciding) + known,
            after=None if from_front else last,
            operator=hand.operator,
            opinions=AHEAD + hand.passed,
            own_asked=hand.own_asked,
            client=self.client,
            held=held if self.is_shown() else None,
        )
        done = partial(self._on_filled, held=held, afresh=afresh, from_front=from_front)
        failed = partial(self._on_failed, afresh=afresh, from_front=from_front)
        self._store.submit(Lane.DECISIONS, work, done, failed)

    def _on_filled(
        self, found: tasks.Upcoming, *, held: set[int], afresh: bool, from_front: bool
    ) -> None:
        self.is_fetching = False
        self.claimed.emit(held | {one.photo.id for one in found.photos})
        if self._is_outdated:
            # The queue changed since: this answer is dropped.
            self.fill()
            return
        if afresh:
            self.hand.ahead.clear()
        # A change that the operator did not ask for must not bring back what they left just now.
        without = () if afresh or not from_front else tuple(self.hand.left)
        self.hand.add(found.photos, found.opinions, without=without)
        if without and not self.hand.ahead:
            # Nothing else is to review.
            self.hand.left.clear()
            self.hand.add(found.photos, found.opinions)
        self.filled.emit()
        if afresh:
            self.renewed.emit()

    def _on_failed(self, error: Exception, *, afresh: bool, from_front: bool) -> None:
        self.is_fetching = False
        # The next query asks for what this one did not bring.
        self._is_outdated = self._is_outdated or afresh
        self._is_reordered = self._is_reordered or from_front
        self.failed.emit(error)
