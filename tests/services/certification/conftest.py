import numpy as np
import pytest

from hitl_app.domain.settings import PRODUCTS
from hitl_app.services import settings
from hitl_app.workspace import Workspace
from tests.helpers.workspace.adversary import SURE, UNSURE
from tests.helpers.workspace.vectors import add_vectors
from tests.helpers.workspace.workspaces import add_photos, make_workspace


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    workspace = make_workspace(tmp_path)
    rng = np.random.default_rng(7)
    # In no order of confidence.
    sure, unsure = rng.uniform(0.985, 0.999, SURE), rng.uniform(0.3, 0.8, UNSURE)
    confidences = rng.permutation(np.concatenate([sure, unsure])).tolist()
    settings.set_setting(workspace, PRODUCTS, "number")
    names = [f"sku{i // 4:03d}_{i % 4}.png" for i in range(SURE + UNSURE)]
    folder = str(tmp_path / "photos")
    ids = add_photos(workspace, confidences, folder=folder, names=names, real=True)
    # Vectors correlate with suggestions, as in a real catalogue.
    add_vectors(workspace, ids, [i % 10 + 10 * (c > 0.9) for i, c in enumerate(confidences)])
    workspace.close()
    return tmp_path


@pytest.fixture
def workspace(folder):
    workspace = Workspace.open(folder)
    yield workspace
    workspace.close()
