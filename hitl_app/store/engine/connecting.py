"""Connections to database files, also untrusted ones and ones that cannot be written."""

import json
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.store.engine.dialect import Durability
from hitl_app.store.engine.errors import primary_code

Connect = Callable[[], sqlite3.Connection]
BUSY_TIMEOUT_S = 10.0
_RETRY_S = 0.001
# Steps of SQLite's virtual machine between two checks for cancellation.
_STEPS = 20_000
# What SQLite answers where it can neither open nor make the index of the log.
_NO_INDEX = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM)
# Bulk inserts touch an index at random places: each should be read once.
_CACHE_KB = {Durability.FULL: 8_192, Durability.NORMAL: 196_608}
# Bulk work changes the same pages of indexes again and again: folding the log back after each
# transaction would write several times as much. 200 MB, which are given back afterwards.
_LOG_PAGES = 50_000
_LOG_BYTES = 64 * 2**20
_STATEMENTS: Final = LRUCache[Any, Any](500)
"""Compiled statements of every open file: compiling one takes longer than running it."""


class ReviewFile(SQLiteDialect_pysqlite):
    """SQLAlchemy's dialect of SQLite, equal for all files, so that they share `_STATEMENTS`."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ReviewFile)

    def __hash__(self) -> int:
        return hash(ReviewFile)


registry.register("sqlite.review", __name__, ReviewFile.__name__)


def open_connection(place: Path | str, *, shared: bool = False) -> sqlite3.Connection:
    """Connect to a database without letting its schema run functions.

    Args:
        place: Its path, or a URI such as `file:///photos/review.db?mode=ro`.
        shared: Allow other threads to use the connection.

    Returns:
        A connection in autocommit mode.

    Raises:
        sqlite3.Error: It cannot be opened.
    """
    raw = sqlite3.connect(
        place,
        uri=isinstance(place, str),
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,
        check_same_thread=not shared,
    )
    try:
        raw.execute("PRAGMA trusted_schema=OFF")
    except sqlite3.Error:
        raw.close()
        raise
    return raw


def read_only_connect(path: Path) -> Connect:
    """Return a function that connects to a database and cannot change it.

    A database with a write-ahead log is read through an index of the log beside it. Where that
    index is not there and cannot be made, the file is read alone, as immutable: this is right as
    long as it has no log, and then no other process has it open.
    Source: SQLite, "Write-Ahead Logging", "Read-Only Databases".

    Raises:
        KnownError: Code `log-unread`; there is a log that cannot be read without writing.
        sqlite3.Error: It is no database, or cannot be opened at all.
    """
    address = path.absolute().as_uri()
    connect = partial(open_connection, f"{address}?mode=ro", shared=True)
    try:
        with closing(connect()) as raw:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if primary_code(error) not in _NO_INDEX:
            raise
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:
            raise KnownError("log-unread", path=str(path)) from error
        immutable = f"{address}?mode=ro&immutable=1"
        connect = partial(open_connection, immutable, shared=True)
    return connect


def make_engine(path: Path, durability: Durability, connect: Connect | None = None) -> Engine:
    """Make an engine as `Dialect.engine` describes it, on connections of a kind if one is given."""
    engine = create_engine(
        # Not a text to be parsed: a folder may have a question mark or a percent sign in its name.
        URL.create("sqlite+review", database=str(path.absolute())),
        connect_args={"timeout": BUSY_TIMEOUT_S, "check_same_thread": False},
        **({} if connect is None else {"creator": connect}),
        # An error's text goes into reports and logs, which must not hold operators' names.
        hide_parameters=True,
        execution_options={"compiled_cache": _STATEMENTS},
        json_deserializer=_parse_json,
    )
    # Jobs fold the log back as they go; a decision never pays for it (see `Dialect.checkpoint`).
    log_pages = 0 if durability is Durability.FULL else _LOG_PAGES
    pragmas = [
        "trusted_schema=OFF",
        "foreign_keys=ON",
        # Each statement keeps what it changes until it has ended: in files, that takes as long as
        # the change.
        "temp_store=MEMORY",
        f"synchronous={durability}",
        f"cache_size=-{_CACHE_KB[durability]}",
        f"wal_autocheckpoint={log_pages}",
        f"journal_size_limit={_LOG_BYTES}",
    ]
    if sys.platform == "darwin" and durability is Durability.FULL:
        pragmas.append("fullfsync=ON")

    # The driver must not open transactions implicitly: it would begin them as readers.
    @event.listens_for(engine, "connect")
    def _on_connect(raw: Any, _record: object) -> None:
        raw.isolation_level = None
        for pragma in pragmas:
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            _begin_write(connection)
        else:
            connection.exec_driver_sql("BEGIN")

    return engine


def _parse_json(text: str) -> Any:
    # A number is stored as one: SQLAlchemy expects a `TypeError` for it.
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        # As SQLite reports damage. The statements of all files share this: it knows no path.
        damage = sqlite3.DatabaseError("stored JSON cannot be read")
        damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damage from error


def _begin_write(connection: Connection) -> None:
    """Take the write lock as soon as it is free.

    Not at the first change: a read that becomes a write half way meets "database is locked"
    whatever the timeout. SQLite's own busy handler polls at growing intervals, up to 100 ms; with a
    job that commits often, a decision would then miss most pauses of the job.
    """
    raw: Any = connection.connection.driver_connection
    end = time.monotonic() + BUSY_TIMEOUT_S
    raw.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                raw.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                busy = primary_code(error) == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() > end:
                    raise
                time.sleep(_RETRY_S)
            else:
                return
    finally:
        raw.execute(f"PRAGMA busy_timeout={int(1000 * BUSY_TIMEOUT_S)}")


@contextmanager
def interruptible(raw: sqlite3.Connection, stopped: Callable[[], bool]) -> Iterator[None]:
    """Raise `CancelledError` from queries in the block once `stopped` returns true."""
    raw.set_progress_handler(stopped, _STEPS)
    try:
        yield
    except Exception as error:
        if primary_code(error) != sqlite3.SQLITE_INTERRUPT:
            raise
        raise CancelledError from error
    finally:
        raw.set_progress_handler(None, 0)
