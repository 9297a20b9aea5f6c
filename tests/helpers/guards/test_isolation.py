"""No test reads or writes the home of the user who runs the tests."""

import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest


def test_home_is_temporary_folder_of_one_test(home, tmp_path_factory):
    assert Path.home() == home
    assert Path("~").expanduser() == home
    assert home.is_relative_to(tmp_path_factory.getbasetemp())


@pytest.mark.parametrize(
    "folder", ["user_config_path", "user_data_path", "user_cache_path", "user_state_path",
               "user_log_path"]
)  # fmt: skip
def test_platformdirs_point_into_home(home, folder):
    assert getattr(platformdirs, folder)("second-look").is_relative_to(home)


def test_isolation_sets_temporary_home_at_import():
    from tests.helpers.guards import isolation

    code = "import os, tests.helpers.guards.isolation; print(os.environ['HOME'])"
    environment = {**os.environ, "HOME": "/home/someone"}
    root = Path(isolation.__file__).parents[2]
    command = [sys.executable, "-c", code]
    shown = subprocess.check_output(command, cwd=root, env=environment, text=True).strip()
    assert Path(shown).name.startswith("second-look-tests-")
    assert not Path(shown).exists()


@pytest.mark.skipif(sys.platform != "linux", reason="Qt keeps settings in files on Linux alone")
@pytest.mark.parametrize("turn", [1, 2])
def test_qt_settings_start_empty_in_home(home, turn):
    from PySide6.QtCore import QSettings, QStandardPaths

    from tests.helpers.guards.isolation import _move_qt_settings

    _move_qt_settings(home)
    settings = QSettings("second-look", "workspace")
    assert settings.value("turn") is None
    settings.setValue("turn", turn)
    settings.sync()
    assert Path(settings.fileName()).is_relative_to(home)
    assert [path.name for path in home.rglob("workspace.conf")] == ["workspace.conf"]
    assert QStandardPaths.isTestModeEnabled()


def test_qt_runs_offscreen(qapp):
    assert os.environ["QT_QPA_PLATFORM"] != "offscreen" or qapp.platformName() == "offscreen"
