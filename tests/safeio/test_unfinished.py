"""What a killed process left beside a file that it wrote."""

import os

import psutil
import pytest

from safeio import unfinished
from safeio.files import write_whole


def left(folder, *, pid=None, started=None, computer=None):
    """Leaves what a process would that is killed while it writes a folder."""
    own = unfinished.place_beside(folder / "x").name.split("-")[2:]
    own[0] = computer or own[0]
    own[1] = str(own[1] if pid is None else pid)
    own[2] = str(own[2] if started is None else started)
    path = folder / ("-".join([".second", "look", *own]))
    path.mkdir()
    (path / "photo.jpg").write_bytes(b"photo")
    return path


@pytest.fixture
def gone():
    """The number of a process that is not there."""
    return next(n for n in range(4_000_000, 5_000_000) if not psutil.pid_exists(n))


def test_place_beside_removes_orphans_of_this_computer(tmp_path, gone):
    orphan = left(tmp_path, pid=gone)
    again = left(tmp_path, started=1)
    write_whole(tmp_path / "labels.csv", b"1")
    assert not orphan.exists()
    assert not again.exists(), "a number that was given to another process since"
    assert [path.name for path in tmp_path.iterdir()] == ["labels.csv"]


def test_place_beside_leaves_files_of_others(tmp_path, gone):
    living = left(tmp_path)
    elsewhere = left(tmp_path, pid=gone, computer="0" * 8)
    other = tmp_path / ".second-look-notes"
    other.write_text("mine")
    write_whole(tmp_path / "labels.csv", b"1")
    assert living.exists()
    assert elsewhere.exists()
    assert other.exists()


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_place_beside_follows_no_link_in_place_of_an_orphan(tmp_path, gone):
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "photo.jpg").write_bytes(b"photo")
    orphan = left(tmp_path, pid=gone)
    (orphan / "photo.jpg").unlink()
    orphan.rmdir()
    orphan.symlink_to(kept)
    write_whole(tmp_path / "labels.csv", b"1")
    assert not orphan.is_symlink()
    assert (kept / "photo.jpg").exists()
