"""Decisions and operations: append-only, the last decision of a photo is in force."""

from collections.abc import Sequence

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from hitl_app.domain.decisions import Answer, Decision, Operation, OperationKind
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.review import DecisionLine
from hitl_app.store.categories import merges
from hitl_app.store.conditions import UNDONE
from hitl_app.store.schema import (
    DecisionRow,
    LabelImportRow,
    LotLabelRow,
    OperationRow,
    PhotoRow,
    ThumbnailRow,
)


def _decision(row: DecisionRow, merged: dict[int, int]) -> Decision:
    """Return the decision with merges applied: the row itself keeps the original category."""
    recorded = row.category_id
    return Decision(
        id=row.id,
        operation_id=row.operation_id,
        photo_id=row.photo_id,
        answer=Answer(row.answer),
        category_id=None if recorded is None else merged.get(recorded, recorded),
        operator=row.operator,
        at=row.at,
        suggestion_id=row.suggestion_id,
        note=row.note or "",
    )


def last_row(session: Session, photo_id: int) -> DecisionRow | None:
    """Return the last decision of a photo, also a withdrawn one."""
    return session.scalar(
        select(DecisionRow)
        .where(DecisionRow.photo_id == photo_id)
        .order_by(DecisionRow.id.desc())
        .limit(1)
    )


def decision_in_force(session: Session, photo_id: int) -> Decision | None:
    """Return the decision in force for a photo, if any."""
    row = last_row(session, photo_id)
    if row is None or row.answer == Answer.WITHDRAWN:
        return None
    return _decision(row, merges(session))


def last_decision(session: Session) -> int:
    """Return the highest number of a decision, 0 if there is none."""
    return session.scalar(select(func.max(DecisionRow.id))) or 0


def is_undone(session: Session, operation_id: int) -> bool:
    """Return True if an operation was undone."""
    query = select(OperationRow.id).where(OperationRow.undoes_id == operation_id)
    return session.scalar(query) is not None


def undoable(session: Session, operator: str, number: int | None = None) -> Operation | None:
    """Return the operation that this operator would undo next, if any, or could undo by number."""
    undo = aliased(OperationRow)
    given = () if number is None else (OperationRow.id == number,)
    row = session.scalar(
        select(OperationRow)
        .outerjoin(undo, undo.undoes_id == OperationRow.id)
        .where(
            OperationRow.operator == operator,
            OperationRow.kind != OperationKind.UNDO,
            undo.id.is_(None),
            *given,
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


def operators(session: Session) -> list[str]:
    """Return the operators whose labels were imported, and then those who made an operation."""
    imports = select(LabelImportRow.operation_id).where(LabelImportRow.operation_id.is_not(None))
    imported = select(DecisionRow.operator).where(DecisionRow.operation_id.in_(imports))
    return [
        *session.scalars(imported.distinct()),
        *session.scalars(select(OperationRow.operator).distinct()),
    ]


def photos_of(session: Session, operation_id: int) -> list[int]:
    """Return the photos of an operation."""
    query = select(DecisionRow.photo_id).where(DecisionRow.operation_id == operation_id)
    return list(session.scalars(query.distinct().order_by(DecisionRow.photo_id)))


def _current(photo_id: int) -> Select[DecisionRow]:
    """Select a photo's decisions whose operations were not undone, the last one first."""
    query = select(DecisionRow).where(
        DecisionRow.photo_id == photo_id,
        DecisionRow.restores_id.is_(None),
        DecisionRow.answer != Answer.WITHDRAWN,
        DecisionRow.operation_id.not_in(UNDONE),
    )
    return query.order_by(DecisionRow.id.desc())


def question(session: Session, photo_id: int) -> Decision | None:
    """Return the last decision that asked a colleague about a photo, if any."""
    row = session.scalar(_current(photo_id).where(DecisionRow.answer == Answer.ASK).limit(1))
    return None if row is None else _decision(row, merges(session))


def last_lines(session: Session, limit: int = 10) -> tuple[DecisionLine, ...]:
    """Return the last decisions in force, newest first, one per photo."""
    later = aliased(DecisionRow)
    rows = session.execute(
        select(DecisionRow, PhotoRow.first_path, ThumbnailRow.encoded)
        .join(PhotoRow, PhotoRow.id == DecisionRow.photo_id)
        .join(ThumbnailRow, ThumbnailRow.photo_id == DecisionRow.photo_id)
        .where(
            DecisionRow.answer != Answer.WITHDRAWN,
            DecisionRow.restores_id.is_(None),
            # Set aside for an audit: it is hidden until the photo is decided.
            ~and_(
                PhotoRow.blind,
                PhotoRow.state == PhotoState.TO_REVIEW,
                DecisionRow.id.in_(
                    select(LotLabelRow.decision_id).where(
                        LotLabelRow.photo_id == DecisionRow.photo_id
                    )
                ),
            ),
            # An undo restates an earlier decision, which is in force again at its own place.
            DecisionRow.id
            == select(func.coalesce(later.restores_id, later.id))
            .where(later.photo_id == DecisionRow.photo_id)
            .order_by(later.id.desc())
            .limit(1)
            .scalar_subquery(),
        )
        .order_by(DecisionRow.id.desc())
        .limit(limit)
    )
    merged = merges(session)
    return tuple(DecisionLine(_decision(row, merged), path, encoded) for row, path, encoded in rows)


def in_force(session: Session, photo_ids: Sequence[int]) -> dict[int, Decision]:
    """Return the decisions in force for photos, by row number."""
    rows = session.scalars(
        select(DecisionRow).where(DecisionRow.photo_id.in_(photo_ids)).order_by(DecisionRow.id)
    )
    latest = {row.photo_id: row for row in rows}
    merged = merges(session)
    valid = {i: row for i, row in latest.items() if row.answer != Answer.WITHDRAWN}
    return {i: _decision(row, merged) for i, row in valid.items()}
