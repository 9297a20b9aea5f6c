"""The review: next photos, decisions, undo, status."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hitl_app.domain.categories import Category
from hitl_app.domain.decisions import Answer, Operation
from hitl_app.domain.errors import KnownError
from hitl_app.domain.flagging import ConfidenceHistogram
from hitl_app.domain.names import MAX_NOTE
from hitl_app.domain.photos import Counts, Hold, Photo
from hitl_app.domain.reports.pace import work
from hitl_app.domain.review import DecisionLine, ReviewPhoto
from hitl_app.domain.settings import THRESHOLD
from hitl_app.imaging.names import show
from hitl_app.services.categories.categories import unknown_to_model
from hitl_app.services.review import opinions
from hitl_app.store import categories, second_opinions
from hitl_app.store.decisions import decisions, recording, undoing
from hitl_app.store.decisions.consequences import NewDecision
from hitl_app.store.photos import counts as tallies
from hitl_app.store.photos import photos
from hitl_app.store.reports.progress import last_actions
from hitl_app.store.values import get_value
from hitl_app.workspace import Workspace

_SHOWN_LINES = 10
_LINES = 3 * _SHOWN_LINES
"""More than are shown: some may have to be left out."""
_AT_ONCE = 100
"""Photos per transaction of an undo, so that windows do not wait long."""


def next_photos(
    workspace: Workspace,
    limit: int = 4,
    after: Photo | None = None,
    operator: str = "",
    *,
    own_asked: bool = False,
) -> tuple[ReviewPhoto, ...]:
    """Return photos to review, in queue order.

    Args:
        workspace: An open workspace.
        limit: How many at most.
        after: Continue after this photo's place as it was shown; wraps around at the end of the
            queue, without the photo itself.
        operator: Name of the operator; photos on which they disagree with another, and their own
            questions, are for others.
        own_asked: Whether their own questions are included.
    """
    without = second_opinions.for_others(operator, asked=not own_asked)
    with workspace.database.read() as session:
        found = photos.queue(session, limit, after=after, without=without)
        if after is not None and len(found) < limit:
            seen = {photo.id for photo in found} | {after.id}
            front = photos.queue(session, limit + 1, without=without)
            found += tuple(photo for photo in front if photo.id not in seen)
        return tuple(photos.review_photo(session, photo) for photo in found[:limit])


def previous_photo(workspace: Workspace, before: Photo, operator: str = "") -> ReviewPhoto | None:
    """Return the previous photo to review in the operator's queue, if any."""
    without = second_opinions.for_others(operator)
    with workspace.database.read() as session:
        found = photos.queue(session, 1, after=before, backwards=True, without=without)
        return photos.review_photo(session, found[0]) if found else None


def skipped_photos(workspace: Workspace, limit: int, operator: str) -> tuple[ReviewPhoto, ...]:
    """Return the first skipped photos, in queue order."""
    without = second_opinions.for_others(operator)
    with workspace.database.read() as session:
        found = photos.queue(session, limit, without=without, hold=Hold.SKIPPED)
        return tuple(photos.review_photo(session, photo) for photo in found)


def show_photo(workspace: Workspace, photo_id: int, operator: str = "") -> ReviewPhoto:
    """Return one photo, blind if it is for the operator's second opinion.

    Raises:
        KnownError: Code `photo-unknown`.
    """
    with workspace.database.read() as session:
        photo = photos.find_photo(session, photo_id)
        if photo is None:
            raise KnownError("photo-unknown", photo=photo_id)
        shown = photos.review_photo(session, photo)
        return opinions.as_asked(session, operator, shown) if operator else shown


def decide(
    workspace: Workspace,
    photo_id: int,
    answer: Answer,
    operator: str,
    category_id: int | None = None,
    *,
    suggestion_shown: bool = False,
    note: str = "",
) -> int:
    """Record a decision on a photo; it is on disk on return. A long note is truncated.

    Returns:
        The operation's number.

    Raises:
        KnownError: The photo or the category does not exist, or the disk refuses; code `blind-now`
            if an inspection was opened while the suggestion was shown.
    """
    with workspace.database.write() as session:
        known = recording.circumstances(session, photo_id, category_id)
        if answer is Answer.CATEGORY and not known.offered:
            raise KnownError("category-unknown", name=str(category_id))
        if suggestion_shown and known.photo.blind:
            raise KnownError("blind-now")
        may_be = known.doubted and not suggestion_shown
        blind = may_be and bool(second_opinions.open_among(session, operator, [photo_id]))
        note = clean_note(note) if answer is Answer.ASK else ""
        new = NewDecision(photo_id, answer, category_id, blind, note)
        threshold = get_value(session, THRESHOLD)
        operation = recording.record_one(session, operator, new, known, threshold)
        opinions.follow(session, [photo_id], doubted=known.doubted)
        return operation


@dataclass(frozen=True, slots=True)
class Undone:
    """Result of an undo."""

    operation: Operation
    changed: int
    photo: ReviewPhoto | None


def clean_note(text: str) -> str:
    """Return a note as one line of plain text, truncated."""
    return show(" ".join(text.split()))[:MAX_NOTE]


def undo(
    workspace: Workspace,
    operator: str,
    report: Callable[[int, int], None] = lambda _done, _total: None,
) -> Undone:
    """Undo this operator's last operation, also one from before a restart.

    A large one is undone in many small transactions; after an interruption, the next undo resumes
    it.

    Raises:
        KnownError: Code `nothing-to-undo`.
    """
    with workspace.database.write() as session:
        operation = decisions.undoable(session, operator)
        if operation is None:
            raise KnownError("nothing-to-undo", operator=operator)
        undo_id = undoing.begin_undo(session, operation)
        left = decisions.photos_of(session, operation.id)
        if len(left) <= _AT_ONCE:
            changed = undoing.undo_some(session, undo_id, operation, left)
            return _undone(session, undo_id, operation, changed)
    changed, done = 0, set[int]()
    while True:
        for start in range(0, len(left), _AT_ONCE):
            report(len(done), len(done) + len(left) - start)
            with workspace.database.paced_write() as session:
                part = left[start : start + _AT_ONCE]
                changed += undoing.undo_some(session, undo_id, operation, part)
            done.update(part)
        with workspace.database.write() as session:
            # It may have recorded more meanwhile; from here on it records nothing.
            left = [i for i in decisions.photos_of(session, operation.id) if i not in done]
            if len(left) <= _AT_ONCE:
                changed += undoing.undo_some(session, undo_id, operation, left)
                return _undone(session, undo_id, operation, changed)


def _undone(session: Session, undo_id: int, operation: Operation, changed: int) -> Undone:
    undoing.end_undo(session, undo_id, operation)
    opinions.follow_undo(session, operation.id)
    photo = photos.find_photo(session, operation.photo_id or 0)
    if photo is None:
        return Undone(operation, changed, None)
    # Earlier decisions are in force again, and may be subject to second opinions.
    shown = opinions.as_asked(session, operation.operator, photos.review_photo(session, photo))
    return Undone(operation, changed, shown)


def undoable(workspace: Workspace, operator: str) -> Operation | None:
    """Return the operation that this operator would undo next, if any."""
    with workspace.database.read() as session:
        return decisions.undoable(session, operator)


@dataclass(frozen=True, slots=True)
class ReviewStatus:
    """Status of the work, as the review page shows it."""

    counts: Counts
    per_hour: float | None
    undoable: Operation | None
    last: tuple[DecisionLine, ...]
    categories: tuple[Category, ...]
    unknown: tuple[Category, ...] = ()


def review_status(workspace: Workspace, operator: str) -> ReviewStatus:
    """Return the status of the work; takes milliseconds, so not for the GUI thread."""
    with workspace.database.read() as session:
        lines = opinions.without_open(session, operator, decisions.last_lines(session, _LINES))
        return ReviewStatus(
            counts=opinions.counts_for(session, operator, tallies.counts(session)),
            per_hour=work(last_actions(session, operator)).per_hour,
            undoable=decisions.undoable(session, operator),
            last=tuple(lines[:_SHOWN_LINES]),
            categories=categories.all_categories(session),
            unknown=unknown_to_model(session),
        )


def counts(workspace: Workspace) -> Counts:
    """Count the photos by state, hold and split."""
    with workspace.database.read() as session:
        return tallies.counts(session)


def queue(workspace: Workspace, limit: int) -> tuple[Photo, ...]:
    """Return the first photos of the queue, without pictures."""
    with workspace.database.read() as session:
        return photos.queue(session, limit)


def confidence_histogram(workspace: Workspace) -> ConfidenceHistogram:
    """Count photos under a manual threshold by confidence, for a live count under a slider."""
    with workspace.database.read() as session:
        return tallies.confidence_histogram(session)
