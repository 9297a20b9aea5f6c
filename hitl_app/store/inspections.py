"""Queries on inspections: lots, the photos that are decided unaided, looks and certificates.

Which unaided photos are checks is known here and nowhere else: what leaves this module counts them,
never names them.
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
    not_,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from hitl_app.domain.catalogue import CARRIED, CERTIFIED
from hitl_app.domain.doubts import Evidence
from hitl_app.domain.entities import Certificate, Inspection, InspectionState, Look, PhotoState
from hitl_app.domain.flagging import BINS
from hitl_app.domain.inspection import LOOKS, Bound, Found
from hitl_app.store.schema import (
    CertificateRow,
    DecisionRow,
    InspectionRow,
    LookRow,
    NetworkVersionRow,
    PhotoRow,
    UnaidedRow,
)
from hitl_app.store.settings import mark_unordered

_UNDER_WAY = (InspectionState.OPENING, InspectionState.OPEN)
_DECIDED = PhotoRow.state == PhotoState.DECIDED
# A person called it something else, or no product photo.
_WRONG = and_(
    _DECIDED, or_(PhotoRow.label_id.is_(None), PhotoRow.label_id != PhotoRow.suggestion_id)
)


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
    """Records that an inspection is being opened; gives its row number."""
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
    """Takes the photos numbered first to last that belong to the lot into it; counts them."""
    row = session.get_one(InspectionRow, inspection_id)
    marked = session.execute(
        update(PhotoRow)
        .where(
            PhotoRow.id.between(max(first, row.after_id + 1), min(last, row.last_id)),
            *_may_be_inspected(row),
        )
        .values(lot_id=inspection_id)
    )
    return int(marked.rowcount)  # type: ignore[attr-defined]


def drop_from_lot(session: Session, inspection_id: int) -> None:
    """Leaves out of a lot what was decided, put off or scored again since it was marked.

    People saw then what the network said of it: as a check it would not be unaided.
    """
    row = session.get_one(InspectionRow, inspection_id)
    stands = and_(*_may_be_inspected(row))
    mine = PhotoRow.lot_id == inspection_id
    session.execute(update(PhotoRow).where(mine, not_(stands)).values(lot_id=None))


def _may_be_inspected(row: InspectionRow) -> tuple[ColumnElement[bool], ...]:
    """What a photo of a lot has to be when its checks are drawn."""
    return (
        *_plain(),
        PhotoRow.version_id == row.version_id,
        PhotoRow.suggestion_id.is_not(None),
        PhotoRow.confidence >= row.threshold,
    )


def lot_ids(session: Session, inspection_id: int) -> NDArray[np.int64]:
    """Gives the row numbers of a lot's photos, ascending."""
    query = select(PhotoRow.id).where(PhotoRow.lot_id == inspection_id).order_by(PhotoRow.id)
    return np.fromiter(session.scalars(query), np.int64)


def checks_of(session: Session, inspection_id: int, look: int) -> list[int]:
    """Gives the checks that a look adds to those before it, if they still wait.

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
    """Gives the places of the photos at the front of the queue that are no photos of the lot."""
    query = select(PhotoRow.place).where(*_plain(), _outside(inspection_id))
    return list(session.scalars(query.order_by(PhotoRow.place, PhotoRow.id).limit(limit)))


def company(session: Session, inspection_id: int, checks: int) -> NDArray[np.int64]:
    """Gives photos to come up unaided with so many checks: more than enough to choose from.

    They are the least sure, which people have to decide anyway, and so at no cost; where too few
    are left outside of the lot, the least sure of the lot: among checks alone,
    everybody could tell one. Those from outside could be in the lot but for their confidence;
    anything else that they had not in common with it, such as their age or a version that is yet to
    score them, would tell them from checks.
    """
    row = session.get_one(InspectionRow, inspection_id)
    # By confidence, whatever the queue's order is: in order of age or category they would have
    # in common what checks have not.
    query = select(PhotoRow.id).where(*_plain()).order_by(PhotoRow.confidence, PhotoRow.id)
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


def _plain() -> tuple[ColumnElement[bool], ...]:
    return (
        PhotoRow.state == PhotoState.WAITING,
        PhotoRow.hold == 0,
        PhotoRow.unaided.is_(False),
    )


def add_unaided(session: Session, inspection_id: int, look: int, photo_ids: Sequence[int]) -> None:
    """Adds photos to be decided unaided; `look` is 0 for such as are no checks."""
    rows = [{"inspection_id": inspection_id, "photo_id": i, "look": look} for i in photo_ids]
    if rows:
        session.execute(insert(UnaidedRow), rows)


def silence(session: Session, photo_ids: Sequence[int]) -> None:
    """Has photos decided unaided from now on, wherever they stand."""
    rows = [{"id": photo_id, "unaided": True} for photo_id in photo_ids]
    if rows:
        session.execute(update(PhotoRow), rows)


def set_places(session: Session, places: Sequence[tuple[int, float]]) -> None:
    """Moves photos to places in the queue."""
    rows = [{"id": photo_id, "place": place} for photo_id, place in places]
    if rows:
        session.execute(update(PhotoRow), rows)


def opened(session: Session, inspection_id: int, lot: int) -> None:
    """Records that the lot is complete and its first checks are drawn."""
    row = session.get_one(InspectionRow, inspection_id)
    row.state, row.lot = InspectionState.OPEN, lot


def under_way(session: Session) -> Inspection | None:
    """Gives the inspection that is being opened or open, if there is one."""
    query = select(InspectionRow).where(InspectionRow.state.in_(_UNDER_WAY))
    row = session.scalar(query.order_by(InspectionRow.id.desc()).limit(1))
    return None if row is None else _inspection(session, row)


def all_inspections(session: Session) -> tuple[Inspection, ...]:
    """Gives the inspections, newest first."""
    rows = session.scalars(select(InspectionRow).order_by(InspectionRow.id.desc()))
    return tuple(_inspection(session, row) for row in rows)


def _inspection(session: Session, row: InspectionRow) -> Inspection:
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
        """What a look is told, with the undecided checks taken as wrong or as right."""
        wrong = self.wrong + (self.undecided if undecided_wrong else 0)
        # Who is with people stays with people: only the others would be accepted.
        return Found(lot, self.checks, wrong, lot - self.left, self.wrong_decided)


def standing(session: Session, inspection: Inspection) -> Standing:
    """Counts how an inspection stands at the look that comes next."""
    number = len(inspection.looks) + 1
    is_check = and_(UnaidedRow.inspection_id == inspection.id, UnaidedRow.look.between(1, number))
    checks, wrong, undecided, held = session.execute(
        select(
            func.count(),
            _sum(_WRONG),
            _sum(~_DECIDED),
            _sum(and_(~_DECIDED, PhotoRow.hold > 0)),
        )
        .select_from(UnaidedRow)
        .join(PhotoRow, PhotoRow.id == UnaidedRow.photo_id)
        .where(is_check)
    ).one()
    # Apart, so that an index alone answers for the many that wait.
    mine = PhotoRow.lot_id == inspection.id
    decided, wrong_decided = session.execute(
        select(func.count(), _sum(_WRONG)).where(mine, _DECIDED)
    ).one()
    left = session.scalar(
        select(func.count()).where(mine, PhotoRow.state == PhotoState.WAITING, PhotoRow.hold == 0)
    )
    return Standing(checks, wrong, undecided, held, decided, wrong_decided, left or 0)


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def add_look(session: Session, inspection: Inspection, found: Found, bound: Bound) -> Look:
    """Records a look."""
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
    """Counts by confidence what people said of photos that this version had scored.

    While an inspection is under way its unaided photos are left out: what a proposal says must not
    tell checks from others.
    """
    place = cast(PhotoRow.confidence * BINS, Integer)
    rows = session.execute(
        select(place, func.count(), _sum(_WRONG))
        .where(
            _DECIDED,
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


def looks_spent(session: Session, after_id: int) -> int:
    """Counts the looks at lots that held photos with higher row numbers than this."""
    made = (
        select(func.count())
        .select_from(LookRow)
        .join(InspectionRow, InspectionRow.id == LookRow.inspection_id)
        # Looks for drift prove nothing, and so can prove nothing that is false.
        .where(InspectionRow.last_id > after_id, InspectionRow.carries_id.is_(None))
    )
    unseen = select(func.sum(InspectionRow.unseen_looks)).where(InspectionRow.last_id > after_id)
    return (session.scalar(made) or 0) + (session.scalar(unseen) or 0)


def level_spent(session: Session, after_id: int) -> tuple[float, float]:
    """Adds up the chances of error that looks at photos behind a row number have taken.

    Returns:
        Their sum, and the highest confidence that any of their inspections promises; 0 without one.
    """
    looks = (
        select(func.count())
        .where(LookRow.inspection_id == InspectionRow.id)
        .correlate(InspectionRow)
        .scalar_subquery()
    )
    spent, confidence = 0.0, 0.0
    rows = session.execute(
        select(InspectionRow.level, InspectionRow.confidence, looks + InspectionRow.unseen_looks)
        # Looks for drift prove nothing, and so can prove nothing that is false.
        .where(InspectionRow.last_id > after_id, InspectionRow.carries_id.is_(None))
    )
    for level, promised, count in rows:
        spent += level * count
        confidence = max(confidence, promised if count else 0.0)
    return spent, confidence


def generations(session: Session) -> list[int]:
    """Gives the row numbers behind which photos had looks of their own, ascending."""
    looked_at = select(LookRow.inspection_id).where(LookRow.inspection_id == InspectionRow.id)
    query = select(InspectionRow.after_id).where(
        or_(looked_at.exists(), InspectionRow.unseen_looks > 0),
        InspectionRow.carries_id.is_(None),
    )
    return sorted({0, *session.scalars(query)})


def last_drawn_id(session: Session) -> int:
    """Gives the highest photo that any lot could have held; later photos are new arrivals."""
    looked_at = select(LookRow.inspection_id).where(LookRow.inspection_id == InspectionRow.id)
    query = select(func.max(InspectionRow.last_id)).where(
        or_(looked_at.exists(), InspectionRow.unseen_looks > 0),
        InspectionRow.carries_id.is_(None),
    )
    return session.scalar(query) or 0


def certify(session: Session, inspection: Inspection, look: Look) -> int:
    """Writes the certificate of an inspection that passed, and ends it; gives its number.

    One of arrivals that are carried says that all of them can be wrong: nothing was proved.
    """
    version = session.get_one(NetworkVersionRow, inspection.version_id)
    # Who decided the checks of this look as they stand, and nobody else.
    operators = session.scalars(
        select(PhotoRow.decided_by)
        .join(UnaidedRow, UnaidedRow.photo_id == PhotoRow.id)
        .where(
            UnaidedRow.inspection_id == inspection.id,
            UnaidedRow.look.between(1, look.number),
            _DECIDED,
            PhotoRow.decided_by.is_not(None),
        )
        .distinct()
        .order_by(PhotoRow.decided_by)
    )
    row = CertificateRow(
        inspection_id=inspection.id,
        kind=CERTIFIED if inspection.carries_id is None else CARRIED,
        version=version.name,
        version_sha256=version.sha256,
        threshold=inspection.threshold,
        target=inspection.target,
        confidence=inspection.confidence,
        level=inspection.level,
        lot=inspection.lot,
        checks=look.checks,
        wrong=look.wrong,
        accepted=look.left,
        most_wrong=look.most_wrong,
        operators=list(operators),
        at=look.at,
    )
    session.add(row)
    session.flush()
    end(session, inspection.id, InspectionState.PASSED)
    return row.id


def last_decision(session: Session) -> int:
    """Gives the highest number of a decision, 0 if there is none."""
    return session.scalar(select(func.max(DecisionRow.id))) or 0


def decided_checks(session: Session, certificate: Certificate) -> tuple[int, int]:
    """Counts the checks of a certificate that people had decided, and how many were wrong.

    The certificate itself counts those that nobody had decided as wrong.
    """
    looks = select(func.max(LookRow.number)).where(
        LookRow.inspection_id == certificate.inspection_id
    )
    checks, wrong = session.execute(
        select(func.count(), _sum(_WRONG))
        .select_from(UnaidedRow)
        .join(PhotoRow, PhotoRow.id == UnaidedRow.photo_id)
        .where(
            UnaidedRow.inspection_id == certificate.inspection_id,
            UnaidedRow.look.between(1, looks.scalar_subquery()),
            _DECIDED,
            PhotoRow.decided_at <= certificate.at,
        )
    ).one()
    return wrong, checks


def accept_slice(
    session: Session, certificate_id: int, first: int, last: int, decision: int
) -> int:
    """Accepts the photos numbered first to last that a certificate is about; counts them.

    Args:
        session: An open writing session.
        certificate_id: The certificate.
        first: Lowest row number.
        last: Highest row number.
        decision: The last decision that was made before the certificate: what people said
            something of since is theirs, also if they let it wait again.
    """
    spoken_of = select(DecisionRow.id).where(
        DecisionRow.photo_id == PhotoRow.id, DecisionRow.id > decision
    )
    certificate = session.get_one(CertificateRow, certificate_id)
    inspection = session.get_one(InspectionRow, certificate.inspection_id)
    done = session.execute(
        update(PhotoRow)
        .where(
            PhotoRow.id.between(first, last),
            PhotoRow.lot_id == certificate.inspection_id,
            PhotoRow.state == PhotoState.WAITING,
            PhotoRow.hold == 0,
            # What another version has said since, or nobody any more, was not inspected.
            PhotoRow.version_id == inspection.version_id,
            PhotoRow.suggestion_id.is_not(None),
            PhotoRow.confidence >= inspection.threshold,
            ~spoken_of.exists(),
        )
        .values(
            state=PhotoState.ACCEPTED,
            label_id=PhotoRow.suggestion_id,
            certificate_id=certificate_id,
        )
    )
    return int(done.rowcount)  # type: ignore[attr-defined]


def end(session: Session, inspection_id: int, state: InspectionState, reason: str = "") -> None:
    """Ends an inspection; what waited unaided goes back to its place with the network's opinion."""
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
    """Closes the inspection that is under way, if there is one; its decisions stay."""
    inspection = under_way(session)
    if inspection is not None:
        end(session, inspection.id, InspectionState.CLOSED, reason)
    return inspection is not None


def carriers(session: Session, certificate_id: int) -> tuple[Inspection, ...]:
    """Gives the inspections of arrivals under a certificate, newest first."""
    query = select(InspectionRow).where(InspectionRow.carries_id == certificate_id)
    rows = session.scalars(query.order_by(InspectionRow.id.desc()))
    return tuple(_inspection(session, row) for row in rows)


def last_id_of(session: Session, inspection_id: int) -> int:
    """Gives the highest photo that the lot of an inspection could have held."""
    return session.get_one(InspectionRow, inspection_id).last_id


def arrivals(session: Session, version_id: int, threshold: float, after_id: int) -> int:
    """Counts the photos behind a row number that a version could label alone."""
    query = select(func.count()).where(
        *_plain(),
        PhotoRow.id > after_id,
        PhotoRow.version_id == version_id,
        PhotoRow.suggestion_id.is_not(None),
        PhotoRow.confidence >= threshold,
    )
    return session.scalar(query) or 0


def close_restored(session: Session) -> bool:
    """Closes the inspection that a restored backup holds under way, if it does.

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


def all_certificates(session: Session) -> tuple[Certificate, ...]:
    """Gives the certificates, newest first."""
    rows = session.scalars(select(CertificateRow).order_by(CertificateRow.id.desc()))
    return tuple(
        Certificate(
            id=row.id,
            inspection_id=row.inspection_id,
            kind=row.kind,
            version=row.version,
            version_sha256=row.version_sha256,
            threshold=row.threshold,
            target=row.target,
            confidence=row.confidence,
            level=row.level,
            lot=row.lot,
            checks=row.checks,
            wrong=row.wrong,
            accepted=row.accepted,
            most_wrong=row.most_wrong,
            operators=tuple(row.operators),
            at=row.at,
        )
        for row in rows
    )
