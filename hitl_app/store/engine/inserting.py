"""Insert many rows of a table in an open session, in the fastest way that its database has."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from hitl_app.store.engine.dialect import Dialect

DIALECT: Final = "dialect"
"""Key of a session's `info`: the dialect of its database."""


def insert_rows(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of the same columns; columns that they lack get their defaults.

    Args:
        session: An open writing session.
        table: The table.
        rows: Numbers, texts and bytes by column.
    """
    if not rows:
        return
    dialect: Dialect | None = session.info.get(DIALECT)
    if dialect is None or not dialect.insert(session.connection(), table, rows):
        session.connection().execute(insert(table), list(rows))
