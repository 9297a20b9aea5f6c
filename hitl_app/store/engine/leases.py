"""Leases: only one process at a time may import, retrain or score again in a workspace."""

import os
import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psutil
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from hitl_app.domain.errors import KnownError
from hitl_app.store.schema import LeaseRow, PresenceRow
from safeio.processes import is_running

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
            raise KnownError("job-busy", job=name, pid=row.pid, host=row.host)
        session.delete(row)
        session.flush()
    lease = Lease(name, str(uuid4()))
    session.add(
        LeaseRow(
            name=name,
            owner=lease.owner,
            **this_process(),
        )
    )
    return lease


def this_process() -> dict[str, Any]:
    """Return the columns by which others check whether this process is alive."""
    return {
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "process_started": psutil.Process().create_time(),
        "beat_at": datetime.now(UTC),
    }


def beat(session: Session, lease: Lease) -> bool:
    """Renew a lease; return False if another process holds it now."""
    query = update(LeaseRow).where(LeaseRow.name == lease.name, LeaseRow.owner == lease.owner)
    return bool(session.execute(query.values(beat_at=datetime.now(UTC))).rowcount)  # type: ignore[attr-defined]


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
    if row.host != socket.gethostname():
        return datetime.now(UTC) - row.beat_at < SILENCE
    return is_running(row.pid, row.process_started)
