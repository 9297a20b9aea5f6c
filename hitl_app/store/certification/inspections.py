"""Queries on inspections: start, state and end."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import case, func, select, update
from sqlalchemy.orm import Session

from hitl_app.domain.certification.bound import STAGES, Bound, Found
from hitl_app.domain.certification.inspections import Inspection, InspectionState, Stage
from hitl_app.store.certification import audit_counts, audits
from hitl_app.store.conditions import WAITS
from hitl_app.store.schema import BlindRow, InspectionRow, LabelImportRow, PhotoRow, StageRow
from hitl_app.store.values import mark_unordered

_UNDER_WAY = (InspectionState.OPENING, InspectionState.OPEN)
_INSPECTION = Inspection.__dataclass_fields__.keys() & InspectionRow.__table__.c.keys()


def start(session: Session, last_id: int, **asked: Any) -> int:
    """Record that an inspection is being opened; return its row number."""
    row = InspectionRow(
        **asked,
        state=InspectionState.OPENING,
        last_id=last_id,
        opened_at=datetime.now(UTC),
    )
    session.add(row)
    session.flush()
    return row.id


def opened(session: Session, inspection_id: int, lot: int) -> None:
    """Record that the lot is complete and its first checks are drawn."""
    row = session.get_one(InspectionRow, inspection_id)
    row.state, row.lot = InspectionState.OPEN, lot


def audit_opened(session: Session, inspection_id: int, lot: int, last_id: int) -> None:
    """Record the same of an audit, with its annotators and the highest photo among its decoys."""
    opened(session, inspection_id, lot)
    row = session.get_one(InspectionRow, inspection_id)
    row.annotators = [*audits.annotators(session, inspection_id)]
    row.last_id = last_id


def under_way(session: Session) -> Inspection | None:
    """Return the inspection that is being opened or open, if there is one."""
    query = select(InspectionRow).where(InspectionRow.state.in_(_UNDER_WAY))
    row = session.scalar(query.order_by(InspectionRow.id.desc()).limit(1))
    return None if row is None else as_inspection(session, row)


def open_one(session: Session) -> Inspection | None:
    """Return the open inspection; one whose opening was interrupted is not open."""
    found = under_way(session)
    return None if found is None or found.state is InspectionState.OPENING else found


def as_inspection(session: Session, row: InspectionRow) -> Inspection:
    """Return an inspection with its stages and its number of blind photos to review."""
    stages = session.scalars(
        select(StageRow).where(StageRow.inspection_id == row.id).order_by(StageRow.number)
    ).all()
    waits = case((WAITS, 1), else_=0)
    # Checks of an audit's later stages are not set aside yet.
    late = row.label_import_id is not None
    now = len(stages) + 1 if late else len(STAGES)
    blind, left = session.execute(
        select(func.count(), func.coalesce(func.sum(waits), 0))
        .select_from(BlindRow)
        .join(PhotoRow, PhotoRow.id == BlindRow.photo_id)
        .where(BlindRow.inspection_id == row.id, BlindRow.stage <= now)
    ).one()
    found = {name: getattr(row, name) for name in _INSPECTION} | {
        "state": InspectionState(row.state),
        "stages": tuple(_stage(stage) for stage in stages),
    }
    return Inspection(**found, blind=blind, blind_left=left)


def _stage(row: StageRow) -> Stage:
    return Stage(**{name: getattr(row, name) for name in Stage.__dataclass_fields__})


def add_stage(session: Session, inspection: Inspection, found: Found, bound: Bound) -> Stage:
    """Record a stage."""
    row = StageRow(
        inspection_id=inspection.id,
        number=len(inspection.stages) + 1,
        checks=found.checks,
        wrong=found.wrong,
        decided=found.decided,
        wrong_decided=found.wrong_decided,
        left=bound.left,
        most_wrong=bound.most_wrong,
        stands=bound.stands,
        at=datetime.now(UTC),
    )
    session.add(row)
    session.flush()
    return _stage(row)


def end(session: Session, inspection_id: int, state: InspectionState, reason: str = "") -> None:
    """End an inspection; its blind photos return to their places, with suggestions.

    Labels that were set aside for an audit are put back. An audit of which checks were decided uses
    all stages that were drawn for it, unless it passed: who knows the labels knows how many are
    wrong so far. Without that, later stages would take place only after earlier ones with few wrong
    checks, by cancelling the others, and more of their bounds would be wrong than they may.
    """
    row = session.get_one(InspectionRow, inspection_id)
    if row.label_import_id is not None:
        if state is not InspectionState.PASSED and audit_counts.has_begun(session, inspection_id):
            made = len(as_inspection(session, row).stages)
            row.unknown_stages = audit_counts.stages_drawn(session, inspection_id) - made
        audits.put_back(session, inspection_id)
    row.state, row.reason, row.closed_at = state, reason, datetime.now(UTC)
    theirs = select(BlindRow.photo_id).where(BlindRow.inspection_id == inspection_id)
    session.execute(
        update(PhotoRow)
        .where(PhotoRow.id.in_(theirs))
        .values(blind=False, place=PhotoRow.confidence)
    )
    mark_unordered(session)


def close_open(session: Session, reason: str) -> bool:
    """Close the inspection that is under way, if there is one; its decisions stay."""
    inspection = under_way(session)
    if inspection is not None:
        end(session, inspection.id, InspectionState.CLOSED, reason)
    return inspection is not None


def close_of_import(session: Session, operation_id: int) -> bool:
    """Close the audit under way of the labels that an operation imported, if there is one."""
    inspection = under_way(session)
    if inspection is None or inspection.label_import_id is None:
        return False
    audited = session.get_one(LabelImportRow, inspection.label_import_id).operation_id
    if audited == operation_id:
        end(session, inspection.id, InspectionState.CLOSED, "import-undone")
    return audited == operation_id


def close_restored(session: Session) -> bool:
    """Close the inspection that was under way in a restored backup, if any.

    After the backup its checks may have been shown with their suggestions: all remaining stages
    count as spent.
    """
    inspection = under_way(session)
    if inspection is None:
        return False
    end(session, inspection.id, InspectionState.CLOSED, "restored")
    row = session.get_one(InspectionRow, inspection.id)
    if inspection.extends_id is None:
        row.unknown_stages = len(STAGES) - len(inspection.stages)
    return True
