import zipfile
from pathlib import Path

import pytest

from safeio.reasons import PhotoError, Reason
from safeio.zip_directory import (
    DEFLATED,
    STORED,
    Directory,
    Entry,
    open_checked,
    read_directory,
    shown_name,
)


def make_zip(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("folder")
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_read_directory_returns_the_files_of_an_archive(tmp_path: Path) -> None:
    with make_zip(tmp_path / "a.zip", one=b"1" * 900, two=b"2").open("rb") as file:
        found = read_directory(file, lambda: None)
    assert set(found.entries) == {"one", "two"}
    assert found.entries["one"].size == 900
    assert found.entries["one"].method == DEFLATED
    assert found.overlapping == set()


def test_read_directory_raises_when_there_are_more_files_than_allowed(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", one=b"1", two=b"2")
    with path.open("rb") as file, pytest.raises(PhotoError) as caught:
        read_directory(file, lambda: None, most=1)
    assert caught.value.reason is Reason.TOO_MANY_FILES


def test_check_names_the_reason_when_a_file_is_not_read() -> None:
    sound = Entry(start=0, packed=10, size=10, crc=0, method=STORED, flags=0, is_link=False)
    odd = {
        "sound": (sound, None),
        "link": (sound._replace(is_link=True), Reason.NOT_A_FILE),
        "secret": (sound._replace(flags=1), Reason.ENCRYPTED),
        "packed": (sound._replace(method=99), Reason.UNKNOWN_PACKING),
        "large": (sound._replace(size=101), Reason.TOO_LARGE),
        "outside": (sound._replace(start=990), Reason.BAD_ZIP),
        "shared": (sound, Reason.BAD_ZIP),
    }
    directory = Directory({name: entry for name, (entry, _) in odd.items()}, 1000, {"shared"})
    found = dict.fromkeys((*odd, "lost"))
    for name in found:
        try:
            directory.check(name, limit=100)
        except PhotoError as error:
            found[name] = error.reason
    assert found == {name: reason for name, (_, reason) in odd.items()} | {"lost": Reason.MISSING}


def test_open_checked_opens_sound_archives_alone(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", one=b"1" * 900)
    with open_checked(path, most=10, limit=900) as archive:
        assert archive.read("one") == b"1" * 900
    with pytest.raises(ValueError, match="too large"):
        open_checked(path, most=10, limit=899)
    (tmp_path / "text.zip").write_text("no archive")
    with pytest.raises(ValueError, match="no table of contents"):
        open_checked(tmp_path / "text.zip", most=10, limit=900)


def test_shown_name_reads_utf_8_that_is_not_marked() -> None:
    unmarked = "Köln".encode().decode("cp437")
    assert shown_name(unmarked, 0) == "Köln"
    assert shown_name(unmarked, 0x800) == unmarked
    assert shown_name("\u2261", 0) == "\u2261"
