"""Read and write the rows of a database on a server in bulk; see `copying`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
)

from hitl_app.domain.errors import KnownError
from hitl_app.store.engine.address import driver
from hitl_app.store.engine.copying import Batch, columns_of, tables

_BINARY_KINDS: Final = (
    (BigInteger, "int8"),
    (Integer, "int4"),
    (Float, "float8"),
    (LargeBinary, "bytea"),
    (String, "text"),
)


class ServerRows:
    """A reader or writer on one connection in a transaction."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def count(self, table: Table) -> int:
        """Return the number of rows."""
        return int(self._raw.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0])  # noqa: S608

    def batches(self, table: Table, size: int) -> Iterator[Batch]:
        """Yield the rows in the order of their primary key."""
        columns = ", ".join(_plain(column) for column in table.columns)
        keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
        with self._raw.cursor(name="rows", binary=True) as cursor:
            cursor.execute(f'SELECT {columns} FROM "{table.name}" ORDER BY {keys}')  # noqa: S608
            while batch := cursor.fetchmany(size):
                yield batch

    def put(self, table: Table, batches: Iterator[Batch]) -> None:
        """Add rows."""
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        statement = f'COPY "{table.name}" ({columns}) FROM STDIN'
        kinds = _binary_kinds(table)
        if kinds is not None:
            statement += " (FORMAT BINARY)"
        psycopg = driver()
        with self._raw.cursor() as cursor:
            for batch in batches:
                try:
                    with cursor.copy(statement) as copy:
                        if kinds is not None:
                            copy.set_types(kinds)
                        for row in batch:
                            copy.write_row(row)
                except (psycopg.DataError, psycopg.IntegrityError) as error:
                    # A value that no column of this kind can hold, such as text with a zero byte.
                    raise KnownError("move-differs", table=table.name) from error

    def finish(self) -> None:
        """Continue the numbers of rows; references were checked with each row."""
        for table in tables():
            (key, *more) = table.primary_key.columns
            if more or not isinstance(key.type, Integer) or key.foreign_keys:
                continue
            name = f"pg_get_serial_sequence('\"{table.name}\"', '{key.name}')"
            highest = f'(SELECT max("{key.name}") FROM "{table.name}")'  # noqa: S608
            self._raw.execute(
                f"SELECT setval({name}, coalesce({highest}, 1), {highest} IS NOT NULL)"
            )
        self._raw.execute("ANALYZE")


def _binary_kinds(table: Table) -> list[str] | None:
    """Return the types in which a table's plain values are copied as they are; None if as text.

    Pictures and features take half the room on the way, and a third of the time.
    """
    kinds = [_binary_kind(column) for column in table.columns]
    return None if None in kinds else [kind for kind in kinds if kind is not None]


def _binary_kind(column: Column[Any]) -> str | None:
    for kind, name in _BINARY_KINDS:
        if isinstance(column.type, kind):
            return name
    return None


def copy_in(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows in the open transaction of a connection, as `Dialect.insert` does."""
    raw: Any = connection.connection.driver_connection
    names, values = columns_of(connection, table, rows)
    columns = ", ".join(f'"{name}"' for name in names)
    with raw.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
        for row in values:
            copy.write_row(row)


def _plain(column: Column[Any]) -> str:
    name = f'"{column.name}"'
    # `UtcDateTime` is a decorator of `DateTime`.
    kind = getattr(column.type, "impl", column.type)
    if isinstance(kind, DateTime):
        return f"to_char({name}, 'YYYY-MM-DD HH24:MI:SS.US')"
    if isinstance(kind, Boolean):
        return f"{name}::int"
    return f"{name}::text" if isinstance(kind, JSON) else name
