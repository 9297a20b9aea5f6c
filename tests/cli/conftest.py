"""The terminal's tests."""

import pytest


@pytest.fixture(autouse=True)
def small_model(seed_model):
    """What is tested here holds for any model."""


@pytest.fixture
def app(tmp_path, monkeypatch):
    """An empty folder for a workspace, which is the current one."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder
