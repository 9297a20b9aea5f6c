"""Decisions and operations: append-only, the last decision of a photo is in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from hitl_app.domain.entities import (
    Answer,
    Decision,
    DecisionLine,
    Hold,
    Operation,
    OperationKind,
    PhotoState,
)
from hitl_app.domain.errors import KnownError
from hitl_app.domain.flagging import state_of
from hitl_app.store.categories import merges
from hitl_app.store.schema import DecisionRow, OperationRow, PhotoRow, ThumbnailRow

_HOLD_OF = {Answer.SKIP: 1, Answer.ASK: 2}


@dataclass(frozen=True, slots=True)
class NewDecision:
    """What is to be recorded of one photo.

    Attributes:
        photo_id: The photo.
        answer: What was said.
        category_id: The category, when the answer is one.
        unaided: Whether the network's opinion was kept from who said it, whatever the photo says.
        note: What a colleague who is asked is to read.
    """

    photo_id: int
    answer: Answer
    category_id: int | None = None
    unaided: bool = False
    note: str = ""


def _decision(row: DecisionRow, merged: dict[int, int]) -> Decision:
    """What was said, as it counts now: the row itself keeps the category of that day."""
    said = row.category_id
    return Decision(
        id=row.id,
        operation_id=row.operation_id,
        photo_id=row.photo_id,
        answer=Answer(row.answer),
        category_id=None if said is None else merged.get(said, said),
        operator=row.operator,
        at=row.at,
        suggestion_id=row.suggestion_id,
        note=row.note or "",
    )


def _last(session: Session, photo_id: int) -> DecisionRow | None:
    return session.scalar(
        select(DecisionRow)
        .where(DecisionRow.photo_id == photo_id)
        .order_by(DecisionRow.id.desc())
        .limit(1)
    )


def decision_in_force(session: Session, photo_id: int) -> Decision | None:
    """Gives the decision that counts for a photo, if there is one."""
    row = _last(session, photo_id)
    if row is None or row.answer == Answer.WITHDRAWN:
        return None
    return _decision(row, merges(session))


def add_operation(session: Session, kind: OperationKind, operator: str, photos: int) -> int:
    """Begins an operation; gives its row number.

    Args:
        session: An open writing session.
        kind: Where it comes from.
        operator: Whose it is.
        photos: How many photos it decides.
    """
    row = OperationRow(
        kind=kind, operator=operator, at=datetime.now(UTC), photos=photos, undoes_id=None
    )
    session.add(row)
    session.flush()
    return row.id


def record(
    session: Session,
    operation_id: int,
    decisions: Sequence[NewDecision],
    threshold: float | None,
) -> None:
    """Records decisions of an operation and sets the photos' public state.

    Args:
        session: An open writing session.
        operation_id: The operation.
        decisions: What is said of each photo.
        threshold: The manual threshold in force; a skipped photo that was accepted waits again.

    Raises:
        KnownError: Code `photo-unknown`.
    """
    operation = session.get_one(OperationRow, operation_id)
    ids = [new.photo_id for new in decisions]
    # Fetched together: the lock is held.
    photos = {p.id: p for p in session.scalars(select(PhotoRow).where(PhotoRow.id.in_(ids)))}
    merged = merges(session)
    for new in decisions:
        photo = photos.get(new.photo_id)
        if photo is None:
            raise KnownError("photo-unknown", photo=new.photo_id)
        silent = photo.unaided or new.unaided
        row = DecisionRow(
            operation_id=operation.id,
            photo_id=new.photo_id,
            answer=new.answer,
            category_id=new.category_id,
            operator=operation.operator,
            at=operation.at,
            # Nothing was shown of an unaided photo, and its line must not tell afterwards.
            suggestion_id=None if silent else photo.suggestion_id,
            confidence=None if silent else photo.confidence,
            version_id=None if silent else photo.version_id,
            note=new.note or None,
        )
        session.add(row)
        asker = photo.asked_by
        _apply(photo, row, threshold, merged)
        if new.answer is Answer.SKIP and asker != operation.operator:
            # Who is asked and passes leaves the question open.
            photo.asked_by = asker
    session.flush()


def stand_again(session: Session, photo_id: int) -> None:
    """Sets a photo's public state by the decision in force, which had been set aside."""
    row = _last(session, photo_id)
    if row is not None:
        _apply(session.get_one(PhotoRow, photo_id), row, None, merges(session))


def _apply(
    photo: PhotoRow, row: DecisionRow, threshold: float | None, merged: dict[int, int]
) -> None:
    """Sets a photo's public state by the decision that is now in force."""
    answer = Answer(row.answer)
    # A certificate is about what the network said; it no longer covers what a person said.
    photo.certificate_id = None
    photo.asked_by = row.operator if answer is Answer.ASK else None
    if answer in (Answer.CATEGORY, Answer.NOT_A_PHOTO):
        photo.state, photo.hold = PhotoState.DECIDED, 0
        said = row.category_id
        photo.label_id = None if said is None else merged.get(said, said)
        photo.decided_at, photo.decided_by = row.at, row.operator
        return
    photo.hold = _HOLD_OF.get(answer, 0)
    hold = Hold.NONE if answer is Answer.WITHDRAWN else Hold.SKIPPED
    # What is to be decided unaided stays with people, whatever a manual threshold says.
    photo.state = state_of(photo.confidence, None if photo.unaided else threshold, hold)
    photo.label_id = photo.suggestion_id if photo.state == PhotoState.ACCEPTED else None
    photo.decided_at = photo.decided_by = None


def undoable(session: Session, operator: str) -> Operation | None:
    """Gives the operation that an undo by this operator would take back, if there is one."""
    undo = aliased(OperationRow)
    row = session.scalar(
        select(OperationRow)
        .outerjoin(undo, undo.undoes_id == OperationRow.id)
        .where(
            OperationRow.operator == operator,
            OperationRow.kind != OperationKind.UNDO,
            undo.id.is_(None),
        )
        .order_by(OperationRow.id.desc())
        .limit(1)
    )
    if row is None:
        return None
    first_row = session.scalar(
        select(DecisionRow)
        .where(DecisionRow.operation_id == row.id)
        .order_by(DecisionRow.id)
        .limit(1)
    )
    first = None if first_row is None else _decision(first_row, merges(session))
    return Operation(
        id=row.id,
        kind=OperationKind(row.kind),
        operator=row.operator,
        at=row.at,
        photos=row.photos,
        photo_id=None if first is None else first.photo_id,
        answer=None if first is None else first.answer,
        category_id=None if first is None else first.category_id,
    )


def undo(session: Session, operation: Operation, threshold: float | None) -> int:
    """Takes an operation back: what stood before it stands again.

    A photo that was decided again since keeps the later decision.

    Returns:
        How many photos changed.
    """
    now = datetime.now(UTC)
    row = OperationRow(
        kind=OperationKind.UNDO,
        operator=operation.operator,
        at=now,
        photos=operation.photos,
        undoes_id=operation.id,
    )
    session.add(row)
    session.flush()
    photo_ids = session.scalars(
        select(DecisionRow.photo_id).where(DecisionRow.operation_id == operation.id).distinct()
    )
    changed = 0
    for photo_id in list(photo_ids):
        changed += _undo_photo(session, row, photo_id, threshold)
    session.flush()
    return changed


def _undo_photo(
    session: Session, undo_row: OperationRow, photo_id: int, threshold: float | None
) -> bool:
    current = _last(session, photo_id)
    if current is None or _origin(session, current).operation_id != undo_row.undoes_id:
        return False
    before = _standing_before(session, photo_id)
    photo = session.get_one(PhotoRow, photo_id)
    row = DecisionRow(
        operation_id=undo_row.id,
        photo_id=photo_id,
        answer=Answer.WITHDRAWN if before is None else before.answer,
        category_id=None if before is None else before.category_id,
        operator=undo_row.operator if before is None else before.operator,
        at=undo_row.at if before is None else before.at,
        suggestion_id=None if before is None else before.suggestion_id,
        confidence=None if before is None else before.confidence,
        version_id=None if before is None else before.version_id,
        restores_id=None if before is None else before.id,
        note=None if before is None else before.note,
    )
    session.add(row)
    _apply(photo, row, threshold, merges(session))
    if before is not None and before.answer == Answer.SKIP:
        photo.asked_by = _asker(session, photo_id)
    return True


def _origin(session: Session, row: DecisionRow) -> DecisionRow:
    return row if row.restores_id is None else session.get_one(DecisionRow, row.restores_id)


def _standing_before(session: Session, photo_id: int) -> DecisionRow | None:
    """Gives the last decision of a photo whose own operation was not taken back."""
    return session.scalar(_standing(photo_id).limit(1))


def _standing(photo_id: int) -> Select[DecisionRow]:
    """Selects a photo's decisions whose own operations were not taken back, the last one first."""
    taken_back = select(OperationRow.undoes_id).where(OperationRow.undoes_id.is_not(None))
    query = select(DecisionRow).where(
        DecisionRow.photo_id == photo_id,
        DecisionRow.restores_id.is_(None),
        DecisionRow.answer != Answer.WITHDRAWN,
        DecisionRow.operation_id.not_in(taken_back),
    )
    return query.order_by(DecisionRow.id.desc())


def _asker(session: Session, photo_id: int) -> str | None:
    """Gives who asked about a photo that others only passed since, if somebody did."""
    passed = set()
    for row in session.scalars(_standing(photo_id)):
        if row.answer != Answer.SKIP:
            asked = row.answer == Answer.ASK and row.operator not in passed
            return row.operator if asked else None
        passed.add(row.operator)
    return None


def question(session: Session, photo_id: int) -> Decision | None:
    """Gives the last decision that put a photo to a colleague, if one did."""
    row = session.scalar(_standing(photo_id).where(DecisionRow.answer == Answer.ASK).limit(1))
    return None if row is None else _decision(row, merges(session))


def last_lines(session: Session, limit: int = 10) -> tuple[DecisionLine, ...]:
    """Gives the decisions in force that were made last, newest first, a line a photo."""
    later = aliased(DecisionRow)
    rows = session.execute(
        select(DecisionRow, PhotoRow.first_path, ThumbnailRow.encoded)
        .join(PhotoRow, PhotoRow.id == DecisionRow.photo_id)
        .join(ThumbnailRow, ThumbnailRow.photo_id == DecisionRow.photo_id)
        .where(
            DecisionRow.answer != Answer.WITHDRAWN,
            DecisionRow.restores_id.is_(None),
            ~select(later.id)
            .where(later.photo_id == DecisionRow.photo_id, later.id > DecisionRow.id)
            .exists(),
        )
        .order_by(DecisionRow.id.desc())
        .limit(limit)
    )
    merged = merges(session)
    return tuple(DecisionLine(_decision(row, merged), path, encoded) for row, path, encoded in rows)


def last_times(session: Session, operator: str, limit: int = 60) -> list[datetime]:
    """Gives the times of an operator's last actions at the desk, ascending."""
    rows = session.scalars(
        select(OperationRow.at)
        .where(OperationRow.operator == operator, OperationRow.kind == OperationKind.DESK)
        .order_by(OperationRow.id.desc())
        .limit(limit)
    )
    return sorted(rows)


def in_force(session: Session, photo_ids: Sequence[int]) -> dict[int, Decision]:
    """Gives the decisions that count for photos, by the photo's row number."""
    rows = session.scalars(
        select(DecisionRow).where(DecisionRow.photo_id.in_(photo_ids)).order_by(DecisionRow.id)
    )
    latest = {row.photo_id: row for row in rows}
    merged = merges(session)
    said = {i: row for i, row in latest.items() if row.answer != Answer.WITHDRAWN}
    return {i: _decision(row, merged) for i, row in said.items()}
