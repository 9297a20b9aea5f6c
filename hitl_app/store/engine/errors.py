"""Translate database errors into known errors."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from hitl_app.domain.errors import KnownError

_CODES: Final = {
    sqlite3.SQLITE_BUSY: "database-locked",
    sqlite3.SQLITE_LOCKED: "database-locked",
    sqlite3.SQLITE_FULL: "disk-full",
    sqlite3.SQLITE_IOERR: "disk-failed",
    sqlite3.SQLITE_READONLY: "workspace-read-only",
    sqlite3.SQLITE_CANTOPEN: "workspace-read-only",
    sqlite3.SQLITE_PERM: "workspace-read-only",
    sqlite3.SQLITE_CORRUPT: "database-damaged",
    sqlite3.SQLITE_NOTADB: "not-a-database",
}


@contextmanager
def known_errors(path: Path) -> Iterator[None]:
    """Convert errors of a database into known ones where there is a code for them."""
    try:
        yield
    except Exception as error:
        code = _CODES.get(primary_code(error))
        if code is None:
            raise
        raise KnownError(code, path=str(path)) from error


def primary_code(error: BaseException) -> int:
    """Return the database's error number; 0 without one."""
    return int(getattr(_cause(error), "sqlite_errorcode", 0)) & 0xFF


def error_name(error: BaseException) -> str:
    """Return the database's error name, which contains no data; "" without one."""
    return str(getattr(_cause(error), "sqlite_errorname", ""))


def _cause(error: BaseException) -> BaseException:
    return getattr(error, "orig", None) or error
