"""A shipped version of this program takes the place of an earlier one, which keeps its weights."""

import dataclasses
import json
import shutil

import pytest

from hitl_app import resources
from hitl_app.domain.decisions import Answer
from hitl_app.jobs.job import Job
from hitl_app.jobs.models import rescoring
from hitl_app.services.categories import categories
from hitl_app.services.models import versions
from hitl_app.services.review import reviewing
from hitl_app.store.certification import inspections
from hitl_app.store.models import versions as rows
from hitl_app.workspace import Workspace
from tests.helpers.workspace.workspaces import add_photos, make_workspace

COUNT = 12


@pytest.fixture
def shipped(tmp_path, seed_model, monkeypatch):
    """Return the folder of shipped models, of which `seed-cnn` is all that there is."""
    folder = tmp_path / "shipped"
    source = resources.shipped_models() / "seed-cnn"
    shutil.copytree(source, folder / "seed-cnn")
    monkeypatch.setattr("hitl_app.resources.shipped_models", lambda: folder)
    return folder


@pytest.fixture
def old(tmp_path, shipped):
    """Return the folder of a workspace whose photos an earlier `seed-cnn` scored."""
    workspace = make_workspace(tmp_path)
    first, *_ = add_photos(workspace, [0.4 + i / 40 for i in range(COUNT)])
    label = categories.list_categories(workspace)[0].id
    reviewing.decide(workspace, first, Answer.CATEGORY, "ann", label)
    workspace.close()
    return workspace.folder


def replace_shipped(folder, monkeypatch):
    """Ship other weights as `seed-cnn`, and the earlier ones under another name."""
    before = folder / "seed-cnn-old"
    (folder / "seed-cnn").rename(before)
    card = json.loads((before / "card.json").read_text())
    (before / "card.json").write_text(json.dumps({**card, "name": "seed-cnn-old"}))
    from training.versions.registry import load_model, read_card, read_items, write_version

    model = load_model(before)
    model.set_weights([weights * 1.01 for weights in model.get_weights()])
    items = (read_items(before, which) for which in ("replay", "holdout"))
    write_version(folder, dataclasses.replace(read_card(before), name="seed-cnn"), model, *items)
    monkeypatch.setattr("hitl_app.resources.SUPERSEDED", {"seed-cnn-old": "seed-cnn"})


def names(workspace):
    return {version.name: version.active for version in versions.list_versions(workspace)}


def test_superseded_version_is_renamed_and_photos_are_scored_anew(old, shipped, monkeypatch):
    replace_shipped(shipped, monkeypatch)
    for _ in range(2):
        workspace = Workspace.open(old)
        assert names(workspace) == {"seed-cnn": True, "seed-cnn-old": False}
        assert versions.fall_back(workspace) is None
        workspace.close()
    workspace = Workspace.open(old)
    assert versions.stale_photos(workspace) == COUNT - 1
    assert rescoring.run(workspace, Job(lambda _event: None))["scored"] == COUNT - 1
    assert {photo.version for photo in reviewing.queue(workspace, COUNT)} == {"seed-cnn"}
    assert reviewing.counts(workspace).reviewed == 1
    assert versions.rollback_target(workspace).name == "seed-cnn-old"
    assert versions.trouble_of(workspace, versions.rollback_target(workspace)) is None
    workspace.close()


def test_superseded_version_stays_active_while_inspection_rests_on_it(old, shipped, monkeypatch):
    workspace = Workspace.open(old)
    with workspace.database.write() as session:
        number = inspections.start(
            session, COUNT, version_id=rows.active_id(session), operator="ann", threshold=0.5,
            target=0.9, confidence=0.9, level=0.1, sample=1, after_id=0, seed=1, extends_id=None,
        )  # fmt: skip
        inspections.opened(session, number, 5)
    workspace.close()
    replace_shipped(shipped, monkeypatch)
    workspace = Workspace.open(old)
    assert names(workspace) == {"seed-cnn": False, "seed-cnn-old": True}
    with workspace.database.write() as session:
        assert inspections.close_open(session, "cancelled")
    workspace.close()
    workspace = Workspace.open(old)
    assert names(workspace) == {"seed-cnn": True, "seed-cnn-old": False}
    workspace.close()


def test_version_trained_from_superseded_one_stays_active(old, shipped, monkeypatch):
    workspace = Workspace.open(old)
    shutil.copytree(shipped / "seed-cnn", workspace.models_folder / "seed-cnn-1")
    with workspace.database.write() as session:
        known = rows.active_version(session)
        number = rows.add_version(
            session, name="seed-cnn-1", parent="seed-cnn", sha256=workspace.card("seed-cnn").sha256,
            outputs=known.outputs, metrics={}, shipped=False,
        )  # fmt: skip
        rows.activate(session, number, "gate")
    workspace.close()
    replace_shipped(shipped, monkeypatch)
    workspace = Workspace.open(old)
    found = {version.name: version for version in versions.list_versions(workspace)}
    assert found["seed-cnn-1"].active
    assert found["seed-cnn-1"].parent == "seed-cnn-old"
    workspace.close()


def test_version_whose_weights_are_not_shipped_any_more_is_superseded(old, shipped, monkeypatch):
    replace_shipped(shipped, monkeypatch)
    shutil.rmtree(shipped / "seed-cnn-old")
    replace_shipped(shipped, monkeypatch)
    for _ in range(2):
        workspace = Workspace.open(old)
        found = names(workspace)
        assert found.pop("seed-cnn")
        (other,) = found
        assert other.startswith("seed-cnn-")
        assert other != "seed-cnn-old"
        workspace.close()
    workspace = Workspace.open(old)
    assert rescoring.run(workspace, Job(lambda _event: None))["scored"] == COUNT - 1
    assert reviewing.counts(workspace).reviewed == 1
    workspace.close()
