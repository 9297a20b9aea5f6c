"""Queries on audits of imported labels: their lots, and labels that are set aside as checks.

A check of an audit is a reviewed photo that is set aside: it is to review, blind and without its
label, until an operator decides it or the audit ends. Its decision stays the last one of the photo,
so that the label is put back whatever happens meanwhile.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import (
    Select,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session, aliased

from hitl_app.domain.certification.inspections import InspectionState
from hitl_app.domain.photos import PhotoState
from hitl_app.store.certification.lot_labels import (
    CATEGORY,
    EQUAL,
    IN_FORCE,
    LAST,
    blind_of,
    labels_with,
)
from hitl_app.store.conditions import REVIEWED, WAITS
from hitl_app.store.schema import (
    BlindRow,
    CategoryRow,
    DecisionRow,
    InspectionRow,
    LotLabelRow,
    OperationRow,
    OpinionRow,
    PhotoRow,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MANY = 500


def decision_range(session: Session, operation_id: int) -> tuple[int, int]:
    """Return the lowest and the highest number of an operation's decisions; 1 and 0 without any."""
    query = select(func.min(DecisionRow.id), func.max(DecisionRow.id))
    low, high = session.execute(query.where(DecisionRow.operation_id == operation_id)).one()
    return low or 1, high or 0


def in_lot(labels: Select[int], first: int = 0, last: int | None = None) -> Select[int, int]:
    """Select photo and decision of labels that an audit may be about.

    Photos that are subject to second opinions are left out: those have rules of their own.

    Args:
        labels: Photos whose decision in force came from an import, joined with their decisions.
        first: Lowest number of a decision.
        last: Highest number of a decision, if there is one.
    """
    until = [] if last is None else [DecisionRow.id <= last]
    return labels.add_columns(DecisionRow.id).where(
        DecisionRow.id >= first,
        *until,
        PhotoRow.blind.is_(False),
        PhotoRow.id.not_in(select(OpinionRow.photo_id)),
    )


def mark_lot(
    session: Session, inspection_id: int, labels: Select[int], first: int, last: int
) -> None:
    """Add the labels of decisions numbered first to last to a lot; labels as for `in_lot`."""
    found = in_lot(labels, first, last).order_by(None).subquery()
    rows = select(literal(inspection_id), found.c[0], found.c[1])
    columns = ("inspection_id", "photo_id", "decision_id")
    session.execute(insert(LotLabelRow).from_select(columns, rows))


def drop_changed(session: Session, inspection_id: int, decision: int) -> None:
    """Remove labels from a lot whose photos have decisions after the given one, or opinions."""
    since = select(DecisionRow.photo_id).where(DecisionRow.id > decision)
    gone = or_(
        LotLabelRow.photo_id.in_(since),
        LotLabelRow.photo_id.in_(select(OpinionRow.photo_id)),
    )
    session.execute(delete(LotLabelRow).where(LotLabelRow.inspection_id == inspection_id, gone))


def lot_ids(session: Session, inspection_id: int) -> "NDArray[np.int64]":
    """Return the row numbers of a lot's photos, ascending."""
    query = select(LotLabelRow.photo_id).where(LotLabelRow.inspection_id == inspection_id)
    # NumPy is not loaded before the first photo is shown.
    import numpy as np

    return np.fromiter(session.scalars(query.order_by(LotLabelRow.photo_id)), np.int64)


def annotators(session: Session, inspection_id: int) -> list[str]:
    """Return the operators who gave the labels of a lot."""
    query = (
        select(DecisionRow.operator)
        .join(LotLabelRow, LotLabelRow.decision_id == DecisionRow.id)
        .where(LotLabelRow.inspection_id == inspection_id)
        .distinct()
    )
    return sorted(session.scalars(query))


# Setting aside and putting back.


def checks_of(session: Session, inspection_id: int, stage: int) -> list[int]:
    """Return the checks that a stage adds."""
    query = blind_of(inspection_id).where(BlindRow.stage == stage)
    return list(session.scalars(query.order_by(BlindRow.photo_id)))


def set_aside(session: Session, inspection_id: int, photo_ids: Sequence[int]) -> list[int]:
    """Set photos of a lot aside whose label is still the lot's; return them.

    A label that was confirmed since with its photo in view is checked anew: it was not blind.
    """
    found: list[int] = []
    for start in range(0, len(photo_ids), _MANY):
        query = labels_with(LotLabelRow, LAST.id, LAST.restores_id, LAST.operation_id).where(
            LotLabelRow.inspection_id == inspection_id,
            LotLabelRow.photo_id.in_(photo_ids[start : start + _MANY]),
            REVIEWED,
            EQUAL,
        )
        rows = session.execute(query).all()
        for label, last, restored, _ in rows:
            label.decision_id = restored or last
        session.flush()
        ids = [label.photo_id for label, *_ in rows]
        session.execute(
            update(PhotoRow)
            .where(PhotoRow.id.in_(ids))
            .values(
                state=PhotoState.TO_REVIEW,
                hold=0,
                blind=True,
                label_id=None,
                decided_at=None,
                decided_by=None,
                shown_id=None,
            )
        )
        _count_decided(session, (operation for *_, operation in rows), -1)
        found += ids
    return found


def put_back(session: Session, inspection_id: int) -> None:
    """Put the labels back that are still set aside for an audit."""
    shown = aliased(CategoryRow)
    query = (
        labels_with(
            PhotoRow.id,
            CATEGORY,
            DecisionRow.at,
            DecisionRow.operator,
            func.coalesce(shown.merged_into_id, DecisionRow.suggestion_id),
            LAST.operation_id,
        )
        .outerjoin(shown, shown.id == DecisionRow.suggestion_id)
        .where(
            LotLabelRow.inspection_id == inspection_id,
            LotLabelRow.photo_id.in_(blind_of(inspection_id)),
            WAITS,
            PhotoRow.blind,
            IN_FORCE,
        )
    )
    rows = session.execute(query).all()
    values = [
        {
            "id": photo_id,
            "state": PhotoState.REVIEWED,
            "label_id": label,
            "decided_at": at,
            "decided_by": operator,
            "shown_id": suggested,
        }
        for photo_id, label, at, operator, suggested, _ in rows
    ]
    if values:
        session.execute(update(PhotoRow), values)
    _count_decided(session, (operation for *_, operation in rows), 1)


def _count_decided(session: Session, operations: Iterable[int], change: int) -> None:
    counts: dict[int, int] = {}
    for operation in operations:
        counts[operation] = counts.get(operation, 0) + change
    for operation, more in counts.items():
        session.get_one(OperationRow, operation).decided += more
    session.flush()


def follow_undo(session: Session, photo_ids: Collection[int]) -> None:
    """Set checks of the open audit aside again whose label an undo restored."""
    query = select(InspectionRow).where(
        InspectionRow.state == InspectionState.OPEN, InspectionRow.label_import_id.is_not(None)
    )
    row = session.scalar(query.limit(1))
    if row is not None and (blind := _blind_among(session, photo_ids, row.id)):
        set_aside(session, row.id, sorted(blind))


def blind_among(session: Session, photo_ids: Collection[int]) -> set[int]:
    """Return those of some photos that are blind for the open audit, decided or not."""
    is_open = select(InspectionRow.id).where(
        InspectionRow.state == InspectionState.OPEN, InspectionRow.label_import_id.is_not(None)
    )
    number = session.scalar(is_open.limit(1))
    return set() if number is None else _blind_among(session, photo_ids, number)


def _blind_among(session: Session, photo_ids: Collection[int], number: int) -> set[int]:
    found: set[int] = set()
    wanted = sorted(photo_ids)
    for start in range(0, len(wanted), _MANY):
        query = (
            select(BlindRow.photo_id)
            .join(PhotoRow, PhotoRow.id == BlindRow.photo_id)
            .where(
                BlindRow.inspection_id == number,
                BlindRow.photo_id.in_(wanted[start : start + _MANY]),
                PhotoRow.blind,
            )
        )
        found |= set(session.scalars(query))
    return found
