"""Targets of written files, and targets that are refused."""

import os
import socket

import pytest

from hitl_app.domain.errors import KnownError
from hitl_app.services.files import write_whole


@pytest.fixture(params=["pipe", "socket", "device", "folder", "link"])
def special(request, tmp_path, monkeypatch):
    """Return the path of something that is no ordinary file."""
    path = tmp_path / "x"
    if request.param == "pipe":
        os.mkfifo(path)
    elif request.param == "socket":
        # The path of a socket must be short.
        monkeypatch.chdir(tmp_path)
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("x")
    elif request.param == "device":
        path.symlink_to(os.devnull)
    elif request.param == "folder":
        path.mkdir()
    else:
        os.mkfifo(tmp_path / "pipe")
        path.symlink_to("pipe")
    return path


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_write_whole_refuses_special_file_and_leaves_it_unchanged(special):
    before = os.lstat(special)
    beside = sorted(special.parent.iterdir())
    with pytest.raises(KnownError) as raised:
        write_whole(special, b"new")
    assert raised.value.code == "target-special"
    assert os.lstat(special) == before
    assert sorted(special.parent.iterdir()) == beside


def test_write_whole_replaces_target_of_link_and_keeps_link(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to("there/real.csv")
    (tmp_path / "empty.csv").symlink_to("there/new.csv")
    for name, real in (("link.csv", "real.csv"), ("empty.csv", "new.csv")):
        write_whole(tmp_path / name, b"new")
        assert (tmp_path / name).is_symlink()
        assert (tmp_path / "there" / real).read_bytes() == b"new"
    assert len(list((tmp_path / "there").iterdir())) == 2


def test_write_whole_fails_when_links_are_circular(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(KnownError) as raised:
        write_whole(tmp_path / "a", b"new")
    assert raised.value.code == "write-failed"
