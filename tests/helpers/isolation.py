"""Gives every test a home of its own: no test reads or writes that of the person who runs it.

A pytest plugin. Importing it sets the environment before Qt and Keras look at it.
"""

import atexit
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hitl_app import resources

# Before anything imports Qt: no test needs a screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Whatever the computer speaks, tests read English.
os.environ["HITL_LANGUAGE"] = "en"
# Output is held back and written in blocks, as in an operator's terminal.
os.environ.pop("PYTHONUNBUFFERED", None)
# TensorFlow's remarks on the processor are no news.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
if "PYTEST_XDIST_WORKER" in os.environ:
    # As many test processes as processors: more threads would only take them from each other.
    for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS"):
        os.environ.setdefault(_name, "1")

_FOLDERS = {
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_CACHE_HOME": ".cache",
    "XDG_STATE_HOME": ".local/state",
    "XDG_RUNTIME_DIR": ".run",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "WIN_PD_OVERRIDE_APPDATA": "AppData/Roaming",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "AppData/Local",
    "WIN_PD_OVERRIDE_PERSONAL": "Documents",
    "KERAS_HOME": ".keras",
}


def home_environment(home: Path) -> dict[str, str]:
    """Variables that move all that programs keep for a person under `home`; makes the folders."""
    variables = {"HOME": str(home), "USERPROFILE": str(home)}
    for name, folder in _FOLDERS.items():
        (home / folder).mkdir(parents=True, exist_ok=True)
        variables[name] = str(home / folder)
    # Others may not read it, or Qt warns.
    (home / ".run").chmod(0o700)
    return variables


def _leave_home() -> None:
    """Moves the whole process, since some modules look for a home when they are imported."""
    home = Path(tempfile.mkdtemp(prefix="second-look-tests-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ.update(home_environment(home))


_leave_home()


@pytest.fixture(autouse=True)
def home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """The home folder of this test, empty but for the usual folders."""
    folder = tmp_path_factory.mktemp("home")
    for name, value in home_environment(folder).items():
        monkeypatch.setenv(name, value)
    _move_qt_settings(folder)
    yield folder
    _move_qt_settings(folder)


def _move_qt_settings(home: Path) -> None:
    """Qt looks at the environment once a process, and must be told of another home."""
    core = sys.modules.get("PySide6.QtCore")
    if core is None:
        return
    core.QStandardPaths.setTestModeEnabled(True)
    for kind in (core.QSettings.Format.NativeFormat, core.QSettings.Format.IniFormat):
        for scope in (core.QSettings.Scope.UserScope, core.QSettings.Scope.SystemScope):
            core.QSettings.setPath(kind, scope, str(home / ".config"))


@pytest.fixture
def children_hear_ctrl_c() -> Iterator[None]:
    """A shell's background commands ignore Ctrl-C and so do their children: not in this test."""
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def seed_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workspaces made in this process begin with the smallest of the shipped models.

    What the tests say about jobs and pages holds for any model, and this one is quick.
    """
    monkeypatch.setattr(resources, "GREY_MODEL", "seed-cnn")
    monkeypatch.setattr(resources, "PHOTO_MODEL", "seed-cnn")
