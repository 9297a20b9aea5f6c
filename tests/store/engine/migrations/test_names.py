"""Migration 0006 renames tables, columns and stored codes, and keeps what they hold."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hitl_app.domain.settings import KEEP_MODELS
from hitl_app.services import settings
from hitl_app.services.review import reviewing
from hitl_app.store.engine.sqlite import upgrade
from hitl_app.workspace import Workspace

pytestmark = pytest.mark.own_database

FROZEN = Path(__file__).parents[1] / "frozen" / "review-0005.db"
OLD = """
    UPDATE photo SET state = 'accepted' WHERE id = 2;
    UPDATE photo SET state = 'waiting', unaided = 1 WHERE id = 3;
    INSERT INTO setting VALUES
        ('carry-arrivals', '1'), ('keep-versions', '7'), ('products', '"folder"'),
        ('queue-order', '"least-sure"');
    UPDATE import_run SET state = 'undone';
    DROP TRIGGER certificate_no_update;
    UPDATE certificate SET kind = 'carried';
    CREATE TRIGGER certificate_no_update BEFORE UPDATE ON certificate
        BEGIN SELECT RAISE(ABORT, 'a certificate is never changed'); END;
    UPDATE inspection SET carries_id = 4, unseen_looks = 2;
    INSERT INTO unaided VALUES (1, 3, 2);
    INSERT INTO look VALUES (1, 1, 10, 0, 0, 0, 30, 2, 1, '2026-11-01 10:00:00.000000');
    INSERT INTO training_run VALUES
        (1, 'done', '2026-11-01 10:00:00.000000', NULL, 'photo', 'photo-1', 'undecided',
         '{"name": "photo-1", "lesson_labels": [1, 2], "reference_ids": [5]}', '[1, 2]',
         '{"reasons": [["too-few-reference", {}]], "curve": [{"reference_loss": 0.5}]}');
"""


@pytest.fixture
def old(tmp_path):
    """Return the path of a database of revision 0005 that has a row of each kind."""
    path = tmp_path / "review.db"
    shutil.copy(FROZEN, path)
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(OLD)
    return path


@pytest.fixture
def raw(old):
    """Return a connection to the database after the migration."""
    upgrade(old)
    with closing(sqlite3.connect(old)) as raw:
        yield raw


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SELECT state FROM photo WHERE id = 2", ["auto-accepted"]),
        ("SELECT state FROM photo WHERE blind", ["to-review"]),
        ("SELECT DISTINCT split FROM photo ORDER BY 1", ["training", "validation"]),
        ("SELECT value FROM setting WHERE name = 'extend-certificates'", [1]),
        ("SELECT value FROM setting WHERE name = 'keep-models'", [7]),
        ("SELECT value FROM setting WHERE name = 'product-grouping'", ['"folder"']),
        ("SELECT value FROM setting WHERE name = 'queue-order'", ['"least-confident"']),
        ("SELECT DISTINCT state FROM import_run", ["reverted"]),
        ("SELECT kind FROM certificate", ["extended"]),
        ("SELECT extends_id + unknown_stages FROM inspection", [6]),
        ("SELECT stage FROM blind", [2]),
        ("SELECT checks FROM stage", [10]),
        ("SELECT DISTINCT kind FROM operation", ["window"]),
        ("SELECT training_ids FROM training_run", ["[1, 2]"]),
    ],
)
def test_upgrade_renames_codes(raw, query, found):
    assert [value for (value,) in raw.execute(query)] == found


def test_upgrade_renames_keys_of_training_runs(raw):
    config, report = raw.execute("SELECT config, report FROM training_run").fetchone()
    assert json.loads(config) == {
        "name": "photo-1", "training_labels": [1, 2], "validation_ids": [5],
    }  # fmt: skip
    assert json.loads(report) == {
        "reasons": [["too-few-validation", {}]], "curve": [{"validation_loss": 0.5}],
    }  # fmt: skip


def test_workspace_opens_with_all_its_decisions_after_upgrade(old):
    with closing(sqlite3.connect(old)) as raw:
        before = raw.execute("SELECT count(*) FROM photo WHERE state = 'decided'").fetchone()[0]
    for _ in range(2):
        workspace = Workspace.open(old.parent)
        assert reviewing.counts(workspace).reviewed == before > 0
        assert settings.get_setting(workspace, KEEP_MODELS) == 7
        workspace.close()
