"""Open a database where nothing can be written: a read-only disk, another user's folder."""

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

from hitl_app.domain.errors import KnownError
from hitl_app.store.engine.connecting import Connect, open_connection
from hitl_app.store.engine.errors import primary_code

# What SQLite answers where it can neither open nor make the index of the log.
_NO_INDEX = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM)


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
