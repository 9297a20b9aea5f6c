"""Leases: only one process at a time may import, retrain or score again in a workspace."""

import os
import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import getnode, uuid4

import psutil
from sqlalchemy import delete, update
from sqlalchemy.orm import Session, object_session

from hitl_app.domain.errors import KnownError
from hitl_app.store.schema import LeaseRow, PresenceRow
from safeio.processes import is_running

SHARED: Final = "shared"
"""Key of a session's `info`: the dialect of a database that several computers share."""
# The process of another computer cannot be checked; its lease expires after this long.
SILENCE = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class Lease:
    """A lease that this process holds.

    Attributes:
        owner: A random token, so that a lease lost to another process is noticed.
    """

    name: str
    owner: str


def take_lease(session: Session, name: str) -> Lease:
    """Take a lease, also one of a dead process.

    Raises:
        KnownError: Code `job-busy`; a living process holds it.
    """
    row = session.get(LeaseRow, name)
    if row is not None:
        if is_alive(row):
            raise KnownError("job-busy", job=name, pid=row.pid, host=shown_host(row))
        session.delete(row)
        session.flush()
    lease = Lease(name, str(uuid4()))
    session.add(
        LeaseRow(
            name=name,
            owner=lease.owner,
            **this_process(session),
        )
    )
    return lease


def this_process(session: Session | None = None) -> dict[str, Any]:
    """Return the columns by which others check whether this process is alive."""
    return {
        "host": _host(session),
        "pid": os.getpid(),
        "process_started": psutil.Process().create_time(),
        "beat_at": now(session),
    }


def now(session: Session | None) -> datetime:
    """Return the time by the clock of the database."""
    shared = None if session is None else session.info.get(SHARED)
    return datetime.now(UTC) + (timedelta() if shared is None else shared.clock_offset)


def _host(session: Session | None) -> str:
    """Return the name of this computer; other computers may have the same name."""
    name = socket.gethostname()
    is_shared = session is not None and SHARED in session.info
    return f"{name} {getnode():012x}" if is_shared else name


def shown_host(row: LeaseRow | PresenceRow) -> str:
    """Return the name of a row's computer."""
    return row.host.partition(" ")[0]


def beat(session: Session, lease: Lease) -> bool:
    """Renew a lease; return False if another process holds it now."""
    query = update(LeaseRow).where(LeaseRow.name == lease.name, LeaseRow.owner == lease.owner)
    return bool(session.execute(query.values(beat_at=now(session))).rowcount)  # type: ignore[attr-defined]


def drop_lease(session: Session, lease: Lease) -> None:
    """Release a lease."""
    session.execute(
        delete(LeaseRow).where(LeaseRow.name == lease.name, LeaseRow.owner == lease.owner)
    )


def is_held(session: Session, name: str) -> bool:
    """Return True if a living process holds a lease."""
    row = session.get(LeaseRow, name)
    return row is not None and is_alive(row)


def is_alive(row: LeaseRow | PresenceRow) -> bool:
    """Return True if the process of a row is still alive."""
    if row.host != _host(object_session(row)):
        return age(row) < SILENCE
    return is_running(row.pid, row.process_started)


def age(row: LeaseRow | PresenceRow) -> timedelta:
    """Return the time since a row was renewed, by the clock of the database."""
    return now(object_session(row)) - row.beat_at
