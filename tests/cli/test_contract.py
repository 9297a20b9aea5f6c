"""The terminal contract: streams, exit status, and what is loaded."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hitl_app.cli import run
from hitl_app.services.review import reviewing
from tests.helpers.files.photos import make_photos
from tests.helpers.terminal import run_json
from tests.helpers.workspace.workspaces import add_photos, make_workspace


def test_run_exits_with_2_on_wrong_usage(app, capsys):
    for arguments in (["fly"], ["queue", "--limit", "0"], ["decide"], ["models"]):
        with pytest.raises(SystemExit) as raised:
            run(arguments)
        assert raised.value.code == 2


def test_run_prints_one_line_on_known_error(filled, capsys):
    (filled / "bad.csv").write_text("a,b\n1,2\n")
    for arguments in (
        ["decide", "--from", "bad.csv"],
        ["decide", "--from", "none.csv"],
        ["settings", "set", "threshold", "2"],
        ["models", "activate", "none"],
        ["categories", "retire", "none"],
        ["export", "out.doc"],
        ["restore", "bad.csv"],
    ):
        assert run(arguments) == 1
        error = capsys.readouterr().err
        assert error.count("\n") == 1
        assert "Traceback" not in error
        assert "(" not in error.split(":")[0] or "{" not in error


def test_run_prints_no_traceback_on_unexpected_error(filled, capsys, monkeypatch):
    def fail(*_arguments):
        raise ZeroDivisionError("boom")

    monkeypatch.setattr(reviewing, "counts", fail)
    assert run(["status"]) == 1
    error = capsys.readouterr().err
    assert "ZeroDivisionError: boom" in error
    assert "Traceback" not in error


def test_run_returns_130_on_ctrl_c(filled, capsys, monkeypatch):
    def stop(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(reviewing, "counts", stop)
    assert run(["status"]) == 130
    assert "Cancelled" in capsys.readouterr().err


def process(*arguments, cwd, **environment):
    return subprocess.run(
        [sys.executable, "-m", "hitl_app", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_import_writes_progress_to_stderr_and_result_to_stdout(app, tmp_path):
    make_photos(tmp_path / "drop", 5, grey=True)
    done = process("import", str(tmp_path / "drop"), "--json", cwd=app)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["new"] == 5
    assert "Importing: reading 5 of 5" in done.stderr


def test_import_continues_when_stderr_is_closed(app, tmp_path):
    make_photos(tmp_path / "drop", 12, grey=True)
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "hitl_app", "import", str(tmp_path / "drop"), "--json"]
    done = subprocess.run(command, cwd=app, stdout=subprocess.PIPE, stderr=write, timeout=120)
    os.close(write)
    assert done.returncode == 0
    assert json.loads(done.stdout)["new"] == 12


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_status_reports_output_that_cannot_be_written(filled):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "hitl_app", "status"],
            cwd=filled,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "could not be written" in done.stderr


def test_queue_prints_names_in_utf8_whatever_the_encoding(app):
    workspace = make_workspace(app)
    add_photos(workspace, [0.1], names=["写真-👕.png"])
    workspace.close()
    done = subprocess.run(
        [sys.executable, "-m", "hitl_app", "queue", "--json"],
        cwd=app,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout.decode())["queue"][0]["path"].endswith("写真-👕.png")


def test_import_creates_no_workspace_when_path_is_missing(app, capsys, tmp_path):
    assert run(["import", str(tmp_path / "none")]) == 1
    assert "no such file or folder" in capsys.readouterr().err
    assert list(app.iterdir()) == []
    for arguments in (
        ["import", ""],
        ["--workspace", "", "status"],
        ["queue", "--limit", "9" * 30],
    ):
        with pytest.raises(SystemExit) as raised:
            run(arguments)
        assert raised.value.code == 2


def test_import_accepts_path_escaped_by_export(app, capsys):
    make_photos(app / "=sum", 2)
    assert run_json(capsys, "import", "'=sum")["new"] == 2


def test_quick_commands_do_not_load_tensorflow(filled):
    code = (
        "import sys; from hitl_app.cli import run; run(['status']); run(['queue']);"
        "print([m for m in ('tensorflow', 'keras', 'PySide6') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=filled, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
