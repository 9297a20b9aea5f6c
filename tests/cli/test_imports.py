"""Watched folders from a terminal."""

import json
import time

import pytest

from hitl_app.cli import run
from hitl_app.services.catalogue import watching
from hitl_app.workspace import Workspace
from tests.helpers.files.photos import make_photos
from tests.helpers.workspace.workspaces import make_workspace


@pytest.fixture
def run_json(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(watching.Watch.__init__, "__defaults__", (watching.rest, 0.0))
    monkeypatch.setattr(watching, "SETTLE_S", 0.0)
    (tmp_path / "workspace").mkdir()
    monkeypatch.chdir(tmp_path / "workspace")
    make_workspace(tmp_path / "workspace").close()

    def run_command(*arguments, status=0):
        assert run([*arguments, "--json"]) == status
        captured = capsys.readouterr()
        return json.loads(captured.out) if status == 0 else captured.err

    return run_command


def test_watch_adds_switches_and_removes_folder(run_json, tmp_path):
    shop = tmp_path / "shop"
    make_photos(shop, 3)
    assert run_json("watch", "add", str(shop)) == {"folder": str(shop), "active": True}
    # Relative paths start in the current folder.
    assert "and the watched folder" in run_json("watch", "add", "../shop", status=1)
    once = run_json("watch", "--once")
    assert once == {"imports": 1, "new": 3, "unreadable": 0}
    make_photos(shop / "later", 5)
    assert run_json("watch", "--once")["new"] == 2
    run_json("watch", "off", str(shop))
    assert run_json("watch", "list")["folders"] == [
        {"folder": str(shop), "active": False, "there": True}
    ]
    assert "No folder is watched" in run_json("watch", "--once", status=1)
    run_json("watch", "on", str(shop))
    assert run_json("watch", "--once")["imports"] == 0
    run_json("watch", "remove", str(shop))
    assert run_json("watch", "list") == {"folders": []}
    assert "is not watched" in run_json("watch", "remove", str(shop), status=1)


def test_watch_releases_folders_on_ctrl_c(run_json, tmp_path, monkeypatch):
    shop = tmp_path / "shop"
    make_photos(shop, 2)
    run_json("watch", "add", str(shop))
    monkeypatch.setattr("hitl_app.cli.imports._EVERY_S", 0.0)
    scans = []
    real = watching.Watch.scan

    def scan(watch, workspace):
        scans.append(real(watch, workspace))
        if len(scans) > 2 and not scans[-1].waiting:
            raise KeyboardInterrupt
        return scans[-1]

    monkeypatch.setattr(watching.Watch, "scan", scan)
    assert run_json("watch")["new"] == 2
    # The folders are released.
    monkeypatch.setattr(watching.Watch, "scan", real)
    assert run_json("watch", "--once")["imports"] == 0


def test_watch_fails_while_another_program_watches(run_json, tmp_path):
    run_json("watch", "add", str(tmp_path))
    workspace = Workspace.open(tmp_path / "workspace")
    other = watching.Watch(lambda: None)
    other.scan(workspace)
    assert "Another program is watching" in run_json("watch", "--once", status=1)
    other.leave(workspace)
    workspace.close()


def test_watch_reports_missing_folder(run_json, tmp_path, capsys):
    (tmp_path / "shop").mkdir()
    run_json("watch", "add", str(tmp_path / "shop"))
    (tmp_path / "shop").rmdir()
    assert run(["watch", "--once"]) == 0
    assert capsys.readouterr().err.count("was not found") == 1
    assert run(["watch", "list"]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'shop'} (not found)\n"


@pytest.mark.usefixtures("seed_model")
def test_watch_continues_when_a_server_answers_again(own, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(watching.Watch.__init__, "__defaults__", (watching.rest, 0.0))
    monkeypatch.setattr(watching, "SETTLE_S", 0.0)
    monkeypatch.setattr("hitl_app.cli.imports._EVERY_S", 0.01)
    Workspace.create_on_server(tmp_path / "workspace", own.address("photos")).close()
    at = ["--workspace", str(tmp_path / "workspace")]
    shop = tmp_path / "shop"
    make_photos(shop, 2)
    assert run(["watch", "add", str(shop), *at]) == 0
    real_scan, real_wait = watching.Watch.scan, time.sleep
    stops, scans = [], []

    def scan(watch, workspace):
        if len(stops) < 2:
            stops.append(own.stop())
        scans.append(real_scan(watch, workspace))
        if len(scans) > 2 and not scans[-1].waiting:
            raise KeyboardInterrupt
        return scans[-1]

    def wait(seconds):
        real_wait(seconds)
        if not own.is_running():
            own.start()

    monkeypatch.setattr(watching.Watch, "scan", scan)
    monkeypatch.setattr("hitl_app.cli.imports.time.sleep", wait)
    capsys.readouterr()
    assert run(["watch", "--json", *at]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["new"] == 2
    assert printed.err.count("Watching continues as soon as it answers.") == 2
