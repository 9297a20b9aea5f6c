import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.services.review import reviewing
from hitl_app.store.engine import checking, connecting
from hitl_app.store.engine.checking import check_foreign
from hitl_app.store.engine.database import Database
from hitl_app.store.engine.dialect import Durability
from hitl_app.store.engine.revisions import (
    APPLICATION_ID,
)
from hitl_app.store.schema import SettingRow
from hitl_app.store.values import get_value, set_value
from hitl_app.workspace import Workspace
from tests.helpers.workspace.databases import code_of
from tests.helpers.workspace.workspaces import make_workspace


@pytest.mark.own_database
@pytest.mark.parametrize(
    ("durability", "synchronous"), [(Durability.FULL, 2), (Durability.NORMAL, 1)]
)
def test_create_sets_pragmas_of_durability(tmp_path, durability, synchronous):
    database = Database.create(tmp_path / "review.db", durability)
    wanted = {
        "journal_mode": "wal",
        "synchronous": synchronous,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
        "application_id": APPLICATION_ID,
    }
    with database.read() as session:
        connection = session.connection()
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
    assert found == wanted
    database.close()


def test_write_rolls_back_when_its_block_fails(database):
    with pytest.raises(RuntimeError), database.write() as session:
        set_value(session, "kept", 1)
        raise RuntimeError
    with database.read() as session:
        assert get_value(session, "kept") is None


def test_read_discards_changes(database):
    with database.read() as session:
        session.add(SettingRow(name="a", value=1))
    with database.read() as session:
        assert get_value(session, "a") is None


def test_write_waits_for_other_writer(database):
    entered, order = threading.Event(), []

    def second():
        entered.wait()
        with database.write():
            order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with database.write():
        entered.set()
        thread.join(0.2)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_paced_write_waits_for_its_turn_before_it_locks(database):
    waited = []

    def wait():
        # An operator decides meanwhile.
        with database.write() as session:
            set_value(session, "of", "a decision")
        waited.append(1)

    database.before_bulk = wait
    with database.paced_write() as session:
        assert get_value(session, "of") == "a decision"
    assert waited == [1]


@pytest.mark.own_database
def test_open_refuses_file_that_is_no_database(tmp_path):
    path = tmp_path / "review.db"
    path.write_text("photos, and more photos")
    assert code_of(Database.open, path) == "not-a-database"
    assert code_of(Database.create, path) == "not-a-database"
    assert path.read_text() == "photos, and more photos"


@pytest.mark.own_database
def test_open_refuses_database_of_another_program(tmp_path):
    path = tmp_path / "review.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE songs (id)")
    assert code_of(Database.open, path) == "not-a-review-database"


@pytest.mark.own_database
@pytest.mark.parametrize("name", ["a?b", "a%20b", "a%41", "a#b", "q?mode=memory", "naïve 写真"])
def test_open_reads_workspace_in_folder_of_any_name(tmp_path, name):
    folder = tmp_path / name
    workspace = make_workspace(folder, [0.5])
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ann", 1)
    workspace.close()
    assert [p.name for p in tmp_path.iterdir()] == [name]
    again = Workspace.open(folder)
    assert reviewing.counts(again).reviewed == 1
    again.close()


@pytest.mark.own_database
def test_decide_reports_database_deleted_while_open(tmp_path):
    workspace = make_workspace(tmp_path / "workspace", [0.5, 0.6])
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ann", 1)
    shutil.rmtree(tmp_path / "workspace")
    with pytest.raises(KnownError) as raised:
        reviewing.decide(workspace, 2, Answer.CATEGORY, "ann", 1)
    assert raised.value.code == "database-gone"
    workspace.close()


@pytest.mark.own_database
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_open_refuses_named_pipe_without_blocking(tmp_path):
    os.mkfifo(tmp_path / "review.db")
    assert code_of(Database.open, tmp_path / "review.db") == "not-a-database"


@pytest.mark.own_database
@pytest.mark.parametrize("name", ["review.db", "review.db-wal"])
def test_open_follows_no_link(tmp_path, name):
    (tmp_path / "elsewhere").mkdir()
    elsewhere = tmp_path / "elsewhere" / name
    if name == "review.db":
        Database.create(elsewhere).close()
    else:
        Database.create(tmp_path / "review.db").close()
    (tmp_path / name).symlink_to(elsewhere)
    assert code_of(Database.open, tmp_path / "review.db") == "own-link"


@pytest.mark.own_database
def test_integrity_error_contains_no_values(database):
    with pytest.raises(IntegrityError) as raised, database.write() as session:
        session.execute(insert(SettingRow).values(name="secret-name", value="x"))
        session.execute(insert(SettingRow).values(name="secret-name", value="x"))
    assert "secret-name" not in str(raised.value)


@pytest.mark.own_database
def test_open_refuses_folder_without_database(tmp_path):
    assert code_of(Database.open, tmp_path / "review.db") == "no-workspace"
    assert not (tmp_path / "review.db").exists()


@pytest.mark.own_database
def test_create_completes_interrupted_creation(tmp_path):
    path = tmp_path / "review.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
    Database.create(path).close()
    check_foreign(path, lambda: False)


@pytest.mark.own_database
def test_open_refuses_database_locked_by_another_connection(tmp_path, monkeypatch):
    path = tmp_path / "review.db"
    Database.create(path).close()
    monkeypatch.setattr(connecting, "BUSY_TIMEOUT_S", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert code_of(Database.open, path) == "database-locked"
        other.execute("ROLLBACK")
    Database.open(path).close()


@pytest.mark.own_database
def test_open_refuses_workspace_that_cannot_be_written(tmp_path):
    path = tmp_path / "review.db"
    Database.create(path).close()
    # Root may write anything, but no user can open a folder as a file.
    (tmp_path / "review.db-wal").mkdir()
    assert code_of(Database.open, path) == "workspace-read-only"


@pytest.mark.own_database
def test_write_keeps_stored_values_when_disk_is_full(database):
    with database.write() as session:
        set_value(session, "before", 1)
    with pytest.raises(KnownError) as raised, database.write() as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages + 1}")
        set_value(session, "big", "x" * 1_000_000)
        session.flush()
    assert raised.value.code == "disk-full"
    with database.read() as session:
        assert get_value(session, "before") == 1
        assert get_value(session, "big") is None


@pytest.mark.own_database
def test_check_foreign_refuses_damaged_database(tmp_path):
    workspace = make_workspace(tmp_path, [0.5] * 200)
    workspace.close()
    path = tmp_path / "review.db"
    data = bytearray(path.read_bytes())
    data[8192:40960] = os.urandom(40960 - 8192)
    path.write_bytes(data)
    with pytest.raises(KnownError) as raised:
        check_foreign(path, lambda: False)
    assert raised.value.code == "database-damaged"


@pytest.mark.own_database
def test_create_refuses_folder_on_shared_drive(tmp_path, monkeypatch):
    monkeypatch.setattr(checking, "is_network_share", lambda _folder: True)
    assert code_of(Database.create, tmp_path / "review.db") == "network-share"


@pytest.mark.own_database
def test_copy_includes_changes_still_in_log(database, tmp_path):
    with database.write() as session:
        set_value(session, "new", [1, 2])
    copy = tmp_path / "copies" / "one.db"
    database.dialect.copy(copy)
    other = Database.open(copy)
    with other.read() as session:
        assert get_value(session, "new") == [1, 2]
    other.close()
    assert not list(copy.parent.glob("*.partial"))


_ONE_DECISION = """
import sys
from pathlib import Path
from hitl_app.domain.decisions import Answer
from hitl_app.services.review import reviewing
from hitl_app.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
photos = reviewing.next_photos(workspace, limit=2)
reviewing.decide(workspace, photos[0].photo.id, Answer.CATEGORY, "ann", 1)
sys.stderr.write("---mark---")
sys.stderr.flush()
reviewing.decide(workspace, photos[1].photo.id, Answer.CATEGORY, "ann", 2)
sys.stderr.write("---mark---")
sys.stderr.flush()
"""


def _strace_works() -> bool:
    strace = shutil.which("strace")
    return bool(strace) and subprocess.run([strace, "true"], capture_output=True).returncode == 0


@pytest.mark.own_database
@pytest.mark.skipif(not _strace_works(), reason="strace is not to be had here")
def test_decide_syncs_decision_to_disk(tmp_path):
    make_workspace(tmp_path, [0.1, 0.2, 0.3]).close()
    log = tmp_path / "log"
    command = ["strace", "-f", "-o", log, "-e", "trace=fdatasync,fsync,write", sys.executable]
    subprocess.run([*command, "-c", _ONE_DECISION, tmp_path], check=True, capture_output=True)
    between = log.read_text().split("---mark---")[1]
    assert between.count("fdatasync(") + between.count("fsync(") == 1


_VISIT = (
    "import sqlite3, sys\n"
    "raw = sqlite3.connect(sys.argv[1])\n"
    "raw.execute('SELECT count(*) FROM setting').fetchone()\n"
    "raw.close()\n"
)


@pytest.mark.own_database
@pytest.mark.parametrize("again", [Database.open, Database.create, Database.open_to_read])
def test_open_once_more_keeps_the_locks_of_this_process(tmp_path, again):
    path = tmp_path / "review.db"
    database = Database.create(path)
    for number in range(2):
        again(path).close()
        # Without locks of this process the other one takes itself for the last, and deletes the log
        # that this one writes to.
        subprocess.run([sys.executable, "-c", _VISIT, str(path)], check=True)
        assert path.with_name("review.db-wal").exists()
        with database.write() as session:
            set_value(session, f"kept {number}", number)
        with closing(sqlite3.connect(path)) as raw:
            names = {name for (name,) in raw.execute("SELECT name FROM setting")}
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert f"kept {number}" in names
    database.close()
