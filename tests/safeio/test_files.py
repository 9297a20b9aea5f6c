"""Files and folders are old, new or not there, and never half."""

import os

import pytest

from safeio.files import open_ordinary, sync_file, whole_file, whole_folder, write_whole


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def full_disk(monkeypatch):
    def refuse(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)


def test_write_whole_replaces_a_file(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    write_whole(tmp_path / "a", b"new")
    assert ((tmp_path / "a").read_bytes(), names(tmp_path)) == (b"new", ["a"])


def test_write_whole_leaves_the_old_file_when_the_disk_refuses(tmp_path, full_disk):
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "a", b"new")
    assert ((tmp_path / "a").read_bytes(), names(tmp_path)) == (b"old", ["a"])


def test_whole_file_leaves_nothing_when_its_writer_fails(tmp_path):
    with pytest.raises(KeyError), whole_file(tmp_path / "a") as file:
        file.write(b"half")
        raise KeyError
    assert names(tmp_path) == []


@pytest.mark.parametrize("many", [False, True])
def test_whole_folder_takes_its_name_at_the_end(tmp_path, many):
    with whole_folder(tmp_path / "new", many=many) as folder:
        (folder / "a").write_bytes(b"1")
        assert not (tmp_path / "new").exists()
    assert (names(tmp_path), names(tmp_path / "new")) == (["new"], ["a"])


@pytest.mark.parametrize("many", [False, True])
def test_whole_folder_leaves_nothing_when_its_writer_fails(tmp_path, many):
    with pytest.raises(KeyError), whole_folder(tmp_path / "new", many=many) as folder:
        (folder / "a").write_bytes(b"1")
        raise KeyError
    assert names(tmp_path) == []


def test_whole_folder_raises_when_the_place_is_taken(tmp_path):
    for name in ("empty", "full"):
        (tmp_path / name).mkdir()
    (tmp_path / "full" / "mine").write_bytes(b"1")
    for name, many in (("empty", False), ("full", False), ("full", True)):
        with pytest.raises(FileExistsError), whole_folder(tmp_path / name, many=many):
            pass
    assert (names(tmp_path), names(tmp_path / "full")) == (["empty", "full"], ["mine"])


def test_whole_folder_of_many_files_replaces_an_empty_folder_at_the_end(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(KeyError), whole_folder(tmp_path / "empty", many=True):
        raise KeyError
    assert names(tmp_path) == ["empty"]
    with whole_folder(tmp_path / "empty", many=True) as folder:
        (folder / "a").write_bytes(b"1")
    assert (names(tmp_path), names(tmp_path / "empty")) == (["empty"], ["a"])


def test_whole_folder_makes_no_parents(tmp_path):
    with pytest.raises(FileNotFoundError), whole_folder(tmp_path / "no" / "new"):
        pass
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("none", FileNotFoundError, "it was not found"),
        ("folder", OSError, "it is not an ordinary file"),
        ("x" * 300, OSError, "File name too long"),
    ],
)
def test_open_ordinary_raises_the_error_of_the_system(tmp_path, name, kind, said):
    (tmp_path / "folder").mkdir()
    with pytest.raises(kind) as raised:
        open_ordinary(tmp_path / name)
    assert raised.value.strerror == said


def test_sync_file_accepts_files_and_folders(tmp_path):
    write_whole(tmp_path / "a", b"1")
    sync_file(tmp_path / "a")
    sync_file(tmp_path)
