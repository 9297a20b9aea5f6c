"""The review database on a server."""

import threading
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.messages import sentences
from hitl_app.store.engine import postgres, postgres_schema
from hitl_app.store.engine.address import CONNECTION, own_value, write_address
from hitl_app.store.engine.database import Database, server_at
from hitl_app.store.engine.dialect import Durability
from hitl_app.store.engine.leases import now, take_lease
from hitl_app.store.engine.revisions import HEAD
from hitl_app.store.schema import Base, LeaseRow
from hitl_app.store.values import get_value, set_value
from tests.helpers.workspace.databases import code_of
from tests.helpers.workspace.servers import make_server

pytestmark = pytest.mark.own_database


def opened(address, folder=Path("anywhere"), durability=Durability.FULL):
    """Return a database that is there."""
    dialect = server_at(address, folder)
    dialect.prepare()
    return Database(folder, dialect, durability)


@pytest.fixture
def address(databases):
    return databases.address("one")


@pytest.fixture
def database(address):
    database = opened(address)
    yield database
    database.close()


@pytest.fixture
def other(address):
    database = opened(address)
    yield database
    database.close()


def create(address):
    dialect = server_at(address, Path("anywhere"))
    dialect.create()
    dialect.close()


def test_create_makes_missing_database_with_schema_of_row_classes(databases):
    address = databases.new()
    assert code_of(opened, address) == "server-no-database"
    create(address)
    create(address)
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(address))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        found = compare_metadata(context, Base.metadata)
        collations = connection.execute(postgres_schema._COLLATIONS).all()
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    engine.dispose()
    assert (found, collations, revision) == ([], [], HEAD)


def test_create_refuses_database_of_another_program(databases):
    address = databases.new("DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
                            "CREATE TABLE songs (id integer)")  # fmt: skip
    assert code_of(create, address) == "server-other-program"
    assert code_of(opened, address) == "server-other-program"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "database-newer"),
        ("UPDATE alembic_version SET version_num = '0001'", "server-damaged"),
        ("UPDATE alembic_version SET version_num = '5f2a91c0de'", "server-other-program"),
        ("DELETE FROM alembic_version", "server-other-program"),
        ("ALTER TABLE photo DROP COLUMN product", "server-damaged"),
        ("DROP TRIGGER certificate_no_update ON certificate", "server-damaged"),
        ("CREATE RULE r AS ON INSERT TO decision DO INSTEAD NOTHING", "server-damaged"),
    ],
)
def test_open_refuses_database_that_is_not_of_this_program(databases, change, code):
    address = databases.new(change)
    assert code_of(opened, address) == code
    assert code_of(opened, address) == code


def test_open_accepts_views_that_an_administrator_added(databases):
    opened(databases.new("CREATE VIEW v AS SELECT * FROM photo")).close()


def test_several_computers_upgrade_an_older_database_once(databases):
    address = databases.new("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    with psycopg.connect(address) as raw:
        folder = Path(postgres_schema.__file__).parent / "migrations" / "schemas"
        raw.execute((folder / f"postgresql-{postgres_schema.FIRST}.sql").read_text())
        raw.execute("INSERT INTO setting VALUES ('kept', '1')")
    found = []

    def upgrade():
        database = opened(address)
        with database.read() as session:
            found.append(get_value(session, "kept"))
        database.close()

    threads = [threading.Thread(target=upgrade) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1, 1, 1]


def test_open_creates_no_workspace_in_empty_database(databases):
    address = databases.new("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    assert code_of(opened, address) == "server-empty"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("mysql://server/photos", "address-wrong"),
        ("postgresql://ann:secret@server/photos", "address-password"),
        ("postgresql://server/photos?passfile=/etc/passwd", "address-wrong"),
        ("postgresql://server/photos?options=-csearch_path%3Dx", "address-wrong"),
        ("postgresql://server/photos?nonsense=1", "address-wrong"),
        ("postgresql://server", "address-wrong"),
        ("postgresql://127.0.0.1:1/photos", "server-away"),
    ],
)
def test_address_that_cannot_be_used_is_refused_with_sentences(address, code):
    with pytest.raises(KnownError) as raised:
        opened(address)
    assert raised.value.code == code
    assert "secret" not in " ".join(sentences(code, raised.value.params))


def test_connection_file_that_is_damaged_is_refused(tmp_path):
    for content in (b"", b"[]", b'{"database": 1}', b"\xff"):
        (tmp_path / CONNECTION).write_bytes(content)
        assert code_of(Database.open, tmp_path / CONNECTION) == "address-damaged"
    write_address(tmp_path / CONNECTION, "postgresql://127.0.0.1:1/photos")
    assert own_value(tmp_path / CONNECTION, "operator") == ""
    assert code_of(Database.open, tmp_path / CONNECTION) == "server-away"


def test_writers_exclude_each_other_and_see_what_was_committed(database, other):
    with database.write() as session:
        set_value(session, "count", 0)

    def count(one):
        for _ in range(20):
            with one.write() as session:
                set_value(session, "count", get_value(session, "count") + 1)

    threads = [threading.Thread(target=count, args=[one]) for one in (database, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as session:
        assert get_value(session, "count") == 40


def test_write_gives_up_while_another_computer_holds_the_lock(database, other, monkeypatch):
    monkeypatch.setattr(postgres, "_BEGIN_WRITE", f"SET lock_timeout = 50; {postgres._BEGIN_WRITE}")
    with database.write():
        assert code_of(write_once, other) == "database-locked"
    write_once(other)


def test_read_stays_on_one_state(database, other):
    with database.read() as session:
        assert get_value(session, "a") is None
        with other.write() as writing:
            set_value(writing, "a", 1)
        session.info.clear()
        assert get_value(session, "a") is None
    with database.read() as session:
        assert get_value(session, "a") == 1


def test_pulse_changes_with_each_write_of_any_computer_and_with_nothing_else(database, other):
    number = database.dialect.pulse()
    assert database.dialect.pulse() == number
    with other.read() as session:
        get_value(session, "a")
    assert database.dialect.pulse() == number
    for value, one in enumerate((database, other)):
        with one.write() as session:
            set_value(session, "a", value)
        assert database.dialect.pulse() != number
        number = database.dialect.pulse()


@pytest.mark.parametrize("change", ["UPDATE certificate SET wrong = 0", "DELETE FROM certificate"])
def test_certificate_is_never_changed(database, change):
    with database.write() as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))
        values = "1, 1, '', '', '', 0, 0, 0, 0, 0, 0, 0, 0, 0, '[]', now()"
        session.execute(text(f"INSERT INTO certificate VALUES ({values})"))  # noqa: S608
    with pytest.raises(DBAPIError, match="never changed"), database.write() as session:
        session.execute(text(change))


def test_stoppable_read_ends_when_it_is_stopped(database):
    stopped = threading.Event()
    timer = threading.Timer(0.1, stopped.set)
    timer.start()
    with pytest.raises(CancelledError), database.stoppable_read(stopped.is_set) as session:
        session.execute(text("SELECT pg_sleep(60)"))
    timer.join()
    with database.stoppable_read(lambda: False) as session:
        assert session.scalar(text("SELECT 1")) == 1


def test_role_that_may_only_read_opens_read_only(databases):
    address = databases.new(
        "DROP ROLE IF EXISTS viewer; CREATE ROLE viewer LOGIN;"
        " GRANT SELECT ON ALL TABLES IN SCHEMA public TO viewer"
    )
    viewer = address.replace("postgres@", "viewer@")
    assert code_of(opened, viewer) == "role-forbids"
    dialect = server_at(viewer, Path("anywhere"))
    dialect.prepare_to_read()
    database = Database(Path("anywhere"), dialect, Durability.FULL, read_only=True)
    with database.read() as session:
        assert get_value(session, "a") is None
    with pytest.raises(KnownError, match="role-forbids"), database.write():
        pass
    database.close()


def test_lease_of_computer_with_another_clock_holds_by_time_of_server(database):
    with database.write() as session:
        take_lease(session, "import")
        session.get(LeaseRow, "import").host = "another"
        moment = session.scalar(text("SELECT clock_timestamp()"))
        assert abs((now(session) - moment).total_seconds()) < 30
    # As if the clock of this computer were an hour ahead.
    database.dialect.clock_offset += timedelta(hours=1)
    with database.write() as session:
        take_lease(session, "import")
    database.dialect.clock_offset -= timedelta(hours=1)
    with pytest.raises(KnownError, match="job-busy"), database.write() as session:
        session.get(LeaseRow, "import").host = "another"
        take_lease(session, "import")


def test_database_goes_on_after_restart_of_the_server(server, tmp_path):
    own = make_server()
    try:
        create(own.address("photos"))
        database = opened(own.address("photos"))
        with database.write() as session:
            set_value(session, "a", 1)
        pulse = database.dialect.pulse()
        own.stop()
        for _ in range(2):
            with pytest.raises(KnownError, match="server-away"), database.write():
                pass
            with pytest.raises(KnownError, match="server-away"), database.read() as session:
                get_value(session, "a")
            assert code_of(database.dialect.pulse) == "server-away"
        own.start()
        with database.read() as session:
            assert get_value(session, "a") == 1
        with database.write() as session:
            set_value(session, "a", 2)
        assert database.dialect.pulse() != pulse
        with pytest.raises(KnownError, match="server-away"), database.write() as session:
            set_value(session, "a", 3)
            session.flush()
            own.stop()
            own.start()
        with database.read() as session:
            assert get_value(session, "a") == 2
        database.close()
    finally:
        own.stop()


def test_write_reports_database_that_was_replaced(databases, server):
    address = databases.new("SELECT 1")
    database = opened(address)
    name = address.partition("@/")[2].partition("?")[0]
    server.run(f"DROP DATABASE {name} WITH (FORCE)")
    assert code_of(write_once, database) == "server-no-database"
    create(address)
    assert code_of(write_once, database) == "database-gone"
    database.close()


def write_once(database):
    with database.write() as session:
        set_value(session, "a", get_value(session, "a", 0) + 1)


class Cut:
    """Lets the next commit lose its connection, before or after the server has made it."""

    def __init__(self, monkeypatch, database, *, committed):
        self._commit = database._engine.dialect.do_commit
        self._committed = committed
        self._monkeypatch, self._dialect = monkeypatch, database._engine.dialect
        monkeypatch.setattr(self._dialect, "do_commit", self.commit)

    def commit(self, raw):
        self._monkeypatch.setattr(self._dialect, "do_commit", self._commit)
        if self._committed:
            self._commit(raw)
        raw.dbapi_connection.close()
        raw.dbapi_connection.execute("COMMIT")


@pytest.mark.parametrize("committed", [True, False])
def test_decision_is_recorded_once_when_the_connection_is_lost_in_its_commit(
    database, monkeypatch, committed
):
    calls = []

    def add(session):
        calls.append(1)
        set_value(session, "count", get_value(session, "count", 0) + 1)

    for round_ in (1, 2):
        Cut(monkeypatch, database, committed=committed)
        database.record(add)
        with database.read() as session:
            assert get_value(session, "count") == round_
    assert len(calls) == (2 if committed else 4)


def test_decision_waits_for_a_restart_and_is_recorded_once():
    own = make_server()
    try:
        create(own.address("photos"))
        database = opened(own.address("photos"))
        first = threading.Event()

        def add(session):
            set_value(session, "count", get_value(session, "count", 0) + 1)
            session.flush()
            if not first.is_set():
                first.set()
                own.stop()
                threading.Thread(target=own.start).start()

        database.record(add)
        with database.read() as session:
            assert get_value(session, "count") == 1
        database.close()
    finally:
        own.stop()


def test_commit_of_unknown_outcome_is_reported_when_the_server_stays_away(database, monkeypatch):
    write_once(database)
    monkeypatch.setattr(postgres, "PATIENCE_S", 0)
    monkeypatch.setattr(database.dialect, "_parameters", {"host": "127.0.0.1", "port": 1})
    Cut(monkeypatch, database, committed=True)
    assert code_of(write_once, database) == "server-unknown"


@pytest.mark.parametrize("reads_on", [True, False])
def test_server_that_dies_while_rows_are_read_is_reported_once(reads_on):
    own = make_server()
    many = text("SELECT repeat('x', 1000) FROM generate_series(1, 10000)")
    try:
        create(own.address("photos"))
        database = opened(own.address("photos"))
        for _ in range(2):
            with pytest.raises(KnownError, match="server-away"), database.read() as session:
                rows = session.execute(many.execution_options(yield_per=100))
                next(rows)
                own.stop()
                # Else the cursor is closed first; what it cannot do would be logged.
                rows.all() if reads_on else rows.close()
            own.start()
            with database.read() as session:
                assert len(session.execute(many.execution_options(yield_per=100)).all()) == 10000
        database.close()
    finally:
        own.end()
