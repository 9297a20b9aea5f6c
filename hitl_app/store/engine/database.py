"""Open the review database, and provide read and write sessions.

Two processes write: the window (decisions, each synchronised to the disk) and jobs (bulk). Every
write transaction takes the lock when it begins.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from hitl_app.domain.errors import KnownError
from hitl_app.domain.roles import Role
from hitl_app.slowness import slow_down
from hitl_app.store.engine.address import CONNECTION
from hitl_app.store.engine.dialect import PATIENCE_S, Dialect, Durability
from hitl_app.store.engine.errors import is_deadlock, known_errors
from hitl_app.store.engine.inserting import DIALECT
from hitl_app.store.engine.leases import SHARED
from hitl_app.store.engine.sqlite import sqlite_file

T = TypeVar("T")

# The decision thread polls the lock every millisecond: a few polls are enough to get it.
_PAUSE_S = 0.003
_RETRY_S = 0.2
_DEADLOCKS = 5
_PASSING = ("server-away", "server-busy", "database-locked")


def dialect_of(path: Path) -> Dialect:
    """Return the dialect of the database at a place: a file, or a file that names a server."""
    if path.name == CONNECTION:
        return _on_server(path)
    return sqlite_file(path)


def server_at(address: str, folder: Path) -> Dialect:
    """Return the dialect of the database at an address, for a folder that is to be connected."""
    return _on_server(folder / CONNECTION, address)


def _on_server(file: Path, address: str | None = None) -> Dialect:
    from hitl_app.store.engine.postgres import server_database

    return server_database(file, address)


class Database:
    """One open review database; safe to use from several threads.

    Attributes:
        before_bulk: Called before each transaction of bulk work; returns when the work may start.
        is_reviewing: Returns True if decisions are expected at any moment; transactions of bulk
            work are shorter then.
    """

    def __init__(
        self, path: Path, dialect: Dialect, durability: Durability, *, read_only: bool = False
    ) -> None:
        self.path, self.dialect = path, dialect
        self.before_bulk: Callable[[], None] = lambda: None
        self.is_reviewing: Callable[[], bool] = lambda: False
        self._is_read_only = read_only
        self._engine = dialect.engine(durability)
        self._writer = self._engine.execution_options(writes=True)
        self._beside = self._engine.execution_options(writes=True, beside=True)

    @classmethod
    def open(cls, path: Path, durability: Durability = Durability.FULL) -> "Database":
        """Open an existing review database, and bring an older one up to date.

        Raises:
            KnownError: There is none, it is another kind of file, it is newer than this program, it
                is on a network share, or it cannot be written.
        """
        dialect = dialect_of(path)
        dialect.prepare()
        database = cls(path, dialect, durability)
        with database.write():
            pass  # Fails early if it cannot be written, before the first decision.
        return database

    @classmethod
    def open_to_read(cls, path: Path) -> "Database":
        """Open an existing review database read-only.

        Raises:
            KnownError: As `open` does, and code `workspace-older`: an older one cannot be migrated,
                or `log-unread`.
        """
        dialect = dialect_of(path)
        dialect.prepare_to_read()
        return cls(path, dialect, Durability.FULL, read_only=True)

    @classmethod
    def create(cls, path: Path, durability: Durability = Durability.FULL) -> "Database":
        """Make a new, empty review database, or open the one that is there."""
        dialect_of(path).create()
        return cls.open(path, durability)

    @property
    def role(self) -> Role:
        """Return what the person who uses it may do."""
        is_viewer = self._is_read_only and self.dialect.is_shared
        return Role.VIEWER if is_viewer else self.dialect.role

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Return a read-only session on one consistent state."""
        with known_errors(self.dialect.place), self._session(self._engine) as session:
            try:
                yield session
            finally:
                session.rollback()

    @contextmanager
    def stoppable_read(self, stopped: Callable[[], bool]) -> Iterator[Session]:
        """Return a session as `read` does, whose queries can be cancelled.

        Args:
            stopped: Asked every few milliseconds while a query runs.
        """
        with (
            self.read() as session,
            self.dialect.interruptible(session.connection(), stopped),
        ):
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Return a session that commits if the block succeeds, and rolls back otherwise.

        Raises:
            KnownError: Code `database-gone`; it was deleted or replaced since it was opened, and
                writes would be lost. Or `workspace-read-only`.
        """
        with self._writing(self._writer) as session:
            yield session

    @contextmanager
    def write_beside(self) -> Iterator[Session]:
        """Return a session as `write` does, for leases: on a server others write meanwhile.

        It locks the rows that it depends on. A server that fails may lose its last commits.
        """
        with self._writing(self._beside) as session:
            yield session

    def record_beside(self, work: Callable[[Session], T]) -> T:
        """Do something in a session as `write_beside` returns it.

        It is done again if the server ended it to resolve a deadlock.

        Raises:
            KnownError: What the work raises, or what the server refuses several times.
        """
        for _ in range(_DEADLOCKS):
            try:
                with self.write_beside() as session:
                    return work(session)
            except KnownError as error:
                if not is_deadlock(error):
                    raise
        with self.write_beside() as session:
            return work(session)

    @contextmanager
    def _writing(self, engine: Engine) -> Iterator[Session]:
        if self._is_read_only:
            # The database would fail only at the first change, after all preparations.
            self.role.check(Role.OPERATOR)
            raise KnownError("workspace-read-only", path=self.dialect.place)
        self.dialect.check_in_place()
        with known_errors(self.dialect.place), self._session(engine) as session:
            session.connection()  # Begins the transaction now, not at the first statement.
            yield session
            slow_down()
            self._commit(session)

    def record(self, work: Callable[[Session], T]) -> T:
        """Do something in a session as `write` returns it, once or not at all.

        A server that is being restarted or has no room is waited for: what it had not committed is
        done again, as is what it ended to resolve a deadlock.

        Raises:
            KnownError: What the work raises, or what the server refuses for long.
        """
        end = time.monotonic() + PATIENCE_S
        while True:
            try:
                with self.write() as session:
                    return work(session)
            except KnownError as error:
                is_passing = self.dialect.is_shared and error.code in _PASSING
                if not is_passing or time.monotonic() > end:
                    raise
                time.sleep(_RETRY_S)

    def _commit(self, session: Session) -> None:
        session.flush()
        mark = self.dialect.mark(session.connection())
        try:
            session.commit()
        except DBAPIError as error:
            if mark is None or not error.connection_invalidated:
                raise
            if not self.dialect.was_committed(mark):
                raise

    @contextmanager
    def paced_write(self) -> Iterator[Session]:
        """Return a session as `write` does, and pause after it for other writers.

        Bulk work uses many of these: decisions get the lock between two of them.
        """
        self.before_bulk()
        with self.write() as session:
            yield session
        until = time.monotonic() + _PAUSE_S
        self.dialect.flush()
        time.sleep(max(0.0, until - time.monotonic()))

    def _session(self, engine: Engine) -> Session:
        # The moment that leases are compared with is the same for all computers.
        shared = {SHARED: self.dialect} if self.dialect.is_shared else {}
        return Session(engine, info={DIALECT: self.dialect, **shared})

    def close(self) -> None:
        """Close every connection."""
        self.dialect.close()
        self._engine.dispose()
