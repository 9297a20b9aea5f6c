"""What a backup must be before it takes the place of anything."""

import hashlib
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from hitl_app import workspace as workspace_module
from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.messages import sentences
from hitl_app.services.models import versions
from hitl_app.services.review import reviewing
from hitl_app.services.workspace.backup import BackedUp, backup
from hitl_app.services.workspace.restoring import restore
from hitl_app.workspace import READY, Workspace, database_path
from tests.helpers.workspaces import add_photos, let_another_take_over, make_workspace

FROZEN = Path(__file__).parents[2] / "store" / "engine" / "frozen"
MANIFEST = json.dumps({"program": "Second Look", "versions": []})


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A review database with photos, decisions and an import, to be spoilt."""
    folder = tmp_path_factory.mktemp("sound")
    workspace = make_workspace(folder, [0.1, 0.2, 0.3])
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ann", 4)
    workspace.close()
    with closing(sqlite3.connect(database_path(folder))) as raw:
        raw.execute("PRAGMA journal_mode=DELETE")
    return database_path(folder)


@pytest.fixture
def app(tmp_path):
    """The folder of a workspace with two photos."""
    make_workspace(tmp_path / "workspace", [0.4, 0.5]).close()
    return tmp_path / "workspace"


def packed(tmp_path, database, extra=()):
    """Makes a backup of a database file."""
    file = tmp_path / "made.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("backup.json", MANIFEST)
        archive.write(database, "review.db")
        for name, content in extra:
            archive.writestr(name, content)
    return file


def spoilt(tmp_path, sound, *statements):
    """Makes a backup of the sound database after these statements."""
    path = tmp_path / "spoilt.db"
    shutil.copy(sound, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for statement in statements:
            raw.execute(statement)
    return packed(tmp_path, path)


def refused(folder, file, code="backup-damaged"):
    """Restores in vain; gives the error, whose sentences name no temporary place."""
    before = state(folder)
    with pytest.raises(KnownError) as raised:
        restore(folder, file)
    error = raised.value
    assert error.code == code, error.params
    assert ".second-look-" not in " ".join(sentences(error.code, error.params))
    assert state(folder) == before
    return error


def state(folder):
    """Gives all files of a folder with their bytes."""
    files = sorted(p for p in folder.rglob("*") if p.is_file()) if folder.exists() else []
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}


def photos_of(folder):
    workspace = Workspace.open(folder)
    try:
        return reviewing.counts(workspace).photos
    finally:
        workspace.close()


SCHEMAS = {
    "trigger": "CREATE TRIGGER t AFTER INSERT ON decision BEGIN DELETE FROM photo; END",
    "view": "CREATE VIEW v AS SELECT * FROM photo",
    "table": "CREATE TABLE more (id INTEGER)",
    "virtual table": "CREATE VIRTUAL TABLE words USING fts5(text)",
    "column": "ALTER TABLE photo ADD COLUMN more INTEGER",
    "index": "CREATE INDEX more ON photo (sha256)",
    "missing index": "DROP INDEX ix_photo_queue",
    "missing trigger": "DROP TRIGGER certificate_no_update",
    "user_version": "PRAGMA user_version=7",
}


@pytest.mark.parametrize("statement", SCHEMAS.values(), ids=SCHEMAS)
def test_restore_refuses_any_other_schema(tmp_path, sound, app, statement):
    refused(app, spoilt(tmp_path, sound, statement))
    assert photos_of(app) == 2


@pytest.mark.parametrize("at", [18, 19])
def test_restore_refuses_a_database_that_says_it_cannot_be_written_or_read(
    tmp_path, sound, app, at
):
    """SQLite's header has a version for writers and one for readers: 1, 2, or not for this one."""
    database = tmp_path / "marked.db"
    content = bytearray(sound.read_bytes())
    content[at] = 255
    database.write_bytes(content)
    refused(app, packed(tmp_path, database))
    assert photos_of(app) == 2


def test_restore_refuses_a_changed_constraint(tmp_path, sound, app):
    file = spoilt(
        tmp_path,
        sound,
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'name VARCHAR(60) NOT NULL', "
        "'name VARCHAR(60) NOT NULL CHECK (length(name) > 90)') WHERE name = 'category'",
    )
    assert "category" in refused(app, file).params["detail"]


def test_restore_does_not_read_a_view_in_the_place_of_the_version_table(tmp_path, sound, app):
    file = spoilt(
        tmp_path,
        sound,
        "DROP TABLE alembic_version",
        "CREATE VIEW alembic_version AS WITH RECURSIVE n(i) AS "
        "(SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS version_num FROM n",
    )
    assert "alembic_version" in refused(app, file).params["detail"]


CONTENTS = {
    "json": "UPDATE model_version SET outputs = '[1,2'",
    "json of another shape": "UPDATE model_version SET metrics = '[]'",
    "output without category": "UPDATE model_version SET outputs = '[1, 99]'",
    "roots": 'UPDATE import_run SET roots = \'[["no hex", "/x"]]\'',
    "state": "UPDATE photo SET state = 'lost' WHERE id = 2",
    "role": "UPDATE photo SET split = '' WHERE id = 2",
    "hold": "UPDATE photo SET hold = 9 WHERE id = 2",
    "answer": "UPDATE decision SET answer = 'maybe'",
    "run": "UPDATE import_run SET state = 'odd'",
    "infinite": "UPDATE photo SET confidence = 9e999 WHERE id = 2",
    "text for a number": "UPDATE photo SET width = 'wide' WHERE id = 2",
    "large number": "UPDATE photo SET width = 99999999999 WHERE id = 2",
    "bytes for a text": "UPDATE photo SET first_path = x'ff00' WHERE id = 2",
    "not UTF-8": "UPDATE photo SET first_path = CAST(x'ffff' AS TEXT) WHERE id = 2",
    "NUL": "UPDATE category SET name = 'a' || char(0) || 'b' WHERE id = 1",
    "long text": "UPDATE photo SET first_path = hex(zeroblob(1000000)) WHERE id = 2",
    "time": "UPDATE operation SET at = 'yesterday'",
    "year": "UPDATE operation SET at = '0001-01-01 00:00:00.000000'",
    "truth": "UPDATE photo SET blind = 'perhaps' WHERE id = 2",
    "prediction": "UPDATE prediction SET probabilities = x'00' WHERE photo_id = 2",
    "no share": "UPDATE prediction SET probabilities = "
    "CAST(x'007e' || zeroblob(18) AS BLOB) WHERE photo_id = 2",
    "foreign key": "UPDATE photo SET label_id = 4711 WHERE id = 2",
    "setting": "INSERT INTO setting VALUES ('threshold', '\"high\"')",
    "setting out of range": "INSERT INTO setting VALUES ('keep-models', 0)",
    "mark": "INSERT INTO setting VALUES ('order-pending', '\"x\"')",
    "no version": "DELETE FROM alembic_version",
}


@pytest.mark.parametrize("statement", CONTENTS.values(), ids=CONTENTS)
def test_restore_refuses_what_the_program_never_writes(tmp_path, sound, app, statement):
    refused(app, spoilt(tmp_path, sound, statement))


def test_restore_names_the_backup_of_a_newer_program(tmp_path, sound, app):
    file = spoilt(tmp_path, sound, "UPDATE alembic_version SET version_num = '9999'")
    assert refused(app, file, "database-newer").params["path"] == str(file)


@pytest.mark.parametrize(
    ("at", "content"),
    [(16, b"\x02\x00"), (18, b"\x09\x09"), (44, b"\0\0\0\7"), (40960, b"\xff" * 99)],
    ids=["page size", "format", "schema format", "page"],
)
def test_restore_refuses_a_damaged_database(tmp_path, sound, app, at, content):
    data = bytearray(sound.read_bytes())
    data[at : at + len(content)] = content
    (tmp_path / "bad.db").write_bytes(data)
    refused(app, packed(tmp_path, tmp_path / "bad.db"))


def test_restore_takes_a_database_that_was_left_in_wal_mode(tmp_path, sound, app):
    file = spoilt(tmp_path, sound, "PRAGMA journal_mode=WAL")
    restore(app, file)
    assert photos_of(app) == 3


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004"])
def test_restore_brings_a_backup_of_an_older_program_up_to_date(tmp_path, app, revision):
    restore(app, packed(tmp_path, FROZEN / f"review-{revision}.db"))
    assert photos_of(app) == 6


def test_restore_compares_a_backup_with_the_schema_of_its_own_revision(tmp_path, app):
    old = tmp_path / "old.db"
    shutil.copy(FROZEN / "review-0002.db", old)
    with closing(sqlite3.connect(old)) as raw, raw:
        raw.execute("CREATE INDEX ix_photo_confidence ON photo (confidence)")
    refused(app, packed(tmp_path, old))


def info(name, **values):
    entry = zipfile.ZipInfo(name)
    for key, value in values.items():
        setattr(entry, key, value)
    return entry


ENTRIES = {
    "link": info("models/x/card.json", external_attr=(stat.S_IFLNK | 0o777) << 16),
    "other method": info("models/x/card.json", compress_type=zipfile.ZIP_LZMA),
    "colon": info("models/c:x/card.json"),
    "case": info("REVIEW.DB"),
    "elsewhere": info("photos/x.jpg"),
}


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_restore_refuses_entries_that_no_backup_has(tmp_path, sound, app, entry):
    refused(app, packed(tmp_path, sound, [(entry, "x")]))


def test_restore_refuses_an_encrypted_entry(tmp_path, sound, app):
    file = packed(tmp_path, sound)
    data = bytearray(file.read_bytes())
    at = data.rindex(b"PK\1\2")
    data[at + 8] |= 1
    file.write_bytes(data)
    refused(app, file)


def test_restore_unpacks_no_more_than_a_disk_holds(tmp_path, sound, app, monkeypatch):
    file = packed(tmp_path, sound)
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage)
    refused(app, file, "disk-full")


def test_restore_refuses_what_claims_far_more_than_it_holds(tmp_path, sound, app):
    file = packed(tmp_path, sound)
    data = bytearray(file.read_bytes())
    at = data.rindex(b"PK\1\2")
    data[at + 24 : at + 28] = (3 << 30).to_bytes(4, "little")
    file.write_bytes(data)
    assert "more" in refused(app, file).params["detail"]


@pytest.fixture
def with_version(tmp_path):
    """A backup with the shipped version, and a function that changes a file of it."""
    workspace = make_workspace(tmp_path / "other", [0.3])
    backup(workspace, tmp_path / "whole.zip")
    name = versions.active_version(workspace).name
    workspace.close()

    def changed(part, change):
        with (
            zipfile.ZipFile(tmp_path / "whole.zip") as whole,
            zipfile.ZipFile(tmp_path / "changed.zip", "w") as out,
        ):
            for entry in whole.infolist():
                content = whole.read(entry)
                is_it = entry.filename == f"models/{name}/{part}"
                out.writestr(entry.filename, change(content) if is_it else content)
        return tmp_path / "changed.zip"

    return changed


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("card.json", lambda content: content[:-20]),
        ("card.json", lambda content: content.replace(b'"sha256": "', b'"sha256": "0')),
        ("network.keras", lambda content: content[:-1]),
    ],
)
def test_restore_refuses_a_version_that_is_not_the_registered_one(with_version, app, part, change):
    refused(app, with_version(part, change))


def test_a_backup_leaves_out_a_version_that_a_restore_would_refuse(tmp_path):
    workspace = make_workspace(tmp_path / "workspace", [0.3])
    let_another_take_over(workspace)
    shutil.copytree(
        workspace.version_folder(versions.list_versions(workspace)[0].name),
        workspace.models_folder / "other",
    )
    assert backup(workspace, tmp_path / "b.zip") == BackedUp(1, ("other",))
    workspace.close()
    restore(tmp_path / "workspace", tmp_path / "b.zip")


@pytest.mark.parametrize("name", ["review.db", "models", "backups", "backups/models"])
def test_restore_follows_no_link(tmp_path, sound, app, name):
    elsewhere = tmp_path / "elsewhere"
    place = app / name
    place.parent.mkdir(exist_ok=True)
    if place.exists():
        shutil.move(place, elsewhere)
    else:
        elsewhere.mkdir()
    place.symlink_to(elsewhere)
    before = state(tmp_path)
    with pytest.raises(KnownError) as raised:
        restore(app, packed(tmp_path, sound))
    assert (raised.value.code, raised.value.params["path"]) == ("own-link", str(place))
    (tmp_path / "made.zip").unlink()
    assert state(tmp_path) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_restore_waits_for_no_pipe(tmp_path, app):
    os.mkfifo(tmp_path / "pipe")
    refused(app, tmp_path / "pipe", "read-failed")
    refused(app, Path(os.devnull), "read-failed")


def test_restore_that_is_cancelled_leaves_the_workspace(tmp_path, sound, app):
    def stop(stage, _done, _total):
        if stage == "check":
            raise CancelledError

    before = state(app)
    with pytest.raises(CancelledError):
        restore(app, packed(tmp_path, sound), stop)
    assert state(app) == before


def test_restore_twice_keeps_both_databases_that_were_there(tmp_path, sound, app):
    file = packed(tmp_path, sound)
    kept = {restore(app, file).kept, restore(app, file).kept}
    assert len(kept) == 2
    workspace = Workspace.open(app)
    add_photos(workspace, [0.9], folder="/later")
    assert reviewing.undo(workspace, "ann").changed == 1
    workspace.close()
    restore(app, file)
    assert photos_of(app) == 3


_KILLED = """
import os, sys
from pathlib import Path
from hitl_app.services.workspace import restoring
from hitl_app import workspace
left = [int(sys.argv[3])]
def step():
    left[0] -= 1
    if left[0] < 0:
        os._exit(9)
restoring.slow_down = workspace.slow_down = step
restoring.restore(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def weights_of(folder, name):
    return hashlib.sha256((folder / "models" / name / "network.keras").read_bytes()).hexdigest()


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_kill_leaves_the_old_workspace_or_the_new_one(tmp_path, steps):
    """Both know a version of the same name with weights of their own."""
    for name, content in (("old", b"old weights"), ("new", b"new weights")):
        workspace = make_workspace(tmp_path / name, [0.5] * (2 if name == "old" else 3))
        _add_version(workspace, content)
        if name == "new":
            backup(workspace, tmp_path / "b.zip")
        workspace.close()
    folder = tmp_path / "old"
    command = [sys.executable, "-c", _KILLED, folder, tmp_path / "b.zip", str(steps)]
    assert subprocess.run(command, capture_output=True).returncode == 9
    photos = photos_of(folder)
    expected = {2: b"old weights", 3: b"new weights"}[photos]
    assert photos == (2 if steps == 0 else 3)
    assert weights_of(folder, "same") == hashlib.sha256(expected).hexdigest()
    restore(folder, tmp_path / "b.zip")
    assert photos_of(folder) == 3
    assert weights_of(folder, "same") == hashlib.sha256(b"new weights").hexdigest()
    assert not list((folder / "models").glob(f"{READY}*"))


def _add_version(workspace, content):
    from hitl_app.store.models.versions import add_version, all_versions

    sha256 = hashlib.sha256(content).hexdigest()
    with workspace.database.write() as session:
        first = all_versions(session)[0]
        add_version(
            session,
            name="same",
            parent=first.name,
            sha256=sha256,
            outputs=first.outputs,
            metrics={},
            shipped=False,
        )
    folder = workspace.models_folder / "same"
    folder.mkdir(parents=True)
    card = json.loads((workspace.version_folder(first.name) / "card.json").read_text())
    (folder / "card.json").write_text(json.dumps({**card, "name": "same", "sha256": sha256}))
    (folder / "network.keras").write_bytes(content)


@pytest.fixture
def slow_moves(monkeypatch):
    """Whoever moves a version is met half way by whoever opens the workspace at the same time."""
    monkeypatch.setattr("hitl_app.workspace.slow_down", lambda: time.sleep(0.05))
    is_same = workspace_module._is_same

    def slowly(there, version):
        time.sleep(0.05)
        return is_same(there, version)

    monkeypatch.setattr("hitl_app.workspace._is_same", slowly)


def test_two_that_open_a_restored_workspace_at_once_both_see_it_whole(tmp_path, slow_moves):
    for name, content in (("old", b"old weights"), ("new", b"new weights")):
        workspace = make_workspace(tmp_path / name, [0.5])
        _add_version(workspace, content)
        if name == "new":
            backup(workspace, tmp_path / "b.zip")
        workspace.close()
    folder = tmp_path / "old"
    command = [sys.executable, "-c", _KILLED, folder, tmp_path / "b.zip", "1"]
    assert subprocess.run(command, capture_output=True).returncode == 9
    with ThreadPoolExecutor(4) as openers:
        for opened in [openers.submit(Workspace.open, folder) for _ in range(4)]:
            opened.result().close()
    assert weights_of(folder, "same") == hashlib.sha256(b"new weights").hexdigest()
    (kept,) = (folder / "backups" / "models").iterdir()
    assert (kept / "network.keras").read_bytes() == b"old weights"
