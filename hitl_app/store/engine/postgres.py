"""The review database on a PostgreSQL server, shared by several computers."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, create_engine, event, text

from hitl_app.domain.errors import KnownError
from hitl_app.domain.roles import Role
from hitl_app.store.engine import postgres_schema
from hitl_app.store.engine.address import driver, parse_address, read_address
from hitl_app.store.engine.copying import copy_rows
from hitl_app.store.engine.dialect import PATIENCE_S, Dialect, Durability, Roles
from hitl_app.store.engine.errors import known_errors
from hitl_app.store.engine.postgres_connecting import cursor_factory, interruptible, parse_json
from hitl_app.store.engine.postgres_roles import ROLE, ServerRoles
from hitl_app.store.engine.postgres_rows import ServerRows, copy_in
from hitl_app.store.engine.revisions import HEAD
from hitl_app.store.engine.sqlite import sqlite_file

_LEAST_VERSION: Final = 150000
_WRITER: Final = 0x534C4F4B  # "SLOK"
"""Key of the advisory lock that every writing transaction takes, as with a file of SQLite's."""
# Of a computer that has gone, the server ends connection and lock after about half a minute.
_SESSION: Final = (
    "SET TIME ZONE 'UTC'; SET lock_timeout = '10s'; SET tcp_keepalives_idle = 10;"
    " SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 4; SET synchronous_commit = "
)
# Each statement sees what was committed before it: in one snapshot of the whole transaction the
# commit of the writer that was waited for would be missing.
_BEGIN_WRITE: Final = (
    "SET TRANSACTION ISOLATION LEVEL READ COMMITTED READ WRITE;"
    " SET LOCAL idle_in_transaction_session_timeout = '30s';"
    f" SELECT pg_advisory_xact_lock({_WRITER})"
)
_BEGIN_BESIDE: Final = (
    "SET TRANSACTION ISOLATION LEVEL READ COMMITTED READ WRITE;"
    " SET LOCAL idle_in_transaction_session_timeout = '30s'; SET LOCAL synchronous_commit = off"
)
_CONNECT: Final = {
    "connect_timeout": 10,
    "application_name": "second-look",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 4,
    "tcp_user_timeout": 30_000,
}
_RETRY_S: Final = 0.2


def server_database(file: Path, address: str | None = None) -> Dialect:
    """Return the dialect of a database on a server.

    Args:
        file: By which a folder names it.
        address: Where it is; by default the file says so.

    Raises:
        KnownError: The address or the file cannot be used, or the driver is missing.
    """
    return _ServerDatabase(file, address)


class _ServerDatabase:
    is_shared = True

    def __init__(self, file: Path, address: str | None) -> None:
        self._file = file
        self.clock_offset = timedelta()
        self.place = read_address(file) if address is None else address
        self._parameters = {**_CONNECT, **parse_address(self.place)}
        self._is_read_only, self.role = False, Role.VIEWER
        self._identity: tuple[Any, ...] | None = None
        self._watch: Any = None
        self._pulse: tuple[int, str] = (0, "")
        self._watching = threading.Lock()

    def create(self) -> None:
        with known_errors(self.place):
            self._make_database()
            with self._alone() as connection:
                if postgres_schema.revision_of(connection, self.place) is None:
                    postgres_schema.upgrade(connection, self.place)

    def prepare(self) -> None:
        with known_errors(self.place):
            if self._checked_revision() != HEAD:
                with self._alone() as connection:
                    postgres_schema.upgrade(connection, self.place)
                self._checked_revision()

    def prepare_to_read(self) -> None:
        with known_errors(self.place):
            self._is_read_only = True
            if self._checked_revision() != HEAD:
                raise KnownError("workspace-older", path=self.place)

    def engine(self, durability: Durability) -> Engine:
        commit = "on" if durability is Durability.FULL else "off"
        engine = create_engine(
            "postgresql+psycopg://",
            creator=partial(self._begin_session, commit),
            isolation_level="REPEATABLE READ",
            # A connection that a restart of the server has ended is replaced before it is used.
            pool_pre_ping=True,
            hide_parameters=True,
            json_deserializer=partial(parse_json, self.place),
        )

        @event.listens_for(engine, "begin")
        def _on_begin(connection: Connection) -> None:
            options = connection.get_execution_options()
            if options.get("writes"):
                raw: Any = connection.connection.driver_connection
                try:
                    raw.execute(_BEGIN_BESIDE if options.get("beside") else _BEGIN_WRITE)
                except BaseException:
                    with suppress(Exception):
                        raw.rollback()
                    if raw.closed:
                        # A lost connection cannot be reset for the next transaction.
                        connection.invalidate()
                    raise

        return engine

    def mark(self, connection: Connection) -> object:
        return connection.scalar(text("SELECT pg_current_xact_id_if_assigned()::text"))

    def was_committed(self, mark: object) -> bool:
        end = time.monotonic() + PATIENCE_S
        while True:
            try:
                with self._connect(autocommit=True) as raw:
                    query = "SELECT pg_xact_status(%s::text::xid8)"
                    status = raw.execute(query, [mark]).fetchone()[0]
            except driver().OperationalError:
                status = None
            # The server may not have noticed yet that the connection is gone.
            if status not in (None, "in progress"):
                return bool(status == "committed")
            if time.monotonic() > end:
                raise KnownError("server-unknown", path=self.place)
            time.sleep(_RETRY_S)

    def check_in_place(self) -> None:
        # Each new connection is checked: as long as one lives, the database cannot be dropped.
        return

    def interruptible(
        self, connection: Connection, stopped: Callable[[], bool]
    ) -> AbstractContextManager[None]:
        return interruptible(connection.connection.driver_connection, stopped)

    def insert(
        self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]
    ) -> None:
        copy_in(connection, table, rows)

    def flush(self) -> None:
        return

    def pulse(self) -> int:
        with self._watching, known_errors(self.place):
            try:
                if self._watch is None:
                    self._watch = self._connect()
                    self._watch.autocommit = True
                # Of the transactions that write, and of nothing else.
                snapshot = self._watch.execute("SELECT pg_current_snapshot()::text").fetchone()[0]
            except Exception:
                watch, self._watch = self._watch, None
                if watch is not None:
                    watch.close()
                raise
            if snapshot != self._pulse[1]:
                self._pulse = (self._pulse[0] + 1, snapshot)
            return self._pulse[0]

    def checkpoint(self) -> None:
        return

    def copy(
        self, target: Path, report: Callable[[int, int], None] = lambda _done, _total: None
    ) -> None:
        unfinished = target.with_name(f"{target.name}.partial")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished.unlink(missing_ok=True)
            file = sqlite_file(unfinished)
            file.create()
            with self.reader() as source, file.writer() as copy:
                copy_rows(source, copy, report)
            file.take_alone()
            unfinished.replace(target)
        except OSError as error:
            raise KnownError(
                "write-failed", path=str(target), detail=error.strerror or ""
            ) from error
        finally:
            for left in sqlite_file(unfinished).files():
                left.unlink(missing_ok=True)

    @contextmanager
    def reader(self) -> Iterator[ServerRows]:
        with known_errors(self.place), self._connect() as raw:
            raw.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield ServerRows(raw)

    @contextmanager
    def writer(self) -> Iterator[ServerRows]:
        with known_errors(self.place), self._connect() as raw:
            raw.execute(f"SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock({_WRITER})")
            yield ServerRows(raw)

    def files(self) -> tuple[Path, ...]:
        return (self._file,)

    def take_alone(self) -> None:
        raise KnownError("server-restore", path=self.place)

    def check_foreign(self, stopped: Callable[[], bool]) -> None:
        del stopped
        raise KnownError("server-restore", path=self.place)

    def roles(self) -> Roles:
        return ServerRoles(self._connect, str(self._parameters["dbname"]), self.place)

    def close(self) -> None:
        with self._watching:
            if self._watch is not None:
                self._watch.close()
                self._watch = None

    def _connect(self, **changed: Any) -> Any:
        raw = driver().connect(**{**self._parameters, **changed})
        raw.server_cursor_factory = cursor_factory()
        return raw

    def _begin_session(self, commit: str) -> Any:
        raw = self._connect(autocommit=True)
        try:
            raw.execute(_SESSION + commit)
            self._set_clock(raw)
            self._check_same(raw)
            raw.autocommit = False
        except BaseException:
            raw.close()
            raise
        return raw

    def _make_database(self) -> None:
        """Make the database on the server, if it is not there and this is allowed."""
        psycopg = driver()
        try:
            self._connect().close()
        except psycopg.OperationalError as error:
            name = str(self._parameters["dbname"])
            if f'database "{name}" does not exist' not in str(error):
                raise
            from psycopg import sql

            with self._connect(dbname="postgres", autocommit=True) as raw:
                statement = (
                    "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C'"
                    " LC_CTYPE 'C'"
                )
                raw.execute(sql.SQL(statement).format(sql.Identifier(name)))

    def _checked_revision(self) -> str:
        """Return the revision, and check the schema of the newest one."""
        engine = self.engine(Durability.FULL)
        try:
            with engine.connect() as connection:
                self._check_server(connection)
                revision = postgres_schema.revision_of(connection, self.place)
                if revision is None:
                    raise KnownError("server-empty", path=self.place)
                if revision == HEAD:
                    postgres_schema.check_schema(connection, self.place)
                if not self._is_read_only:
                    self._check_rights(connection)
                return revision
        finally:
            engine.dispose()

    def _check_server(self, connection: Connection) -> None:
        version = int(connection.execute(text("SHOW server_version_num")).scalar_one())
        if version < _LEAST_VERSION:
            raise KnownError("server-old", path=self.place, found=version // 10_000)
        encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
        if encoding != "UTF8":
            raise KnownError("server-encoding", path=self.place, found=encoding)

    def _check_rights(self, connection: Connection) -> None:
        decides, leads = connection.execute(text(ROLE)).one()
        if not decides:
            Role.VIEWER.check(Role.OPERATOR)
        self.role = Role.LEAD if leads else Role.OPERATOR

    def _set_clock(self, raw: Any) -> None:
        """Measure by how much the clock of this computer differs from the server's."""
        before = datetime.now(UTC)
        there: datetime = raw.execute("SELECT clock_timestamp()").fetchone()[0]
        self.clock_offset = there - before - (datetime.now(UTC) - before) / 2

    def _check_same(self, raw: Any) -> None:
        """Refuse a database that was dropped and made anew since it was opened."""
        identity = raw.execute(
            "SELECT d.oid, to_regclass('photo')::oid FROM pg_database d"
            " WHERE d.datname = current_database()"
        ).fetchone()
        if identity[1] is None:
            return
        if self._identity not in (None, identity):
            raise KnownError("database-gone", path=self.place)
        self._identity = identity

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """Return a connection in a transaction with the write lock, for which it waits."""
        engine = self.engine(Durability.FULL)
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql("SET lock_timeout = 0")
                connection.exec_driver_sql("SET idle_in_transaction_session_timeout = 0")
                connection.commit()
                writer = connection.execution_options(writes=True)
                with writer.begin():
                    self._check_server(writer)
                    yield writer
                connection.invalidate()
        finally:
            engine.dispose()
