"""Queries on claims: photos that a window, a browser or a program has on screen.

A claim is a lease on one photo. It ends with the process of the window or of the server, or when it
was not renewed for a while, by the clock of the database.

On a server, transactions that claim run side by side. Both a claim and a decision lock the row of
the photo. A transaction that claims skips rows that others have locked, so it never waits while it
holds a lock that others need.
"""

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Final, NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hitl_app.domain.errors import KnownError
from hitl_app.store.engine.leases import age, is_alive, this_process
from hitl_app.store.schema import LeaseRow, PhotoRow

HELD: Final = timedelta(minutes=3)
"""A photo that was on screen for longer without being renewed is free again."""
_PREFIX: Final = "photo-"
_CLAIMS: Final = LeaseRow.name.startswith(_PREFIX, autoescape=True)
# Values that one statement may carry, on every database.
_MANY: Final = 500


class Held(NamedTuple):
    """Photos that a client asked for.

    Attributes:
        own: Those that it has now.
        others: Those that other clients have. Photos in neither are being changed at this moment.
    """

    own: set[int]
    others: set[int]


def hold(session: Session, photo_ids: Collection[int], owner: str, *, more: bool = False) -> Held:
    """Claim photos for a client, or renew its claims on them.

    Args:
        session: An open session that writes.
        photo_ids: Row numbers.
        owner: Token of the client.
        more: Whether the client keeps its other photos as well.
    """
    wanted, own = set(photo_ids), set[int]()
    here = this_process(session)
    mine = select(LeaseRow).where(_CLAIMS, LeaseRow.owner == owner).order_by(LeaseRow.name)
    for row in session.scalars(mine.with_for_update()).all():
        if _photo_of(row) in wanted:
            own.add(_photo_of(row))
            for name, value in here.items():
                setattr(row, name, value)
        elif not more:
            session.delete(row)
    session.flush()
    free = _lock(session, wanted - own)
    # Read after the rows are locked: from now on nobody else claims these photos.
    others = _end_old(session, owner)
    for photo_id in free - others:
        session.add(LeaseRow(name=f"{_PREFIX}{photo_id}", owner=owner, **here))
        own.add(photo_id)
    return Held(own, others & wanted)


def claimed_by_others(session: Session, owner: str) -> list[int]:
    """Return the photos that other clients have claimed."""
    is_valid = _validity()
    return [_photo_of(row) for row in _of_others(session, owner) if is_valid(row)]


def with_others(session: Session, photo_ids: Collection[int], owner: str) -> set[int]:
    """Return those of some photos that other clients have claimed; nobody claims the rest now."""
    for start in range(0, len(photo_ids), _MANY):
        part = sorted(photo_ids)[start : start + _MANY]
        query = select(PhotoRow.id).where(PhotoRow.id.in_(part)).order_by(PhotoRow.id)
        session.scalars(query.with_for_update()).all()
    return set(claimed_by_others(session, owner)) & set(photo_ids)


def check_free(session: Session, photo_id: int, owner: str) -> None:
    """Raise code `photo-claimed` if another client has claimed a photo; else nobody does now."""
    if with_others(session, [photo_id], owner):
        raise KnownError("photo-claimed", photo=photo_id)


def has(session: Session, photo_id: int, owner: str) -> bool:
    """Return True if a client's claim on a photo is valid."""
    row = session.get(LeaseRow, f"{_PREFIX}{photo_id}")
    return row is not None and row.owner == owner and _validity()(row)


def give_up(session: Session, owner: str, photo_id: int | None = None) -> None:
    """Give up a client's claim on a photo, or all of its claims."""
    query = delete(LeaseRow).where(_CLAIMS, LeaseRow.owner == owner)
    if photo_id is not None:
        query = query.where(LeaseRow.name == f"{_PREFIX}{photo_id}")
    session.execute(query)


def _lock(session: Session, photo_ids: Collection[int]) -> set[int]:
    """Lock the rows of photos; return those that no other transaction has locked."""
    locked, ids = set[int](), sorted(photo_ids)
    for start in range(0, len(ids), _MANY):
        query = select(PhotoRow.id).where(PhotoRow.id.in_(ids[start : start + _MANY]))
        locked |= set(session.scalars(query.with_for_update(skip_locked=True)))
    return locked


def _of_others(session: Session, owner: str) -> list[LeaseRow]:
    query = select(LeaseRow).where(_CLAIMS, LeaseRow.owner != owner)
    # As they are now, also those that this session has read before.
    return list(session.scalars(query.execution_options(populate_existing=True)))


def _end_old(session: Session, owner: str) -> set[int]:
    """Delete claims of others that have ended; return the photos of the rest."""
    is_valid = _validity()
    rows = _of_others(session, owner)
    names = {row.name for row in rows}
    ended = [row.name for row in rows if not is_valid(row)]
    for start in range(0, len(ended), _MANY):
        query = select(LeaseRow).where(LeaseRow.name.in_(ended[start : start + _MANY]))
        again = query.with_for_update(skip_locked=True)
        for row in session.scalars(again.execution_options(populate_existing=True)).all():
            # Renewed in this very moment it is valid again.
            if not is_valid(row):
                names.discard(row.name)
                session.delete(row)
    session.flush()
    return {int(name.removeprefix(_PREFIX)) for name in names}


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
