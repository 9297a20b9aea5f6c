"""The review database as a file of SQLite's, which keeps a write-ahead log beside it."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

from hitl_app.domain.errors import KnownError
from hitl_app.store.engine import checking
from hitl_app.store.engine.connecting import (
    Connect,
    interruptible,
    make_engine,
    open_connection,
)
from hitl_app.store.engine.copying import copy_database
from hitl_app.store.engine.dialect import Durability
from hitl_app.store.engine.errors import known_errors
from hitl_app.store.engine.filesystem import check_no_link
from hitl_app.store.engine.read_only import read_only_connect
from hitl_app.store.engine.revisions import APPLICATION_ID, HEAD, revision_of


class SqliteFile:
    """One database file; see `Dialect` for what its methods do."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connect: Connect = partial(open_connection, path)
        self._is_read_only = False
        self._identity = _identity(path)
        self._watch: sqlite3.Connection | None = None

    def create(self) -> None:
        """Make an empty database, unless there is one."""
        checking.check_place(self._path)
        if checking.is_blank(self._path):
            upgrade(self._path)

    def prepare(self) -> None:
        """Check it, and bring an older one up to date; a copy of that is kept."""
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
        """Check it without changing it."""
        path = self._path
        checking.check_place(path)
        with known_errors(path):
            checking.check_header(path)
            self._connect, self._is_read_only = read_only_connect(path), True
            with closing(self._connect()) as raw:
                if revision_of(raw, path) != HEAD:
                    raise KnownError("workspace-older", path=str(path))

    def engine(self, durability: Durability) -> Engine:
        """Make an engine for the file that is there now."""
        self._identity = _identity(self._path)
        return make_engine(self._path, durability, self._connect if self._is_read_only else None)

    def check_in_place(self) -> None:
        """Check that the file is the one that was opened."""
        if _identity(self._path) != self._identity:
            raise KnownError("database-gone", path=str(self._path))

    @contextmanager
    def interruptible(self, connection: Connection, stopped: Callable[[], bool]) -> Iterator[None]:
        """End queries within the block when they are no longer wanted."""
        raw: Any = connection.connection.driver_connection
        with interruptible(raw, stopped):
            yield

    def flush(self) -> None:
        """Have the system write the log.

        Who decides next would wait until all of it is on the disk, not just the decision.
        """
        if not hasattr(os, "fdatasync"):
            return
        # SQLite's locks are on other files: opening and closing this one drops none of them.
        # What cannot be pushed is no loss: a decision syncs for itself.
        with suppress(OSError):
            log = os.open(f"{self._path}-wal", os.O_RDONLY)
            try:
                os.fdatasync(log)
            finally:
                os.close(log)

    def pulse(self) -> int:
        """Return a number that is another one whenever something was written by anybody since."""
        with known_errors(self._path):
            if self._watch is None:
                # Its own: the number only makes sense on one connection.
                self._watch = open_connection(self._path, shared=True)
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def checkpoint(self) -> None:
        """Move what the log holds into the file, as far as nobody has to wait."""
        with known_errors(self._path), closing(open_connection(self._path)) as raw:
            raw.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def size(self) -> int:
        """Return the bytes of the file and of those beside it."""
        return sum(file.stat().st_size for file in self.files() if file.is_file())

    def copy(
        self, target: Path, report: Callable[[int, int], None] = lambda _done, _total: None
    ) -> None:
        """Copy it, also while others write."""
        copy_database(self._connect, target, report)

    def files(self) -> tuple[Path, ...]:
        """Return the file and those that stand beside it while it is open."""
        beside = (self._path.with_name(self._path.name + ending) for ending in checking.LOGS)
        return self._path, *beside

    def take_alone(self) -> None:
        """Fold the log into the file, which takes the only connection there is."""
        with known_errors(self._path), closing(open_connection(self._path)) as raw:
            raw.execute("PRAGMA busy_timeout=1000")
            try:
                raw.execute("PRAGMA journal_mode=DELETE").fetchone()
            except sqlite3.OperationalError as error:
                raise KnownError("restore-busy", path=str(self._path.parent)) from error

    def check_foreign(self, stopped: Callable[[], bool]) -> None:
        """Check one from elsewhere, which nothing else uses."""
        checking.check_foreign(self._path, stopped)

    def close(self) -> None:
        """Close the connection that watches for changes."""
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
