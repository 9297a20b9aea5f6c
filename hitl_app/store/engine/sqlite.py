"""The review database as a file of SQLite's, which keeps a write-ahead log beside it."""

import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, closing, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, text

from hitl_app.domain.errors import KnownError
from hitl_app.domain.roles import Role
from hitl_app.store.engine import checking, sqlite_rows
from hitl_app.store.engine.connecting import (
    Connect,
    interruptible,
    make_engine,
    open_connection,
    read_only_connect,
)
from hitl_app.store.engine.dialect import Dialect, Durability, Roles
from hitl_app.store.engine.errors import known_errors
from hitl_app.store.engine.filesystem import check_no_link
from hitl_app.store.engine.revisions import APPLICATION_ID, HEAD, revision_of
from hitl_app.store.engine.sqlite_rows import FileRows

_COPY_PAGES: Final = 2048


def sqlite_file(path: Path) -> Dialect:
    """Return the dialect of a database file that stands, or is to stand, at a place."""
    return _SqliteFile(path)


class _SqliteFile:
    def __init__(self, path: Path) -> None:
        self.place, self.is_shared, self.clock_offset = str(path), False, timedelta()
        self.role = Role.LEAD
        self._path = path
        self._connect: Connect = partial(open_connection, path)
        self._is_read_only = False
        self._identity = _identity(path)
        self._watch: sqlite3.Connection | None = None

    def create(self) -> None:
        checking.check_place(self._path)
        if checking.is_blank(self._path):
            upgrade(self._path)

    def prepare(self) -> None:
        path = self._path
        checking.check_place(path)
        with known_errors(path):
            checking.check_header(path)
            with closing(self._connect()) as raw:
                revision = revision_of(raw, path)
                # A restored copy comes without the log; elsewhere this changes nothing.
                raw.execute("PRAGMA journal_mode=WAL").fetchone()
        if revision != HEAD:
            aside = path.parent / "backups"
            check_no_link(aside)
            self.copy(aside / f"before-{HEAD}-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.db")
            upgrade(path)

    def prepare_to_read(self) -> None:
        path = self._path
        checking.check_place(path)
        with known_errors(path):
            checking.check_header(path)
            self._connect, self._is_read_only = read_only_connect(path), True
            with closing(self._connect()) as raw:
                if revision_of(raw, path) != HEAD:
                    raise KnownError("workspace-older", path=str(path))

    def engine(self, durability: Durability) -> Engine:
        self._identity = _identity(self._path)
        return make_engine(self._path, durability, self._connect if self._is_read_only else None)

    def mark(self, connection: Connection) -> None:
        del connection

    def was_committed(self, mark: object) -> bool:
        del mark
        return False

    def check_in_place(self) -> None:
        if _identity(self._path) != self._identity:
            raise KnownError("database-gone", path=str(self._path))

    def interruptible(
        self, connection: Connection, stopped: Callable[[], bool]
    ) -> AbstractContextManager[None]:
        raw: Any = connection.connection.driver_connection
        return interruptible(raw, stopped)

    def insert(
        self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]
    ) -> None:
        sqlite_rows.insert_in(connection, table, rows)

    def flush(self) -> None:
        # The next decision would wait until all of it is on disk, not just the decision.
        if not hasattr(os, "fdatasync"):
            return
        # SQLite's locks are on other files: opening and closing this one drops none of them. A
        # failed flush loses nothing: each decision is synchronised on commit.
        with suppress(OSError):
            log = os.open(f"{self._path}-wal", os.O_RDONLY)
            try:
                os.fdatasync(log)
            finally:
                os.close(log)

    def pulse(self) -> int:
        with known_errors(self._path):
            if self._watch is None:
                # A separate connection: the number is only comparable within one.
                self._watch = open_connection(self._path, shared=True)
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def checkpoint(self) -> None:
        with known_errors(self._path), closing(open_connection(self._path)) as raw:
            raw.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def copy(
        self, target: Path, report: Callable[[int, int], None] = lambda _done, _total: None
    ) -> None:
        # A plain copy of the file would miss what still stands in the write-ahead log.
        unfinished = target.with_name(target.name + ".partial")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished.unlink(missing_ok=True)
            with (
                known_errors(target),
                closing(self._connect()) as old,
                closing(sqlite3.connect(unfinished)) as copy,
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
            raise KnownError(
                "write-failed", path=str(target), detail=error.strerror or ""
            ) from error
        finally:
            unfinished.unlink(missing_ok=True)

    def reader(self) -> AbstractContextManager[FileRows]:
        return sqlite_rows.reading(self._path, self._connect)

    def writer(self) -> AbstractContextManager[FileRows]:
        return sqlite_rows.writing(self._path)

    def files(self) -> tuple[Path, ...]:
        beside = (self._path.with_name(self._path.name + ending) for ending in checking.LOGS)
        return self._path, *beside

    def take_alone(self) -> None:
        with known_errors(self._path), closing(open_connection(self._path)) as raw:
            raw.execute("PRAGMA busy_timeout=1000")
            try:
                raw.execute("PRAGMA journal_mode=DELETE").fetchone()
            except sqlite3.OperationalError as error:
                raise KnownError("restore-busy", path=str(self._path.parent)) from error

    def check_foreign(self, stopped: Callable[[], bool]) -> None:
        checking.check_foreign(self._path, stopped)

    def roles(self) -> Roles:
        raise KnownError("roles-need-server", path=self.place)

    def close(self) -> None:
        if self._watch is not None:
            self._watch.close()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def upgrade(path: Path, revision: str = HEAD) -> None:
    """Bring a database up to a revision; make it, if there is none."""
    # Alembic takes a while to import and is needed only when there is something to migrate.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option(
        "script_location", str(Path(__file__).parent / "migrations").replace("%", "%%")
    )
    engine = make_engine(path, Durability.FULL)
    try:
        with known_errors(path):
            with closing(open_connection(path)) as raw:
                raw.execute("PRAGMA journal_mode=WAL")
            with engine.execution_options(writes=True).connect() as connection:
                config.attributes["connection"] = connection
                with connection.begin():
                    command.upgrade(config, revision)
                    connection.execute(text(f"PRAGMA application_id={APPLICATION_ID}"))
    finally:
        engine.dispose()
