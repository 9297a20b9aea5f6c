"""The way through the queue: one photo at a time, each decision on the disk before the next shows.

No widgets here. The page shows what `shown` carries and calls `painted` when it stands on the
screen; until then, and while a decision is being written, every other wish is dropped.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from secrets import randbelow
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.photos import Photo, PhotoState
from hitl_app.domain.review import ReviewPhoto
from hitl_app.ui.gateway import tasks
from hitl_app.ui.gateway.services import categories, products, reviewing
from hitl_app.ui.gateway.store_thread import Lane, Store

if TYPE_CHECKING:
    from hitl_app.services.catalogue.products import Decided
    from hitl_app.services.categories.categories import Change
    from hitl_app.services.review.reviewing import Undone

AHEAD = 4
"""How many of the next photos are kept at hand."""
ONE_IN = 6
"""So often a photo is shown that waits for a second opinion, as long as others wait too."""


class ReviewFlow(QObject):
    """Walks the queue of one operator.

    Signals:
        started: The operator and the categories are known; carries a `FirstLook`.
        shown: Another photo is to be shown, a `ReviewPhoto`, or None when none waits.
        ahead_changed: Other photos follow than before.
        decided: A decision is on the disk.
        views_decided: All views of a product are decided; carries what came of it.
        progressed: Of these; carries photos done and photos in all.
        undone: An operation was taken back; carries an `Undone`.
        failed: Something went wrong, and the photo stays; carries the exception.
    """

    started = Signal(object)
    shown = Signal(object)
    ahead_changed = Signal()
    decided = Signal()
    views_decided = Signal(object)
    progressed = Signal(int, int)
    undone = Signal(object)
    failed = Signal(object)

    def __init__(self, store: Store, parent: QObject | None = None, operator: str = "") -> None:
        super().__init__(parent)
        self._store = store
        self.operator = operator
        self.current: ReviewPhoto | None = None
        self._ahead: deque[ReviewPhoto] = deque()
        # What others decided and this operator is to decide too, and whether one of these is next.
        self._opinions: deque[ReviewPhoto] = deque()
        self._opinion_next = False
        self._passed: set[int] = set()
        # Photos that were left for another one, to come back to; the last one first.
        self._back: list[ReviewPhoto] = []
        # Where the walk through the queue is, also while a photo from elsewhere is shown.
        self._place: Photo | None = None
        self._filling = False
        self._stale = False
        self._wants_next = False
        self._started = False
        self._busy = True
        self._switching = False
        self._stop = threading.Event()
        # Whether what the operator put to a colleague comes to themselves all the same.
        self._own_asked = False

    @property
    def is_started(self) -> bool:
        """True if the first answer from the workspace has come."""
        return self._started

    @property
    def is_busy(self) -> bool:
        """True if wishes are dropped: the next photo is not on the screen yet."""
        return self._busy

    @property
    def ahead(self) -> Sequence[ReviewPhoto]:
        """The photos that follow."""
        opinion = self._opinion_next or not self._ahead
        opinions = list(self._opinions)[:1] if opinion else []
        return (*reversed(self._back), *opinions, *self._ahead)

    def start(self) -> None:
        """Fetch the front of the queue."""
        work = partial(tasks.first_look, limit=AHEAD + 1, operator=self.operator)
        self._store.submit(Lane.DECISIONS, work, self._on_first_look, self._on_failed)

    def switch(self, operator: str) -> None:
        """Let somebody else go on, at the front of their own queue.

        What was asked of the store before is answered before the new front comes.
        """
        self._busy = self._switching = True
        self.operator = operator
        self.start()

    def painted(self) -> None:
        """Show that the photo stands on the screen: wishes are heard again."""
        if self._switching:
            return
        self._busy = False
        # Not before: what is fetched ahead must not hold up what is shown.
        self._fill()

    def decide(self, answer: Answer, category_id: int | None = None, note: str = "") -> bool:
        """Decide the photo on the screen.

        Args:
            answer: What is said.
            category_id: The category, when the answer is one.
            note: What a colleague who is asked is to read.

        Returns:
            False when the wish is dropped.
        """
        if self._busy or self.current is None:
            return False
        self._busy = True
        if self.current.opinion and answer in (Answer.SKIP, Answer.ASK):
            # What somebody else said of it stands, and it is asked again after the others.
            self._pass()
            self._show_next()
            return True
        work = partial(
            reviewing.decide,
            photo_id=self.current.photo.id,
            answer=answer,
            operator=self.operator,
            category_id=category_id,
            aided=not self.current.unaided,
            note=note,
        )
        self._store.submit(Lane.DECISIONS, work, self._on_decided, self._on_failed)
        return True

    def decide_views(self, category_id: int) -> bool:
        """Decide all views of the product of the photo on the screen, this one among them.

        One that is decided unaided is decided by itself.

        Returns:
            False when the wish is dropped.
        """
        if self._busy or self.current is None:
            return False
        if self.current.unaided or not self.current.photo.product:
            return self.decide(Answer.CATEGORY, category_id)
        self._busy = True
        self._stop = threading.Event()
        work = partial(
            products.decide,
            photo_id=self.current.photo.id,
            category_id=category_id,
            operator=self.operator,
            report=self._report,
        )
        self._store.submit(Lane.DECISIONS, work, self._on_views_decided, self._on_failed)
        return True

    def stop_deciding(self) -> None:
        """Leave what is not decided yet of many views; what is decided stays so."""
        self._stop.set()

    def _report(self, done: int, total: int) -> None:
        """Report progress from the decision thread."""
        if self._stop.is_set() or self._store.closing:
            raise CancelledError
        self.progressed.emit(done, total)

    def _on_views_decided(self, done: "Decided") -> None:
        gone = set(done.decided)
        self._ahead = deque(other for other in self._ahead if other.photo.id not in gone)
        self._back = [
            other
            for other in self._back
            if other.photo.id not in gone or other.photo.state is not PhotoState.WAITING
        ]
        self.views_decided.emit(done)
        if self.current is not None and self.current.photo.id not in gone:
            # An inspection was opened meanwhile: it is shown as it is to be decided.
            self._busy = False
            self.look_again()
            return
        self.decided.emit()
        self._show_next()

    def undo(self) -> bool:
        """Take back the operator's last operation and show its photo.

        Returns:
            False when the wish is dropped.
        """
        if self._busy:
            return False
        self._busy = True
        work = partial(reviewing.undo, operator=self.operator)
        self._store.submit(Lane.DECISIONS, work, self._on_undone, self._on_failed)
        return True

    def look_on(self) -> None:
        """Show the next photo; this one stays as it is."""
        if self._busy or not self.ahead:
            return
        self._busy = True
        self._pass()
        self._show_next()

    def look_back(self) -> None:
        """Show the waiting photo in front of this one."""
        if self._busy or self.current is None:
            return
        before = self._place if self.current.opinion else self.current.photo
        if before is None:
            return
        self._busy = True
        work = partial(reviewing.previous_photo, before=before, operator=self.operator)
        self._store.submit(Lane.DECISIONS, work, self._on_previous, self._on_failed)

    def reopen(self, photo_id: int) -> None:
        """Show any photo, to decide it again; afterwards the walk goes on where it was."""
        if self._busy or (self.current is not None and self.current.photo.id == photo_id):
            return
        self._busy = True
        work = partial(reviewing.show_photo, photo_id=photo_id, operator=self.operator)
        self._store.submit(Lane.DECISIONS, work, self._detour, self._on_failed)

    def look_at_skipped(self) -> None:
        """Go on with what was skipped; what is on the screen stays as it is."""
        if not self._busy:
            self._busy = True
            work = partial(reviewing.skipped_photos, limit=AHEAD + 1, operator=self.operator)
            self._store.submit(Lane.DECISIONS, work, self._on_skipped, self._on_failed)

    def take_back_asked(self) -> None:
        """Have what the operator put to a colleague come to themselves."""
        if not self._own_asked:
            self._own_asked = self._stale = True
            self._fill()

    def others_worked(self) -> None:
        """Look again at what is at hand: somebody at another desk may have decided it."""
        photos = (self.current, *self._back, *self._ahead)
        held = [one.photo.id for one in photos if one is not None and not one.opinion]
        if held and not self._switching:
            work = partial(tasks.show_photos, photo_ids=held, operator=self.operator)
            self._store.submit(
                Lane.READS, work, partial(self._on_others_seen, asked=held), self.failed.emit
            )

    def add_category(self, name: str, on_done: "Callable[[Change], None]") -> None:
        """Add a category."""
        self._store.submit(
            Lane.DECISIONS, partial(categories.add_category, name=name), on_done, self.failed.emit
        )

    def photos_changed(self) -> None:
        """Look again at what follows: a job brought photos in or scored them again."""
        if self._started:
            self._stale = True
            self._fill()
            if self.current is not None and self.current.photo.suggestion_id is None:
                # The first suggestion may come: no key meant anything else before.
                self.look_again()

    def photos_gone(self) -> None:
        """Leave what is not there any more: an import was taken back."""
        held = [one.photo.id for one in self._held()]
        if held and self._started:
            work = partial(tasks.show_photos, photo_ids=held, operator=self.operator)
            self._store.submit(
                Lane.DECISIONS, work, partial(self._drop_gone, asked=held), self.failed.emit
            )

    def _held(self) -> tuple[ReviewPhoto, ...]:
        """Return the photo on the screen and all that were left or are at hand."""
        current = () if self.current is None else (self.current,)
        return (*current, *self._back, *self._ahead, *self._opinions)

    def _drop_gone(self, found: tuple[ReviewPhoto, ...], asked: Sequence[int]) -> None:
        gone = set(asked) - {shown.photo.id for shown in found}
        self._ahead = deque(one for one in self._ahead if one.photo.id not in gone)
        self._opinions = deque(one for one in self._opinions if one.photo.id not in gone)
        self._back = [one for one in self._back if one.photo.id not in gone]
        # A decision that is being written is refused, and then it is left.
        if self.current is not None and self.current.photo.id in gone and not self._busy:
            self._leave_gone()

    def _leave_gone(self) -> None:
        """Go on from a photo that is not there any more."""
        self._busy = True
        self.current = None
        self._show_next()

    def look_again(self) -> None:
        """Read again what is shown and what was left for later.

        It may be unaided by now, or a view of another product.
        """
        photos = (self.current, *self._back)
        # What waits for a second opinion is unaided already, and stays so.
        held = [one.photo.id for one in photos if one is not None and not one.opinion]
        if held:
            work = partial(tasks.show_photos, photo_ids=held, operator=self.operator)
            self._store.submit(Lane.DECISIONS, work, self._on_seen_again, self.failed.emit)

    def _on_seen_again(self, found: tuple[ReviewPhoto, ...]) -> None:
        now = {shown.photo.id: shown for shown in found}
        self._back = [now.get(old.photo.id, old) for old in self._back]
        current = self.current
        again = None if current is None else now.get(current.photo.id)
        # While a decision is being written, it is refused if it was made too late.
        if again is None or current is None or self._busy:
            return
        if _aspects(again) == _aspects(current):
            return
        self._busy = True
        self.current = again
        self.shown.emit(again)

    def _on_skipped(self, found: tuple[ReviewPhoto, ...]) -> None:
        here = None if self.current is None else self.current.photo.id
        others = deque(one for one in found if one.photo.id != here)
        if not others:
            self._busy = False
            return
        self._back.clear()
        self._ahead, self._opinion_next = others, False
        self._show(self._take())

    def _on_others_seen(self, found: tuple[ReviewPhoto, ...], asked: Sequence[int]) -> None:
        self._drop_gone(found, asked)
        now = {shown.photo.id: shown for shown in found}

        def waits(one: ReviewPhoto) -> bool:
            seen = now.get(one.photo.id, one)
            return seen.photo.state is PhotoState.WAITING and not seen.opinion

        self._ahead = deque(now.get(one.photo.id, one) for one in self._ahead if waits(one))
        # What was decided when it was left for later is kept: somebody wanted to see it.
        self._back = [
            one for one in self._back if waits(one) or one.photo.state is not PhotoState.WAITING
        ]
        current = self.current
        again = None if current is None else now.get(current.photo.id)
        if current is not None and again is not None and not (self._busy or again.opinion):
            self._show_again(current, again)
        self._fill()
        self.ahead_changed.emit()

    def _show_again(self, current: ReviewPhoto, again: ReviewPhoto) -> None:
        """Show the same photo as it is by now, if somebody else decided it meanwhile."""
        said = [None if one.decision is None else one.decision.id for one in (current, again)]
        if said[0] != said[1]:
            self._busy = True
            self.current = again
            self.shown.emit(again)

    def _on_first_look(self, look: tasks.FirstLook) -> None:
        self._forget()
        self.operator = look.operator
        self._started = True
        self.started.emit(look)
        self._ahead = deque(look.photos)
        self._wants_next = True
        self._settle()

    def _forget(self) -> None:
        """Drop all that was at hand for whoever was at the desk before."""
        self._switching = self._opinion_next = self._own_asked = False
        for held in (self._ahead, self._opinions, self._passed, self._back):
            held.clear()
        self._place = self.current = None

    def _on_decided(self, _operation: int) -> None:
        self.decided.emit()
        self._show_next()

    def _on_undone(self, undone: "Undone") -> None:
        self.undone.emit(undone)
        if undone.photo is None:
            self._busy = False
        else:
            self._detour(undone.photo)

    def _on_previous(self, shown: ReviewPhoto | None) -> None:
        if shown is None:
            self._busy = False
        else:
            self._detour(shown)

    def _on_failed(self, error: Exception) -> None:
        # The photo is still on the screen, and nothing was recorded of it.
        self._busy = self._switching = False
        if isinstance(error, KnownError) and error.code == "unaided-now":
            self.look_again()
        self.failed.emit(error)
        if isinstance(error, KnownError) and error.code == "photo-unknown":
            # Its import was taken back; the others may be gone as well.
            self.photos_gone()

    def _detour(self, shown: ReviewPhoto) -> None:
        """Show a photo from elsewhere; the one on the screen comes back after it."""
        if self.current is not None and self.current.photo.id != shown.photo.id:
            self._leave(self.current)
        self._show(shown)

    def _leave(self, shown: ReviewPhoto) -> None:
        """Keep what was on the screen to come back to."""
        if shown.opinion:
            # Not for sure: somebody else may decide it meanwhile.
            self._opinions.appendleft(shown)
            self._opinion_next = True
        else:
            self._back.append(shown)

    def _pass(self) -> None:
        """Put a photo that waits for a second opinion behind the others of its kind."""
        if self.current is not None and self.current.opinion:
            self._passed.add(self.current.photo.id)

    def _show_next(self) -> None:
        if self._back:
            self._show(self._back.pop())
        else:
            self._wants_next = True
            self._settle()

    def _settle(self) -> None:
        """Show the next photo if it is at hand, and fetch it if it is not."""
        if not self._ahead and not (self._opinions and self._opinion_next):
            self._fill()
            return
        self._wants_next = False
        self._show(self._take())

    def _take(self) -> ReviewPhoto:
        """Take the next photo out of those at hand."""
        opinion = bool(self._opinions) and (self._opinion_next or not self._ahead)
        # By chance: a rhythm would tell what they are.
        self._opinion_next = randbelow(ONE_IN) == 0
        if opinion:
            # It has no place in the queue; the walk stays where it was.
            return self._opinions.popleft()
        self._place = self._ahead[0].photo
        return self._ahead.popleft()

    def _show(self, shown: ReviewPhoto | None) -> None:
        if self._switching:
            # It was fetched for whoever was at the desk before.
            return
        self.current = shown
        if shown is None:
            self._busy = False
        else:
            here = shown.photo.id
            self._ahead = deque(other for other in self._ahead if other.photo.id != here)
            self._opinions = deque(other for other in self._opinions if other.photo.id != here)
            self._back = [other for other in self._back if other.photo.id != here]
        self.shown.emit(shown)

    def _fill(self) -> None:
        """Fetch what follows, unless that is being done or enough is at hand."""
        if self._filling or (len(self._ahead) > AHEAD // 2 and not self._stale):
            return
        self._filling = True
        afresh, self._stale = self._stale, False
        last = self._ahead[-1].photo if self._ahead else self._place
        work = partial(
            tasks.upcoming,
            limit=AHEAD + 2 + len(self._back),
            after=None if afresh else last,
            operator=self.operator,
            opinions=AHEAD + len(self._passed),
            own_asked=self._own_asked,
        )
        self._store.submit(
            Lane.DECISIONS, work, partial(self._on_filled, afresh=afresh), self._on_fill_failed
        )

    def _on_filled(self, found: tasks.Upcoming, *, afresh: bool) -> None:
        self._filling = False
        if self._stale:
            self._fill()
            return
        if afresh:
            self._ahead.clear()
        # A photo that is being decided was still waiting when this was read.
        known = {other.photo.id for other in (*self._back, *self._ahead)}
        if self.current is not None:
            known.add(self.current.photo.id)
        self._ahead.extend(photo for photo in found.photos if photo.photo.id not in known)
        self._keep_opinions(found.opinions, {*known, *(other.photo.id for other in self._ahead)})
        if (self._ahead or self._opinions) and (self._wants_next or self.current is None):
            self._wants_next = False
            self._show(self._take())
        elif self._wants_next:
            self._wants_next = False
            self._show(None)
        self.ahead_changed.emit()

    def _keep_opinions(self, found: tuple[ReviewPhoto, ...], known: set[int]) -> None:
        """Keep what still waits for a second opinion; what was passed over comes last."""
        kept = [photo for photo in found if photo.photo.id not in known]
        self._opinions = deque(sorted(kept, key=lambda photo: photo.photo.id in self._passed))

    def _on_fill_failed(self, error: Exception) -> None:
        self._filling = self._wants_next = False
        self._on_failed(error)


def _aspects(one: ReviewPhoto) -> tuple[bool, str, bool]:
    """Return what may change of a photo while it is shown."""
    return one.unaided, one.photo.product, one.photo.suggestion_id is None
