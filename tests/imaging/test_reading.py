"""Reading of found files, and its limits."""

import os
import stat
import sys
import threading

import pytest

from hitl_app.imaging.files import FoundFile, read, read_path, scan
from safeio import reading
from safeio.reasons import PhotoError, Reason
from tests.helpers.files.found_files import needs_posix, put


@needs_posix
@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", ["1.jpg", "1.zip"])
def test_read_path_refuses_pipe_without_blocking(tmp_path, name):
    os.mkfifo(tmp_path / name)
    raw = os.fsencode(tmp_path / name)
    with pytest.raises(PhotoError) as caught:
        read_path(raw, "1.jpg" if name == "1.zip" else "")
    assert caught.value.reason is Reason.NOT_A_FILE


def test_read_reports_missing_file(tmp_path):
    path = put(tmp_path / "1.jpg")
    [found] = scan([tmp_path])
    path.unlink()
    with pytest.raises(PhotoError) as caught:
        read(found)
    assert caught.value.reason is Reason.MISSING


def test_read_path_refuses_folder(tmp_path):
    (tmp_path / "1.jpg").mkdir()
    with pytest.raises(PhotoError) as caught:
        read_path(os.fsencode(tmp_path / "1.jpg"))
    assert caught.value.reason is Reason.NOT_A_FILE


def test_read_reports_missing_permission(tmp_path, monkeypatch):
    put(tmp_path / "1.jpg")
    [found] = scan([tmp_path])

    def refuse(path, flags):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(PhotoError) as caught:
        read(found)
    assert (caught.value.reason, caught.value.detail) == (Reason.PERMISSION, "Permission denied")


@pytest.mark.parametrize(
    ("number", "reason"),
    [(5, Reason.READ_FAILED), (13, Reason.PERMISSION), (116, Reason.MISSING)],
)
@pytest.mark.skipif(sys.platform != "linux", reason="error numbers as Linux has them")
def test_read_maps_system_error_to_reason(tmp_path, monkeypatch, number, reason):
    put(tmp_path / "1.jpg")
    [found] = scan([tmp_path])

    def fail(*_args):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(reading, "read_bounded", fail)
    with pytest.raises(PhotoError) as caught:
        read(found)
    assert caught.value.reason is reason


def test_read_reports_empty_file(tmp_path):
    put(tmp_path / "1.jpg", b"")
    [found] = scan([tmp_path])
    with pytest.raises(PhotoError) as caught:
        read(found)
    assert caught.value.reason is Reason.EMPTY


def test_read_refuses_file_above_limit(tmp_path):
    put(tmp_path / "1.jpg", b"x" * 1000)
    [found] = scan([tmp_path])
    assert len(read(found, limit=1000)) == 1000
    with pytest.raises(PhotoError) as caught:
        read(found, limit=999)
    assert caught.value.reason is Reason.TOO_LARGE


def test_read_refuses_huge_sparse_file(tmp_path):
    path = put(tmp_path / "1.jpg")
    os.truncate(path, reading.MAX_FILE_BYTES + 1)
    [found] = scan([tmp_path])
    with pytest.raises(PhotoError) as caught:
        read(found)
    assert caught.value.reason is Reason.TOO_LARGE


class Growing:
    """A file that contains more than its size, read in small pieces as from a remote disk."""

    def __init__(self, total: int) -> None:
        self.left = total

    def read(self, count: int) -> bytes:
        piece = min(count, self.left, 300)
        self.left -= piece
        return b"x" * piece


def test_read_bounded_reads_growing_file_completely():
    assert len(reading.read_bounded(Growing(5000), 1000, 10_000)) == 5000


def test_read_bounded_stops_at_limit_when_file_keeps_growing():
    growing = Growing(10**9)
    with pytest.raises(PhotoError) as caught:
        reading.read_bounded(growing, 1000, 10_000)
    assert caught.value.reason is Reason.TOO_LARGE
    assert 10**9 - growing.left <= 10_001


@needs_posix
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/tty"])
def test_read_path_refuses_devices(device):
    with pytest.raises(PhotoError) as caught:
        read_path(os.fsencode(device))
    assert caught.value.reason in {Reason.NOT_A_FILE, Reason.MISSING}


@needs_posix
def test_read_leaves_no_file_open(tmp_path):
    for number in range(5):
        put(tmp_path / f"{number}.jpg")
    os.mkfifo(tmp_path / "pipe.jpg")
    before = open_files()
    for item in list(scan([tmp_path])):
        if isinstance(item, FoundFile):
            read(item)
    for _ in range(3):
        with pytest.raises(PhotoError):
            read_path(os.fsencode(tmp_path / "pipe.jpg"))
    assert open_files() == before


def open_files() -> set[int]:
    """Return the numbers of the open handles."""
    return {number for number in range(256) if _is_open(number)}


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


@needs_posix
def test_read_checks_opened_file_instead_of_path(tmp_path, monkeypatch):
    """A pipe that replaces a photo after the check is refused."""
    photo = put(tmp_path / "1.jpg")
    [found] = scan([tmp_path])
    system_open = os.open

    def swap_first(path, flags):
        photo.unlink()
        os.mkfifo(photo)
        assert flags & os.O_NONBLOCK
        return system_open(path, flags)

    monkeypatch.setattr(os, "open", swap_first)
    done = threading.Event()

    def attempt() -> None:
        with pytest.raises(PhotoError):
            read(found)
        done.set()

    thread = threading.Thread(target=attempt, daemon=True)
    thread.start()
    assert done.wait(10)
    thread.join()
    assert stat.S_ISFIFO(photo.stat().st_mode)
