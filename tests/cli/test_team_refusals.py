"""Servers and databases that cannot be used are named, and nothing is left behind."""

import threading
from contextlib import ExitStack, closing

import psycopg
import pytest
from sqlalchemy import func, select

from hitl_app.cli import run
from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.services.review import claims, reviewing
from hitl_app.store.schema import DecisionRow
from hitl_app.store.values import get_value, set_value
from hitl_app.workspace import Workspace, database_path
from tests.helpers.workspace.proxies import Proxy
from tests.helpers.workspace.servers import fill_disk, make_server
from tests.helpers.workspace.workspaces import add_photos

pytestmark = pytest.mark.usefixtures("seed_model")

_SETTINGS = """
listen_addresses = ''
max_connections = 12
superuser_reserved_connections = 3
max_wal_senders = 0
fsync = off
"""
_PASSWORD = "right"  # noqa: S105 - of a server that ends with the tests


@pytest.fixture(scope="module")
def guarded(server):
    """Return a server with few connections, on which ann needs a password."""
    own = make_server(_SETTINGS)
    own.run(f"CREATE ROLE ann LOGIN PASSWORD '{_PASSWORD}'")
    for name in ("photos", "empty"):
        own.run(f"CREATE DATABASE {name} OWNER ann TEMPLATE template0 ENCODING 'UTF8'")
    rules = own.folder / "data" / "pg_hba.conf"
    rules.write_text(f"local all ann scram-sha-256\n{rules.read_text()}")
    own.control("reload")
    yield own
    own.end()


def refused(capsys, tmp_path, address, words):
    """Connect twice, and expect the same sentences and no folder."""
    for _ in range(2):
        assert run(["connect", address, str(tmp_path / "here")]) == 1
        told = capsys.readouterr().err
        assert words in told
        assert _PASSWORD not in told
        assert not database_path(tmp_path / "here").exists()


def test_wrong_or_missing_password_is_named(capsys, tmp_path, guarded, monkeypatch):
    address = guarded.address("empty", "ann")
    refused(capsys, tmp_path, address, "refuses the sign-in")
    monkeypatch.setenv("PGPASSWORD", "wrong")
    refused(capsys, tmp_path, address, "password in the file ~/.pgpass")
    monkeypatch.setenv("PGPASSWORD", _PASSWORD)
    refused(capsys, tmp_path, address, "There is no workspace")
    refused(capsys, tmp_path, guarded.address("empty", "nobody"), "refuses the sign-in")
    for _ in range(2):
        there = guarded.address("photos", "ann")
        assert run(["init", "--database", there, str(tmp_path / "here")]) == 0


@pytest.mark.parametrize("mode", ["require", "verify-full"])
def test_server_without_tls_is_refused_where_tls_is_asked_for(capsys, tmp_path, server, mode):
    proxy = Proxy(server)
    try:
        address = f"{proxy.address('postgres')}?sslmode={mode}"
        refused(capsys, tmp_path, address, "No secure connection to the database server")
    finally:
        proxy.close()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE songs (id integer)",
         "belongs to another program"),
        ("UPDATE alembic_version SET version_num = '9999'", "newer version of Second Look"),
        ("ALTER TABLE photo DROP COLUMN product", "is not as Second Look left it"),
    ],
)  # fmt: skip
def test_database_of_another_kind_is_refused(capsys, tmp_path, databases, statement, words):
    refused(capsys, tmp_path, databases.new(statement), words)


@pytest.fixture
def crowd(guarded):
    """Return a function that takes all connections of a server but those of an administrator."""
    with ExitStack() as stack:

        def come():
            found = []
            with pytest.raises(psycopg.OperationalError, match="remaining connection slots"):
                while True:
                    raw = psycopg.connect(guarded.address("photos", "ann"))
                    found.append(stack.enter_context(closing(raw)))
            return found

        yield come


def test_server_without_room_is_named_and_waited_for(capsys, tmp_path, guarded, crowd, monkeypatch):
    monkeypatch.setenv("PGPASSWORD", _PASSWORD)
    address = guarded.address("photos", "ann")
    workspace = Workspace.create_on_server(tmp_path / "there", address)
    workspace.database._engine.dispose()
    found = crowd()
    refused(capsys, tmp_path, address, "accepts no more connections")
    with pytest.raises(KnownError, match="server-busy"), workspace.database.write():
        pass
    leave = threading.Timer(0.5, lambda: [one.close() for one in found])
    leave.start()

    def count(session):
        set_value(session, "count", get_value(session, "count", 0) + 1)

    workspace.database.record(count)
    leave.join()
    with workspace.database.read() as session:
        assert get_value(session, "count") == 1
    workspace.close()


def test_request_of_a_program_waits_for_a_restart_and_is_recorded_once(guarded, tmp_path):
    address = guarded.address("requests")
    workspace = Workspace.create_on_server(tmp_path / "shop", address)
    add_photos(workspace, [0.5, 0.6])
    client = claims.Client("ann", "program")
    for key in ("first", "second"):
        photo = claims.next_photo(workspace, client).photo.id
        request = claims.Request(photo, Answer.CATEGORY, 2)
        guarded.stop()
        start = threading.Timer(0.5, guarded.start)
        start.start()
        operation = claims.decide(workspace, client, request, key)
        start.join()
        assert claims.decide(workspace, client, request, key) == operation
    with workspace.database.read() as session:
        assert session.scalar(select(func.count()).select_from(DecisionRow)) == 2
    workspace.close()


def test_command_says_in_two_sentences_that_the_server_is_away(capsys, guarded, tmp_path):
    there = tmp_path / "shop"
    Workspace.create_on_server(there, guarded.address("stopped")).close()
    for command in (["status"], ["queue"], ["export", str(tmp_path / "labels.csv")]):
        guarded.stop()
        assert run([*command, "--workspace", str(there)]) == 1
        told = capsys.readouterr().err
        assert told.startswith("The database server does not answer: ")
        assert told.endswith("Check the address, the network and the server, then try again.\n")
        assert told.count("\n") == 1
        guarded.start()
        assert run(["status", "--workspace", str(there)]) == 0
        capsys.readouterr()


def test_full_disk_of_the_server_is_named_and_leaves_nothing_half(small_server, tmp_path):
    own = small_server
    own.run("CREATE DATABASE photos TEMPLATE template0 ENCODING 'UTF8' TABLESPACE small")
    workspace = Workspace.create_on_server(tmp_path / "shop", own.address("photos"))
    added = len(add_photos(workspace, [0.5] * 20))
    fill_disk(own)
    with pytest.raises(KnownError, match="server-full"):
        for number in range(40):
            added += len(add_photos(workspace, [0.5] * 20, folder=f"/more-{number}"))
    assert reviewing.counts(workspace).photos == added
    own.run("DROP TABLE filler", "photos")
    added += len(add_photos(workspace, [0.5] * 20, folder="/later"))
    assert reviewing.counts(workspace).photos == added
    workspace.close()
