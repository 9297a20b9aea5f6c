"""Queries on the windows that have a workspace open."""

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from hitl_app.domain.review import Presence
from hitl_app.store.engine.leases import is_alive, now, shown_host, this_process
from hitl_app.store.schema import ActivationRow, CategoryRow, OperationRow, PhotoRow, PresenceRow


def enter(session: Session, token: str, operator: str) -> None:
    """Record an open window, also again if the answer to the first time was lost.

    Deletes rows of windows whose processes are gone.
    """
    for row in session.scalars(select(PresenceRow)).all():
        if not is_alive(row):
            session.delete(row)
    here = this_process(session)
    session.merge(PresenceRow(token=token, operator=operator, since=here["beat_at"], **here))


def stay(session: Session, token: str, operator: str) -> None:
    """Record that a window is still open, and its operator."""
    row = session.get(PresenceRow, token)
    if row is not None:
        row.operator, row.beat_at = operator, now(session)


def leave(session: Session, token: str) -> None:
    """Record that a window was closed."""
    session.execute(delete(PresenceRow).where(PresenceRow.token == token))


def others(session: Session, token: str) -> tuple[Presence, ...]:
    """Return the other windows that have this workspace open, oldest first."""
    rows = session.scalars(select(PresenceRow).order_by(PresenceRow.since, PresenceRow.token))
    return tuple(
        Presence(row.token, row.operator, row.since, shown_host(row))
        for row in rows
        if row.token != token and is_alive(row)
    )


def last_operation(session: Session) -> int:
    """Return the number of the last operation, 0 before the first."""
    return session.scalar(select(func.max(OperationRow.id))) or 0


def last_photo(session: Session) -> int:
    """Return the number of the last photo that came in, 0 without one."""
    return session.scalar(select(func.max(PhotoRow.id))) or 0


def settings(session: Session) -> tuple[object, ...]:
    """Return the last activation and all categories, to detect changes."""
    table = CategoryRow.__table__.c
    rows = session.execute(select(*table).order_by(table.id))
    return (session.scalar(select(func.max(ActivationRow.id))), *map(tuple, rows))


def known_operators(session: Session) -> tuple[str, ...]:
    """Return the names of all operators with decisions."""
    return tuple(session.scalars(select(OperationRow.operator).distinct().order_by("operator")))
