"""Decisions and operations: append-only, the last decision of a photo is in force."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from typing import cast

from sqlalchemy import Select, Table, insert, select
from sqlalchemy.orm import Session, aliased

from hitl_app.domain.decisions import Answer, Decision, Operation, OperationKind
from hitl_app.domain.errors import KnownError
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.review import DecisionLine
from hitl_app.store.categories import merges
from hitl_app.store.decisions.consequences import (
    HOLD_OF,
    NewDecision,
    asker_after,
    more_decided,
    photo_after,
    said_values,
)
from hitl_app.store.schema import DecisionRow, OperationRow, PhotoRow, ThumbnailRow

# A table, not rows: SQLAlchemy's unit of work takes as long again, and somebody waits.
_INSERT_OPERATION = insert(cast("Table", OperationRow.__table__))


def _decision(row: DecisionRow, merged: dict[int, int]) -> Decision:
    """Return what was said, as it counts now: the row itself keeps the category of that day."""
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
    """Return the decision that counts for a photo, if there is one."""
    row = _last(session, photo_id)
    if row is None or row.answer == Answer.WITHDRAWN:
        return None
    return _decision(row, merges(session))


def add_operation(
    session: Session,
    kind: OperationKind,
    operator: str,
    photos: int,
    *,
    at: datetime | None = None,
    decided: int = 0,
) -> int:
    """Begin an operation; return its row number.

    Args:
        session: An open writing session.
        kind: Where it comes from.
        operator: Whose it is.
        photos: How many photos it decides.
        at: When; now, if it is not said.
        decided: How many more photos are decided after it, as far as that is known.
    """
    at = at or datetime.now(UTC)
    values = {
        "kind": kind,
        "operator": operator,
        "at": at,
        "photos": photos,
        "undoes_id": None,
        "hour": int(at.timestamp()) // 3600,
        "decided": decided,
    }
    done = session.connection().execute(_INSERT_OPERATION, values)
    return int(done.inserted_primary_key[0])  # type: ignore[index]


def record(
    session: Session,
    operation_id: int,
    decisions: Sequence[NewDecision],
    threshold: float | None,
) -> None:
    """Record decisions of an operation and set the photos' public state.

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
        said = said_values(photo, new, operation.operator, operation.at)
        row = DecisionRow(operation_id=operation.id, **said)
        session.add(row)
        asker = asker_after(photo, row)
        operation.decided += _apply(photo, row, threshold, merged)
        photo.asked_by = asker
    session.flush()


def stand_again(session: Session, photo_id: int) -> None:
    """Set a photo's public state by the decision in force, which had been set aside."""
    row = _last(session, photo_id)
    if row is not None:
        change = _apply(session.get_one(PhotoRow, photo_id), row, None, merges(session))
        session.get_one(OperationRow, row.operation_id).decided += change


def set_aside(session: Session, photo: PhotoRow) -> None:
    """Let a photo wait, unaided, for another operator, whatever was decided of it."""
    row = _last(session, photo.id)
    if row is not None and photo.state == PhotoState.DECIDED:
        session.get_one(OperationRow, row.operation_id).decided -= 1
    photo.state, photo.hold, photo.unaided = PhotoState.WAITING, HOLD_OF[Answer.ASK], True
    photo.label_id = photo.decided_at = photo.decided_by = photo.shown_id = None


def _apply(
    photo: PhotoRow, row: DecisionRow, threshold: float | None, merged: dict[int, int]
) -> int:
    """Set a photo's public state by the decision that is now in force.

    Returns:
        How many more photos are decided: 1, 0 or -1.
    """
    before = photo.state
    photo.asked_by = row.operator if row.answer == Answer.ASK else None
    for name, value in photo_after(photo, row, threshold, merged).items():
        setattr(photo, name, value)
    return more_decided(before, photo.state)


def is_undone(session: Session, operation_id: int) -> bool:
    """Return true if an operation was taken back."""
    query = select(OperationRow.id).where(OperationRow.undoes_id == operation_id)
    return session.scalar(query) is not None


def undoable(session: Session, operator: str) -> Operation | None:
    """Return the operation that an undo by this operator would take back, if there is one."""
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


def resize(session: Session, operation_id: int, photos: int) -> None:
    """Set how many photos an operation decided, once that is known."""
    session.get_one(OperationRow, operation_id).photos = photos


def photos_of(session: Session, operation_id: int) -> list[int]:
    """Return the photos of an operation."""
    query = select(DecisionRow.photo_id).where(DecisionRow.operation_id == operation_id)
    return list(session.scalars(query.distinct().order_by(DecisionRow.photo_id)))


def begin_undo(session: Session, operation: Operation) -> int:
    """Begin to take an operation back, in as many parts as that needs; return the undo's number.

    Until it has ended the operation counts as not taken back: one that was cut off is begun anew,
    and passes over what it did.
    """
    return add_operation(session, OperationKind.UNDO, operation.operator, operation.photos)


def end_undo(session: Session, undo_id: int, operation: Operation) -> None:
    """End an undo: the operation is taken back."""
    session.get_one(OperationRow, undo_id).undoes_id = operation.id
    session.flush()


def undo_some(
    session: Session,
    undo_id: int,
    operation: Operation,
    photo_ids: Sequence[int],
    threshold: float | None,
) -> int:
    """Take an operation back for some hundred of its photos: what stood before stands again.

    A photo that was decided again since keeps the later decision.

    Returns:
        How many photos changed.
    """
    query = select(DecisionRow, OperationRow.kind).join(
        OperationRow, OperationRow.id == DecisionRow.operation_id
    )
    query = query.where(DecisionRow.photo_id.in_(photo_ids)).order_by(DecisionRow.id)
    said: dict[int, list[tuple[DecisionRow, str]]] = {}
    for row, kind in session.execute(query):
        said.setdefault(row.photo_id, []).append((row, kind))
    operations = {row.operation_id for rows in said.values() for row, _ in rows}
    gone = select(OperationRow.undoes_id).where(OperationRow.undoes_id.in_(operations))
    taken_back = {*session.scalars(gone), operation.id}
    undo_row, merged = session.get_one(OperationRow, undo_id), merges(session)
    changed = 0
    for photo in session.scalars(select(PhotoRow).where(PhotoRow.id.in_(photo_ids))):
        rows = said.get(photo.id, [])
        origin = _origin([row for row, _ in rows])
        if origin is None or origin.operation_id != operation.id:
            continue
        before = _standing_before(rows, taken_back)
        row = _restated(undo_row, photo.id, before)
        session.add(row)
        undo_row.decided += _apply(photo, row, threshold, merged)
        if before is None:
            _accept_again(photo, origin)
        elif before.answer == Answer.SKIP:
            photo.asked_by = _asker(rows, taken_back)
        changed += 1
    session.flush()
    return changed


def _restated(undo_row: OperationRow, photo_id: int, before: DecisionRow | None) -> DecisionRow:
    return DecisionRow(
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
        certificate_id=None,
        note=None if before is None else before.note,
    )


def _accept_again(photo: PhotoRow, origin: DecisionRow) -> None:
    """Return a photo back the certificate that it was accepted under, if that is about it still."""
    same = (photo.version_id, photo.suggestion_id) == (origin.version_id, origin.suggestion_id)
    if origin.certificate_id is not None and same and not photo.unaided:
        photo.state, photo.hold = PhotoState.ACCEPTED, 0
        photo.label_id, photo.certificate_id = photo.suggestion_id, origin.certificate_id


def _origin(rows: Sequence[DecisionRow]) -> DecisionRow | None:
    """Return the decision in force, or the one that it restates, out of all of a photo."""
    if not rows:
        return None
    by_id = {row.id: row for row in rows}
    return by_id[rows[-1].restores_id or rows[-1].id]


def _standing_before(
    rows: Sequence[tuple[DecisionRow, str]], taken_back: Collection[int | None]
) -> DecisionRow | None:
    """Return the last decision of a photo whose own operation was not taken back.

    It may be one that withdrew what was said before it.
    """
    return next(_standing_rows(rows, taken_back), None)


def _standing_rows(
    rows: Sequence[tuple[DecisionRow, str]], taken_back: Collection[int | None]
) -> Iterator[DecisionRow]:
    """Go through a photo's decisions whose own operations were not taken back, last one first."""
    for row, kind in reversed(rows):
        own = row.restores_id is None and kind != OperationKind.UNDO
        if own and row.operation_id not in taken_back:
            yield row


def _standing(photo_id: int) -> Select[DecisionRow]:
    """Select a photo's decisions whose own operations were not taken back, the last one first."""
    taken_back = select(OperationRow.undoes_id).where(OperationRow.undoes_id.is_not(None))
    query = select(DecisionRow).where(
        DecisionRow.photo_id == photo_id,
        DecisionRow.restores_id.is_(None),
        DecisionRow.answer != Answer.WITHDRAWN,
        DecisionRow.operation_id.not_in(taken_back),
    )
    return query.order_by(DecisionRow.id.desc())


def _asker(
    rows: Sequence[tuple[DecisionRow, str]], taken_back: Collection[int | None]
) -> str | None:
    """Return who asked about a photo that others only passed since, if somebody did."""
    passed = set()
    for row in _standing_rows(rows, taken_back):
        if row.answer != Answer.SKIP:
            asked = row.answer == Answer.ASK and row.operator not in passed
            return row.operator if asked else None
        passed.add(row.operator)
    return None


def question(session: Session, photo_id: int) -> Decision | None:
    """Return the last decision that put a photo to a colleague, if one did."""
    row = session.scalar(_standing(photo_id).where(DecisionRow.answer == Answer.ASK).limit(1))
    return None if row is None else _decision(row, merges(session))


def last_lines(session: Session, limit: int = 10) -> tuple[DecisionLine, ...]:
    """Return the decisions in force that were made last, newest first, a line a photo."""
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


def in_force(session: Session, photo_ids: Sequence[int]) -> dict[int, Decision]:
    """Return the decisions that count for photos, by the photo's row number."""
    rows = session.scalars(
        select(DecisionRow).where(DecisionRow.photo_id.in_(photo_ids)).order_by(DecisionRow.id)
    )
    latest = {row.photo_id: row for row in rows}
    merged = merges(session)
    said = {i: row for i, row in latest.items() if row.answer != Answer.WITHDRAWN}
    return {i: _decision(row, merged) for i, row in said.items()}
