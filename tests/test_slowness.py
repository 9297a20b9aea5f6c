"""The program pauses only as long as the environment variable asks."""

import pytest

from hitl_app import slowness
from hitl_app.jobs.job import Job
from tests.helpers.workspace.workspaces import make_workspace


@pytest.mark.parametrize(
    ("asked", "pause"), [("", 0.0), ("250", 0.25), ("0", 0.0), ("-5", 0.0), ("soon", 0.0)]
)
def test_slowness_accepts_only_whole_milliseconds(monkeypatch, asked, pause):
    monkeypatch.setenv(slowness.VARIABLE, asked)
    assert slowness._pause_s() == pause


def test_slowness_pauses_at_every_report_and_before_every_commit(monkeypatch, tmp_path):
    workspace = make_workspace(tmp_path / "workspace")
    waits = []
    monkeypatch.setattr(slowness, "_PAUSE_S", 0.25)
    monkeypatch.setattr(slowness.time, "sleep", waits.append)
    with workspace.database.write():
        assert not waits
    assert waits == [0.25]
    Job(lambda _event: None).progress("scan", 1, None)
    assert waits == [0.25, 0.25]
    workspace.close()
