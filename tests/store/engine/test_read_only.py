"""Databases that can be read and not written."""

import os
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from hitl_app.domain.errors import KnownError
from hitl_app.store.engine.database import Database
from hitl_app.workspace import Workspace, database_path
from tests.helpers.files.read_only import read_only
from tests.helpers.workspace.workspaces import add_photos, make_workspace

pytestmark = pytest.mark.own_database

FROZEN = Path(__file__).parent / "frozen"


@pytest.fixture
def folder(tmp_path):
    """Return the folder of a closed workspace; a URL must escape its name."""
    workspace = make_workspace(tmp_path / "100% ?#é")
    add_photos(workspace, [0.5, 0.6])
    workspace.close()
    return workspace.folder


def photos_in(database):
    with database.read() as session:
        return session.execute(text("SELECT count(*) FROM photo")).scalar()


def test_open_to_read_changes_nothing_when_folder_is_read_only(folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with read_only(folder):
        with pytest.raises(KnownError) as raised:
            Database.open(database_path(folder))
        assert raised.value.code == "workspace-read-only"
        database = Database.open_to_read(database_path(folder))
        assert photos_in(database) == 2
        with pytest.raises(KnownError) as raised, database.write():
            pass
        assert raised.value.code == "workspace-read-only"
        database.close()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_open_to_read_includes_changes_of_other_connections(folder):
    other = Workspace.open(folder)
    add_photos(other, [0.7], folder="/more")
    assert database_path(folder).with_name("review.db-wal").stat().st_size
    with read_only(folder):
        database = Database.open_to_read(database_path(folder))
        assert photos_in(database) == 3
        database.close()
    other.close()


def test_open_to_read_refuses_database_when_its_log_is_unreadable(folder, tmp_path):
    other = Workspace.open(folder)
    add_photos(other, [0.7], folder="/more")
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("review.db", "review.db-wal"):
        shutil.copy(folder / name, copy / name)
    other.close()
    with read_only(copy):
        with pytest.raises(KnownError) as raised:
            Database.open_to_read(database_path(copy))
        assert raised.value.code == "log-unread"
    database = Database.open(database_path(copy))
    assert photos_in(database) == 3
    database.close()


def test_open_refuses_older_database_when_it_cannot_be_upgraded(tmp_path):
    shutil.copy(FROZEN / "review-0001.db", tmp_path / "review.db")
    with read_only(tmp_path), pytest.raises(KnownError) as raised:
        Workspace.open(tmp_path, or_read=True)
    assert raised.value.code == "workspace-older"


def test_open_allows_writing_when_folder_is_writable(folder):
    workspace = Workspace.open(folder, or_read=True)
    add_photos(workspace, [0.7], folder="/more")
    assert photos_in(workspace.database) == 3
    workspace.close()
    assert not os.path.lexists(folder / "review.db-wal")
