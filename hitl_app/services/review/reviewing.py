"""The review: next photos, decisions, undo, status."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select, union
from sqlalchemy.orm import Session

from hitl_app.domain.categories import Category
from hitl_app.domain.decisions import Answer, Operation
from hitl_app.domain.errors import KnownError
from hitl_app.domain.flagging import ConfidenceHistogram
from hitl_app.domain.names import MAX_NOTE
from hitl_app.domain.photos import Counts, Photo, PhotoState
from hitl_app.domain.reports.pace import work
from hitl_app.domain.review import DecisionLine, ReviewPhoto
from hitl_app.domain.settings import THRESHOLD
from hitl_app.imaging.names import show
from hitl_app.services.categories.categories import unknown_to_model
from hitl_app.services.review import opinions
from hitl_app.store import categories, claims, second_opinions
from hitl_app.store.certification import audits, inspections
from hitl_app.store.decisions import decisions, recording, undoing
from hitl_app.store.decisions.consequences import HOLD_OF, NewDecision, ShownSuggestion
from hitl_app.store.models import outside
from hitl_app.store.photos import counts as tallies
from hitl_app.store.photos import photos
from hitl_app.store.reports.progress import last_actions
from hitl_app.store.schema import PhotoRow
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
        found = next_in(session, limit, after, without)
        return tuple(photos.review_photo(session, photo) for photo in found)


def next_in(
    session: Session, limit: int, after: Photo | None, without: Select[int], *, lock: bool = False
) -> tuple[Photo, ...]:
    """Return photos as `next_photos` does, in an open session, without those of a query."""
    found = photos.queue(session, limit, after=after, without=without, lock=lock)
    if after is not None and len(found) < limit:
        seen = {photo.id for photo in found} | {after.id}
        front = photos.queue(session, limit + 1, without=without, lock=lock)
        found += tuple(photo for photo in front if photo.id not in seen)
    return found[:limit]


def not_for(session: Session, operator: str, client: str, *, asked: bool = True) -> Select[int]:
    """Select the photos that are for other operators, or with other clients, if one is named.

    Args:
        session: An open session.
        operator: Name of the operator.
        client: Token of the operator's window or browser.
        asked: Whether to include the operator's own questions.
    """
    others = second_opinions.for_others(operator, asked=asked)
    taken = claims.claimed_by_others(session, client) if client else []
    if not taken:
        return others
    both = union(others, select(PhotoRow.id).where(PhotoRow.id.in_(taken)))
    return select(both.subquery().c[0])


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
    shown: Photo | None = None,
    note: str = "",
    client: str = "",
) -> int:
    """Record a decision on a photo; it is on disk on return. A long note is truncated.

    `shown` is the photo as the operator saw it with its suggestion, if they did. The client, if one
    is named, gives up its claim on the photo.

    Returns:
        The operation's number.

    Raises:
        KnownError: The photo or the category does not exist, or the disk refuses; code `blind-now`
            if an inspection was opened while the suggestion was shown, `photo-claimed` if another
            client has the photo, `photo-decided` if it was decided since.
    """

    def work(session: Session) -> int:
        if client:
            check_still(session, photo_id, operator, client, shown)
            claims.give_up(session, client, photo_id)
        return decide_in(session, photo_id, answer, operator, category_id, shown=shown, note=note)

    return workspace.database.record(work)


def check_still(
    session: Session, photo_id: int, operator: str, client: str, shown: Photo | None
) -> None:
    """Check that a client may decide the photo on its screen.

    Raises:
        KnownError: Code `photo-claimed` or `photo-decided`; its claim ended, and another client has
            the photo, or it was decided since it was shown.
    """
    claims.check_free(session, photo_id, client)
    photo = photos.find_photo(session, photo_id)
    if photo is None or photo.state is not PhotoState.REVIEWED:
        return
    if shown is not None and shown.state is PhotoState.TO_REVIEW:
        # Also by this operator, on the Grid page.
        raise KnownError("photo-decided", photo=photo_id)
    if claims.has(session, photo_id, client):
        return
    decision = decisions.decision_in_force(session, photo_id)
    is_open = bool(opinions.hidden_among(session, operator, [photo_id]))
    if decision is not None and decision.operator != operator and not is_open:
        raise KnownError("photo-decided", photo=photo_id)


def decide_in(
    session: Session,
    photo_id: int,
    answer: Answer,
    operator: str,
    category_id: int | None = None,
    *,
    shown: Photo | None = None,
    note: str = "",
) -> int:
    """Record a decision as `decide` does, in an open writing session."""
    known = recording.circumstances(session, photo_id, category_id)
    if answer is Answer.CATEGORY and not known.offered:
        raise KnownError("category-unknown", name=str(category_id))
    if shown is not None and known.photo.blind:
        raise KnownError("blind-now")
    may_be = known.doubted and shown is None
    blind = may_be and bool(second_opinions.open_among(session, operator, [photo_id]))
    note = clean_note(note) if answer is Answer.ASK else ""
    new = NewDecision(photo_id, answer, category_id, blind, note, as_shown(shown))
    threshold = get_value(session, THRESHOLD)
    operation = recording.record_one(session, operator, new, known, threshold)
    opinions.follow(session, [photo_id], doubted=known.doubted)
    if known.photo.state == PhotoState.REVIEWED and answer in HOLD_OF:
        outside.show_again(session, [photo_id])
    return operation


def as_shown(photo: Photo | None) -> ShownSuggestion | None:
    """Return what an operator saw of a photo's suggestion, for the record."""
    if photo is None:
        return None
    return ShownSuggestion(photo.suggestion_id, photo.confidence, photo.version_id, photo.draft)


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
    *,
    operation: int | None = None,
) -> Undone:
    """Undo this operator's last operation, also one from before a restart, or a given one.

    A large one is undone in many small transactions; after an interruption, the next undo resumes
    it.

    Raises:
        KnownError: Code `nothing-to-undo`.
    """
    with workspace.database.write() as session:
        found = decisions.undoable(session, operator, operation)
        if found is None:
            raise KnownError("nothing-to-undo", operator=operator)
        # An audit of imported labels ends before they are withdrawn.
        inspections.close_of_import(session, found.id)
        undo_id = undoing.begin_undo(session, found)
        left = decisions.photos_of(session, found.id)
        if len(left) <= _AT_ONCE:
            changed = _undo_some(session, undo_id, found, left)
            return _undone(session, undo_id, found, changed)
    changed, done = 0, set[int]()
    while True:
        for start in range(0, len(left), _AT_ONCE):
            report(len(done), len(done) + len(left) - start)
            with workspace.database.paced_write() as session:
                part = left[start : start + _AT_ONCE]
                changed += _undo_some(session, undo_id, found, part)
            done.update(part)
        with workspace.database.write() as session:
            # It may have recorded more meanwhile; from here on it records nothing.
            left = [i for i in decisions.photos_of(session, found.id) if i not in done]
            if len(left) <= _AT_ONCE:
                changed += _undo_some(session, undo_id, found, left)
                return _undone(session, undo_id, found, changed)


def _undo_some(
    session: Session, undo_id: int, operation: Operation, photo_ids: Sequence[int]
) -> int:
    changed = undoing.undo_some(session, undo_id, operation, photo_ids)
    outside.show_again(session, photo_ids)
    return changed


def _undone(session: Session, undo_id: int, operation: Operation, changed: int) -> Undone:
    undoing.end_undo(session, undo_id, operation)
    opinions.follow_undo(session, operation.id)
    audits.follow_undo(session, decisions.photos_of(session, operation.id))
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
