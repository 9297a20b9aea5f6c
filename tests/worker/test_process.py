"""The worker as the window starts it: a process that exchanges JSON lines."""

import json
import os
import subprocess
import sys
import time

import psutil
import pytest

from hitl_app import resources
from hitl_app.domain.decisions import Answer
from hitl_app.domain.runs import RunState
from hitl_app.services.catalogue import imports
from hitl_app.services.categories import categories
from hitl_app.services.models import versions
from hitl_app.services.review import reviewing
from hitl_app.workspace import Workspace
from tests.helpers.files.photos import make_photos
from tests.helpers.workspace.workspaces import make_workspace


class Worker:
    def __init__(self, log=subprocess.DEVNULL, **environment):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "hitl_app.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env={**os.environ, **environment},
        )

    def send(self, **order):
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()

    def receive(self):
        line = self.process.stdout.readline()
        return json.loads(line) if line else None

    def receive_until(self, *events):
        while (event := self.receive()) is not None:
            if event["event"] in events:
                return event
        return None

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(10)
        self.process.stdin.close()
        self.process.stdout.close()


@pytest.fixture
def worker():
    worker = Worker()
    yield worker
    worker.close()


@pytest.fixture
def folder(tmp_path):
    make_workspace(tmp_path / "workspace").close()
    return tmp_path / "workspace"


def run_import(worker, folder, *paths):
    params = {"paths": [str(p) for p in paths]}
    worker.send(do="run", job="import", workspace=str(folder), params=params)


def test_worker_writes_only_events_while_it_runs_a_job(worker, folder, tmp_path):
    """Every line of standard output is an event, whatever libraries print there."""
    make_photos(tmp_path / "drop", 20, grey=True)
    assert worker.receive() == {"event": "ready"}
    assert psutil.Process(worker.process.pid).children() == [], "a worker is one process"
    run_import(worker, folder, tmp_path / "drop")
    events = [json.loads(line) for line in worker.process.stdout]
    assert next(one for one in events if one["event"] == "progress")["stage"] == "scan"
    ends = [one for one in events if one["event"] in ("done", "failed", "cancelled")]
    assert ends == events[-1:]
    assert (ends[0]["event"], ends[0]["result"]["new"]) == ("done", 20)
    assert worker.process.wait(10) == 0


@pytest.mark.parametrize("grey", [True, False])
def test_first_import_activates_model_for_kind_of_photos(worker, folder, tmp_path, grey):
    make_photos(tmp_path / "drop", 6, grey=grey)
    run_import(worker, folder, tmp_path / "drop")
    assert worker.receive_until("done", "failed")["event"] == "done"
    workspace = Workspace.open(folder)
    name = resources.GREY_MODEL if grey else resources.PHOTO_MODEL
    why = "grey-photos" if grey else "other-photos"
    assert versions.why_active(workspace) == (name, why)
    assert {shown.photo.version for shown in reviewing.next_photos(workspace)} == {name}
    offered = [c.name for c in categories.list_categories(workspace)]
    assert offered == list(workspace.card(name).categories)
    workspace.close()


@pytest.mark.parametrize(
    ("job", "where", "code"), [("bake", "", "job-unknown"), ("import", "none", "no-workspace")]
)
def test_worker_reports_code_when_job_or_workspace_is_unknown(worker, folder, job, where, code):
    worker.send(do="run", job=job, workspace=str(folder / where), params={})
    failed = worker.receive_until("failed")
    assert failed["code"] == code
    assert worker.process.wait(10) == 0


def test_worker_reports_traceback_when_job_raises(worker, folder):
    worker.send(do="run", job="import", workspace=str(folder), params={"paths": 5})
    failed = worker.receive_until("failed")
    assert failed["code"] == "internal"
    assert "Traceback" in failed["detail"]


def test_worker_hears_of_decisions_and_ends_when_cancelled(worker, folder, tmp_path):
    make_photos(tmp_path / "drop", 300, size=(40, 40), grey=True)
    run_import(worker, folder, tmp_path / "drop")
    worker.receive_until("changed")
    worker.send(do="decided", seconds="soon")
    worker.send(do="decided", seconds=60)
    worker.send(do="cancel")
    assert worker.receive_until("done", "failed", "cancelled")["event"] == "cancelled"
    workspace = Workspace.open(folder)
    (run,) = imports.list_imports(workspace)
    workspace.close()
    assert run.state is RunState.CANCELLED
    assert 0 < run.new < 300


def test_import_runs_without_tensorflow(folder, tmp_path):
    make_photos(tmp_path / "drop", 3, size=(60, 80))
    # Python writes a line for each module that it imports.
    with (tmp_path / "log").open("w") as log:
        worker = Worker(log, PYTHONPROFILEIMPORTTIME="1")
        run_import(worker, folder, tmp_path / "drop")
        assert worker.receive_until("done", "failed")["event"] == "done"
        assert worker.process.wait(10) == 0
        worker.close()
    lines = (tmp_path / "log").read_text().splitlines()
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}
    assert "onnxruntime" in imported
    assert not imported & {"tensorflow", "keras"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists what a process has mapped")
def test_process_without_a_job_loads_what_explanations_need(worker):
    assert worker.receive() == {"event": "ready"}
    process = psutil.Process(worker.process.pid)
    deadline = time.monotonic() + 200
    while not _has_mapped(process, "onnxruntime"):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    # It is loaded last.
    assert _has_mapped(process, "scipy")
    assert not _has_mapped(process, "tensorflow")


def _has_mapped(process, library):
    return any(library in area.path for area in process.memory_maps())


def test_worker_exits_when_its_input_closes(worker, folder):
    worker.receive_until("ready")
    worker.process.stdin.close()
    assert worker.process.wait(20) == 0


def test_import_resumes_after_worker_was_killed(worker, folder, tmp_path):
    make_photos(tmp_path / "drop", 300, size=(40, 40), grey=True)
    run_import(worker, folder, tmp_path / "drop")
    worker.receive_until("changed")
    worker.process.kill()
    worker.process.wait()
    workspace = Workspace.open(folder)
    (run,) = imports.list_imports(workspace)
    assert run.state is RunState.INTERRUPTED
    before = reviewing.counts(workspace).photos
    assert 0 < before < 300
    first = reviewing.next_photos(workspace, limit=1)[0].photo
    reviewing.decide(workspace, first.id, Answer.CATEGORY, "ann", 1)
    second = Worker()
    params = {"resume": run.id}
    second.send(do="run", job="import", workspace=str(folder), params=params)
    done = second.receive_until("done", "failed")
    second.close()
    assert (done["result"]["new"], done["result"]["known"]) == (300, 0)
    assert reviewing.show_photo(workspace, first.id).photo.label_id == 1
    assert reviewing.counts(workspace).photos == 300
    workspace.close()
