import pytest

from tests.helpers.workspace.workspaces import make_workspace


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "shop")
    yield workspace
    workspace.close()
