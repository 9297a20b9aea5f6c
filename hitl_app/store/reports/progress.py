"""Queries on progress, from indexes alone, so that a million decisions stay fast."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import ColumnElement, extract, func, select
from sqlalchemy.orm import Session

from hitl_app.domain.decisions import OperationKind
from hitl_app.domain.reports.pace import BREAK_S, Work
from hitl_app.store.conditions import ACCEPTED, UNDONE
from hitl_app.store.presence import last_operation
from hitl_app.store.schema import CertificateRow, ImportRow, OperationRow, PhotoRow

if TYPE_CHECKING:
    # It needs NumPy, which the window imports only after its first photo.
    from hitl_app.store.photos.catalogue import Seen

_HOUR_S = 3600
_MEASURED: Final = 50_000


def changes(session: Session) -> tuple[dict[int, int], dict[int, int], dict[int, int]]:
    """Return the changes of the queue length, by the hour since 1970.

    Returns:
        Photos of imports that began in it, except those accepted by a threshold alone now; the
        change of the number of reviewed photos; photos that a certificate of that hour accepted and
        that are undecided since.
    """
    accepted, alone = _accepted(session)
    of_import = select(PhotoRow.import_id, func.count()).group_by(PhotoRow.import_id)
    came: dict[int, int] = {}
    began = _hours(session, ImportRow.id, ImportRow.started_at)
    for import_id, count in session.execute(of_import):
        hour = began[import_id]
        came[hour] = came.get(hour, 0) + count - alone.get(import_id, 0)
    decided = (
        select(OperationRow.hour, func.sum(OperationRow.decided))
        .group_by(OperationRow.hour)
        .having(func.sum(OperationRow.decided) != 0)
    )
    return came, dict(session.execute(decided).all()), accepted


def _accepted(session: Session) -> tuple[dict[int, int], dict[int, int]]:
    """Count accepted photos: by hour under certificates, by import without one."""
    query = (
        select(PhotoRow.certificate_id, PhotoRow.import_id, func.count())
        .where(ACCEPTED)
        .group_by(PhotoRow.certificate_id, PhotoRow.import_id)
    )
    written = _hours(session, CertificateRow.id, CertificateRow.at)
    accepted: dict[int, int] = {}
    alone: dict[int, int] = {}
    for certificate_id, import_id, count in session.execute(query):
        place = import_id if certificate_id is None else written[certificate_id]
        counts = alone if certificate_id is None else accepted
        counts[place] = counts.get(place, 0) + count
    return accepted, alone


def _hours(session: Session, number: object, moment: object) -> dict[int, int]:
    rows = session.execute(select(number, moment))  # type: ignore[call-overload]
    return {row[0]: int(row[1].timestamp()) // _HOUR_S for row in rows}


def decisions_by_hour(session: Session) -> list[tuple[int, str, int]]:
    """Count decisions at the window, by hour since 1970 and operator.

    Undone and reopening operations are not counted.
    """
    query = (
        select(OperationRow.hour, OperationRow.operator, func.sum(OperationRow.photos))
        .where(*_counts_for_pace())
        .group_by(OperationRow.hour, OperationRow.operator)
    )
    return [(hour, operator, photos) for hour, operator, photos in session.execute(query)]


def work_by_hour(session: Session) -> dict[tuple[int, str], Work]:
    """Return each operator's work at the window per hour since 1970, without breaks.

    Of the last actions alone: no index holds their times.
    """
    seconds = extract("epoch", OperationRow.at)
    before = func.lag(seconds).over(partition_by=OperationRow.operator, order_by=OperationRow.id)
    gaps = (
        select(
            OperationRow.hour,
            OperationRow.operator,
            OperationRow.photos,
            (seconds - before).label("gap"),
        )
        .where(OperationRow.id > last_operation(session) - _MEASURED, *_counts_for_pace())
        .subquery()
    )
    query = (
        select(
            gaps.c.hour,
            gaps.c.operator,
            func.count(),
            func.sum(gaps.c.photos),
            func.sum(gaps.c.gap),
        )
        .where(gaps.c.gap >= 0, gaps.c.gap < BREAK_S)
        .group_by(gaps.c.hour, gaps.c.operator)
    )
    return {
        # Seconds are decimal numbers on some databases.
        (hour, name): Work(actions, photos, float(worked))
        for hour, name, actions, photos, worked in session.execute(query)
    }


def last_actions(session: Session, operator: str, limit: int = 60) -> list[tuple[datetime, int]]:
    """Return time and photos of an operator's last actions at the window, ascending."""
    rows = session.execute(
        select(OperationRow.at, OperationRow.photos)
        .where(OperationRow.operator == operator, *_counts_for_pace())
        .order_by(OperationRow.id.desc())
        .limit(limit)
    )
    return sorted((at, photos) for at, photos in rows)


def _counts_for_pace() -> tuple[ColumnElement[bool], ...]:
    return (
        OperationRow.kind == OperationKind.WINDOW,
        OperationRow.decided >= 0,
        OperationRow.id.not_in(UNDONE),
    )


def corrections(session: Session, seen: "Seen") -> list[tuple[int, int | None, int]]:
    """Count reviewed photos by shown suggestion and by decision.

    Photos of an open inspection are left out, as their suggestions are hidden.
    """
    query = (
        select(PhotoRow.shown_id, PhotoRow.label_id, func.count())
        .where(seen.had_suggestion())
        .group_by(PhotoRow.shown_id, PhotoRow.label_id)
    )
    return [(shown or 0, label, count) for shown, label, count in session.execute(query)]
