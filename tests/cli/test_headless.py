"""The program on a machine without a screen."""

import os
import subprocess
import sys

import pytest

from tests.helpers.workspace.workspaces import make_workspace


@pytest.mark.skipif(sys.platform != "linux", reason="a screen is named by variables on Linux alone")
def test_app_draws_into_memory_when_variables_of_a_screen_are_empty(tmp_path):
    make_workspace(tmp_path).close()
    empty = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    done = subprocess.run(
        [sys.executable, "-m", "hitl_app", "--workspace", str(tmp_path)],
        env={**os.environ, **empty},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "window.png").stat().st_size > 10_000
