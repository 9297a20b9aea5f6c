"""Restores that are cancelled, killed, or concurrent with another process."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hitl_app import workspace as workspace_module
from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.services.review import reviewing
from hitl_app.services.workspace.backup import backup
from hitl_app.services.workspace.restoring import restore
from hitl_app.workspace import READY, Workspace
from tests.helpers.workspace.backups import packed, photos_of, refused, state
from tests.helpers.workspace.workspaces import add_photos, make_workspace


@pytest.mark.parametrize("name", ["review.db", "models", "backups", "backups/models"])
def test_restore_follows_no_link(tmp_path, sound, app, name):
    elsewhere = tmp_path / "elsewhere"
    place = app / name
    place.parent.mkdir(exist_ok=True)
    if place.exists():
        shutil.move(place, elsewhere)
    else:
        elsewhere.mkdir()
    place.symlink_to(elsewhere)
    before = state(tmp_path)
    with pytest.raises(KnownError) as raised:
        restore(app, packed(tmp_path, sound))
    assert (raised.value.code, raised.value.params["path"]) == ("own-link", str(place))
    (tmp_path / "made.zip").unlink()
    assert state(tmp_path) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_restore_refuses_pipe_without_blocking(tmp_path, app):
    os.mkfifo(tmp_path / "pipe")
    refused(app, tmp_path / "pipe", "read-failed")
    refused(app, Path(os.devnull), "read-failed")


def test_restore_leaves_workspace_unchanged_when_cancelled(tmp_path, sound, app):
    def stop(stage, _done, _total):
        if stage == "check":
            raise CancelledError

    before = state(app)
    with pytest.raises(CancelledError):
        restore(app, packed(tmp_path, sound), stop)
    assert state(app) == before


def test_restore_keeps_both_old_databases_when_repeated(tmp_path, sound, app):
    file = packed(tmp_path, sound)
    kept = {restore(app, file).kept, restore(app, file).kept}
    assert len(kept) == 2
    workspace = Workspace.open(app)
    add_photos(workspace, [0.9], folder="/later")
    assert reviewing.undo(workspace, "ann").changed == 1
    workspace.close()
    restore(app, file)
    assert photos_of(app) == 3


_KILLED = """
import os, sys
from pathlib import Path
from hitl_app.services.workspace import restoring
from hitl_app import workspace
left = [int(sys.argv[3])]
def step():
    left[0] -= 1
    if left[0] < 0:
        os._exit(9)
restoring.slow_down = workspace.slow_down = step
restoring.restore(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def weights_of(folder, name):
    return hashlib.sha256((folder / "models" / name / "network.keras").read_bytes()).hexdigest()


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_restore_leaves_old_or_new_workspace_when_killed(tmp_path, steps):
    """Both workspaces have a version of the same name with different weights."""
    for name, content in (("old", b"old weights"), ("new", b"new weights")):
        workspace = make_workspace(tmp_path / name, [0.5] * (2 if name == "old" else 3))
        _add_version(workspace, content)
        if name == "new":
            backup(workspace, tmp_path / "b.zip")
        workspace.close()
    folder = tmp_path / "old"
    command = [sys.executable, "-c", _KILLED, folder, tmp_path / "b.zip", str(steps)]
    assert subprocess.run(command, capture_output=True).returncode == 9
    photos = photos_of(folder)
    expected = {2: b"old weights", 3: b"new weights"}[photos]
    assert photos == (2 if steps == 0 else 3)
    assert weights_of(folder, "same") == hashlib.sha256(expected).hexdigest()
    restore(folder, tmp_path / "b.zip")
    assert photos_of(folder) == 3
    assert weights_of(folder, "same") == hashlib.sha256(b"new weights").hexdigest()
    assert not list((folder / "models").glob(f"{READY}*"))


def _add_version(workspace, content):
    from hitl_app.store.models.versions import add_version, all_versions

    sha256 = hashlib.sha256(content).hexdigest()
    with workspace.database.write() as session:
        first = all_versions(session)[0]
        add_version(
            session,
            name="same",
            parent=first.name,
            sha256=sha256,
            outputs=first.outputs,
            metrics={},
            shipped=False,
        )
    folder = workspace.models_folder / "same"
    folder.mkdir(parents=True)
    card = json.loads((workspace.version_folder(first.name) / "card.json").read_text())
    (folder / "card.json").write_text(json.dumps({**card, "name": "same", "sha256": sha256}))
    (folder / "network.keras").write_bytes(content)


@pytest.fixture
def slow_moves(monkeypatch):
    """Slow down moves of versions, so that concurrent openings overlap them."""
    monkeypatch.setattr("hitl_app.workspace.slow_down", lambda: time.sleep(0.05))
    is_same = workspace_module._is_same

    def slowly(there, version):
        time.sleep(0.05)
        return is_same(there, version)

    monkeypatch.setattr("hitl_app.workspace._is_same", slowly)


def test_open_completes_interrupted_restore_in_several_threads(tmp_path, slow_moves):
    for name, content in (("old", b"old weights"), ("new", b"new weights")):
        workspace = make_workspace(tmp_path / name, [0.5])
        _add_version(workspace, content)
        if name == "new":
            backup(workspace, tmp_path / "b.zip")
        workspace.close()
    folder = tmp_path / "old"
    command = [sys.executable, "-c", _KILLED, folder, tmp_path / "b.zip", "1"]
    assert subprocess.run(command, capture_output=True).returncode == 9
    with ThreadPoolExecutor(4) as openers:
        for opened in [openers.submit(Workspace.open, folder) for _ in range(4)]:
            opened.result().close()
    assert weights_of(folder, "same") == hashlib.sha256(b"new weights").hexdigest()
    (kept,) = (folder / "backups" / "models").iterdir()
    assert (kept / "network.keras").read_bytes() == b"old weights"
