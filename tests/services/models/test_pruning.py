"""Pruning of old versions and leftovers, and fallback from a missing active version."""

import os
import shutil
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hitl_app.domain.errors import KnownError
from hitl_app.domain.settings import KEEP_MODELS
from hitl_app.services import settings
from hitl_app.services.models import pruning
from hitl_app.services.models import versions as models
from hitl_app.services.workspace import backup, restoring
from hitl_app.store.certification import inspections
from hitl_app.store.engine import leases
from hitl_app.store.models import versions as rows
from hitl_app.store.schema import CertificateRow
from hitl_app.store.values import set_value
from hitl_app.workspace import Workspace
from tests.helpers.workspace.workspaces import make_workspace, roll_back


@pytest.fixture
def workspace(tmp_path):
    workspace = make_workspace(tmp_path / "workspace", [0.4, 0.5])
    yield workspace
    workspace.close()


def version(workspace, name, parent):
    """Register a version whose folder contains the shipped one's files."""
    with workspace.database.read() as session:
        first = rows.all_versions(session)[0]
        sha256 = rows.version_sha256(session, first.name)
    folder = workspace.models_folder / name
    shutil.copytree(workspace.version_folder(first.name), folder)
    with workspace.database.write() as session:
        return rows.add_version(
            session,
            name=name,
            parent=parent,
            sha256=sha256,
            outputs=first.outputs,
            metrics={},
            shipped=False,
        )


@pytest.fixture
def line(workspace):
    """Register eight versions, each the child of the one before; activate the last one."""
    parent = models.active_version(workspace).name
    numbers = []
    for n in range(1, 9):
        numbers.append(version(workspace, f"v{n}", parent))
        parent = f"v{n}"
    for n in (1, 7, 8):
        models.activate(workspace, f"v{n}", "gate")
    return numbers


def folders(workspace):
    return sorted(path.name for path in workspace.models_folder.iterdir())


def keep(workspace, count):
    settings.set_setting(workspace, KEEP_MODELS, str(count))


def test_prune_keeps_newest_five_folders_and_all_rows(workspace, line):
    pruned_now = pruning.prune(workspace)
    assert pruned_now.versions == ("v1", "v2", "v3")
    assert pruned_now.freed > 0
    assert folders(workspace) == ["v4", "v5", "v6", "v7", "v8"]
    pruned = [v.name for v in models.list_versions(workspace) if v.pruned_at]
    assert pruned == ["v1", "v2", "v3"]
    assert not pruning.is_due(workspace)
    assert pruning.prune(workspace).versions == ()


def test_prune_keeps_pinned_certified_and_active_versions(workspace, line):
    pruning.pin(workspace, "v2", pinned=True)
    with workspace.database.write() as session:
        version_id = rows.active_id(session)
        number = inspections.start(
            session,
            2,
            version_id=version_id,
            operator="ann",
            threshold=0.9,
            target=0.95,
            confidence=0.95,
            level=0.01,
            sample=2,
            after_id=0,
            seed=1,
        )
        session.add(_certificate("v4", number))
    models.activate(workspace, "v3", "operator")
    keep(workspace, 1)
    pruning.prune(workspace)
    # v2 is pinned and the active one's parent, v3 active, v4 certified, v8 the newest and the
    # rollback target.
    assert folders(workspace) == ["v2", "v3", "v4", "v8"]
    assert models.rollback_target(workspace).name == "v8"
    roll_back(workspace)
    assert models.active_version(workspace).name == "v8"
    pruning.pin(workspace, "v2", pinned=False)
    pruning.prune(workspace)
    # v7, the rollback target of v8, was pruned while v3 was active: it is skipped.
    assert folders(workspace) == ["v4", "v8"]
    shipped = models.rollback_target(workspace)
    assert shipped.shipped
    roll_back(workspace)
    assert models.active_version(workspace) == replace(shipped, active=True)


def _certificate(name, inspection):
    return CertificateRow(
        inspection_id=inspection,
        kind="certified",
        version=name,
        version_sha256="0" * 64,
        threshold=0.9,
        target=0.95,
        confidence=0.95,
        level=0.01,
        lot=10,
        checks=2,
        wrong=0,
        accepted=8,
        most_wrong=0,
        operators=["ann"],
        at=datetime.now(UTC),
    )


@pytest.mark.own_database
def test_prune_prevents_activation_and_backup_of_pruned_version(workspace, line, tmp_path):
    pruning.prune(workspace)
    for ask in (
        lambda: models.activate(workspace, "v1"),
        lambda: pruning.pin(workspace, "v1", pinned=True),
    ):
        with pytest.raises(KnownError) as raised:
            ask()
        assert raised.value.code == "version-pruned"
    backup.backup(workspace, tmp_path / "all.zip")
    restoring.restore(tmp_path / "other", tmp_path / "all.zip")
    other = Workspace.open(tmp_path / "other")
    assert [name for name in folders(other) if name < "w"][-5:] == ["v4", "v5", "v6", "v7", "v8"]
    assert not {"v1", "v2", "v3"} & set(folders(other))
    other.close()


@pytest.mark.parametrize("at", ["marked", "renamed", "half deleted"])
def test_prune_resumes_after_interruption(workspace, line, monkeypatch, at):
    def killed(*_args, **_kwargs):
        if at == "half deleted":
            found = next(workspace.models_folder.glob(".second-look-pruned-*"))
            (found / "card.json").unlink()
        raise KeyboardInterrupt

    broken = {"marked": "_move_away", "renamed": "_delete", "half deleted": "_delete"}[at]
    with monkeypatch.context() as patch:
        patch.setattr(pruning, broken, killed)
        with pytest.raises(KeyboardInterrupt):
            pruning.prune(workspace)
    there = {v.name for v in models.list_versions(workspace) if v.pruned_at is None}
    assert there - {"seed-cnn", "photo"} == {"v4", "v5", "v6", "v7", "v8"}
    for name in there:
        assert workspace.version_folder(name).is_dir()
    assert pruning.is_due(workspace)
    pruning.prune(workspace)
    assert folders(workspace) == ["v4", "v5", "v6", "v7", "v8"]
    assert not pruning.is_due(workspace)


def test_prune_deletes_leftovers_of_killed_jobs_only(workspace, line):
    root = workspace.models_folder
    for name in ("v9", "extended", "mine", ".second-look-abc"):
        shutil.copytree(root / "v8", root / name)
    with workspace.database.write() as session:
        rows.start_run(session, "v8", {"name": "v9"}, [1])
        set_value(session, settings.IMPORTING_VERSION, "extended")
    found = pruning.prune(workspace)
    assert sorted(found.leftovers) == ["extended", "v9"]
    # Folders that no job created are kept.
    assert folders(workspace) == ["mine", "v4", "v5", "v6", "v7", "v8"]


def test_prune_keeps_files_of_running_job(workspace, line):
    root = workspace.models_folder
    shutil.copytree(root / "v8", root / "v9")
    shutil.copytree(root / "v8", root / ".second-look-abc")
    with workspace.database.write() as session:
        rows.start_run(session, "v8", {"name": "v9"}, [1])
        lease = leases.take_lease(session, models.LEASE)
    assert pruning.prune(workspace).leftovers == ()
    assert {"v9", ".second-look-abc"} <= set(folders(workspace))
    with workspace.database.write() as session:
        leases.drop_lease(session, lease)
    assert pruning.prune(workspace).leftovers == ("v9",)


def test_prune_keeps_models_in_shipped_folder(workspace, line, monkeypatch, tmp_path):
    shipped = workspace.models_folder
    monkeypatch.setattr("hitl_app.resources.shipped_models", lambda: shipped)
    keep(workspace, 1)
    pruning.prune(workspace)
    assert {"v1", "v2", "v3"} <= set(folders(workspace))


# Fallback.


def test_fall_back_activates_parent_when_folder_is_missing(workspace, line):
    shutil.rmtree(workspace.models_folder / "v8")
    fallback = models.fall_back(workspace)
    assert fallback == models.Fallback("v8", "folder-gone", "v7")
    assert models.active_version(workspace).name == "v7"
    assert models.fall_back(workspace) is None
    # The missing version is no rollback target.
    assert models.rollback_target(workspace).name == "v1"


def test_fall_back_activates_nearest_undamaged_ancestor(workspace, line):
    for name in ("v8", "v7"):
        shutil.rmtree(workspace.models_folder / name)
    weights = workspace.models_folder / "v6" / "network.keras"
    weights.write_bytes(weights.read_bytes()[:-1] + b"!")
    assert models.fall_back(workspace).version == "v5"


def test_fall_back_activates_shipped_version_when_all_are_missing(workspace, line):
    shutil.rmtree(workspace.models_folder)
    fallback = models.fall_back(workspace)
    shipped = {v.name for v in models.list_versions(workspace) if v.shipped}
    assert fallback.version in shipped


@pytest.mark.parametrize("damage", ["weights", "card"])
def test_fall_back_activates_parent_when_weights_changed(workspace, line, damage):
    folder = workspace.models_folder / "v8"
    if damage == "weights":
        (folder / "network.keras").write_bytes(b"something else")
    else:
        (folder / "card.json").write_text("{}")
    assert models.fall_back(workspace).reason == "weights-changed"
    assert models.active_version(workspace).name == "v7"


def test_why_active_returns_override_after_activation_against_gate(workspace, line):
    with workspace.database.write() as session:
        for name, verdict in (("v4", "worse"), ("v5", "better")):
            run = rows.start_run(session, "v3", {}, [1])
            rows.end_run(session, run, "done", candidate=name, verdict=verdict)
    models.activate(workspace, "v4")
    assert models.why_active(workspace) == ("v4", "override")
    models.activate(workspace, "v5")
    assert models.why_active(workspace) == ("v5", "operator")
    # The second activation is an ordinary one.
    models.activate(workspace, "v4")
    assert models.why_active(workspace) == ("v4", "operator")


def test_prune_deletes_unfinished_folder_without_job(workspace):
    folder = workspace.models_folder / ".second-look-1"
    folder.mkdir(parents=True)
    (folder / "network.keras").write_bytes(os.urandom(10))
    os.utime(folder, (time.time(), time.time()))
    assert pruning.is_due(workspace)
    assert pruning.prune(workspace).freed == 10
    assert folders(workspace) == []
