"""Change the category of many photos, or mark them as unreviewed, as one operation."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy.orm import Session

from hitl_app.domain.decisions import Answer, OperationKind
from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.photos import Photo, PhotoState
from hitl_app.domain.settings import THRESHOLD
from hitl_app.services.review import opinions
from hitl_app.store import categories, claims, second_opinions
from hitl_app.store.decisions import decisions, recording
from hitl_app.store.decisions.consequences import HOLD_OF, NewDecision
from hitl_app.store.models import outside
from hitl_app.store.photos import photos
from hitl_app.store.photos.duplicates import bound_among
from hitl_app.store.values import get_value
from hitl_app.workspace import Workspace

_AT_ONCE = 100
"""Photos per transaction, so that windows do not wait long."""

Report = Callable[[int, int], None]
"""Takes photos done and photos in all; may raise `CancelledError` to cancel."""
Wish = Callable[[Photo, float | None], NewDecision | None]
LeftAlone = Callable[[Session, Sequence[int]], set[int]]


@dataclass(frozen=True, slots=True)
class Changed:
    """Result of a change to many photos.

    Attributes:
        bound: How many were left alone because a lot or a certificate is about them, or because
            they wait for a second opinion.
        cancelled: Whether it was cancelled; earlier changes stay.
    """

    photo_ids: tuple[int, ...]
    blind: int
    same: int
    cancelled: bool = False
    operation: int | None = None
    bound: int = 0

    @property
    def changed(self) -> int:
        """Return the number of photos that were changed."""
        return len(self.photo_ids)


def recategorise(
    workspace: Workspace,
    photo_ids: Sequence[int],
    category_id: int,
    operator: str,
    report: Report = lambda _done, _total: None,
) -> Changed:
    """Decide photos as a category, as one operation.

    Raises:
        KnownError: The category is not offered, or the disk refuses.
    """

    def wish(photo: Photo, _threshold: float | None) -> NewDecision | None:
        if photo.state is PhotoState.REVIEWED and photo.label_id == category_id:
            return None
        return NewDecision(photo.id, Answer.CATEGORY, category_id)

    with workspace.database.read() as session:
        check_offered(session, category_id)
    return change(workspace, operator, photo_ids, wish, report)


def check_offered(session: Session, category_id: int) -> None:
    """Raise code `category-unknown` for a category that is not offered."""
    if not categories.is_offered(session, category_id):
        raise KnownError("category-unknown", name=str(category_id))


def reopen(
    workspace: Workspace,
    photo_ids: Sequence[int],
    operator: str,
    report: Report = lambda _done, _total: None,
) -> Changed:
    """Mark reviewed and accepted photos as unreviewed, as one operation; arguments as above."""

    def wish(photo: Photo, threshold: float | None) -> NewDecision | None:
        if photo.state is PhotoState.TO_REVIEW:
            return None
        # A manual threshold would accept it again at once; skipped photos stay to review.
        above = threshold is not None and photo.confidence >= threshold
        return NewDecision(photo.id, Answer.SKIP if above else Answer.WITHDRAWN)

    return change(workspace, operator, photo_ids, wish, report)


def drop(
    workspace: Workspace,
    photo_ids: Sequence[int],
    operator: str,
    report: Report = lambda _done, _total: None,
) -> Changed:
    """Drop photos as duplicates of others, as one operation: they leave queue and exports.

    Photos that a lot or a certificate is about are left alone, as are those that wait for a second
    opinion.
    """

    def wish(photo: Photo, _threshold: float | None) -> NewDecision:
        return NewDecision(photo.id, Answer.DUPLICATE)

    return change(workspace, operator, photo_ids, wish, report, bound_among)


def change(
    workspace: Workspace,
    operator: str,
    photo_ids: Sequence[int],
    wish: Wish,
    report: Report,
    left_alone: LeftAlone | None = None,
) -> Changed:
    """Record a decision for each photo, in small transactions, as one operation.

    Blind photos are skipped. `wish` returns the decision to record for a photo under a manual
    threshold, if any; `left_alone` the photos that stay as they are.
    """
    operation = LongOperation(OperationKind.WINDOW, operator, len(photo_ids))
    blind = same = bound = 0
    cancelled = False
    try:
        for start in range(0, len(photo_ids), _AT_ONCE):
            report(start, len(photo_ids))
            with workspace.database.paced_write() as session:
                threshold = get_value(session, THRESHOLD)
                # In the given order: an undo shows the first one again.
                found = photos.find_photos(session, photo_ids[start : start + _AT_ONCE])
                hidden = opinions.hidden_among(session, operator, [photo.id for photo in found])
                # All blind photos, queried now: an inspection may have been opened since.
                suggestion_shown = [
                    photo for photo in found if not (photo.blind or photo.id in hidden)
                ]
                ids = [photo.id for photo in suggestion_shown]
                stays = left_alone(session, ids) if left_alone is not None else set[int]()
                free = [photo for photo in suggestion_shown if photo.id not in stays]
                wishes = [wish(photo, threshold) for photo in free]
                new = [wished for wished in wishes if wished is not None]
                operation.record(session, new, unless_undone=True)
            blind += len(found) - len(suggestion_shown)
            same += len(wishes) - len(new)
            bound += len(stays)
        report(len(photo_ids), len(photo_ids))
    except CancelledError:
        cancelled = True
    operation.end(workspace)
    done = tuple(operation.photo_ids)
    return Changed(done, blind, same, cancelled, operation.number, bound)


def unless_claimed(client: str) -> LeftAlone | None:
    """Return what leaves photos of other clients alone; None without one's token."""
    return partial(claims.with_others, owner=client) if client else None


class LongOperation:
    """One operation in many transactions, which begins with its first decision.

    Args:
        kind: Where it comes from.
        operator: Who can undo it.
        photos: How many it may decide.
        begun: Called with its number in the transaction that begins it.
    """

    def __init__(
        self,
        kind: OperationKind,
        operator: str,
        photos: int,
        begun: Callable[[Session, int], None] = lambda _session, _number: None,
    ) -> None:
        self._begun_as = kind, operator, photos
        self._begun = begun
        self.number: int | None = None
        # A million row numbers take 8 MB.
        self.photo_ids = array("q")

    def record(
        self, session: Session, new: Sequence[NewDecision], *, unless_undone: bool = False
    ) -> None:
        """Record some of its decisions.

        Raises:
            CancelledError: It was undone while it was running.
        """
        if not new:
            return
        if self.number is None:
            self.number = recording.add_operation(session, *self._begun_as)
            self._begun(session, self.number)
        elif unless_undone and decisions.is_undone(session, self.number):
            raise CancelledError
        recording.record(session, self.number, new, get_value(session, THRESHOLD))
        # Another operator need not confirm that a photo is a copy.
        followed = [one.photo_id for one in new if one.answer is not Answer.DUPLICATE]
        opinions.follow(session, followed, doubted=second_opinions.are_there(session))
        undecided = (*HOLD_OF, Answer.WITHDRAWN)
        outside.show_again(session, [one.photo_id for one in new if one.answer in undecided])
        self.photo_ids.extend(one.photo_id for one in new)

    def end(self, workspace: Workspace) -> None:
        """Note how many photos it decided."""
        if self.number is not None:
            with workspace.database.write() as session:
                recording.resize(session, self.number, len(self.photo_ids))
