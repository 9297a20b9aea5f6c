import sqlite3
from contextlib import closing

import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.services.review import reviewing
from hitl_app.workspace import database_path
from tests.helpers.workspace.workspaces import make_workspace


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """Return the path of a valid database with photos, decisions and an import."""
    folder = tmp_path_factory.mktemp("sound")
    workspace = make_workspace(folder, [0.1, 0.2, 0.3])
    reviewing.decide(workspace, 1, Answer.CATEGORY, "ann", 4)
    workspace.close()
    with closing(sqlite3.connect(database_path(folder))) as raw:
        raw.execute("PRAGMA journal_mode=DELETE")
    return database_path(folder)


@pytest.fixture
def app(tmp_path):
    """Return the folder of a workspace with two photos."""
    make_workspace(tmp_path / "workspace", [0.4, 0.5]).close()
    return tmp_path / "workspace"


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace")
    yield workspace
    workspace.close()
