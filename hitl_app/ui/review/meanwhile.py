"""Handle changes during review: by jobs, inspections and other operators."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from PySide6.QtCore import SignalInstance

from hitl_app.domain.errors import KnownError
from hitl_app.domain.review import ReviewPhoto
from hitl_app.ui.gateway import tasks
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.review.at_hand import PhotosAtHand
from hitl_app.ui.review.flow_state import ON_SCREEN, FlowState
from hitl_app.ui.review.supply import PhotoSupply

_Photos = Mapping[int, ReviewPhoto]


class _Flow(Protocol):
    """Protocol of the flow."""

    state: FlowState
    hand: PhotosAtHand
    supply: PhotoSupply
    failed: SignalInstance
    ahead_changed: SignalInstance
    heard_again: SignalInstance

    def show(self, shown: ReviewPhoto | None) -> None: ...
    def drop(self, gone: set[int]) -> None: ...


class Meanwhile:
    """Reads loaded photos again, and updates or drops changed ones."""

    def __init__(self, store: Store, flow: _Flow) -> None:
        self._store, self._flow = store, flow
        self._is_renewing = self._renew_again = self._looks_again = False
        self._missed: Callable[[], None] | None = None
        flow.supply.renewed.connect(self._on_front_renewed)
        flow.heard_again.connect(self._catch_up)

    def photos_changed(self) -> None:
        """Refresh following photos after an import or rescoring."""
        if self._flow.state is FlowState.STARTING:
            # The first photos may have been read before the change.
            self._missed = self.photos_changed
        else:
            self._flow.supply.renew()

    def _on_front_renewed(self) -> None:
        """Refresh the current photo, which may have been taken before the answer came."""
        current = self._flow.hand.current
        if current is not None and current.photo.suggestion_id is None:
            # The first suggestion may appear: no key had another meaning before.
            self.reload()

    def _catch_up(self) -> None:
        """Do what a running task prevented; another photo may be on the screen since."""
        if self._missed is not None and self._flow.state is FlowState.READY:
            missed, self._missed = self._missed, None
            missed()

    def drafts_changed(self) -> None:
        """Give the photos that follow their new suggestions; the one on the screen keeps its own.

        One query at a time: a draft reports its suggestions in parts.
        """
        self._flow.supply.note_order()
        if self._flow.state is FlowState.SWITCHING:
            return
        hand = self._flow.hand
        ahead = [one.photo.id for one in hand.ahead]
        if self._is_renewing or not ahead:
            self._renew_again = self._is_renewing
            return
        self._is_renewing = True
        work = partial(tasks.show_photos, photo_ids=ahead, operator=hand.operator)
        done = partial(self._on_renewed, hand)
        self._store.submit(Lane.READS, work, done, self._on_not_renewed)

    def _on_renewed(self, hand: PhotosAtHand, found: tuple[ReviewPhoto, ...]) -> None:
        self._is_renewing, again = False, self._renew_again
        self._renew_again = False
        # Another operator has photos of their own.
        hand.update({shown.photo.id: shown for shown in found})
        if again:
            self.drafts_changed()

    def _on_not_renewed(self, _error: Exception) -> None:
        # The photos keep their earlier suggestions; decisions report a broken database first.
        self._is_renewing = self._renew_again = False

    def photos_gone(self) -> None:
        """Drop deleted photos after an import was reverted."""
        self._read(self._flow.hand.ids(with_opinions=True), self._drop_gone)

    def refused(self, error: Exception) -> None:
        """Fetch a photo again whose decision was not saved, unless another operator decided it."""
        if not (isinstance(error, KnownError) and error.code == "photo-decided"):
            self._flow.supply.renew()
        self.fetch_again()

    def fetch_again(self) -> None:
        """Fetch photos if none is on the screen: some may follow now."""
        is_waiting = self._flow.state in (FlowState.READY, FlowState.FETCHING)
        if self._flow.hand.current is None and is_waiting:
            self._flow.supply.renew()

    def others_worked(self) -> None:
        """Refresh loaded photos: another window may have decided them."""
        self._looks_again = self._flow.hand.current is None
        if self._flow.state is not FlowState.SWITCHING:
            self._read(self._flow.hand.ids(), self._on_others_seen, Lane.READS)

    def counted(self, *, any_left: bool) -> None:
        """Fetch photos after work of others, if any are left that the operator did not skip.

        An undo at another screen may have brought one back; skipped ones come when asked for.
        """
        if self._looks_again and any_left:
            self.fetch_again()
        self._looks_again = False

    def reload(self) -> None:
        """Read the current photo and those to return to again.

        They may be blind now, or views of another product.
        """
        photos = (self._flow.hand.current, *self._flow.hand.back)
        # Photos for a second opinion are blind already, and stay so.
        held = [one.photo.id for one in photos if one is not None and not one.opinion]
        self._read(held, self._on_seen_again)

    def _read(
        self,
        ids: list[int],
        on_done: Callable[[_Photos, set[int]], None],
        lane: Lane = Lane.DECISIONS,
    ) -> None:
        """Read photos again; `on_done` takes them and the numbers of deleted ones."""
        if not ids:
            return

        def done(found: tuple[ReviewPhoto, ...]) -> None:
            now = {shown.photo.id: shown for shown in found}
            on_done(now, set(ids) - now.keys())

        work = partial(tasks.show_photos, photo_ids=ids, operator=self._flow.hand.operator)
        self._store.submit(lane, work, done, self._flow.failed.emit)

    def _drop_gone(self, _now: _Photos, gone: set[int]) -> None:
        # A decision that is being written will be refused, and then the photo is left.
        self._flow.drop(gone)

    def _on_seen_again(self, now: _Photos, _gone: set[int]) -> None:
        hand = self._flow.hand
        # An inspection of imported labels that ended put them back: they need no decision.
        done = hand.settled_since(now)
        hand.drop(done)
        hand.update_back(now)
        self._flow.drop(done)
        self._show_again({i: one for i, one in now.items() if i not in done})

    def _on_others_seen(self, now: _Photos, gone: set[int]) -> None:
        self._drop_gone(now, gone)
        self._flow.hand.update(now)
        self._show_again({i: one for i, one in now.items() if not one.opinion})
        self._flow.supply.fill()
        self._flow.ahead_changed.emit()

    def _show_again(self, now: _Photos) -> None:
        """Show the same photo again, if a relevant attribute changed."""
        current = self._flow.hand.current
        again = None if current is None else now.get(current.photo.id)
        if again is None or current is None or _aspects(again) == _aspects(current):
            return
        if self._flow.state in ON_SCREEN:
            self._flow.show(again)
        else:
            # While a decision is being written, it is refused if it was made too late.
            self._missed = self.reload


def _aspects(one: ReviewPhoto) -> object:
    """Return the attributes of a photo that may change while it is shown."""
    decision = None if one.decision is None else one.decision.id
    return one.blind, one.photo.product, one.photo.suggestion_id is None, one.originals, decision
