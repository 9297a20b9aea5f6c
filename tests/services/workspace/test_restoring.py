"""Requirements of a backup before it replaces a workspace."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hitl_app.services.workspace.restoring import restore
from tests.helpers.workspace.backups import packed, photos_of, refused

FROZEN = Path(__file__).parents[2] / "store" / "engine" / "frozen"


def spoilt(tmp_path, sound, *statements):
    """Make a backup of the valid database after these statements."""
    path = tmp_path / "spoilt.db"
    shutil.copy(sound, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for statement in statements:
            raw.execute(statement)
    return packed(tmp_path, path)


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
def test_restore_refuses_database_of_unknown_file_format(tmp_path, sound, app, at):
    """SQLite's header has a version for writers and one for readers: 1, 2, or unknown."""
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


def test_restore_refuses_view_in_place_of_version_table(tmp_path, sound, app):
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
    "escape sequence": "UPDATE category SET name = char(27) || '[2J' WHERE id = 1",
    "direction override": "UPDATE category SET name = 'a' || char(8238) || 'b' WHERE id = 1",
    "word of the program": "UPDATE category SET name = 'Skip' WHERE id = 1",
    "long name": "UPDATE category SET name = hex(zeroblob(60)) WHERE id = 1",
    "name of a version": "UPDATE model_version SET name = 'a' || char(10) || 'b' WHERE id = 1",
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
def test_restore_refuses_values_that_the_program_never_writes(tmp_path, sound, app, statement):
    refused(app, spoilt(tmp_path, sound, statement))


def test_restore_refuses_backup_of_newer_version_and_names_it(tmp_path, sound, app):
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


def test_restore_accepts_database_in_wal_mode(tmp_path, sound, app):
    file = spoilt(tmp_path, sound, "PRAGMA journal_mode=WAL")
    restore(app, file)
    assert photos_of(app) == 3


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004"])
def test_restore_upgrades_backup_of_older_version(tmp_path, app, revision):
    restore(app, packed(tmp_path, FROZEN / f"review-{revision}.db"))
    assert photos_of(app) == 6


def test_restore_compares_a_backup_with_the_schema_of_its_own_revision(tmp_path, app):
    old = tmp_path / "old.db"
    shutil.copy(FROZEN / "review-0002.db", old)
    with closing(sqlite3.connect(old)) as raw, raw:
        raw.execute("CREATE INDEX ix_photo_confidence ON photo (confidence)")
    refused(app, packed(tmp_path, old))
