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

# A lease of another computer cannot be looked after by process; silence for this long ends it.
SILENCE = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class Lease:
    """A lease that this process holds.

    Attributes:
        name: What it is on.
        owner: A random token, so that a lease lost to another process is noticed.
    """

    name: str
    owner: str


def take_lease(session: Session, name: str) -> Lease:
    """Take a lease, also one whose process is gone.

    Args:
        session: An open writing session.
        name: What it is on.

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
    """Return the columns by which others tell whether this process is still there."""
    return {
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "process_started": psutil.Process().create_time(),
        "beat_at": datetime.now(UTC),
    }


def beat(session: Session, lease: Lease) -> bool:
    """Record that the holder lives; return false if another process has the lease now."""
    query = update(LeaseRow).where(LeaseRow.name == lease.name, LeaseRow.owner == lease.owner)
    return bool(session.execute(query.values(beat_at=datetime.now(UTC))).rowcount)  # type: ignore[attr-defined]


def drop_lease(session: Session, lease: Lease) -> None:
    """Return a lease back."""
    session.execute(
        delete(LeaseRow).where(LeaseRow.name == lease.name, LeaseRow.owner == lease.owner)
    )


def is_held(session: Session, name: str) -> bool:
    """Return True if a living process holds a lease."""
    row = session.get(LeaseRow, name)
    return row is not None and is_alive(row)


def is_alive(row: LeaseRow | PresenceRow) -> bool:
    """Return True if the process that left a row is still there."""
    if row.host != socket.gethostname():
        return datetime.now(UTC) - row.beat_at < SILENCE
    return is_running(row.pid, row.process_started)
