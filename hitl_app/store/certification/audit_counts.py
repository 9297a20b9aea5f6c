"""Counts on audits of imported labels: checks, labels in force, and audits that share photos."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from hitl_app.domain.certification.auditing import AuditCounts
from hitl_app.store.certification.lot_labels import (
    CATEGORY,
    EQUAL,
    IN_FORCE,
    LAST,
    WRONG_NOW,
    blind_of,
    labels_with,
)
from hitl_app.store.conditions import REVIEWED, WAITS, count_of
from hitl_app.store.schema import BlindRow, DecisionRow, LabelImportRow, LotLabelRow, PhotoRow

_MANY = 500


def count_checks(session: Session, inspection_id: int, stage: int) -> AuditCounts:
    """Count the checks of an audit up to a stage."""
    checks, wrong, decided = _count(session, inspection_id, BlindRow.stage.between(1, stage))
    return AuditCounts(checks, wrong, checks - decided)


def has_begun(session: Session, inspection_id: int) -> bool:
    """Return True if a check of an audit was decided."""
    return _count(session, inspection_id, BlindRow.stage > 0)[2] > 0


def stages_drawn(session: Session, inspection_id: int) -> int:
    """Return for how many stages checks of an audit were drawn."""
    query = select(func.max(BlindRow.stage)).where(BlindRow.inspection_id == inspection_id)
    return session.scalar(query) or 0


def _count(
    session: Session, inspection_id: int, stages: ColumnElement[bool]
) -> tuple[int, int, int]:
    """Count checks, those that were wrong, and those that were decided.

    A restored label is no decision of a check, also before it is set aside again.
    """
    ids = session.scalars(blind_of(inspection_id).where(stages)).all()
    wrong = decided = 0
    # By their numbers: the lot may be a thousand times as large.
    for start in range(0, len(ids), _MANY):
        query = labels_with(
            count_of(and_(~IN_FORCE, REVIEWED, ~EQUAL)), count_of(and_(~IN_FORCE, REVIEWED))
        ).where(
            LotLabelRow.inspection_id == inspection_id,
            LotLabelRow.photo_id.in_(ids[start : start + _MANY]),
        )
        more_wrong, more_decided = session.execute(query).one()
        wrong += int(more_wrong)
        decided += int(more_decided)
    return len(ids), wrong, decided


def _is_covered() -> ColumnElement[bool]:
    """Return the condition that a photo has the label of the lot, or has it set aside."""
    return or_(and_(REVIEWED, EQUAL), and_(WAITS, PhotoRow.blind, IN_FORCE))


def now_of(session: Session, inspection_id: int) -> tuple[int, int]:
    """Count the labels of a lot that are in force, and those that people found wrong since.

    Labels that another import replaced, and duplicates that were dropped, are neither.
    """
    imports = select(LabelImportRow.operation_id).where(LabelImportRow.operation_id.is_not(None))
    by_people = and_(WRONG_NOW, LAST.operation_id.not_in(imports))
    query = labels_with(count_of(_is_covered()), count_of(by_people))
    covered, wrong = session.execute(query.where(LotLabelRow.inspection_id == inspection_id)).one()
    return int(covered), int(wrong)


def labels_after(
    session: Session, inspection_id: int, photo_id: int, limit: int
) -> Sequence[Row[int, str, str, int | None, str]]:
    """Return labels of a lot that are in force, a page behind a row number.

    Returns:
        Of each the row number, hash, path, category and operator; without a category it is no
        photo of a product.
    """
    query = (
        labels_with(
            PhotoRow.id, PhotoRow.sha256, PhotoRow.first_path, CATEGORY, DecisionRow.operator
        )
        .where(
            LotLabelRow.inspection_id == inspection_id,
            LotLabelRow.photo_id > photo_id,
            _is_covered(),
        )
        .order_by(LotLabelRow.photo_id)
        .limit(limit)
    )
    return session.execute(query).all()


def sharing(session: Session, photos: Select[int]) -> list[int]:
    """Return the audits whose lots hold a photo of these."""
    query = select(LotLabelRow.inspection_id).where(LotLabelRow.photo_id.in_(photos)).distinct()
    return list(session.scalars(query))
