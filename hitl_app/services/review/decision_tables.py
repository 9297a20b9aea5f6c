"""Record the decisions of a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from hitl_app.domain.decisions import Answer, OperationKind
from hitl_app.domain.errors import KnownError
from hitl_app.domain.photos import Hold, Photo, PhotoState
from hitl_app.services.files import read_error
from hitl_app.services.review.changing import LongOperation
from hitl_app.services.review.listed import ListedAnswers, ListedPhotos
from hitl_app.store import second_opinions
from hitl_app.store.decisions import decisions
from hitl_app.store.decisions.consequences import NewDecision
from hitl_app.store.photos import photos
from hitl_app.workspace import Workspace
from training.inputs.lists import ListedPhoto, ListError, read_photos

_SLICE = 50
_HOLDS = {Answer.SKIP: Hold.SKIPPED, Answer.ASK: Hold.ASKED}
_BATCH = 500
"""Photos that are compared at once."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that was not recorded.

    Attributes:
        line: Number of the line in the file, from 1.
        reason: A key of `hitl_app.messages.REJECTIONS`.
    """

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """Result of a table.

    Attributes:
        unchanged: Rows that repeat the decision in force; not recorded.
        repeated: Rows on a photo that a later row is on too: the last one counts.
    """

    recorded: int
    unchanged: int
    repeated: int
    rejected: tuple[Rejection, ...]
    empty: int


def decide_from(
    workspace: Workspace, file: Path, operator: str, *, second_opinions: bool = False
) -> Recorded:
    """Record the decisions of a table with a column of photos and one of labels, as one operation.

    `ListedPhotos` tells how a photo is named; a label is a category, `skip`, `ask` or
    `not-a-photo`. A row that repeats the decision in force records nothing: operator and time stay.
    Any other row is a decision of this operator, unless an export marks it as labelled by a model
    that did not label the photo as it is now, or as decided earlier than it was decided since.

    Args:
        workspace: An open workspace.
        file: The table.
        operator: Name of the operator.
        second_opinions: Whether rows on photos for this operator's second opinion are that opinion,
            made blind.

    Raises:
        KnownError: The file cannot be read or has no such columns; nothing is recorded then.
    """
    rows = _read(file)
    rejected: list[Rejection] = []
    wishes: dict[int, _Wish] = {}
    wished = 0
    empty = 0
    # Lookups may take long: do them without the lock, which the window needs.
    with workspace.database.read() as session:
        named = ListedPhotos(session, (row.photo for row in rows), file.parent)
        answers = ListedAnswers(session)
        for row in rows:
            found = _wish(row, named, answers)
            if found is None:
                empty += 1
            elif isinstance(found, str):
                rejected.append(Rejection(row.line, found))
            else:
                wished += 1
                # The last row on a photo counts, as the last decision in the window would.
                wishes[found.new.photo_id] = found
        repeated = wished - len(wishes)
        judge = _Judge(operator, answers, second_opinions=second_opinions)
        new = judge.all_of(session, list(wishes.values()), rejected)
    recorded = _record(workspace, new, judge, rejected)
    rejected.sort(key=lambda one: one.line)
    counted = recorded + len(rejected) + empty + repeated
    return Recorded(recorded, len(rows) - counted, repeated, tuple(rejected), empty)


@dataclass(frozen=True, slots=True)
class _Wish:
    row: ListedPhoto
    new: NewDecision


def _read(file: Path) -> list[ListedPhoto]:
    try:
        return list(read_photos(file))
    except OSError as error:
        raise read_error(file, error) from error
    except ListError as error:
        if error.missing:
            missing = ", ".join(error.missing)
            raise KnownError("csv-columns", path=str(file), missing=missing) from error
        raise KnownError("csv-unreadable", path=str(file), detail=error.problem) from error


def _wish(row: ListedPhoto, named: ListedPhotos, answers: ListedAnswers) -> _Wish | str | None:
    """Return a row's decision, None without a label, or the reason for its rejection."""
    if row.too_long:
        return "row-long"
    if not row.photo.strip():
        return "row-short"
    if not row.label:
        return None
    ids = named.find(row.photo)
    if len(ids) != 1:
        return "photo-ambiguous" if ids else "photo-unknown"
    new = answers.find(row, ids[0])
    return new if isinstance(new, str) else _Wish(row, new)


class _Judge:
    def __init__(self, operator: str, answers: ListedAnswers, *, second_opinions: bool) -> None:
        self.operator = operator
        self._answers = answers
        self.second_opinions = second_opinions

    def all_of(
        self, session: Session, wishes: Sequence[_Wish], rejected: list[Rejection]
    ) -> list[_Wish]:
        """Return the rows to record; count the others."""
        new = []
        for start in range(0, len(wishes), _BATCH):
            for wish, verdict in self._some(session, wishes[start : start + _BATCH]):
                if isinstance(verdict, str):
                    rejected.append(Rejection(wish.row.line, verdict))
                elif verdict is not None:
                    new.append(replace(wish, new=verdict))
        return new

    def _some(
        self, session: Session, wishes: Sequence[_Wish]
    ) -> Iterator[tuple[_Wish, NewDecision | str | None]]:
        ids = [wish.new.photo_id for wish in wishes]
        found = {photo.id: photo for photo in photos.find_photos(session, ids)}
        disputed = second_opinions.disputed_among(session, self.operator, ids)
        asked = (
            second_opinions.open_among(session, self.operator, ids)
            if self.second_opinions
            else set()
        )
        differing = [
            wish
            for wish, photo in ((wish, found.get(wish.new.photo_id)) for wish in wishes)
            if wish.new.photo_id in asked or photo is None or not _is_in_force(photo, wish.new)
        ]
        dated = [wish.new.photo_id for wish in differing if wish.row.decided_at]
        decided = {i: one.at for i, one in decisions.in_force(session, dated).items()}
        for wish in differing:
            photo = found.get(wish.new.photo_id)
            if photo is None:
                yield wish, "photo-unknown"
            elif disputed.get(photo.id) == (wish.new.answer, wish.new.category_id):
                yield wish, None
            elif photo.id in asked or photo.id in disputed:
                yield wish, self._opinion(wish)
            else:
                yield wish, self._correction(wish, photo, decided)

    def _opinion(self, wish: _Wish) -> NewDecision | str:
        """Judge a row on a photo for a second opinion, ignoring other opinions."""
        if not self.second_opinions:
            return "opinion-blind"
        if _had_suggestion(wish.row):
            return "row-aided"
        if not self._answers.offers(wish.new):
            return "category-retired"
        return replace(wish.new, blind=True)

    def _correction(
        self, wish: _Wish, photo: Photo, decided: Mapping[int, datetime]
    ) -> NewDecision | str:
        row = wish.row
        if row.decided_by == "model":
            # An exported model label is no decision on the photo's present state.
            if photo.state is not PhotoState.AUTO_ACCEPTED:
                return "by-model"
            if row.model and row.model != photo.version:
                return "model-since"
        elif photo.state is PhotoState.REVIEWED and _is_after(
            decided.get(photo.id), row.decided_at
        ):
            return "decided-since"
        if photo.blind and photo.state is PhotoState.TO_REVIEW and _had_suggestion(row):
            return "row-aided"
        return wish.new if self._answers.offers(wish.new) else "category-retired"


def _is_in_force(photo: Photo, new: NewDecision) -> bool:
    """Return True if a photo is as a decision would leave it."""
    if photo.state is PhotoState.TO_REVIEW:
        return _HOLDS.get(new.answer) == photo.hold
    if new.answer is Answer.CATEGORY:
        return photo.label_id == new.category_id
    return new.answer is Answer.NOT_A_PHOTO and photo.label_id is None


def _had_suggestion(row: ListedPhoto) -> bool:
    """Return True if a row shows a suggestion or another operator's label of its photo."""
    return bool(row.model or row.suggestion or row.decided_by)


def _is_after(decided: datetime | None, row: str) -> bool:
    """Return True if a decision is later than the one in an export."""
    try:
        exported = datetime.fromisoformat(row)
    except ValueError:
        return False
    if exported.tzinfo is None:
        exported = exported.replace(tzinfo=UTC)
    # An export writes milliseconds, and some spreadsheets keep seconds alone.
    kept = timedelta(milliseconds=1) if exported.microsecond else timedelta(seconds=1)
    return decided is not None and decided >= exported + kept


def _record(
    workspace: Workspace, wishes: Sequence[_Wish], judge: _Judge, rejected: list[Rejection]
) -> int:
    """Record one operation in slices, so that the window never waits long."""
    kind = OperationKind.FILE if judge.second_opinions else OperationKind.LIST
    operation = LongOperation(kind, judge.operator, len(wishes))
    for start in range(0, len(wishes), _SLICE):
        with workspace.database.paced_write() as session:
            part = judge.all_of(session, wishes[start : start + _SLICE], rejected)
            operation.record(session, [wish.new for wish in part])
    operation.end(workspace)
    return len(operation.photo_ids)
