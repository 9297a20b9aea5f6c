"""Queries on the remaining error budget of certificates of the same photos.

Photos up to the last draw of one generation share six stages and one confidence; those that came
later have their own.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from hitl_app.domain.certification.bound import STAGES_ALLOWED
from hitl_app.store.schema import InspectionRow, StageRow

# Stages for drift prove no bound, and so spend no error budget; audits have budgets of their own.
_BOUNDS = and_(InspectionRow.extends_id.is_(None), InspectionRow.label_import_id.is_(None))
_STAGES_MADE = (
    select(func.count())
    .where(StageRow.inspection_id == InspectionRow.id)
    .correlate(InspectionRow)
    .scalar_subquery()
)
_SPENT = (
    or_(
        select(StageRow.inspection_id).where(StageRow.inspection_id == InspectionRow.id).exists(),
        InspectionRow.unknown_stages > 0,
    ),
    _BOUNDS,
)


def stages_left(session: Session, after_id: int) -> int:
    """Return the stages that are left for photos with higher row numbers than this."""
    made = (
        select(func.count())
        .select_from(StageRow)
        .join(InspectionRow, InspectionRow.id == StageRow.inspection_id)
        .where(InspectionRow.last_id > after_id, _BOUNDS)
    )
    unseen = select(func.sum(InspectionRow.unknown_stages)).where(
        InspectionRow.last_id > after_id, _BOUNDS
    )
    return STAGES_ALLOWED - (session.scalar(made) or 0) - (session.scalar(unseen) or 0)


def level_spent(session: Session, after_id: int) -> tuple[float, float]:
    """Add up the chances of error that stages at photos behind a row number have taken.

    Returns:
        Their sum, and the highest confidence that any of their inspections promises; 0 without one.
    """
    _, spent, confidence = _spent(session, InspectionRow.last_id > after_id, _BOUNDS)
    return spent, confidence


def spent_by(session: Session, inspections: Collection[int]) -> tuple[int, float, float]:
    """Add up the stages of some inspections, their chances of error, and the highest confidence.

    Stages count that were made, and those that were ended by a cancellation or lost by a restored
    backup.
    """
    return _spent(session, InspectionRow.id.in_(inspections))


def _spent(session: Session, *which: ColumnElement[bool]) -> tuple[int, float, float]:
    stages, spent, confidence = 0, 0.0, 0.0
    rows = session.execute(
        select(
            InspectionRow.level,
            InspectionRow.confidence,
            _STAGES_MADE + InspectionRow.unknown_stages,
        ).where(*which)
    )
    for level, promised, count in rows:
        stages += count
        spent += level * count
        confidence = max(confidence, promised if count else 0.0)
    return stages, spent, confidence


def generations(session: Session) -> list[int]:
    """Return the row numbers after which photos had stages of their own, ascending."""
    return sorted({0, *session.scalars(select(InspectionRow.after_id).where(*_SPENT))})


def last_drawn_id(session: Session) -> int:
    """Return the highest photo that any lot could have held; later photos are new arrivals."""
    return session.scalar(select(func.max(InspectionRow.last_id)).where(*_SPENT)) or 0
