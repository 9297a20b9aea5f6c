"""The terminal's tests."""

import pytest

from hitl_app import resources
from hitl_app.services.catalogue import watching
from tests.helpers.models.brief import shorten_retrainings
from tests.helpers.workspace.workspaces import add_photos, make_workspace

_GREY, _PHOTO = resources.GREY_MODEL, resources.PHOTO_MODEL


@pytest.fixture(autouse=True)
def small_model(seed_model, monkeypatch):
    """Use the smallest model, and short retrainings: these tests hold for any."""
    shorten_retrainings(monkeypatch)


@pytest.fixture
def own_models(small_model, monkeypatch):
    """Use the program's own models, as a process that a test starts does."""
    monkeypatch.setattr(resources, "GREY_MODEL", _GREY)
    monkeypatch.setattr(resources, "PHOTO_MODEL", _PHOTO)


@pytest.fixture
def settled(monkeypatch):
    """Take a watched file for complete at once, instead of seconds after its last change."""
    monkeypatch.setattr(watching.Watch.__init__, "__defaults__", (watching.rest, 0.0))
    monkeypatch.setattr(watching, "SETTLE_S", 0.0)


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
