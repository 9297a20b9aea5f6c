"""Copies of a database file that may be in use."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import connect as plain_connect
from typing import Final

from hitl_app.domain.errors import KnownError
from hitl_app.store.engine.connecting import Connect
from hitl_app.store.engine.errors import known_errors

_COPY_PAGES: Final = 2048


def copy_database(connect: Connect, target: Path, report: Callable[[int, int], None]) -> None:
    """Copy a database as `Dialect.copy` describes it, through SQLite's own backup call.

    A plain file copy would miss what still stands in the write-ahead log.

    Args:
        connect: Opens the source.
        target: The file to write; whole or not at all.
        report: Takes pages copied and pages in all; may raise to stop.
    """
    unfinished = target.with_name(target.name + ".partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        with (
            known_errors(target),
            closing(connect()) as old,
            closing(plain_connect(unfinished)) as copy,
        ):
            # In a transaction: what others write between two steps would begin the copy anew.
            old.execute("BEGIN")
            old.execute("SELECT count(*) FROM sqlite_master").fetchone()
            old.backup(
                copy,
                pages=_COPY_PAGES,
                progress=lambda _status, left, total: report(total - left, total),
                sleep=0,
            )
            old.execute("ROLLBACK")
            copy.execute("PRAGMA journal_mode=DELETE")
        unfinished.replace(target)
    except OSError as error:
        raise KnownError("write-failed", path=str(target), detail=error.strerror or "") from error
    finally:
        unfinished.unlink(missing_ok=True)
