"""Change the category of many photos, or mark them as unreviewed, as one operation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hitl_app.domain.decisions import Answer, OperationKind
from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.photos import Photo, PhotoState
from hitl_app.domain.settings import THRESHOLD
from hitl_app.services.review import opinions
from hitl_app.store import categories
from hitl_app.store.decisions import decisions, recording
from hitl_app.store.decisions.consequences import NewDecision
from hitl_app.store.photos import photos
from hitl_app.store.values import get_value
from hitl_app.workspace import Workspace

_AT_ONCE = 100
"""Photos per transaction, so that windows do not wait long."""

Report = Callable[[int, int], None]
"""Takes photos done and photos in all; may raise `CancelledError` to cancel."""
Wish = Callable[[Photo, float | None], NewDecision | None]


@dataclass(frozen=True, slots=True)
class Changed:
    """Result of a change to many photos.

    Attributes:
        cancelled: Whether it was cancelled; earlier changes stay.
    """

    photo_ids: tuple[int, ...]
    blind: int
    same: int
    cancelled: bool = False
    operation: int | None = None

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


def change(
    workspace: Workspace,
    operator: str,
    photo_ids: Sequence[int],
    wish: Wish,
    report: Report,
) -> Changed:
    """Record a decision for each photo, in small transactions, as one operation.

    Blind photos are skipped. `wish` returns the decision to record for a photo under a manual
    threshold, if any.
    """
    operation = LongOperation(OperationKind.WINDOW, operator, len(photo_ids))
    blind = same = 0
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
                wishes = [wish(photo, threshold) for photo in suggestion_shown]
                new = [wished for wished in wishes if wished is not None]
                operation.record(session, new, unless_undone=True)
            blind += len(found) - len(suggestion_shown)
            same += len(wishes) - len(new)
        report(len(photo_ids), len(photo_ids))
    except CancelledError:
        cancelled = True
    operation.end(workspace)
    return Changed(tuple(operation.photo_ids), blind, same, cancelled, operation.number)


class LongOperation:
    """One operation in many transactions, which begins with its first decision."""

    def __init__(self, kind: OperationKind, operator: str, photos: int) -> None:
        self._begun_as = kind, operator, photos
        self.number: int | None = None
        self.photo_ids: list[int] = []

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
        elif unless_undone and decisions.is_undone(session, self.number):
            raise CancelledError
        recording.record(session, self.number, new, get_value(session, THRESHOLD))
        photo_ids = [one.photo_id for one in new]
        opinions.follow(session, photo_ids)
        self.photo_ids += photo_ids

    def end(self, workspace: Workspace) -> None:
        """Note how many photos it decided."""
        if self.number is not None:
            with workspace.database.write() as session:
                recording.resize(session, self.number, len(self.photo_ids))
