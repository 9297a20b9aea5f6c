"""Schemas of databases: one for each revision, any other is refused."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from hitl_app.services.review import reviewing
from hitl_app.store.engine import checking
from hitl_app.store.engine.checking import check_foreign
from hitl_app.store.engine.database import Database
from hitl_app.store.engine.revisions import (
    HEAD,
    REVISIONS,
    read_schema,
    schema_of,
)
from hitl_app.store.engine.sqlite import upgrade
from hitl_app.store.schema import Base
from hitl_app.store.schema.photos import WHERE
from hitl_app.workspace import Workspace
from tests.helpers.workspace.databases import code_of

pytestmark = pytest.mark.own_database

FROZEN = Path(__file__).parent / "frozen"


def test_open_refuses_newer_database_and_leaves_it_unchanged(tmp_path):
    path = tmp_path / "review.db"
    Database.create(path).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    assert code_of(Database.open, path) == "database-newer"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM alembic_version",
        "DROP TABLE alembic_version",
        "UPDATE alembic_version SET version_num = '0000'",
    ],
)
def test_open_refuses_unknown_revision_as_damaged(tmp_path, change):
    path = tmp_path / "review.db"
    Database.create(path).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(change)
    assert code_of(Database.open, path) == "database-damaged"
    assert not (tmp_path / "backups").exists()


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TRIGGER t AFTER INSERT ON decision BEGIN DELETE FROM photo; END",
        "CREATE VIEW v AS SELECT * FROM photo",
        "DROP INDEX ix_photo_queue",
        "ALTER TABLE setting ADD COLUMN more INTEGER",
    ],
)
def test_open_refuses_database_with_changed_schema(tmp_path, change):
    path = tmp_path / "review.db"
    Database.create(path).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(change)
    assert code_of(Database.open, path) == "database-foreign"
    assert code_of(check_foreign, path, lambda: False) == "database-foreign"


def test_open_accepts_database_that_was_analysed(tmp_path):
    path = tmp_path / "review.db"
    Database.create(path).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("ANALYZE")
    Database.open(path).close()


@pytest.mark.parametrize("revision", REVISIONS)
def test_schema_of_matches_result_of_migrations(tmp_path, revision):
    path = tmp_path / "review.db"
    upgrade(path, revision)
    with closing(sqlite3.connect(path)) as raw:
        assert read_schema(raw) == schema_of(revision)
    shutil.copy(FROZEN / f"review-{revision}.db", path)
    upgrade(path)
    with closing(sqlite3.connect(path)) as raw:
        assert read_schema(raw) == schema_of(HEAD)


def test_migrations_create_schema_of_row_classes(database):
    engine = create_engine(f"sqlite:///{database.path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_indexes_hold_the_rows_that_row_classes_say():
    """Alembic does not compare the conditions of indexes."""
    declared = {
        f"index {index.name}": index.info.get(WHERE, "")
        for table in Base.metadata.tables.values()
        for index in table.indexes
    }
    schema = schema_of(HEAD)
    assert {name: schema[name].partition(" WHERE ")[2] for name in declared} == declared
    assert sum(map(bool, declared.values())) == 5


def revisions():
    config = Config()
    config.set_main_option("script_location", str(Path(checking.__file__).parent / "migrations"))
    scripts = ScriptDirectory.from_config(config)
    return scripts.get_current_head(), [s.revision for s in scripts.walk_revisions()]


def test_head_is_newest_revision():
    assert revisions()[0] == HEAD


@pytest.mark.parametrize("revision", revisions()[1])
def test_open_upgrades_every_released_schema_with_its_data(revision, tmp_path):
    shutil.copy(FROZEN / f"review-{revision}.db", tmp_path / "review.db")
    workspace = Workspace.open(tmp_path)
    counts = reviewing.counts(workspace)
    assert (counts.photos, counts.reviewed, counts.to_review, counts.skipped) == (6, 3, 3, 1)
    last = reviewing.review_status(workspace, "ann")
    assert [line.decision.operator for line in last.last] == ["ann", "ann", "ann", "ann"]
    assert reviewing.undo(workspace, "ann").changed == 1
    workspace.close()
    backups = list((tmp_path / "backups").glob("*.db")) if revision != HEAD else []
    assert bool(backups) == (revision != HEAD)
