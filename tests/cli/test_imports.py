"""Watched folders from a terminal."""

import json

import pytest

from hitl_app.cli import run
from hitl_app.services.catalogue import watching
from hitl_app.workspace import Workspace
from tests.helpers.photos import make_photos
from tests.helpers.workspaces import make_workspace


@pytest.fixture
def said(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(watching.Watch.__init__, "__defaults__", (watching.rest, 0.0))
    monkeypatch.setattr(watching, "SETTLE_S", 0.0)
    (tmp_path / "workspace").mkdir()
    monkeypatch.chdir(tmp_path / "workspace")
    make_workspace(tmp_path / "workspace").close()

    def say(*arguments, status=0):
        assert run([*arguments, "--json"]) == status
        told = capsys.readouterr()
        return json.loads(told.out) if status == 0 else told.err

    return say


def test_a_folder_is_added_watched_switched_and_removed(said, tmp_path):
    shop = tmp_path / "shop"
    make_photos(shop, 3)
    assert said("watch", "add", str(shop)) == {"folder": str(shop), "active": True}
    # A path is taken as from the current folder.
    assert "and the watched folder" in said("watch", "add", "../shop", status=1)
    once = said("watch", "--once")
    assert once == {"imports": 1, "new": 3, "unreadable": 0}
    make_photos(shop / "later", 5)
    assert said("watch", "--once")["new"] == 2
    said("watch", "off", str(shop))
    assert said("watch", "list")["folders"] == [
        {"folder": str(shop), "active": False, "there": True}
    ]
    assert "No folder is watched" in said("watch", "--once", status=1)
    said("watch", "on", str(shop))
    assert said("watch", "--once")["imports"] == 0
    said("watch", "remove", str(shop))
    assert said("watch", "list") == {"folders": []}
    assert "is not watched" in said("watch", "remove", str(shop), status=1)


def test_ctrl_c_ends_it_in_order(said, tmp_path, monkeypatch):
    shop = tmp_path / "shop"
    make_photos(shop, 2)
    said("watch", "add", str(shop))
    monkeypatch.setattr("hitl_app.cli.imports._EVERY_S", 0.0)
    scans = []
    real = watching.Watch.scan

    def scan(watch, workspace):
        scans.append(real(watch, workspace))
        if len(scans) > 2 and not scans[-1].waiting:
            raise KeyboardInterrupt
        return scans[-1]

    monkeypatch.setattr(watching.Watch, "scan", scan)
    assert said("watch")["new"] == 2
    # Nothing holds the folders any more.
    monkeypatch.setattr(watching.Watch, "scan", real)
    assert said("watch", "--once")["imports"] == 0


def test_while_another_watches(said, tmp_path):
    said("watch", "add", str(tmp_path))
    workspace = Workspace.open(tmp_path / "workspace")
    other = watching.Watch(lambda: None)
    other.scan(workspace)
    assert "Another program is watching" in said("watch", "--once", status=1)
    other.leave(workspace)
    workspace.close()


def test_a_folder_that_is_not_there_is_told(said, tmp_path, capsys):
    (tmp_path / "shop").mkdir()
    said("watch", "add", str(tmp_path / "shop"))
    (tmp_path / "shop").rmdir()
    assert run(["watch", "--once"]) == 0
    assert capsys.readouterr().err.count("was not found") == 1
    assert run(["watch", "list"]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'shop'} (not found)\n"
