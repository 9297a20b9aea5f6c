import pytest

from tests.helpers.workspace.workspaces import make_workspace


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path, [0.1, 0.2, 0.3, 0.4, 0.5, 0.95])
    yield workspace
    workspace.close()
