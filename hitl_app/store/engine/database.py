"""Opens the review database, and is the only place that knows it is SQLite.

Two processes write: the desk (decisions, each synchronised to the disk) and jobs (bulk). Every
write transaction starts with BEGIN IMMEDIATE, since a read that becomes a write half way meets
"database is locked" whatever the timeout.
"""

import json
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session

from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.slowness import slow_down
from hitl_app.store.engine.connecting import open_connection
from hitl_app.store.engine.filesystem import check_no_link, is_network_share
from hitl_app.store.engine.read_only import Connect, read_only_connect
from hitl_app.store.engine.revisions import APPLICATION_ID, HEAD, revision_of

BUSY_TIMEOUT_S = 10.0
# Who decides looks for the lock every millisecond: a few of them are enough to get it.
_PAUSE_S = 0.003
_RETRY_S = 0.001
_COPY_PAGES = 2048
# Steps of SQLite's machine between two looks at whether a query is still wanted.
_STEPS = 20_000
LOGS = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps beside a database while it is open."""
MOST_CELL_BYTES = 64 << 20
"""Largest text or bytes that one cell of a database from elsewhere may hold."""
_MAGIC = b"SQLite format 3\x00"


class Durability(StrEnum):
    """How hard a commit is pushed to the disk."""

    FULL = "FULL"
    """A commit is on the disk when it returns: decisions."""
    NORMAL = "NORMAL"
    """A power cut may take the last commits, never the file: bulk work, which resumes."""


# Bulk inserts touch an index at random places: each should be read once.
_CACHE_KB = {Durability.FULL: 8_192, Durability.NORMAL: 65_536}


class Database:
    """One open review database; safe to use from several threads.

    Attributes:
        before_bulk: Called before each transaction of bulk work; returns when it is time for it.
    """

    def __init__(self, path: Path, engine: Engine, connect: Connect | None = None) -> None:
        self.path = path
        self._connect = connect or partial(open_connection, path, BUSY_TIMEOUT_S)
        self._is_read_only = connect is not None
        self._file = _identity(path)
        self.before_bulk: Callable[[], None] = lambda: None
        self._watch: sqlite3.Connection | None = None
        self._engine = engine
        self._writer = engine.execution_options(begin="BEGIN IMMEDIATE")

    @classmethod
    def open(cls, path: Path, durability: Durability = Durability.FULL) -> "Database":
        """Open an existing review database, and bring an older one up to date.

        Args:
            path: The file.
            durability: What its commits promise.

        Raises:
            KnownError: There is none, it is another kind of file, it is newer than this program,
                it stands on a network share, or it cannot be written.
        """
        _check_place(path)
        with known_errors(path):
            _check_header(path)
            with closing(open_connection(path, BUSY_TIMEOUT_S)) as raw:
                revision = revision_of(raw, path)
                # A restored copy comes without the log; elsewhere this changes nothing.
                raw.execute("PRAGMA journal_mode=WAL").fetchone()
        if revision != HEAD:
            check_no_link(path.parent / "backups")
            backup = path.parent / "backups" / f"before-{HEAD}-{_stamp()}.db"
            copy_database(path, backup)
            _upgrade(path)
        database = cls(path, _engine(path, durability))
        with known_errors(path), database.write():
            pass  # Proves that it can be written, before anyone decides anything.
        return database

    @classmethod
    def open_to_read(cls, path: Path) -> "Database":
        """Open an existing review database that cannot be written; it stays as it is.

        Raises:
            KnownError: As `open` does, and code `workspace-older`: what is older cannot be brought
                up to date, or `log-unread`.
        """
        _check_place(path)
        with known_errors(path):
            _check_header(path)
            connect = read_only_connect(path, BUSY_TIMEOUT_S)
            with closing(connect()) as raw:
                if revision_of(raw, path) != HEAD:
                    raise KnownError("workspace-older", path=str(path))
        return cls(path, _engine(path, Durability.FULL, connect), connect)

    @classmethod
    def create(cls, path: Path, durability: Durability = Durability.FULL) -> "Database":
        """Make a new, empty review database, or open the one that is there."""
        _check_place(path)
        if _is_blank(path):
            _upgrade(path)
        return cls.open(path, durability)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Return a session that sees one consistent state and cannot change it."""
        with known_errors(self.path), Session(self._engine) as session:
            try:
                yield session
            finally:
                session.rollback()

    @contextmanager
    def stoppable_read(self, stopped: Callable[[], bool]) -> Iterator[Session]:
        """Return a session as `read` does, whose queries end early when they are no longer wanted.

        Args:
            stopped: Asked every few milliseconds while a query runs.

        Raises:
            CancelledError: A query was stopped.
        """
        with self.read() as session:
            raw: Any = session.connection().connection.driver_connection
            raw.set_progress_handler(stopped, _STEPS)
            try:
                yield session
            except OperationalError as error:
                if getattr(error.orig, "sqlite_errorcode", 0) != sqlite3.SQLITE_INTERRUPT:
                    raise
                raise CancelledError from error
            finally:
                raw.set_progress_handler(None, 0)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Return a session whose work is kept if the block ends well, and undone if it does not.

        Raises:
            KnownError: Code `database-gone`; the file was deleted or replaced since it was opened,
                and what is written now would go nowhere. Or `workspace-read-only`.
        """
        if self._is_read_only:
            # SQLite would find out at the first change, after all that leads to it.
            raise KnownError("workspace-read-only", path=str(self.path))
        if _identity(self.path) != self._file:
            raise KnownError("database-gone", path=str(self.path))
        with known_errors(self.path), Session(self._writer) as session, session.begin():
            session.connection()  # BEGIN IMMEDIATE now, not at the first statement.
            yield session
            slow_down()

    @contextmanager
    def paced_write(self) -> Iterator[Session]:
        """Return a session as `write` does, and leave the database to others for a while after it.

        Bulk work is done in many of these: somebody who decides gets the lock between two of them.
        """
        self.before_bulk()
        with self.write() as session:
            yield session
        until = time.monotonic() + _PAUSE_S
        self._push_log()
        time.sleep(max(0.0, until - time.monotonic()))

    def _push_log(self) -> None:
        """Have the system write what this wrote.

        Who decides next would wait until all of it is on the disk, not just the decision.
        """
        if not hasattr(os, "fdatasync"):
            return
        # SQLite's locks are on other files: opening and closing this one drops none of them.
        # What cannot be pushed is no loss: a decision syncs for itself.
        with suppress(OSError):
            log = os.open(f"{self.path}-wal", os.O_RDONLY)
            try:
                os.fdatasync(log)
            finally:
                os.close(log)

    def pulse(self) -> int:
        """Return a number that is another one whenever something was written by anybody since."""
        with known_errors(self.path):
            if self._watch is None:
                # Its own: the number only makes sense on one connection.
                self._watch = open_connection(self.path, BUSY_TIMEOUT_S, shared=True)
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def copy(self, target: Path, report: Callable[[int, int], None]) -> None:
        """Copy the database as `copy_database` does, also where it cannot be written.

        Args:
            target: The file to write; whole or not at all.
            report: Takes pages copied and pages in all; may raise to stop.
        """
        copy_database(self.path, target, report, self._connect)

    def checkpoint(self) -> None:
        """Move what the write-ahead log holds into the file, as far as nobody has to wait."""
        with known_errors(self.path), closing(open_connection(self.path, BUSY_TIMEOUT_S)) as raw:
            raw.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def pragmas(self) -> dict[str, Any]:
        """Report the settings in force on a connection, by name."""
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "application_id")
        with known_errors(self.path), self._engine.connect() as connection:
            return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}

    def close(self) -> None:
        """Close every connection; the last one out folds the log into the file."""
        if self._watch is not None:
            self._watch.close()
        self._engine.dispose()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def copy_database(
    source: Path,
    target: Path,
    report: Callable[[int, int], None] = lambda _done, _total: None,
    connect: Connect | None = None,
) -> None:
    """Copy a database that may be in use, through SQLite's own backup call.

    A plain file copy would miss what still stands in the write-ahead log.

    Args:
        source: An existing database.
        target: The file to write; whole or not at all.
        report: Takes pages copied and pages in all; may raise to stop.
        connect: Opens the source, if a plain connection will not do.

    Raises:
        KnownError: The source cannot be read or the target not be written.
    """
    unfinished = target.with_name(target.name + ".partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        with (
            known_errors(target),
            closing(connect() if connect else open_connection(source, BUSY_TIMEOUT_S)) as old,
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
        raise KnownError("write-failed", path=str(target), detail=error.strerror or "") from error
    finally:
        unfinished.unlink(missing_ok=True)


def quick_check(path: Path) -> None:
    """Ask SQLite whether a database file is sound and ours.

    Raises:
        KnownError: It is not a review database, is damaged, or is newer than this program.
    """
    with known_errors(path):
        _check_header(path)
        with closing(open_connection(path, BUSY_TIMEOUT_S)) as raw:
            revision_of(raw, path)
            if raw.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise KnownError("database-damaged", path=str(path))


def check_foreign(path: Path, stopped: Callable[[], bool]) -> None:
    """Check a database file from elsewhere as a whole, without changing it or running its SQL.

    Args:
        path: The file, which nothing else uses.
        stopped: Asked every few milliseconds; true when it takes too long.

    Raises:
        KnownError: It is no review database, damaged, newer than this program, or of another
            schema.
        CancelledError: It took too long.
    """
    with known_errors(path):
        _check_header(path)
        # Immutable: neither locks nor a log are looked for beside it.
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as raw:
            raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_CELL_BYTES)
            raw.set_progress_handler(stopped, _STEPS)
            for pragma in ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON"):
                raw.execute(f"PRAGMA {pragma}")
            try:
                # First: a check for damage runs what other schemas hold.
                revision_of(raw, path)
                _check_content(raw, path)
            except sqlite3.OperationalError as error:
                if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_INTERRUPT:
                    raise
                raise CancelledError from error


def _check_content(raw: sqlite3.Connection, path: Path) -> None:
    if raw.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise KnownError("database-damaged", path=str(path))
    lost = raw.execute("PRAGMA foreign_key_check").fetchone()
    if lost is not None:
        detail = f"a row of {lost[0]} names one of {lost[2]} that is missing"
        raise KnownError("database-foreign", path=str(path), detail=detail)


@contextmanager
def known_errors(path: Path) -> Iterator[None]:
    """Turn what the environment does to a database into errors that a person can act on."""
    try:
        yield
    except (DatabaseError, OperationalError, sqlite3.DatabaseError) as error:
        cause = error.orig if isinstance(error, DatabaseError) else error
        code = _CODES.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
        if code is None:
            raise
        raise KnownError(code, path=str(path)) from error


_CODES = {
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


def _check_place(path: Path) -> None:
    check_no_link(path, *(path.with_name(path.name + suffix) for suffix in LOGS))
    if is_network_share(path.parent):
        raise KnownError("network-share", path=str(path.parent))


def _is_blank(path: Path) -> bool:
    """Return true if there is nothing yet, or only what a creation killed half way left."""
    if not path.exists() or path.stat().st_size == 0:
        return True
    with known_errors(path):
        _check_header(path)
        with closing(open_connection(path, BUSY_TIMEOUT_S)) as raw:
            tables: tuple[int] = raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return tables[0] == 0


def _check_header(path: Path) -> None:
    # Opening a named pipe would wait for somebody to write into it.
    if path.exists() and not path.is_file():
        raise KnownError("not-a-database", path=str(path))
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError as error:
        raise KnownError("no-workspace", path=str(path.parent)) from error
    except OSError as error:
        raise KnownError("database-unreadable", path=str(path)) from error
    if head != _MAGIC:
        raise KnownError("not-a-database", path=str(path))


def _engine(path: Path, durability: Durability, connect: Connect | None = None) -> Engine:
    engine = create_engine(
        # Not a text to be parsed: a folder may have a question mark or a percent sign in its name.
        URL.create("sqlite", database=str(path.absolute())),
        connect_args={"timeout": BUSY_TIMEOUT_S, "check_same_thread": False},
        **({} if connect is None else {"creator": connect}),
        # An error's text goes into reports and logs, which names of operators have no place in.
        hide_parameters=True,
        json_deserializer=partial(_parse_json, path),
    )

    # The driver must not open transactions by itself: it would begin them as readers.
    @event.listens_for(engine, "connect")
    def _on_connect(raw: Any, _record: object) -> None:
        raw.isolation_level = None
        cursor = raw.cursor()
        cursor.execute("PRAGMA trusted_schema=OFF")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute(f"PRAGMA synchronous={durability}")
        if sys.platform == "darwin" and durability is Durability.FULL:
            cursor.execute("PRAGMA fullfsync=ON")
        cursor.execute(f"PRAGMA cache_size=-{_CACHE_KB[durability]}")
        # Jobs fold the log back as they go; a decision never pays for it (see `checkpoint`).
        pages = 0 if durability is Durability.FULL else 1000
        cursor.execute(f"PRAGMA wal_autocheckpoint={pages}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        if connection.get_execution_options().get("begin") == "BEGIN IMMEDIATE":
            _begin_immediate(connection)
        else:
            connection.exec_driver_sql("BEGIN")

    return engine


def _parse_json(path: Path, text: str) -> Any:
    # A number is stored as one: the `TypeError` for it is what SQLAlchemy waits for.
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise KnownError("database-damaged", path=str(path)) from error


def _begin_immediate(connection: Connection) -> None:
    """Take the write lock as soon as it is free.

    SQLite's own waiting looks at growing distances, up to 100 ms; with a job that commits often, a
    decision would then miss most of the pauses that the job leaves for it.
    """
    raw: Any = connection.connection.driver_connection
    end = time.monotonic() + BUSY_TIMEOUT_S
    raw.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                raw.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() > end:
                    raise
                time.sleep(_RETRY_S)
            else:
                return
    finally:
        raw.execute(f"PRAGMA busy_timeout={int(1000 * BUSY_TIMEOUT_S)}")


def _upgrade(path: Path, revision: str = HEAD) -> None:
    # Alembic takes a while to import and is needed only when there is something to migrate.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option(
        "script_location", str(Path(__file__).parent / "migrations").replace("%", "%%")
    )
    engine = _engine(path, Durability.FULL)
    try:
        with known_errors(path):
            with closing(open_connection(path, BUSY_TIMEOUT_S)) as raw:
                raw.execute("PRAGMA journal_mode=WAL")
            with engine.execution_options(begin="BEGIN IMMEDIATE").connect() as connection:
                config.attributes["connection"] = connection
                with connection.begin():
                    command.upgrade(config, revision)
                    connection.execute(text(f"PRAGMA application_id={APPLICATION_ID}"))
    finally:
        engine.dispose()


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
