"""Record decisions in few statements: the operator waits for the next photo."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, Integer, Select, Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from hitl_app.domain.decisions import Answer, OperationKind
from hitl_app.domain.errors import KnownError
from hitl_app.domain.photos import PhotoState
from hitl_app.store.categories import merges, offered
from hitl_app.store.decisions.consequences import (
    HOLD_OF,
    Change,
    Facts,
    NewDecision,
    asker,
    change_by,
    more_decided,
    photo_after,
)
from hitl_app.store.decisions.decisions import last_decision, last_row
from hitl_app.store.engine.inserting import insert_rows
from hitl_app.store.schema import CategoryRow, DecisionRow, OperationRow, OpinionRow, PhotoRow

# Tables, not rows: the operator waits for the next photo, and SQLAlchemy's unit of work would
# double the time.
_PHOTOS, _DECISIONS, _OPERATIONS = (
    cast("Table", row.__table__) for row in (PhotoRow, DecisionRow, OperationRow)
)
_FACTS = tuple(_PHOTOS.c[name] for name in Facts._fields)
_CIRCUMSTANCES: Select[Any] = select(
    *_FACTS,
    offered(bindparam("category", type_=Integer)).scalar_subquery(),
    select(CategoryRow.id).where(CategoryRow.merged_into_id.is_not(None)).exists(),
    select(OpinionRow.photo_id).where(OpinionRow.photo_id == bindparam("photo")).exists(),
).where(_PHOTOS.c.id == bindparam("photo"))
_CLOSE: Final = 4
_MANY: Final = 50
"""Decisions from which on one statement updates all photos."""
_LABEL = (
    update(_PHOTOS)
    .where(
        _DECISIONS.c.photo_id == _PHOTOS.c.id,
        _DECISIONS.c.id.between(bindparam("first"), bindparam("last")),
    )
    .values(
        state=PhotoState.REVIEWED,
        hold=0,
        label_id=_DECISIONS.c.category_id,
        decided_at=_DECISIONS.c.at,
        decided_by=_DECISIONS.c.operator,
        shown_id=_DECISIONS.c.suggestion_id,
        certificate_id=None,
        asked_by=None,
    )
)
_INSERT_OPERATION, _INSERT_DECISION = insert(_OPERATIONS), insert(_DECISIONS)
_UPDATE_PHOTO = update(_PHOTOS).where(_PHOTOS.c.id == bindparam("photo"))
_COUNT_DECIDED = (
    update(_OPERATIONS)
    .where(_OPERATIONS.c.id == bindparam("operation"))
    .values(decided=_OPERATIONS.c.decided + bindparam("more"))
)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Data needed before one decision at a window."""

    photo: Facts
    offered: bool | None
    merged: bool
    doubted: bool


def circumstances(session: Session, photo_id: int, category_id: int | None) -> Circumstances:
    """Query all circumstances at once: the operator waits for the next photo.

    Raises:
        KnownError: Code `photo-unknown`.
    """
    asked = {"photo": photo_id, "category": category_id}
    found = session.connection().execute(_CIRCUMSTANCES, asked).first()
    if found is None:
        raise KnownError("photo-unknown", photo=photo_id)
    return Circumstances(Facts(*found[: len(_FACTS)]), *found[len(_FACTS) :])


def facts_of(session: Session, photo_ids: Sequence[int]) -> dict[int, Facts]:
    """Return the facts that decisions depend on, by row number."""
    query = select(_PHOTOS.c.id, *_FACTS).where(among(_PHOTOS.c.id, photo_ids))
    wanted = set(photo_ids)
    rows = session.connection().execute(query).all()
    return {number: Facts(*rest) for number, *rest in rows if number in wanted}


def among(column: ColumnElement[int], ids: Sequence[int]) -> ColumnElement[bool]:
    """Select row numbers, and where they are close to each other those between them too.

    A range takes a fraction of the time of a list.
    """
    if not ids or max(ids) - min(ids) >= _CLOSE * len(ids):
        return column.in_(ids)
    return column.between(min(ids), max(ids))


def add_operation(
    session: Session,
    kind: OperationKind,
    operator: str,
    photos: int,
    *,
    at: datetime | None = None,
    decided: int = 0,
) -> int:
    """Begin an operation; return its row number."""
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


def resize(session: Session, operation_id: int, photos: int) -> None:
    """Set the final number of photos of an operation."""
    session.get_one(OperationRow, operation_id).photos = photos


def record_one(
    session: Session,
    operator: str,
    new: NewDecision,
    known: Circumstances,
    threshold: float | None,
) -> int:
    """Record one decision made at a window, as an operation of its own; return its row number."""
    now = datetime.now(UTC)
    merged = merges(session) if known.merged else {}
    change = change_by(known.photo, new, operator, now, threshold, merged)
    kind = OperationKind.WINDOW
    operation = add_operation(session, kind, operator, 1, at=now, decided=change.decided)
    _write(session, operation, [change])
    return operation


def record(
    session: Session,
    operation_id: int,
    decisions: Sequence[NewDecision],
    threshold: float | None,
) -> None:
    """Record decisions of an operation and set the photos' public state.

    A skipped photo that was accepted is to review again.

    Raises:
        KnownError: Code `photo-unknown`.
    """
    operation = session.get_one(OperationRow, operation_id)
    # One query, because the lock is held.
    photos = facts_of(session, [new.photo_id for new in decisions])
    merged = merges(session)
    changes = []
    for new in decisions:
        if new.photo_id not in photos:
            raise KnownError("photo-unknown", photo=new.photo_id)
        photo = photos[new.photo_id]
        operator, at = new.operator or operation.operator, new.at or operation.at
        changes.append(change_by(photo, new, operator, at, threshold, merged))
    write_changes(session, operation_id, changes)


def write_changes(session: Session, operation_id: int, changes: Sequence[Change]) -> None:
    """Write changes of an operation, and add up reviewed photos."""
    if not changes:
        return
    _write(session, operation_id, changes)
    more = sum(change.decided for change in changes)
    session.connection().execute(_COUNT_DECIDED, {"operation": operation_id, "more": more})


def _write(session: Session, operation_id: int, changes: Sequence[Change]) -> None:
    session.flush()
    connection = session.connection()
    rows = [{"operation_id": operation_id, **change.decision} for change in changes]
    are_many = len(changes) >= _MANY
    before = last_decision(session) if are_many else 0
    if are_many:
        insert_rows(session, _DECISIONS, rows)
    else:
        connection.execute(_INSERT_DECISION, rows)
    if are_many and _are_plain(changes):
        # One statement a photo would take twice as long. The lock is held, so that no other
        # decision has a number above the last one.
        connection.execute(_LABEL, {"first": before + 1, "last": last_decision(session)})
    else:
        after = [{"photo": change.decision["photo_id"], **change.photo} for change in changes]
        connection.execute(_UPDATE_PHOTO, after)
    # Rows in the session's identity map are outdated.
    session.expire_all()


def _are_plain(changes: Sequence[Change]) -> bool:
    photos = {change.decision["photo_id"] for change in changes}
    return len(photos) == len(changes) and all(change.is_plain for change in changes)


def stand_again(session: Session, photo_id: int) -> None:
    """Set a photo's state by its decision in force, which had been set aside."""
    row = last_row(session, photo_id)
    if row is None:
        return
    photo = session.get_one(PhotoRow, photo_id)
    before = photo.state
    decision = {name: getattr(row, name) for name in _DECISIONS.columns.keys()}  # noqa: SIM118 - not a dictionary
    after = photo_after(photo, decision, None, merges(session))
    for name, value in {**after, "asked_by": asker(decision)}.items():
        setattr(photo, name, value)
    operation = session.get_one(OperationRow, row.operation_id)
    operation.decided += more_decided(before, photo.state)


def set_aside(session: Session, photo: PhotoRow) -> None:
    """Return a photo to review, blind, for another operator, whatever its decision."""
    row = last_row(session, photo.id)
    if row is not None and photo.state == PhotoState.REVIEWED:
        session.get_one(OperationRow, row.operation_id).decided -= 1
    photo.state, photo.hold, photo.blind = PhotoState.TO_REVIEW, HOLD_OF[Answer.ASK], True
    photo.label_id = photo.decided_at = photo.decided_by = photo.shown_id = None
