"""The terminal's tests."""

import pytest


@pytest.fixture(autouse=True)
def small_network(seed_network):
    """What is tested here holds for any network."""


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """An empty folder for a workspace, which is the current one."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder
