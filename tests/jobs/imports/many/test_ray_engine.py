"""The import of very many photos by a Ray cluster of this computer."""

import os
import signal
import threading

import psutil
import pytest

from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.jobs.imports import importing
from hitl_app.services.catalogue import imports
from tests.helpers.files.photos import make_photos
from tests.helpers.processes import until
from tests.helpers.workspace.contents import contents
from tests.helpers.workspace.workspaces import make_workspace

pytest.importorskip("ray")
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:ray"),
    # The engine knows nothing of the database; that of processes is tested on both.
    pytest.mark.own_database,
]


@pytest.fixture(autouse=True)
def _token(monkeypatch):
    """Give all clusters one token: Ray keeps that of the first one, whatever the home."""
    monkeypatch.setenv("RAY_AUTH_TOKEN", "5" * 64)


def actors():
    """Return the processes of workers."""
    found = []
    for child in psutil.Process().children(recursive=True):
        try:
            if "MapWorker(" in " ".join(child.cmdline()):
                found.append(child)
        except psutil.Error:
            continue
    return found


def test_ray_leaves_the_same_rows_as_an_import_though_a_worker_is_killed(
    workspace, recorder, tmp_path, monkeypatch
):
    monkeypatch.setattr("hitl_app.jobs.imports.many.importing.BATCH", 4)
    drop = tmp_path / "drop"
    files = make_photos(drop, 40)
    (drop / "half.jpg").write_bytes(files[0].read_bytes()[:3000])
    killed = []

    def kill_one():
        if until(lambda: len(actors()) > 0, 60):
            child = actors()[0]
            child.send_signal(signal.SIGKILL)
            killed.append(child.pid)

    thread = threading.Thread(target=kill_one)
    thread.start()
    engine = {"name": "ray", "workers": 2}
    result = importing.run(workspace, recorder.job, paths=[str(drop)], engine=engine)
    thread.join()
    assert len(killed) == 1
    assert (result["new"], result["unreadable"]) == (40, 1)
    other = make_workspace(tmp_path / "other")
    importing.run(other, recorder.job, paths=[str(drop)])
    found, wanted = contents(workspace), contents(other)
    other.close()
    del found["unreadable"], wanted["unreadable"]
    assert found == wanted


def test_ray_ends_when_the_run_is_cancelled(workspace, recorder, tmp_path, monkeypatch):
    make_photos(tmp_path / "drop", 5)
    check, start = recorder.job.check, os.times().elapsed

    def cancel_soon():
        if os.times().elapsed - start > 2:
            recorder.job.cancel()
        check()

    monkeypatch.setattr(recorder.job, "check", cancel_soon)
    with pytest.raises(CancelledError):
        importing.run(
            workspace,
            recorder.job,
            paths=[str(tmp_path / "drop")],
            engine={"name": "ray", "workers": 1},
        )
    assert [run.state for run in imports.list_imports(workspace)] == ["cancelled"]


def test_ray_refuses_address_where_no_cluster_is(workspace, recorder, tmp_path):
    make_photos(tmp_path / "drop", 1)
    engine = {"name": "ray", "address": "127.0.0.1:1"}
    with pytest.raises(KnownError) as raised:
        importing.run(workspace, recorder.job, paths=[str(tmp_path / "drop")], engine=engine)
    assert raised.value.code == "ray-address"
