"""Review flow: one photo at a time, each decision on disk before the next is shown.

On a server the next photo is shown at once, and `PendingDecisions` has the decision until the
server has saved it.

No widgets here. The page shows the photo of `shown` and calls `painted` when it is on the screen;
until then, and while a decision is being written, every other request is dropped.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.review import ReviewPhoto
from hitl_app.ui.gateway import claim_tasks, tasks
from hitl_app.ui.gateway.long_work import LongWork
from hitl_app.ui.gateway.services import categories, products, reviewing
from hitl_app.ui.gateway.store_thread import Lane, Store
from hitl_app.ui.review.again import ReviewAgain
from hitl_app.ui.review.at_hand import PhotosAtHand
from hitl_app.ui.review.flow_state import ON_SCREEN, FlowState, FlowStates
from hitl_app.ui.review.meanwhile import Meanwhile
from hitl_app.ui.review.pending import PendingDecisions
from hitl_app.ui.review.supply import AHEAD, PhotoSupply

if TYPE_CHECKING:
    from hitl_app.services.catalogue.products import Decided
    from hitl_app.services.categories.categories import Change
    from hitl_app.services.review.reviewing import Undone
    from hitl_app.workspace import Workspace

T = TypeVar("T")

_WITH_OTHERS = {"photo-claimed", "photo-decided"}
"""Codes of a photo that another client has, or had until it was decided."""


class ReviewFlow(FlowStates):
    """Moves through the queue of one operator.

    Attributes:
        pending: Decisions that a server has not saved yet.
        hand: The current photo and its neighbours.
        supply: Fetches those that follow.
        meanwhile: Follows external changes.
        again: Shows chosen photos before the queue.
        views: Decides all views of a product; can be cancelled.

    Signals:
        started: The operator and the categories are known; carries a `ReviewStart`.
        shown: Another photo is to be shown, a `ReviewPhoto`, or None at the end of the queue.
        ahead_changed: Other photos follow than before.
        decided: A decision is on the disk.
        views_decided: All views of a product are decided; carries the result.
        undone: An operation was undone; carries an `Undone`.
        failed: Something could not be read; carries the exception.
        unfinished: A request failed, and the photo stays; carries the exception.
    """

    started = Signal(object)
    shown = Signal(object)
    ahead_changed = Signal()
    decided = Signal()
    views_decided = Signal(object)
    undone = Signal(object)
    failed = Signal(object)
    unfinished = Signal(object)

    def __init__(
        self, store: Store, parent: QObject | None = None, operator: str = "", client: str = ""
    ) -> None:
        super().__init__(parent)
        self._store = store
        client = client or claim_tasks.new_client()
        self.pending = PendingDecisions(store, self, client)
        self.hand = PhotosAtHand(operator, self.pending.photos)
        self.supply = PhotoSupply(store, self.hand, self, client)
        self.meanwhile = Meanwhile(store, self)
        self.again = ReviewAgain(store, self)
        self.supply.filled.connect(self._on_filled)
        self.supply.failed.connect(self._on_fill_failed)
        self.views = LongWork(store, self)
        self.pending.saved.connect(self.decided)
        self.pending.saved.connect(self.meanwhile.fetch_again)
        self.pending.refused.connect(self.meanwhile.refused)

    @property
    def operator(self) -> str:
        """Return the operator."""
        return self.hand.operator

    @property
    def current(self) -> ReviewPhoto | None:
        """Return the current photo."""
        return self.hand.current

    @property
    def ahead(self) -> Sequence[ReviewPhoto]:
        """Return the photos that follow."""
        return self.hand.following

    def _ask(self, work: "Callable[[Workspace], T]", on_done: Callable[[T], None]) -> bool:
        """Submit a task, unless busy; return whether it was submitted."""
        if is_free := not self.pending.refuses() and self._move(FlowState.WORKING):
            self._store.submit(Lane.DECISIONS, work, on_done, self._on_failed)
        return is_free

    def start(self) -> None:
        """Fetch the front of the queue."""
        work = _own(self, tasks.review_start, limit=AHEAD + 1)
        self._store.submit(Lane.DECISIONS, work, self._on_review_start, self._on_start_failed)

    def switch(self, operator: str) -> None:
        """Switch to another operator, at the front of their queue.

        Earlier tasks finish before the new photos arrive.
        """
        self._move(FlowState.SWITCHING)
        self.hand.operator = operator
        self.start()

    def painted(self) -> None:
        """Accept requests again: the photo is on the screen."""
        self._hear_again(FlowState.SHOWING)
        if self.state is not FlowState.SWITCHING:
            # Only now: prefetching must not delay painting.
            self.supply.fill()
            self.again.begin()

    def decide(self, answer: Answer, category_id: int | None = None, note: str = "") -> bool:
        """Decide the photo on the screen.

        Args:
            answer: The answer.
            category_id: The category, when the answer is one.
            note: Question to a colleague.

        Returns:
            False if the request is dropped.
        """
        shown = self.current
        if shown is None:
            return False
        if shown.opinion and answer in (Answer.SKIP, Answer.ASK):
            # The other decision stays in force, and the photo comes again after the others.
            return self._pass_over()
        if self.pending.is_used:
            if not self.pending.has_room() or not self._move(FlowState.WORKING):
                return False
            self.pending.add(shown, answer, category_id, note, self.operator)
            self.show_next()
            return True
        work = _own(
            self,
            reviewing.decide,
            photo_id=shown.photo.id,
            answer=answer,
            category_id=category_id,
            shown=None if shown.blind else shown.photo,
            note=note,
        )
        return self._ask(work, self._on_decided)

    def _pass_over(self) -> bool:
        if not self._move(FlowState.WORKING):
            return False
        self.hand.pass_over()
        self.show_next()
        return True

    def decide_views(self, category_id: int) -> bool:
        """Decide all views of the product of the photo on the screen, this one among them.

        A blind photo is decided alone.

        Returns:
            False if the request is dropped.
        """
        shown = self.current
        if shown is None or shown.blind or not shown.photo.product:
            return self.decide(Answer.CATEGORY, category_id)
        # Views that are being decided would be decided twice.
        if self.pending.refuses() or self.pending.photos or not self._move(FlowState.WORKING):
            return False
        given = {"photo_id": shown.photo.id, "category_id": category_id}
        work = _own(self, products.decide, **given, report=self.views.report)
        self.views.run(work, self._on_views_decided, self._on_failed, Lane.DECISIONS)
        return True

    def _on_views_decided(self, done: "Decided") -> None:
        gone = set(done.decided)
        self.hand.drop_decided(gone)
        self.views_decided.emit(done)
        if self.current is not None and not self.hand.is_current(gone):
            # An inspection was opened meanwhile: show the photo again, blind.
            self._hear_again(FlowState.WORKING)
            self.meanwhile.reload()
            return
        self.decided.emit()
        self.show_next()

    def undo(self) -> None:
        """Undo the operator's last operation and show its photo."""
        if self.is_busy or self.pending.is_withdrawing():
            return
        if (shown := self.pending.undo(self.operator)) is not None:
            self._on_other(shown)
        else:
            self._ask(_own(self, tasks.undo), self._on_undone)

    def move_on(self) -> None:
        """Show the next photo; this one stays as it is."""
        if self.ahead:
            self._pass_over()

    def show_previous(self) -> None:
        """Show the previous photo to review."""
        if self.current is None:
            return
        before = self.hand.place if self.current.opinion else self.current.photo
        if before is not None:
            work = _own(self, claim_tasks.previous_photo, before=before)
            self._ask(work, self._on_other)

    def reopen(self, photo_id: int) -> None:
        """Show any photo, to decide it again; then return to the position in the queue."""
        if not self.hand.is_current({photo_id}) and photo_id not in self.pending.photos:
            work = _own(self, claim_tasks.chosen_photo, photo_id=photo_id)
            self._ask(work, self._on_other)

    def review_skipped(self) -> None:
        """Continue with skipped photos; the current photo stays unchanged."""
        work = _own(self, claim_tasks.skipped_photos, limit=AHEAD + 1)
        self._ask(work, self._on_skipped)

    def take_back_asked(self) -> None:
        """Include the operator's own questions."""
        if not self.hand.own_asked:
            self.hand.own_asked = True
            self.supply.renew()

    def drop(self, gone: set[int]) -> None:
        """Drop photos that are deleted, or that another client has on its screen."""
        self.hand.drop(gone)
        if self.hand.is_current(gone) and self.state in ON_SCREEN:
            self.hand.show(None)
            self.show_next()

    def add_category(self, name: str, on_done: "Callable[[Change], None]") -> None:
        """Add a category."""
        work = partial(categories.add_category, name=name)
        self._store.submit(Lane.DECISIONS, work, on_done, self.failed.emit)

    def _on_review_start(self, look: tasks.ReviewStart) -> None:
        self.hand = self.supply.hand = PhotosAtHand(look.operator, self.pending.photos)
        self._move(FlowState.FETCHING)
        self.started.emit(look)
        self.hand.add(look.photos, ())
        self.supply.claimed.emit({one.photo.id for one in look.photos})
        self.show_next()

    def _on_start_failed(self, error: Exception) -> None:
        self._hear_again(FlowState.SWITCHING)
        self.failed.emit(error)

    def _on_decided(self, _operation: int) -> None:
        self.decided.emit()
        self.show_next()

    def _on_undone(self, undone: "Undone") -> None:
        self.undone.emit(undone)
        self._on_other(undone.photo)

    def _on_other(self, shown: ReviewPhoto | None) -> None:
        """Show a photo from elsewhere; the current one returns after it."""
        if shown is None:
            self._hear_again(FlowState.WORKING)
            return
        if not self.hand.is_current({shown.photo.id}):
            self.hand.leave()
        self.show(shown)

    def _on_skipped(self, found: tuple[ReviewPhoto, ...]) -> None:
        left = [one for one in found if one.photo.id not in self.pending.photos]
        others = [one for one in left if not self.hand.is_current({one.photo.id})]
        if not others:
            self._hear_again(FlowState.WORKING)
            return
        self.hand.begin_at(others)
        self.show(self.hand.take())

    def _on_failed(self, error: Exception) -> None:
        # The photo is still on the screen, and nothing was recorded of it.
        self._hear_again(FlowState.WORKING)
        code = error.code if isinstance(error, KnownError) else ""
        if code == "blind-now":
            self.meanwhile.reload()
        self.unfinished.emit(error)
        if code == "photo-unknown":
            # Its import was reverted; other photos may be gone as well.
            self.meanwhile.photos_gone()
        if isinstance(error, KnownError) and code in _WITH_OTHERS:
            self.drop({int(error.params["photo"])})

    def _on_filled(self) -> None:
        follows = bool(self.hand.ahead or self.hand.opinions)
        if self.state is FlowState.FETCHING or (follows and self.current is None):
            self.show(self.hand.take() if follows else None)
        self.ahead_changed.emit()

    def _on_fill_failed(self, error: Exception) -> None:
        if self.pending.is_used and self.state is FlowState.FETCHING:
            # The photo on the screen is decided.
            self.show(None)
        self._hear_again(FlowState.FETCHING)
        self.failed.emit(error)

    def show_next(self) -> None:
        """Show a photo to return to, else the next photo, as soon as it is loaded."""
        if self.state is FlowState.SWITCHING:
            # It was loaded for the previous operator.
            return
        if self.hand.back:
            self.show(self.hand.back.pop())
        elif self.hand.has_next():
            self.show(self.hand.take())
        elif self._move(FlowState.FETCHING):
            self.supply.fill()

    def show(self, shown: ReviewPhoto | None) -> None:
        """Emit a photo, or None without one."""
        if self._move(FlowState.READY if shown is None else FlowState.SHOWING):
            self.hand.show(shown)
            self.shown.emit(shown)
            if shown is None:
                self.again.begin()


def _own(flow: ReviewFlow, work: Callable[..., T], **given: Any) -> Callable[..., T]:
    """Return a task for the operator of this window, which claims photos."""
    return partial(work, operator=flow.operator, client=flow.supply.client, **given)
