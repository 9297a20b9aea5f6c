"""Keep the photos in sight on the Grid page from other windows and from browsers."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from hitl_app.ui.gateway import tasks
from hitl_app.ui.gateway.claim_tasks import RENEW_MS
from hitl_app.ui.gateway.store_thread import Lane, Store

_SOON_MS = 100
"""While the operator scrolls on, nothing is claimed."""


class GridClaims(QObject):
    """Claims the photos in sight, and renews the claims while they are on the screen.

    The window gives up its other photos: one page is on the screen at a time.

    Args:
        store: Store of the workspace.
        client: Token of the window.
        is_shown: Returns True while the page is on the screen.

    Signals:
        lost: Carries the photos in sight that other clients have.
        renewed: Photos that others had may be free by now.
    """

    lost = Signal(object)
    renewed = Signal()

    def __init__(
        self, store: Store, client: str, is_shown: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._store, self._client, self._is_shown = store, client, is_shown
        self._seen: set[int] = set()
        self._known: set[int] = set()
        self.is_asking = False
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._hold)
        self._timer = QTimer(self, interval=RENEW_MS)
        self._timer.timeout.connect(self.renew)

    def see(self, photo_ids: Sequence[int | None]) -> None:
        """Claim the photos that are in sight now."""
        self._seen = {photo_id for photo_id in photo_ids if photo_id is not None}
        if not self._seen <= self._known:
            self._soon.start()

    def renew(self) -> None:
        """Renew the claims if the page is on the screen."""
        self._known.clear()
        self._hold()
        if self._is_shown():
            self.renewed.emit()

    def start(self) -> None:
        """Claim from now on: the page is on the screen."""
        self._timer.start()
        self._known.clear()
        self._soon.start()

    def stop(self) -> None:
        """Claim nothing more; the claims end by themselves or with those of another page."""
        self._timer.stop()
        self._soon.stop()

    def is_settled(self) -> bool:
        """Return True if all photos in sight are claimed."""
        return not self._soon.isActive() and not self.is_asking

    def _hold(self) -> None:
        if not self._is_shown() or not self._seen:
            return
        if self.is_asking:
            self._soon.start()
            return
        ids = set(self._seen)
        self.is_asking = True

        def held(lost: set[int]) -> None:
            self.is_asking = False
            self._known = ids
            if lost:
                self.lost.emit(lost)

        work = partial(tasks.hold, client=self._client, photo_ids=ids)
        self._store.submit(Lane.DECISIONS, work, held, self._on_failed)

    def _on_failed(self, _error: Exception) -> None:
        # A decision reports what is wrong with the database; this tries again.
        self.is_asking = False
