"""The terminal's tests."""

import pytest

from tests.helpers.workspace.workspaces import add_photos, make_workspace


@pytest.fixture(autouse=True)
def small_model(seed_model):
    """Use the smallest model: these tests hold for any."""


@pytest.fixture
def app(tmp_path, monkeypatch):
    """Return an empty folder for a workspace, as the current folder."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def filled(app):
    workspace = make_workspace(app)
    add_photos(workspace, [0.1, 0.2, 0.3, 0.9])
    workspace.close()
    return app
