"""Keep the photos of this window from other windows and from browsers."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, SignalInstance

from hitl_app.ui.gateway import tasks
from hitl_app.ui.gateway.claim_tasks import RENEW_MS
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.review.at_hand import PhotosAtHand
from hitl_app.ui.review.supply import PhotoSupply


class _Flow(Protocol):
    """Protocol of the flow."""

    hand: PhotosAtHand
    supply: PhotoSupply
    shown: SignalInstance

    @property
    def is_busy(self) -> bool: ...
    def drop(self, gone: set[int]) -> None: ...


class PhotoClaims(QObject):
    """Renews the claims on the loaded photos while they are on the screen.

    Photos for a second opinion are not claimed: two operators are to see them.

    Args:
        store: Store of the workspace.
        flow: Its loaded photos are claimed.
        is_shown: Returns True while photos are on the screen.
    """

    def __init__(
        self, store: Store, flow: _Flow, is_shown: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._store, self._flow, self._is_shown = store, flow, is_shown
        self._known: set[int] = set()
        self._is_asking = False
        self._timer = QTimer(self, interval=RENEW_MS)
        self._timer.timeout.connect(self.renew)
        flow.supply.is_shown = is_shown
        flow.supply.claimed.connect(self._on_claimed)
        flow.shown.connect(self._on_shown)

    def start(self) -> None:
        """Start renewing."""
        self._timer.start()

    def renew(self) -> None:
        """Renew the claims if photos are on the screen; drop photos that others took meanwhile."""
        if not self._is_shown() or self._is_asking:
            return
        if self._flow.hand.current is None:
            # Another client may have given its photo up.
            self._flow.supply.renew()
        self._hold()

    def leave(self) -> None:
        """Give up all photos: the window is being closed."""
        self._timer.stop()
        self._store.submit(
            Lane.DECISIONS, partial(tasks.leave, client=self._flow.supply.client), on_error=_ignore
        )

    def _on_claimed(self, photo_ids: set[int]) -> None:
        self._known = photo_ids

    def _on_shown(self, shown: object) -> None:
        # The others were claimed as they were loaded.
        if shown is not None and not self._known.issuperset(self._flow.hand.ids()):
            self._hold()

    def _hold(self) -> None:
        ids = set(self._flow.hand.ids())
        self._is_asking = True

        def held(lost: set[int]) -> None:
            self._is_asking = False
            self._known = ids - lost
            if lost:
                self._flow.drop(lost)

        # Photos that are being fetched are claimed already, and not among the loaded ones yet.
        more = self._flow.supply.is_fetching or self._flow.is_busy
        work = partial(tasks.hold, client=self._flow.supply.client, photo_ids=ids, more=more)
        self._store.submit(Lane.DECISIONS, work, held, self._on_failed)

    def _on_failed(self, _error: Exception) -> None:
        # A decision reports what is wrong with the disk; this tries again.
        self._is_asking = False


def _ignore(_error: Exception) -> None:
    """Ignore an error: claims end with the process."""
