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

BEFORE, PHOTOS, DECISIONS = 170, 30, 20


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
    """Return the folder of a workspace with the quick model, and most of what retraining needs."""
    workspace = make_workspace(tmp_path / "workspace")
    kinds = [c.id for c in categories.list_categories(workspace)]
    for number, photo in enumerate(add_photos(workspace, [0.5] * BEFORE)):
        kind = kinds[number % len(kinds)]
        reviewing.decide(workspace, photo, Answer.CATEGORY, "before", kind)
    workspace.close()
    return tmp_path / "workspace"


def test_window_keeps_import_decisions_and_retraining_after_restart(screen, folder, tmp_path):
    make_photos(tmp_path / "drop", PHOTOS)
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
    for number in range(BEFORE + 1, BEFORE + PHOTOS + 1):
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
