"""The tests of the server."""

import pytest
from starlette.testclient import TestClient

from hitl_app.serve.app import make_app
from tests.helpers.workspace.workspaces import make_workspace


@pytest.fixture(autouse=True)
def small_model(seed_model):
    """Use the smallest model: these tests hold for any."""


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace")
    yield workspace
    workspace.close()


@pytest.fixture
def opened(workspace):
    """Return a function that serves the workspace to a new browser."""
    made = []

    def open_browser(**options):
        browser = TestClient(make_app(workspace, **options), base_url="http://localhost:8765")
        made.append(browser)
        return browser.__enter__()

    yield open_browser
    for browser in made:
        browser.__exit__(None, None, None)


@pytest.fixture
def browser(opened):
    return opened()
