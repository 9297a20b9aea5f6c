"""Queries on inspections: lots, the photos that are decided unaided, and looks.

Which unaided photos are checks is known here and in `certificates` alone: what leaves them counts
checks, never names them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    case,
    cast,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from hitl_app.domain.certification.bound import LOOKS, Bound, Found
from hitl_app.domain.certification.calibration import Evidence
from hitl_app.domain.certification.inspections import Inspection, InspectionState, Look
from hitl_app.domain.flagging import BINS
from hitl_app.domain.photos import PhotoState
from hitl_app.store.schema import (
    InspectionRow,
    LookRow,
    PhotoRow,
    UnaidedRow,
)
from hitl_app.store.settings import mark_unordered

_UNDER_WAY = (InspectionState.OPENING, InspectionState.OPEN)
DECIDED = PhotoRow.state == PhotoState.DECIDED
WRONG = and_(DECIDED, or_(PhotoRow.label_id.is_(None), PhotoRow.label_id != PhotoRow.suggestion_id))
"""A person called it something else, or no product photo."""


@dataclass(frozen=True, slots=True)
class NewInspection:
    """What an inspection is asked for.

    Attributes:
        version_id: The version whose labels are inspected.
        operator: Who asked.
        threshold: Least confidence of the lot's photos.
        target: Share that must be right.
        confidence: That the certificate shall have.
        level: Chance of a false certificate that each look may take.
        sample: Checks of the first look.
        after_id: Only photos with higher row numbers belong to the lot.
        seed: Of the order in which checks are drawn.
        carries_id: The certificate under which arrivals are to be accepted, if it is for that.
    """

    version_id: int
    operator: str
    threshold: float
    target: float
    confidence: float
    level: float
    sample: int
    after_id: int
    seed: int
    carries_id: int | None = None


def start(session: Session, new: NewInspection, last_id: int) -> int:
    """Record that an inspection is being opened; return its row number."""
    row = InspectionRow(
        state=InspectionState.OPENING,
        version_id=new.version_id,
        operator=new.operator,
        threshold=new.threshold,
        target=new.target,
        confidence=new.confidence,
        level=new.level,
        sample=new.sample,
        after_id=new.after_id,
        last_id=last_id,
        seed=new.seed,
        carries_id=new.carries_id,
        opened_at=datetime.now(UTC),
        closed_at=None,
    )
    session.add(row)
    session.flush()
    return row.id


def mark_lot(session: Session, inspection_id: int, first: int, last: int) -> int:
    """Take the photos numbered first to last that belong to the lot into it; count them."""
    row = session.get_one(InspectionRow, inspection_id)
    marked = session.execute(
        update(PhotoRow)
        .where(
            PhotoRow.id.between(max(first, row.after_id + 1), min(last, row.last_id)),
            *plain(),
            PhotoRow.version_id == row.version_id,
            PhotoRow.suggestion_id.is_not(None),
            PhotoRow.confidence >= row.threshold,
        )
        .values(lot_id=inspection_id)
    )
    return int(marked.rowcount)  # type: ignore[attr-defined]


def drop_from_lot(session: Session, inspection_id: int) -> None:
    """Leave out of a lot what was decided or put off since it was marked.

    People saw then what the network said of it: as a check it would not be unaided. What was scored
    again has left it already.
    """
    waits = PhotoRow.state == PhotoState.WAITING
    settled = PhotoRow.state.in_([state for state in PhotoState if state != PhotoState.WAITING])
    # As the index has it: the many that wait with nobody need not be read.
    for moved in (settled, and_(waits, PhotoRow.hold > 0)):
        session.execute(
            update(PhotoRow).where(PhotoRow.lot_id == inspection_id, moved).values(lot_id=None)
        )


def lot_ids(session: Session, inspection_id: int) -> NDArray[np.int64]:
    """Return the row numbers of a lot's photos, ascending."""
    query = select(PhotoRow.id).where(PhotoRow.lot_id == inspection_id).order_by(PhotoRow.id)
    return np.fromiter(session.scalars(query), np.int64)


def checks_of(session: Session, inspection_id: int, look: int) -> list[int]:
    """Return the checks that a look adds to those before it, if they still wait.

    With 0 for the look, the photos of the lot that are unaided and no checks.
    """
    query = (
        select(UnaidedRow.photo_id)
        .join(PhotoRow, PhotoRow.id == UnaidedRow.photo_id)
        .where(
            UnaidedRow.inspection_id == inspection_id,
            UnaidedRow.look == look,
            PhotoRow.lot_id == inspection_id,
            PhotoRow.state == PhotoState.WAITING,
            PhotoRow.hold == 0,
        )
        .order_by(UnaidedRow.photo_id)
    )
    return list(session.scalars(query))


def queue_places(session: Session, inspection_id: int, limit: int) -> list[float]:
    """Return the places of the photos at the front of the queue that are no photos of the lot."""
    query = select(PhotoRow.place).where(*plain(), _outside(inspection_id))
    return list(session.scalars(query.order_by(PhotoRow.place, PhotoRow.id).limit(limit)))


def company(session: Session, inspection_id: int, checks: int) -> NDArray[np.int64]:
    """Return photos to come up unaided with so many checks: more than enough to choose from.

    They are the least sure, which people have to decide anyway, and so at no cost; where too few
    are left outside of the lot, the least sure of the lot: among checks alone,
    everybody could tell one. Those from outside could be in the lot but for their confidence;
    anything else that they had not in common with it, such as their age or a version that is yet to
    score them, would tell them from checks.
    """
    row = session.get_one(InspectionRow, inspection_id)
    # By confidence, whatever the queue's order is: in order of age or category they would have
    # in common what checks have not.
    query = select(PhotoRow.id).where(*plain()).order_by(PhotoRow.confidence, PhotoRow.id)
    outside = query.where(
        _outside(inspection_id),
        PhotoRow.id.between(row.after_id + 1, row.last_id),
        PhotoRow.version_id == row.version_id,
    )
    found = list(session.scalars(outside.limit(4 * checks)))
    if len(found) < checks:
        mine = query.where(PhotoRow.lot_id == inspection_id)
        found += session.scalars(mine.limit(checks - len(found)))
    return np.array(found, np.int64)


def _outside(inspection_id: int) -> ColumnElement[bool]:
    return or_(PhotoRow.lot_id.is_(None), PhotoRow.lot_id != inspection_id)


def plain() -> tuple[ColumnElement[bool], ...]:
    """Return what a photo is that waits with nobody, the network's opinion in sight."""
    return (
        PhotoRow.state == PhotoState.WAITING,
        PhotoRow.hold == 0,
        PhotoRow.unaided.is_(False),
    )


def add_unaided(session: Session, inspection_id: int, look: int, photo_ids: Sequence[int]) -> None:
    """Add photos to be decided unaided; `look` is 0 for such as are no checks."""
    rows = [{"inspection_id": inspection_id, "photo_id": i, "look": look} for i in photo_ids]
    if rows:
        session.execute(insert(UnaidedRow), rows)


def silence(session: Session, photo_ids: Sequence[int]) -> None:
    """Have photos decided unaided from now on, wherever they stand."""
    rows = [{"id": photo_id, "unaided": True} for photo_id in photo_ids]
    if rows:
        session.execute(update(PhotoRow), rows)


def set_places(session: Session, places: Sequence[tuple[int, float]]) -> None:
    """Move photos to places in the queue."""
    rows = [{"id": photo_id, "place": place} for photo_id, place in places]
    if rows:
        session.execute(update(PhotoRow), rows)


def opened(session: Session, inspection_id: int, lot: int) -> None:
    """Record that the lot is complete and its first checks are drawn."""
    row = session.get_one(InspectionRow, inspection_id)
    row.state, row.lot = InspectionState.OPEN, lot


def under_way(session: Session) -> Inspection | None:
    """Return the inspection that is being opened or open, if there is one."""
    query = select(InspectionRow).where(InspectionRow.state.in_(_UNDER_WAY))
    row = session.scalar(query.order_by(InspectionRow.id.desc()).limit(1))
    return None if row is None else as_inspection(session, row)


def open_one(session: Session) -> Inspection | None:
    """Return the inspection that is open; one whose opening was cut off is not."""
    found = under_way(session)
    return None if found is None or found.state is InspectionState.OPENING else found


def all_inspections(session: Session) -> tuple[Inspection, ...]:
    """Return the inspections, newest first."""
    rows = session.scalars(select(InspectionRow).order_by(InspectionRow.id.desc()))
    return tuple(as_inspection(session, row) for row in rows)


def as_inspection(session: Session, row: InspectionRow) -> Inspection:
    """Return an inspection with its looks, and how many of its unaided photos wait."""
    looks = session.scalars(
        select(LookRow).where(LookRow.inspection_id == row.id).order_by(LookRow.number)
    )
    waits = case((PhotoRow.state == PhotoState.WAITING, 1), else_=0)
    unaided, left = session.execute(
        select(func.count(), func.coalesce(func.sum(waits), 0))
        .select_from(UnaidedRow)
        .join(PhotoRow, PhotoRow.id == UnaidedRow.photo_id)
        .where(UnaidedRow.inspection_id == row.id)
    ).one()
    return Inspection(
        id=row.id,
        state=InspectionState(row.state),
        reason=row.reason,
        version_id=row.version_id,
        threshold=row.threshold,
        target=row.target,
        confidence=row.confidence,
        level=row.level,
        lot=row.lot,
        sample=row.sample,
        after_id=row.after_id,
        seed=row.seed,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        looks=tuple(_look(look) for look in looks),
        unaided=unaided,
        unaided_left=left,
        carries_id=row.carries_id,
    )


def _look(row: LookRow) -> Look:
    return Look(
        number=row.number,
        checks=row.checks,
        wrong=row.wrong,
        left=row.left,
        most_wrong=row.most_wrong,
        stands=row.stands,
        at=row.at,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """How the checks of an inspection stand.

    Attributes:
        checks: Checks drawn.
        wrong: Decided ones that the network had wrong.
        undecided: Checks that nobody has decided.
        held: How many of these were skipped or put to a colleague.
        decided: Photos of the lot that people decided.
        wrong_decided: How many of these the network had wrong.
        left: Photos of the lot that wait and are with nobody.
    """

    checks: int
    wrong: int
    undecided: int
    held: int
    decided: int
    wrong_decided: int
    left: int

    def found(self, lot: int, *, undecided_wrong: bool) -> Found:
        """Return what a look is told, with the undecided checks taken as wrong or as right."""
        wrong = self.wrong + (self.undecided if undecided_wrong else 0)
        # Who is with people stays with people: only the others would be accepted.
        return Found(lot, self.checks, wrong, lot - self.left, self.wrong_decided)


def standing(session: Session, inspection: Inspection) -> Standing:
    """Count how an inspection stands at the look that comes next."""
    number = len(inspection.looks) + 1
    is_check = and_(UnaidedRow.inspection_id == inspection.id, UnaidedRow.look.between(1, number))
    checks, wrong, undecided, held = session.execute(
        select(
            func.count(),
            count_of(WRONG),
            count_of(~DECIDED),
            count_of(and_(~DECIDED, PhotoRow.hold > 0)),
        )
        .select_from(UnaidedRow)
        .join(PhotoRow, PhotoRow.id == UnaidedRow.photo_id)
        .where(is_check)
    ).one()
    # Apart, so that an index alone answers for the many that wait.
    mine = PhotoRow.lot_id == inspection.id
    decided, wrong_decided = session.execute(
        select(func.count(), count_of(WRONG)).where(mine, DECIDED)
    ).one()
    left = session.scalar(
        select(func.count()).where(mine, PhotoRow.state == PhotoState.WAITING, PhotoRow.hold == 0)
    )
    return Standing(checks, wrong, undecided, held, decided, wrong_decided, left or 0)


def count_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Count rows of which something is so, beside other counts of the same rows."""
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def add_look(session: Session, inspection: Inspection, found: Found, bound: Bound) -> Look:
    """Record a look."""
    row = LookRow(
        inspection_id=inspection.id,
        number=len(inspection.looks) + 1,
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
    return _look(row)


def evidence(session: Session, version_id: int | None) -> Evidence:
    """Count by confidence what people said of photos that this version had scored.

    While an inspection is under way its unaided photos are left out: what a proposal says must not
    tell checks from others.
    """
    place = cast(PhotoRow.confidence * BINS, Integer)
    rows = session.execute(
        select(place, func.count(), count_of(WRONG))
        .where(
            DECIDED,
            PhotoRow.version_id == version_id,
            PhotoRow.suggestion_id.is_not(None),
            PhotoRow.unaided.is_(False),
        )
        .group_by(place)
    )
    decided, wrong = np.zeros(BINS, np.int64), np.zeros(BINS, np.int64)
    for index, count, bad in rows:
        decided[min(index, BINS - 1)] += count
        wrong[min(index, BINS - 1)] += bad
    return Evidence(decided, wrong)


def end(session: Session, inspection_id: int, state: InspectionState, reason: str = "") -> None:
    """End an inspection; what waited unaided goes back to its place with the network's opinion."""
    row = session.get_one(InspectionRow, inspection_id)
    row.state, row.reason, row.closed_at = state, reason, datetime.now(UTC)
    theirs = select(UnaidedRow.photo_id).where(UnaidedRow.inspection_id == inspection_id)
    session.execute(
        update(PhotoRow)
        .where(PhotoRow.id.in_(theirs))
        .values(unaided=False, place=PhotoRow.confidence)
    )
    mark_unordered(session)


def close_open(session: Session, reason: str) -> bool:
    """Close the inspection that is under way, if there is one; its decisions stay."""
    inspection = under_way(session)
    if inspection is not None:
        end(session, inspection.id, InspectionState.CLOSED, reason)
    return inspection is not None


def close_restored(session: Session) -> bool:
    """Close the inspection that a restored backup holds under way, if it does.

    After the backup was made its checks may have been decided, looked at and shown with what the
    network said of them: all looks that it had left count as spent.
    """
    inspection = under_way(session)
    if inspection is None:
        return False
    end(session, inspection.id, InspectionState.CLOSED, "restored")
    row = session.get_one(InspectionRow, inspection.id)
    if inspection.carries_id is None:
        row.unseen_looks = len(LOOKS) - len(inspection.looks)
    return True
