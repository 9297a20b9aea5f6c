"""The server as an operator starts it."""

import socket
import subprocess
import sys

import httpx2 as httpx
import psutil
import pytest

from hitl_app.cli import run
from hitl_app.resources import grey_catalogue
from hitl_app.services.review import reviewing
from hitl_app.workspace import Workspace
from tests.helpers.serving import served
from tests.helpers.workspace.workspaces import make_workspace


@pytest.fixture
def folder(tmp_path):
    make_workspace(tmp_path / "workspace", [0.1]).close()
    return tmp_path / "workspace"


@pytest.mark.usefixtures("children_hear_ctrl_c")
def test_serve_answers_until_ctrl_c_and_lets_windows_go_first(folder):
    data = (grey_catalogue() / "item-001.png").read_bytes()
    with served(folder) as started:
        assert psutil.Process(started["pid"]).nice() > psutil.Process().nice()
        address = started["address"]
        assert (address.startswith("http://127.0.0.1:"), started["token"]) == (True, None)
        assert "Second Look" in httpx.get(address, timeout=60).text
        classified = httpx.post(f"{address}api/classify", content=data, timeout=60)
        assert classified.json()["state"] == "to-review"
        host, port = address.split("/")[2].split(":")
        with socket.create_connection((host, int(port))) as plain:
            plain.sendall(
                b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 200_000 + b"\r\n\r\n"
            )
            assert plain.recv(100).startswith(b"HTTP/1.1 4")
        with socket.create_connection((host, int(port))) as plain:
            plain.sendall(b"\x00\xff no request\r\n\r\n")
            assert plain.recv(100).startswith(b"HTTP/1.1 400")
    workspace = Workspace.open(folder)
    assert reviewing.counts(workspace).photos == 2
    workspace.close()


@pytest.mark.usefixtures("children_hear_ctrl_c")
def test_serve_needs_a_token_beyond_this_computer(folder):
    with served(folder, "--host", "0.0.0.0", "--no-queue") as started:  # noqa: S104
        token, port = started["token"], started["address"].rsplit(":", 1)[1]
        address = f"http://127.0.0.1:{port}api/status"
        assert httpx.get(address, timeout=60).status_code == 401
        status = httpx.get(address, headers={"Authorization": f"Bearer {token}"}, timeout=60).json()
        assert status["keeps_uploads"] is False
    with served(folder, "--host", "0.0.0.0") as started:  # noqa: S104
        assert started["token"] is None


def test_serve_reports_an_address_that_is_taken(folder):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "hitl_app", "serve", "--port", port]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert f"127.0.0.1:{port}" in done.stderr


def test_serve_names_the_packages_that_are_missing(folder, capsys, monkeypatch):
    monkeypatch.setattr("hitl_app.cli.serving.find_spec", lambda _name: None)
    assert run(["--workspace", str(folder), "serve"]) == 1
    assert "hitl-app[serve]" in capsys.readouterr().err
