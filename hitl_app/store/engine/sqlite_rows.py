"""Read and write the rows of a database file in bulk; see `copying`."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table

from hitl_app.domain.errors import KnownError
from hitl_app.store.engine.connecting import Connect, open_connection
from hitl_app.store.engine.copying import Batch, columns_of
from hitl_app.store.engine.errors import known_errors

# The indexes of photos are written at random places.
_CACHE_KB = 262_144


class FileRows:
    """A reader or writer on one connection."""

    def __init__(self, raw: sqlite3.Connection, path: Path) -> None:
        self._raw, self._path = raw, path

    def count(self, table: Table) -> int:
        """Return the number of rows."""
        found: tuple[int] = self._raw.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()  # noqa: S608
        return found[0]

    def batches(self, table: Table, size: int) -> Iterator[Batch]:
        """Yield the rows in the order of their primary key."""
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
        cursor = self._raw.execute(f'SELECT {columns} FROM "{table.name}" ORDER BY {keys}')  # noqa: S608
        while batch := cursor.fetchmany(size):
            yield batch

    def put(self, table: Table, batches: Iterator[Batch]) -> None:
        """Add rows."""
        statement = _insertion(table, table.columns.keys())
        for batch in batches:
            self._raw.executemany(statement, batch)

    def finish(self) -> None:
        """Check references between tables."""
        lost = self._raw.execute("PRAGMA foreign_key_check").fetchone()
        if lost is not None:
            raise KnownError("move-differs", table=str(lost[0]))


def _insertion(table: Table, names: Sequence[str]) -> str:
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    return f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'  # noqa: S608


def insert_in(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows in the open transaction of a connection, as `Dialect.insert` does."""
    raw: Any = connection.connection.driver_connection
    names, values = columns_of(connection, table, rows)
    raw.executemany(_insertion(table, names), values)


@contextmanager
def reading(path: Path, connect: Connect) -> Iterator[FileRows]:
    """Yield a reader of one state of a file."""
    with known_errors(path), closing(connect()) as raw:
        raw.execute("BEGIN")
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield FileRows(raw, path)


@contextmanager
def writing(path: Path) -> Iterator[FileRows]:
    """Yield a writer to a new file in one transaction; a file that fails is of no use.

    Nothing is written twice, and the file is synchronised when it gets its name.
    """
    with known_errors(path), closing(open_connection(path)) as raw:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{_CACHE_KB}"):
            raw.execute(f"PRAGMA {pragma}").fetchone()
        raw.execute("BEGIN IMMEDIATE")
        yield FileRows(raw, path)
        raw.execute("COMMIT")
