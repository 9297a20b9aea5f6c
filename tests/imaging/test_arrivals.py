"""Repeated scans of a folder."""

import os
from pathlib import Path

import pytest

from hitl_app.imaging.arrivals import Tree


def names(tree):
    return sorted(
        Path(os.fsdecode(file.raw)).name for batch in tree.look(lambda: None) for file in batch
    )


def age(path: Path, seconds=60):
    """Set the time of a folder back, as if it had not changed for a while."""
    then = path.stat().st_mtime_ns - seconds * 10**9
    os.utime(path, ns=(then, then))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "below" / "deep").mkdir(parents=True)
    (tmp_path / "a.jpg").write_bytes(b"a")
    (tmp_path / "notes.txt").write_bytes(b"n")
    (tmp_path / ".hidden.jpg").write_bytes(b"h")
    (tmp_path / "below" / "b.PNG").write_bytes(b"b")
    (tmp_path / "below" / "deep" / "c.zip").write_bytes(b"c")
    (tmp_path / "folder.jpg").mkdir()
    for path in (tmp_path / "below" / "deep", tmp_path / "below", tmp_path):
        age(path)
    return tmp_path


def test_tree_finds_photos_and_archives_in_all_subfolders(folder):
    assert names(Tree(str(folder))) == ["a.jpg", "b.PNG", "c.zip"]


def test_tree_skips_unchanged_folders(folder):
    tree = Tree(str(folder))
    names(tree)
    # Only the folder's own time shows the change.
    (folder / "below" / "new.jpg").write_bytes(b"n")
    assert names(tree) == ["b.PNG", "new.jpg"]


def test_tree_reads_folder_again_when_it_changed_recently(folder):
    tree = Tree(str(folder))
    (folder / "below" / "deep" / "new.jpg").write_bytes(b"n")
    names(tree)
    # Its time may stay the same although another file came.
    assert names(tree) == ["c.zip", "new.jpg"]


def test_tree_reads_all_folders_at_intervals(folder, monkeypatch):
    monkeypatch.setattr("hitl_app.imaging.arrivals._WHOLE", 3)
    tree = Tree(str(folder))
    assert [len(names(tree)) for _ in range(4)] == [3, 0, 3, 0]


def test_tree_skips_excluded_folders(folder):
    assert names(Tree(str(folder), [str(folder / "below")])) == ["a.jpg"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_tree_enters_circular_links_once(folder):
    (folder / "below" / "up").symlink_to(folder)
    (folder / "dead.jpg").symlink_to(folder / "nowhere.jpg")
    assert names(Tree(str(folder))) == ["a.jpg", "b.PNG", "c.zip"]


def test_tree_reads_folder_again_after_it_was_missing(folder, tmp_path_factory):
    tree = Tree(str(folder / "below"))
    names(tree)
    elsewhere = tmp_path_factory.mktemp("away") / "below"
    (folder / "below").rename(elsewhere)
    with pytest.raises(FileNotFoundError):
        names(tree)
    elsewhere.rename(folder / "below")
    assert names(tree) == ["b.PNG", "c.zip"]


def test_tree_reports_missing_folder_when_disk_was_removed(tmp_path):
    tree = Tree(str(tmp_path))
    names(tree)
    # The mount point stays, on another disk than before.
    tree._device = -1
    with pytest.raises(FileNotFoundError):
        names(tree)
    (tmp_path / "a.jpg").write_bytes(b"a")
    assert names(tree) == ["a.jpg"]


def test_tree_pauses_between_files_of_a_large_folder(tmp_path):
    for number in range(700):
        (tmp_path / f"{number}.jpg").touch()
    pauses = []
    batches = list(Tree(str(tmp_path)).look(lambda: pauses.append(1)))
    assert [len(batch) for batch in batches] == [500, 200]
    assert len(pauses) >= 700 // 64
