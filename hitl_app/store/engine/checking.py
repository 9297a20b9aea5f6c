"""Check that a file is an intact review database."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from hitl_app.domain.errors import KnownError
from hitl_app.store.engine.connecting import interruptible, open_connection
from hitl_app.store.engine.errors import known_errors, primary_code
from hitl_app.store.engine.filesystem import check_no_link, is_network_share
from hitl_app.store.engine.revisions import revision_of

LOGS: Final = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps beside a database while it is open."""
MOST_CELL_BYTES: Final = 64 << 20
"""Largest cell of an untrusted database."""


def check_place(path: Path) -> None:
    """Refuse a place where a database file cannot be kept.

    Raises:
        KnownError: Code `own-link`, or the one of a network share.
    """
    check_no_link(path, *(path.with_name(path.name + suffix) for suffix in LOGS))
    if is_network_share(path.parent):
        raise KnownError("network-share", path=str(path.parent))


def check_header(path: Path) -> None:
    """Refuse files that are no database by their first bytes.

    SQLite reads them: this process may have the database open already, and to close a file that
    Python opened would drop all of the process's locks on it. Another process that takes itself for
    the last one then deletes the log that this one writes to.
    Source: SQLite, "How To Corrupt An SQLite Database File", section 2.2.

    Raises:
        KnownError: Code `not-a-database`, `no-workspace` or `database-unreadable`.
    """
    if not path.exists():
        raise KnownError("no-workspace", path=str(path.parent))
    # Opening a named pipe would block until a writer opens it.
    if not path.is_file():
        raise KnownError("not-a-database", path=str(path))
    if not os.access(path, os.R_OK):
        raise KnownError("database-unreadable", path=str(path))
    # SQLite takes an empty file for an empty database.
    is_other = path.stat().st_size == 0
    try:
        with closing(open_connection(f"{path.absolute().as_uri()}?mode=ro")) as raw:
            raw.execute("PRAGMA schema_version").fetchone()
    except sqlite3.DatabaseError as error:
        # Whatever else is wrong is found when the database is opened.
        is_other |= primary_code(error) == sqlite3.SQLITE_NOTADB
    if is_other:
        raise KnownError("not-a-database", path=str(path))


def is_blank(path: Path) -> bool:
    """Return True if there is no database, or only the remains of a killed creation."""
    if not path.exists() or path.stat().st_size == 0:
        return True
    with known_errors(path):
        check_header(path)
        with closing(open_connection(path)) as raw:
            tables: tuple[int] = raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return tables[0] == 0


def check_foreign(path: Path, stopped: Callable[[], bool]) -> None:
    """Check a file that nothing else uses as `Dialect.check_foreign` describes it."""
    with known_errors(path):
        check_header(path)
        # Immutable: SQLite looks for neither locks nor a log beside it.
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(open_connection(address)) as raw, interruptible(raw, stopped):
            raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_CELL_BYTES)
            for pragma in ("query_only=ON", "cell_size_check=ON"):
                raw.execute(f"PRAGMA {pragma}")
            # First: a check for damage runs what other schemas hold.
            revision_of(raw, path)
            if raw.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise KnownError("database-damaged", path=str(path))
            lost = raw.execute("PRAGMA foreign_key_check").fetchone()
            if lost is not None:
                detail = f"a row of {lost[0]} names one of {lost[2]} that is missing"
                raise KnownError("database-foreign", path=str(path), detail=detail)
