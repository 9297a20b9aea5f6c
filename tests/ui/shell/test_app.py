"""Tests of the start of the app: imports, the picture and a complete run."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from hitl_app.domain.errors import KnownError
from hitl_app.ui.kit import theme
from hitl_app.ui.shell import app as window_app
from hitl_app.ui.shell.window import MainWindow
from tests.helpers.workspace.workspaces import make_workspace


def test_first_frame_imports_neither_numpy_nor_database():
    code = (
        "import sys, hitl_app.ui.shell.app as app\n"
        "app.make_application(dark=False)\n"
        "window = app.MainWindow(with_jobs=False)\n"
        "window.show()\n"
        "heavy = ('numpy', 'PIL', 'sqlalchemy', 'alembic', 'pyqtgraph', 'tensorflow', 'scipy')\n"
        "print([name for name in heavy if name in sys.modules])\n"
        "window.close()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_first_photo_imports_no_numpy_and_upkeep_no_scipy(tmp_path):
    make_workspace(tmp_path / "shop", [0.5] * 201).close()
    code = (
        "import sys, hitl_app.ui.shell.app as app\n"
        "from pathlib import Path\n"
        "def tell():\n"
        "    heavy = ('numpy', 'PIL', 'alembic', 'pyqtgraph', 'tensorflow', 'scipy')\n"
        "    print([name for name in heavy if name in sys.modules])\n"
        "app.make_application(dark=False)\n"
        "window = app.MainWindow(with_jobs=False)\n"
        "window.first_shown.connect(tell)\n"
        "window.show()\n"
        "window.open_workspace(Path(sys.argv[1]))\n"
        "app._wait_until_settled(window)\n"
        "print(window.is_settled(), 'scipy' in sys.modules)\n"
        "window.close()\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "shop")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n") == ["[]", "True False", ""]


def test_ui_modules_import_no_tensorflow():
    code = (
        "import importlib, pkgutil, sys, hitl_app.ui\n"
        "for module in pkgutil.iter_modules(hitl_app.ui.__path__, 'hitl_app.ui.'):\n"
        "    importlib.import_module(module.name)\n"
        "import hitl_app.services.review.reviewing, hitl_app.services.models.versions, pyqtgraph\n"
        "bad = ('tensorflow', 'keras', 'sklearn', 'hitl_app.jobs', 'hitl_app.worker')\n"
        "print([name for name in bad if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("dark", [False, True])
def test_picture_saves_window_in_chosen_scheme(qapp, tmp_path, dark):
    make_workspace(tmp_path / "shop", [0.5, 0.6]).close()
    try:
        window_app.picture(tmp_path / "shop", tmp_path / "window.png", (1000, 700), dark=dark)
    finally:
        theme.apply_theme(qapp, dark=False)
    image = QImage(str(tmp_path / "window.png"))
    assert (image.width(), image.height()) == (1000, 700)
    assert (image.pixelColor(500, 690).lightness() < 100) is dark
    assert QApplication.topLevelWidgets() == [] or not any(
        widget.isVisible() for widget in QApplication.topLevelWidgets()
    )


def test_picture_fails_without_workspace(qapp, tmp_path):
    with pytest.raises(KnownError) as caught:
        window_app.picture(tmp_path / "none", tmp_path / "window.png")
    assert caught.value.code == "no-workspace"
    assert not (tmp_path / "window.png").exists()


def test_picture_fails_when_file_cannot_be_written(qapp, tmp_path):
    make_workspace(tmp_path / "shop").close()
    with pytest.raises(KnownError) as caught:
        window_app.picture(tmp_path / "shop", tmp_path / "none" / "window.png")
    assert caught.value.code == "write-failed"


def _close_when(ready):
    """Close the window of the program once a condition is true, in place of an operator."""
    timer = QTimer(interval=20)

    def close_if_ready():
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, MainWindow) and widget.isVisible() and ready(widget):
                timer.stop()
                widget.close()

    timer.timeout.connect(close_if_ready)
    timer.start()
    return timer


def test_run_window_shows_first_photo_and_exits(qapp, tmp_path, monkeypatch):
    make_workspace(tmp_path / "shop", [0.5]).close()
    monkeypatch.setattr(MainWindow, "keep_warm", lambda _self: None)
    seen = []

    def ready(window):
        if not window.is_settled():
            return False
        seen.append(window.pages["review"].flow.current.photo.id)
        return True

    timer = _close_when(ready)
    assert window_app.run_window(tmp_path / "shop") == 0
    assert seen == [1]
    assert not timer.isActive()


def test_run_window_shows_welcome_page_without_folder(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(MainWindow, "keep_warm", lambda _self: None)
    asked = []
    _timer = _close_when(lambda w: asked.append(w.page_key) or w.page_key == "welcome")
    assert window_app.run_window(None) == 0
    assert asked[-1] == "welcome"
