"""Stored values by name: settings that differ from their default, and marks of jobs."""

from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from hitl_app.domain.settings import ORDER_PENDING
from hitl_app.store.schema import SettingRow

_KNOWN: Final = "settings"
"""Cache of a session, which reads one snapshot of the database."""
# Of the table, not of rows: it is asked for within each decision.
_ALL: Final = select(*(SettingRow.__table__.c[name] for name in ("name", "value")))


def get_value(session: Session, name: str, default: Any = None) -> Any:
    """Return a stored value, or the default where none is stored."""
    known = session.info.get(_KNOWN)
    if known is None:
        # All of them at once: they are few, and most who ask for one ask for another.
        rows = session.connection().execute(_ALL)
        known = session.info[_KNOWN] = {row.name: row.value for row in rows}
    return known.get(name, default)


def set_value(session: Session, name: str, value: Any) -> None:
    """Store a value of a JSON type."""
    session.merge(SettingRow(name=name, value=value))
    session.info.pop(_KNOWN, None)


def clear_value(session: Session, name: str) -> None:
    """Forget a stored value, so that its default counts again."""
    row = session.get(SettingRow, name)
    if row is not None:
        session.delete(row)
    session.info.pop(_KNOWN, None)


PHOTO_NUMBERS = "photo-numbers"
"""Highest row number of a reverted photo."""


def mark(session: Session, name: str) -> None:
    """Leave a mark for a job; marks are counted, so that none gets lost."""
    set_value(session, name, int(get_value(session, name, 0)) + 1)


def mark_unordered(session: Session) -> None:
    """Record that the queue is not in the order that was set."""
    mark(session, ORDER_PENDING)


RESTORED_VERSIONS = "restored-versions"
"""Mark: folder in which versions of a restored backup lie ready."""
