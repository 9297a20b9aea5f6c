"""Queries on claims: photos that a window, a browser or a program has on screen.

A claim is a lease on one photo. It ends with the process of the window or of the server, or when it
was not renewed for a while.
"""

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hitl_app.store.engine.leases import age, is_alive, this_process
from hitl_app.store.schema import LeaseRow

HELD: Final = timedelta(minutes=3)
"""A photo that was on screen for longer without being renewed is free again."""
_PREFIX: Final = "photo-"
_CLAIMS: Final = LeaseRow.name.startswith(_PREFIX, autoescape=True)


def claim(session: Session, photo_id: int, owner: str) -> None:
    """Claim a photo for a client, which gives up all others that it has."""
    hold(session, [photo_id], owner)


def hold(
    session: Session, photo_ids: Collection[int], owner: str, *, more: bool = False
) -> set[int]:
    """Claim photos for a client, or renew its claims on them.

    Args:
        session: An open session.
        photo_ids: Row numbers.
        owner: Token of the client.
        more: Whether the client keeps its other photos as well.

    Returns:
        Those of the photos that other clients have.
    """
    others: set[int] = set()
    own: set[int] = set()
    is_valid = _validity()
    for row in session.scalars(select(LeaseRow).where(_CLAIMS)).all():
        photo_id = _photo_of(row)
        if row.owner != owner and is_valid(row):
            others.add(photo_id)
        elif row.owner == owner and photo_id in photo_ids:
            own.add(photo_id)
            for name, value in this_process(session).items():
                setattr(row, name, value)
        elif not (more and row.owner == owner):
            session.delete(row)
    session.flush()
    for photo_id in set(photo_ids) - own - others:
        session.add(LeaseRow(name=f"{_PREFIX}{photo_id}", owner=owner, **this_process(session)))
    return others & set(photo_ids)


def claimed_by_others(session: Session, owner: str) -> list[int]:
    """Return the photos that other clients have claimed."""
    rows = session.scalars(select(LeaseRow).where(_CLAIMS, LeaseRow.owner != owner))
    is_valid = _validity()
    return [_photo_of(row) for row in rows if is_valid(row)]


def is_claimed_by_other(session: Session, photo_id: int, owner: str) -> bool:
    """Return True if another client has claimed a photo."""
    row = session.get(LeaseRow, f"{_PREFIX}{photo_id}")
    return row is not None and row.owner != owner and _validity()(row)


def give_up(session: Session, owner: str, photo_id: int | None = None) -> None:
    """Give up a client's claim on a photo, or all of its claims."""
    query = delete(LeaseRow).where(_CLAIMS, LeaseRow.owner == owner)
    if photo_id is not None:
        query = query.where(LeaseRow.name == f"{_PREFIX}{photo_id}")
    session.execute(query)


def _photo_of(row: LeaseRow) -> int:
    return int(row.name.removeprefix(_PREFIX))


def _validity() -> Callable[[LeaseRow], bool]:
    """Return a function that tells if a claim is valid; it looks at each process once."""
    alive: dict[tuple[str, int, float], bool] = {}

    def is_valid(row: LeaseRow) -> bool:
        if age(row) >= HELD:
            return False
        process = row.host, row.pid, row.process_started
        if process not in alive:
            alive[process] = is_alive(row)
        return alive[process]

    return is_valid
