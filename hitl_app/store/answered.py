"""Queries on answered requests of programs: each is done once, however often it is sent."""

import hashlib
from typing import Any, Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hitl_app.domain.errors import KnownError
from hitl_app.store.schema import AnsweredRow

MOST: Final = 20_000
"""Requests that are remembered; the oldest are forgotten."""


def find(session: Session, operator: str, key: str, request: str) -> dict[str, Any] | None:
    """Return the answer to a request that came before; None for a new one.

    Raises:
        KnownError: Code `request-key-used`; the key came with another request.
    """
    row = session.scalar(select(AnsweredRow).where(AnsweredRow.key == _hash(operator, key)))
    if row is None:
        return None
    if row.fingerprint != _hash(request):
        raise KnownError("request-key-used", key=key)
    return row.answer


def remember(
    session: Session, operator: str, key: str, request: str, answer: dict[str, Any]
) -> None:
    """Remember the answer to a request, in the transaction that does what it asks for."""
    hashes = {"key": _hash(operator, key), "fingerprint": _hash(request)}
    row = AnsweredRow(**hashes, answer=answer)
    session.add(row)
    session.flush()
    session.execute(delete(AnsweredRow).where(AnsweredRow.id <= row.id - MOST))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
