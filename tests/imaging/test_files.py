"""What a scan finds in folders of every kind; nothing in them stops or blocks it."""

import os
import shutil
import socket
import sys
from pathlib import Path

import pytest

from hitl_app.imaging.files import FoundFile, UnreadablePath, read, scan, state_of
from safeio.reasons import Reason
from tests.helpers.files.found_files import needs_posix, put


def shown(*paths) -> list[str]:
    """Return the names that a scan shows, below the first path."""
    root = os.fsdecode(paths[0])
    return [item.shown.removeprefix(root).lstrip(os.sep) for item in scan(paths)]


def reasons(*paths) -> dict[str, Reason]:
    return {
        Path(item.raw.decode()).name: item.reason
        for item in scan(paths)
        if isinstance(item, UnreadablePath)
    }


def test_scan_finds_files_in_the_same_order_every_time(tmp_path):
    for name in ("b/2.jpg", "b/1.png", "a.jpg", "c/d/e.webp", "B.jpg"):
        put(tmp_path / name)
    assert shown(tmp_path) == ["B.jpg", "a.jpg", "b/1.png", "b/2.jpg", "c/d/e.webp"]


def test_scan_returns_path_size_and_time_of_file(tmp_path):
    photo = put(tmp_path / "coat.jpg", b"12345")
    os.utime(photo, ns=(1, 1_234_567_890_123_456_700))
    [found] = scan([tmp_path])
    want = (os.fsencode(photo), "", str(photo), *state_of(photo.stat()))
    assert want[3:5] == (5, photo.stat().st_mtime_ns)
    assert found == FoundFile(*want)
    assert read(found) == b"12345"


@pytest.mark.parametrize(
    "name",
    ["1.jpg", "1.JPEG", "1.jpe", "1.jfif", "1.Png", "1.webp", "1.avif", "1.tif", "1.TIFF", "1.bmp",
     "1.gif", "1.heic", "1.HEIF"],
)  # fmt: skip
def test_scan_finds_photos_by_extension(tmp_path, name):
    put(tmp_path / name)
    assert shown(tmp_path) == [name]


@pytest.mark.parametrize(
    "name",
    ["notes.txt", "1.jpg.part", ".hidden.jpg", "._1.jpg", ".cache/1.jpg", "__MACOSX/1.jpg",
     "@eaDir/1.jpg", "Thumbs.db", "jpg", "desktop.ini", "$RECYCLE.BIN/1.jpg"],
)  # fmt: skip
def test_scan_skips_hidden_files_and_other_types(tmp_path, name):
    put(tmp_path / name)
    assert shown(tmp_path) == []


def test_scan_finds_given_file_of_any_name(tmp_path):
    for name in ("photo", "photo.dat", ".hidden"):
        path = put(tmp_path / name)
        assert [item.shown for item in scan([path])] == [str(path)]


@pytest.mark.parametrize("kind", [str, os.fsencode, Path])
def test_scan_accepts_text_bytes_and_path_objects(tmp_path, kind):
    put(tmp_path / "1.jpg")
    assert shown(kind(tmp_path)) == ["1.jpg"]


def test_scan_resolves_relative_paths_in_current_folder(tmp_path, monkeypatch):
    put(tmp_path / "a/1.jpg")
    put(tmp_path / "b/2.jpg")
    monkeypatch.chdir(tmp_path / "a")
    found = [item.raw for item in scan([".", "1.jpg", "../b"])]
    one, two = os.fsencode(tmp_path / "a/1.jpg"), os.fsencode(tmp_path / "b/2.jpg")
    assert found == [one, one, two]


@pytest.mark.parametrize("path", ["", "no/such/folder", "nul\0byte", b"\xff\xfe-none"])
def test_scan_reports_missing_path(path):
    [item] = scan([path])
    assert isinstance(item, UnreadablePath)
    assert item.reason is Reason.MISSING


def test_scan_continues_after_missing_path(tmp_path):
    put(tmp_path / "1.jpg")
    kinds = [type(item) for item in scan([tmp_path / "gone", tmp_path])]
    assert kinds == [UnreadablePath, FoundFile]


@pytest.mark.parametrize(
    "name",
    ["пальто.jpg", "外套.jpg", "معطف.jpg", "코트.jpg", "कोट.jpg", "👗🧥.jpg", "mäntel & \"q\".jpg",
     "پیراهن\u200cها.jpg", "  spaces  .jpg", "-rf.jpg", "100%.jpg"],
)  # fmt: skip
def test_scan_shows_names_in_any_script_unchanged(tmp_path, name):
    if os.name != "posix" and '"' in name:
        pytest.skip("a name that this system does not take")
    put(tmp_path / name, b"x")
    [found] = scan([tmp_path])
    assert found.shown == str(tmp_path / name)
    assert read(found) == b"x"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"coat-\xff\xfe.jpg", r"coat-\xff\xfe.jpg"),
        (b"two\nlines.jpg", r"two\nlines.jpg"),
        (b"\x1b[31mred.jpg", r"\x1b[31mred.jpg"),
        ("a\u2028b.jpg".encode(), r"a\u2028b.jpg"),
        ("\u202egpj.exe.jpg".encode(), r"\u202egpj.exe.jpg"),
        (b"tab\there.jpg", r"tab\there.jpg"),
        (b"\xc3.jpg", r"\xc3.jpg"),
    ],
)
def test_scan_escapes_names_that_are_no_text(tmp_path, raw, text):
    path = os.fsencode(tmp_path) + b"/" + raw
    put(Path(os.fsdecode(path)))
    [found] = scan([tmp_path])
    assert found.raw == path
    assert found.shown == f"{tmp_path}/{text}"
    assert "\n" not in found.shown
    found.shown.encode("utf-8")
    assert read(found) == b"photo"
    [named] = scan([path])
    assert named == found


def test_scan_finds_file_with_longest_name(tmp_path):
    name = "x" * 251 + ".jpg"
    put(tmp_path / name)
    assert shown(tmp_path) == [name]


def test_scan_returns_one_item_for_deeply_nested_folders(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    depth = 1200 if sys.platform == "linux" else 60
    for _ in range(depth):
        Path("d").mkdir()
        os.chdir("d")
    put(Path("1.jpg"))
    found = list(scan([tmp_path]))
    # Beyond the system's longest path the scan reports one item and raises no error.
    assert len(found) == 1
    os.chdir(tmp_path)
    remove_deep(tmp_path / "d")


def remove_deep(path: Path) -> None:
    """Delete folders nested deeper than `shutil.rmtree` follows, one level at a time."""
    while (path / "d").is_dir():
        above = path.with_name("above")
        (path / "d").rename(above)
        shutil.rmtree(path)
        above.rename(path)


@needs_posix
def test_scan_enters_each_folder_once_despite_links(tmp_path):
    put(tmp_path / "a/1.jpg")
    (tmp_path / "a/loop").symlink_to(tmp_path)
    (tmp_path / "a/self").symlink_to(".")
    (tmp_path / "b").symlink_to("a")
    assert shown(tmp_path) == ["a/1.jpg"]


@needs_posix
def test_scan_follows_links_to_folders_and_photos(tmp_path):
    put(tmp_path / "real/1.jpg")
    (tmp_path / "here").mkdir()
    (tmp_path / "here/link").symlink_to(tmp_path / "real")
    (tmp_path / "here/2.jpg").symlink_to(tmp_path / "real/1.jpg")
    assert shown(tmp_path / "here") == ["2.jpg", "link/1.jpg"]


@needs_posix
def test_scan_reports_broken_and_circular_links(tmp_path):
    (tmp_path / "gone.jpg").symlink_to("nowhere.jpg")
    (tmp_path / "folder").symlink_to("nowhere")
    (tmp_path / "notes.txt").symlink_to("nowhere.txt")
    (tmp_path / "round.jpg").symlink_to("round.jpg")
    assert reasons(tmp_path) == {
        "gone.jpg": Reason.MISSING,
        "folder": Reason.MISSING,
        "round.jpg": Reason.NOT_A_FILE,
    }


@needs_posix
@pytest.mark.timeout(20)
def test_scan_never_opens_pipes_sockets_or_devices(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    os.mkfifo(tmp_path / "pipe.zip")
    (tmp_path / "null.jpg").symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(tmp_path / "socket.jpg"))
        want = dict.fromkeys(("pipe.jpg", "pipe.zip", "null.jpg", "socket.jpg"), Reason.NOT_A_FILE)
        assert reasons(tmp_path) == want
        assert reasons(tmp_path / "pipe.jpg") == {"pipe.jpg": Reason.NOT_A_FILE}


def test_scan_continues_when_a_folder_vanishes(tmp_path):
    for name in ("a/1.jpg", "b/2.jpg", "c/3.jpg"):
        put(tmp_path / name)
    found = scan([tmp_path])
    assert next(found).shown.endswith("1.jpg")
    shutil.rmtree(tmp_path / "b")
    rest = list(found)
    assert [(type(item), Path(item.shown).name) for item in rest] == [
        (UnreadablePath, "b"),
        (FoundFile, "3.jpg"),
    ]
    assert rest[0].reason is Reason.MISSING


def test_scan_reports_folder_without_permission(tmp_path, monkeypatch):
    put(tmp_path / "locked/1.jpg")
    put(tmp_path / "open/2.jpg")
    scandir = os.scandir

    def refuse(path):
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert reasons(tmp_path) == {"locked": Reason.PERMISSION}
    assert len(list(scan([tmp_path]))) == 2
