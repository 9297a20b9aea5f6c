"""A temporary home for every test: no test reads or writes the home of the user.

A pytest plugin. Importing it sets the environment before Qt and Keras read it.
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
# Tests expect English, whatever the language of the system.
os.environ["HITL_LANGUAGE"] = "en"
# Output is buffered and written in blocks, as in an operator's terminal.
os.environ.pop("PYTHONUNBUFFERED", None)
# Child processes keep what they compile, as those of an operator do: it is a fifth of their start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# TensorFlow's remarks on the processor are irrelevant.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
if "PYTEST_XDIST_WORKER" in os.environ:
    # There are as many test processes as processors: more threads would only compete for them.
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
    """Make the folders of a home; return variables that point all programs to it."""
    variables = {"HOME": str(home), "USERPROFILE": str(home)}
    for name, folder in _FOLDERS.items():
        (home / folder).mkdir(parents=True, exist_ok=True)
        variables[name] = str(home / folder)
    # Qt warns if others may read it.
    (home / ".run").chmod(0o700)
    return variables


def _leave_home() -> None:
    """Move the whole process, since some modules look for a home when they are imported."""
    home = Path(tempfile.mkdtemp(prefix="second-look-tests-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ.update(home_environment(home))


_leave_home()


@pytest.fixture(autouse=True)
def home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Yield the home folder of this test, empty except for the usual folders."""
    folder = tmp_path_factory.mktemp("home")
    for name, value in home_environment(folder).items():
        monkeypatch.setenv(name, value)
    _move_qt_settings(folder)
    yield folder
    _move_qt_settings(folder)


def _move_qt_settings(home: Path) -> None:
    """Set the paths of Qt, which reads the environment only once a process."""
    core = sys.modules.get("PySide6.QtCore")
    if core is None:
        return
    core.QStandardPaths.setTestModeEnabled(True)
    for kind in (core.QSettings.Format.NativeFormat, core.QSettings.Format.IniFormat):
        for scope in (core.QSettings.Scope.UserScope, core.QSettings.Scope.SystemScope):
            core.QSettings.setPath(kind, scope, str(home / ".config"))


@pytest.fixture
def children_hear_ctrl_c() -> Iterator[None]:
    """Let child processes react to Ctrl-C, which background commands of a shell ignore."""
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def seed_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workspaces made in this process begin with the smallest shipped model.

    Tests of jobs and pages hold for any model, and this one is quick.
    """
    monkeypatch.setattr(resources, "GREY_MODEL", "seed-cnn")
    monkeypatch.setattr(resources, "PHOTO_MODEL", "seed-cnn")
