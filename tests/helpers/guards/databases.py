"""Run tests of store, services and jobs on both kinds of database.

A pytest plugin. By default every test runs on a file, and those of `ON_BOTH` on a server too;
`--database postgresql` runs all of these folders on a server, `--database both` on both.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import delete

from hitl_app.store.engine import database
from hitl_app.store.engine.address import write_address
from hitl_app.store.schema import Base
from tests.helpers.workspace.proxies import Proxy
from tests.helpers.workspace.servers import Server, make_server, program

FILE, SERVER = "file", "server"
_PORTABLE = ("store", "services", "jobs")
ON_BOTH = (
    "store/",
    "services/review/",
    "services/catalogue/test_products.py",
    "services/catalogue/test_watching.py",
    "services/categories/test_merging.py",
    "services/certification/test_auditing.py",
    "services/exports/test_exporting.py",
    "jobs/imports/",
    "jobs/test_labels.py",
)
"""What a team does, and the quick ones that change most tables; `--database both` runs all."""
ALSO_ON_BOTH = (
    "test_settle_accepts_lot_of_right_labels",
    "test_retrain_activates_first_version_of_own_categories",
)
"""Slow tests that are run on both as well: one inspection, one retraining."""
_TEMPLATE = "template_second_look"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("some", "sqlite", "postgresql", "both"),
        default="some",
        help="kind of database for the tests of store, services and jobs",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "own_database: the test is about one kind of database, and makes it by itself"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_kind" in metafunc.fixturenames:
        kinds = _kinds(metafunc)
        metafunc.parametrize("database_kind", kinds, indirect=True, ids=[k[0] for k in kinds])


def _kinds(metafunc: pytest.Metafunc) -> list[str]:
    chosen = metafunc.config.getoption("database")
    root = metafunc.config.rootpath / "tests"
    path = metafunc.definition.path
    inside = path.relative_to(root).as_posix() if root in path.parents else ""
    if not inside.startswith(tuple(f"{name}/" for name in _PORTABLE)):
        return [FILE]
    if metafunc.definition.get_closest_marker("own_database") or chosen == "sqlite":
        return [FILE]
    if chosen == "some":
        both = inside.startswith(ON_BOTH) or metafunc.definition.originalname in ALSO_ON_BOTH
        return [FILE, SERVER] if both else [FILE]
    return [SERVER] if chosen == "postgresql" else [FILE, SERVER]


@pytest.fixture(scope="session")
def server() -> Server:
    """Return a server; the test is skipped where PostgreSQL is not installed."""
    if program("initdb") is None or program("pg_ctl") is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed.")
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    return _server()


@pytest.fixture
def own(server: Server) -> Iterator[Server]:
    """Yield a server that a test may stop."""
    own = make_server()
    yield own
    own.end()


@pytest.fixture
def proxy(own: Server) -> Iterator[Proxy]:
    """Yield what stands in front of a server: a test may cut or silence the connection."""
    proxy = Proxy(own)
    yield proxy
    proxy.close()


@pytest.fixture
def small_server(own: Server) -> Iterator[Server]:
    """Yield a server with a tablespace `small` on a disk of 24 MB.

    The test is skipped where none can be mounted.
    """
    disk = own.folder / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk)]
    try:
        if shutil.which("mount") is None or subprocess.run(command, check=False).returncode:
            pytest.skip("a small disk can be mounted by an administrator only")
        (disk / "tables").mkdir()
        shutil.chown(disk / "tables", (own.folder / "data").owner())
        own.run(f"CREATE TABLESPACE small LOCATION '{disk / 'tables'}'")
        yield own
    finally:
        own.stop()
        subprocess.run(["umount", str(disk)], check=False, stderr=subprocess.DEVNULL)


@cache
def _server() -> Server:
    return make_server()


@cache
def _template(server: Server) -> str:
    from hitl_app.store.engine.postgres import server_database

    dialect = server_database(Path("connection.json"), server.address(_TEMPLATE))
    dialect.create()
    dialect.close()
    return _TEMPLATE


class Databases:
    """Databases on a server, each made when it is first asked for.

    Making one takes half a second: those that a test is done with are emptied for the next one.
    """

    _free: dict[Server, list[str]] = {}  # noqa: RUF012 - one for the session, on purpose
    _made: dict[Server, int] = {}  # noqa: RUF012

    def __init__(self, server: Server) -> None:
        self.server = server
        self._names: dict[str, str] = {}
        self._new: list[str] = []

    def address(self, key: object) -> str:
        """Return the address of the empty review database of a key."""
        if str(key) not in self._names:
            free = self._free.setdefault(self.server, [])
            self._names[str(key)] = free.pop() if free else self._copy()
        return self.server.address(self._names[str(key)])

    def new(self, statement: str = "") -> str:
        """Return the address of a database that is not there yet, and is dropped after the test.

        With a statement it is made, and the statement is run in it.
        """
        name = self._next()
        self._new.append(name)
        if statement:
            self.server.run(f"CREATE DATABASE {name} TEMPLATE {_template(self.server)}")
            self.server.run(statement, name)
        return self.server.address(name)

    def _next(self) -> str:
        self._made[self.server] = self._made.get(self.server, 0) + 1
        return f"test_{self._made[self.server]}"

    def _copy(self) -> str:
        name = self._next()
        self.server.run(f"CREATE DATABASE {name} TEMPLATE {_template(self.server)}")
        return name

    def release(self) -> None:
        """Empty the review databases for the next test, and drop the new ones."""
        for name in self._names.values():
            self.server.run(_EMPTY, name)
            self._free[self.server].append(name)
        for name in self._new:
            self.server.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


# Neither certificates nor references forbid it to a replica.
_EMPTY = "; ".join(
    [
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        "SET session_replication_role = replica",
        *(str(delete(table)) for table in Base.metadata.tables.values()),
        "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'",
    ]
)


@pytest.fixture
def databases(server: Server):
    """Yield databases on a server, which are emptied or dropped after the test."""
    found = Databases(server)
    yield found
    found.release()


@pytest.fixture(autouse=True)
def database_kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    """Return the kind of database; on a server, every path gets a database of its own."""
    kind = getattr(request, "param", FILE)
    if kind == SERVER:
        from hitl_app.store.engine.postgres import server_database

        databases = request.getfixturevalue("databases")
        on_file = database.dialect_of

        def dialect_of(path: Path):
            if path.name != "review.db":
                return on_file(path)
            address = databases.address(path)
            if path.parent.is_dir():
                write_address(path, address)
            return server_database(path, address)

        monkeypatch.setattr(database, "dialect_of", dialect_of)
    return kind
