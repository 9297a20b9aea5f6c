"""Copy all rows of a review database into another one, of any kind, and compare both.

Rows travel as plain values that are the same for every kind of database: moments as text, truth as
0 or 1, JSON as the text that is stored.
"""

import hashlib
import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final, Protocol, cast

from sqlalchemy import Connection, Table

from hitl_app.domain.errors import KnownError
from hitl_app.store.schema import Base, LeaseRow, PresenceRow, VersionFileRow

Batch = Sequence[tuple[Any, ...]]
Report = Callable[[int, int], None]
_OF_PROCESSES: Final = frozenset({LeaseRow.__tablename__, PresenceRow.__tablename__})
"""Tables on running processes, which stay with the old database."""
BATCH: Final = 2000
"""Rows of a batch; those with a photo's picture have about 5 kB."""
_ROWS_WITH_FILES: Final = 1
VERSION_FILE: Final = cast("Table", VersionFileRow.__table__)
"""The table of the files of model versions, which a workspace in a folder keeps as files."""


class Reader(Protocol):
    """One consistent state of a database."""

    def count(self, table: Table) -> int:
        """Return the number of rows."""

    def batches(self, table: Table, size: int) -> Iterator[Batch]:
        """Yield the rows in the order of their primary key, as plain values."""


class Writer(Reader, Protocol):
    """A database in one transaction, which is committed at the end if nothing failed."""

    def put(self, table: Table, batches: Iterator[Batch]) -> None:
        """Add rows of plain values."""

    def finish(self) -> None:
        """Continue the numbers of rows, and check references between tables."""


def columns_of(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]
) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """Return rows as a driver takes them, without SQLAlchemy's work for each.

    Args:
        connection: Whose driver it is.
        table: The table.
        rows: Values by column, of the same columns; those that a row lacks get their defaults.

    Returns:
        Names of the columns, and values in their order.
    """
    names = list(rows[0])
    values: list[Sequence[Any]] = list(zip(*map(_values(names), rows), strict=True))
    for place, name in enumerate(names):
        kind = table.c[name].type.dialect_impl(connection.dialect)
        process = kind.bind_processor(connection.dialect)
        if process is not None:
            values[place] = [process(value) for value in values[place]]
    for column in table.columns:
        # Of a scalar it is the value.
        if column.default is not None and column.default.is_scalar and column.name not in rows[0]:
            names.append(column.name)
            values.append([getattr(column.default, "arg", None)] * len(rows))
    return names, zip(*values, strict=True)


def _values(names: Sequence[str]) -> Callable[[Mapping[str, Any]], Sequence[Any]]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda row: (row[names[0]],)


def tables() -> tuple[Table, ...]:
    """Return the tables that are copied, referred ones before those that refer to them."""
    every = Base.metadata.sorted_tables
    return tuple(table for table in every if table.name not in _OF_PROCESSES)


def copy_rows(source: Reader, target: Writer, report: Report) -> int:
    """Copy all rows, then read them from the target and compare count and checksum.

    Args:
        source: What is copied.
        target: An empty database.
        report: Called with rows done, of both passes, and their total.

    Returns:
        How many rows were copied.

    Raises:
        KnownError: Code `move-not-empty`, or `move-differs`; a table came out another one.
    """
    counts = {table.name: source.count(table) for table in tables()}
    if any(target.count(table) for table in tables()):
        raise KnownError("move-not-empty")
    total = sum(counts.values())
    done = 0

    def counted(batches: Iterator[Batch], digest: "hashlib._Hash") -> Iterator[Batch]:
        nonlocal done
        for batch in batches:
            # Of this version equal values have equal bytes, whatever object holds them.
            digest.update(marshal.dumps([list(row) for row in batch], 0))
            yield batch
            done += len(batch)
            report(done, 2 * total)

    for table in tables():
        size = _ROWS_WITH_FILES if table is VERSION_FILE else BATCH
        before, after = hashlib.sha256(), hashlib.sha256()
        target.put(table, counted(source.batches(table, size), before))
        for _ in counted(target.batches(table, size), after):
            continue
        if before.digest() != after.digest() or target.count(table) != counts[table.name]:
            raise KnownError("move-differs", table=table.name)
    target.finish()
    return total
