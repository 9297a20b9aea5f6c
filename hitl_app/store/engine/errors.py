"""Translate database errors into known errors."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
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
# Source: PostgreSQL, "Appendix A. PostgreSQL Error Codes".
_STATES: Final = {
    "25006": "server-forbids",
    "28000": "server-refused",
    "28P01": "server-refused",
    "3D000": "server-no-database",
    "40001": "database-locked",
    "40P01": "database-locked",
    "42501": "server-forbids",
    "53100": "server-full",
    "53300": "server-busy",
    "54000": "server-limit",
    "55P03": "database-locked",
    "XX001": "server-damaged",
    "XX002": "server-damaged",
}
# Classes of states: lost connections, an operator's intervention such as a restart, system errors.
_AWAY: Final = ("08", "57P", "58")
# A refused connection has no state, only words of the server or of its library.
_DEADLOCK: Final = "40P01"
_WORDS: Final = {
    "authentication failed": "server-refused",
    "no password supplied": "server-refused",
    "no pg_hba.conf entry": "server-refused",
    'role "': "server-refused",
    "too many clients": "server-busy",
    "remaining connection slots": "server-busy",
    "too many connections": "server-busy",
    "server does not support SSL": "server-tls",
    "certificate": "server-tls",
    "SSL error": "server-tls",
    'database "': "server-no-database",
    # A parameter of the address, which is refused before any server is asked.
    "invalid sslmode value": "address-wrong",
    "invalid channel_binding value": "address-wrong",
    "invalid target_session_attrs value": "address-wrong",
    "invalid port number": "address-wrong",
    "invalid integer value": "address-wrong",
}


@contextmanager
def known_errors(place: object) -> Iterator[None]:
    """Convert errors of a database into known ones where there is a code for them.

    Args:
        place: Path or address of the database, for the message.
    """
    try:
        yield
    except Exception as error:
        known = _of_server(error, place)
        if known is None:
            code = _CODES.get(primary_code(error))
            if code is None:
                raise
            known = KnownError(code, path=str(place))
        raise known from error


def is_deadlock(error: BaseException) -> bool:
    """Return True if a server ended the transaction of a known error to resolve a deadlock."""
    return getattr(_cause(error.__cause__ or error), "sqlstate", None) == _DEADLOCK


def primary_code(error: BaseException) -> int:
    """Return the database's error number; 0 without one."""
    return int(getattr(_cause(error), "sqlite_errorcode", 0)) & 0xFF


def error_name(error: BaseException) -> str:
    """Return the database's error name, which contains no data; "" without one."""
    cause = _cause(error)
    return str(getattr(cause, "sqlite_errorname", "") or getattr(cause, "sqlstate", "") or "")


def _of_server(error: BaseException, place: object) -> KnownError | None:
    """Return the known error for an error of a server; None without one."""
    cause = _cause(error)
    if not type(cause).__module__.startswith("psycopg"):
        return None
    code = _server_code(cause)
    # Its first line names no data, but the address, a table or a right.
    detail = next(iter(str(cause).splitlines()), "")
    if code is None:
        return None
    for words in ("connection failed: ", "connection is bad: "):
        detail = detail.removeprefix(words)
    return KnownError(code, path=str(place), detail=detail)


def _server_code(cause: BaseException) -> str | None:
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        return "server-away" if state.startswith(_AWAY) else _STATES.get(state)
    names = {kind.__name__ for kind in type(cause).__mro__}
    if not names & {"OperationalError", "InterfaceError"}:
        return None
    return next((code for words, code in _WORDS.items() if words in str(cause)), "server-away")


def _cause(error: BaseException) -> BaseException:
    return getattr(error, "orig", None) or error
