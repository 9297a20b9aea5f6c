import os
from pathlib import Path

import pytest

from hitl_app.imaging import remote
from hitl_app.imaging.files import read_path
from safeio.reasons import PhotoError


@pytest.fixture
def store(tmp_path):
    for name in ("b/2.jpg", "b/1.jpg", "a.jpg", "c d%20é?.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    return f"file://{tmp_path}"


def test_walk_returns_files_below_an_address_in_order(store):
    for address in (store, f"{store}/"):
        names = [found.removeprefix(f"{store}/") for found, _ in remote.walk(address)]
        assert names == ["a.jpg", "b/1.jpg", "b/2.jpg", "c d%20é?.jpg"]
    assert [found for found, _ in remote.walk(f"{store}/b/2.jpg")] == [f"{store}/b/2.jpg"]


def test_file_at_an_address_has_size_time_and_bytes(store):
    for address, info in remote.walk(store):
        file = remote.found_at(address, info)
        status = Path(address.removeprefix("file://")).stat()
        assert (file.size, file.mtime_ns) == (status.st_size, status.st_mtime_ns)
        assert read_path(file.raw).decode() == address.removeprefix(f"{store}/")


def test_read_says_what_is_wrong(store, tmp_path):
    (tmp_path / "empty.jpg").touch()
    os.mkfifo(tmp_path / "pipe.jpg")
    for name, limit, reason in (
        ("gone.jpg", 100, "missing"),
        ("empty.jpg", 100, "empty"),
        ("a.jpg", 3, "too-large"),
        ("pipe.jpg", 100, "not-a-file"),
    ):
        with pytest.raises(PhotoError, match=reason):
            remote.read_remote(f"{store}/{name}", limit)


def test_walk_says_that_nothing_is_there(store):
    with pytest.raises(PhotoError, match="missing"):
        list(remote.walk(f"{store}/gone"))
