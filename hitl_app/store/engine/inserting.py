"""Insert many rows of a table in an open session, in the fastest way that its database has."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Table
from sqlalchemy.orm import Session

from hitl_app.store.engine.dialect import Dialect

DIALECT: Final = "dialect"
"""Key of a session's `info`: the dialect of its database."""


def insert_rows(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of the same columns; columns that they lack get their defaults.

    Args:
        session: An open writing session.
        table: The table.
        rows: Values by column.
    """
    if rows:
        dialect: Dialect = session.info[DIALECT]
        dialect.insert(session.connection(), table, rows)
