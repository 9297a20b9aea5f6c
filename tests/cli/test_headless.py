"""The program on a machine without a screen."""

import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QImage

from tests.helpers.terminal import run_json
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


@pytest.mark.usefixtures("own_models")
def test_sample_shows_product_pictures_in_colour_labelled_by_photo_model(tmp_path, capsys):
    command = [sys.executable, "-m", "hitl_app", "--workspace", str(tmp_path / "sample")]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    for _twice in range(2):
        arguments = ["--sample", "--picture", str(tmp_path / "window.png")]
        done = subprocess.run(
            [*command, *arguments], env=environment, capture_output=True, text=True, timeout=200
        )
        assert done.returncode == 0, done.stderr
        assert "120 photos: 120 to review" in done.stdout
    shown = QImage(str(tmp_path / "window.png"))
    # Where the photo is; the window itself has no strong colours there.
    pixels = [shown.pixelColor(x, y) for x in range(300, 740, 20) for y in range(110, 580, 20)]
    assert sum(pixel.saturationF() > 0.15 for pixel in pixels) > len(pixels) / 4
    status = run_json(capsys, "status", "--workspace", str(tmp_path / "sample"))
    assert status["model"] == "photo"
