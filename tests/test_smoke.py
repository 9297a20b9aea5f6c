"""The whole job in the real window on a real X server, and the result after a restart."""

import os
import shutil
import subprocess

import psutil
import pytest

from hitl_app.domain.decisions import Answer
from hitl_app.services.categories import categories
from hitl_app.services.models import versions
from hitl_app.services.review import reviewing
from hitl_app.workspace import Workspace
from tests.helpers.files.photos import make_photos
from tests.helpers.processes import run_helper
from tests.helpers.workspace.workspaces import add_photos, make_workspace

DECISIONS = 190


@pytest.fixture
def screen():
    """Start an X server for this test and yield its display."""
    if shutil.which("Xvfb") is None:
        assert not os.environ.get("CI"), "Xvfb is needed: dev.py installs it"
        pytest.skip("Xvfb is not installed")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait(10)


@pytest.fixture
def folder(tmp_path, seed_model):
    """Return the folder of a workspace whose quick model is active, since a photo was decided."""
    workspace = make_workspace(tmp_path / "workspace")
    (before,) = add_photos(workspace, [0.5])
    reviewing.decide(workspace, before, Answer.NOT_A_PHOTO, "before")
    workspace.close()
    return tmp_path / "workspace"


def test_window_keeps_import_decisions_and_retraining_after_restart(screen, folder, tmp_path):
    make_photos(tmp_path / "drop", 200)
    report = run_helper(
        "window.driver",
        *(folder, tmp_path / "drop", DECISIONS),
        timeout=280,
        DISPLAY=screen,
        QT_QPA_PLATFORM="xcb",
    )
    assert (report["platform"], report["status"]) == ("xcb", 0)
    assert (tmp_path / "window.png").stat().st_size > 20_000
    assert _left_on(screen) == []

    workspace = Workspace.open(folder)
    kinds = [c.id for c in categories.list_categories(workspace)]
    found = {}
    for number in range(2, 202):
        shown = reviewing.show_photo(workspace, number)
        if shown.photo.label_id is not None:
            found[shown.photo.sha256] = kinds.index(shown.photo.label_id)
    # The last decision was undone; every other one is the key that was pressed.
    assert found == dict(map(tuple, report["decided"][:-1]))
    assert reviewing.review_status(workspace, _operator(workspace)).undoable is not None
    (run,) = versions.training_runs(workspace)
    assert (run.state, run.parent, run.candidate) == ("done", "seed-cnn", "seed-cnn-1")
    assert workspace.version_folder("seed-cnn-1").is_dir()
    workspace.close()


def _operator(workspace):
    return reviewing.review_status(workspace, "").last[0].decision.operator


def _left_on(screen):
    """Return the processes that the window started on this test's display and left behind."""
    # A process without readable environment belongs to another user, or is ending.
    processes = psutil.process_iter(["pid", "cmdline", "environ"], ad_value=None)
    return [
        p.info["cmdline"]
        for p in processes
        if (p.info["environ"] or {}).get("DISPLAY") == screen and p.info["pid"] != os.getpid()
    ]
