"""ZIP files are read in place, member by member, and what is wrong with one stays with that one."""

import contextlib
import io
import os
import struct
import warnings
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from hitl_app.domain.errors import CancelledError
from hitl_app.imaging import archives
from hitl_app.imaging.archives import Archive, Archives
from hitl_app.imaging.files import FoundFile, UnreadablePath, read, read_path, scan, state_of
from safeio import zip_directory
from safeio.reasons import PhotoError, Reason


def make_zip(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def reason_of(found, **options) -> Reason:
    with pytest.raises(PhotoError) as caught:
        read(found, **options)
    return caught.value.reason


def test_photos_in_a_zip_are_found_in_order_and_read(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"shoe/2.png": b"two", "coat/1.jpg": b"one"})
    found = list(scan([tmp_path]))
    assert [item.shown for item in found] == [f"{path}/coat/1.jpg", f"{path}/shoe/2.png"]
    assert found[0] == FoundFile(
        os.fsencode(path),
        "coat/1.jpg",
        f"{path}/coat/1.jpg",
        3,
        path.stat().st_mtime_ns,
        state_of(path.stat()).stamp,
    )
    assert [read(item) for item in found] == [b"one", b"two"]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_every_common_compression_is_read(tmp_path, method):
    make_zip(tmp_path / "drop.zip", {"1.jpg": b"photo" * 99}, method)
    [found] = scan([tmp_path])
    assert read(found) == b"photo" * 99


@pytest.mark.parametrize(
    "member",
    ["notes.txt", "__MACOSX/1.jpg", ".hidden/1.jpg", "a/._1.jpg", "inner.zip", "folder.jpg/"],
)
def test_what_is_no_photo_in_a_zip_is_left_out(tmp_path, member):
    make_zip(tmp_path / "drop.zip", {member: b""})
    assert list(scan([tmp_path])) == []


@pytest.mark.parametrize("member", ["../../evil.jpg", "/etc/evil.jpg", "a/../b.jpg", "./c.jpg"])
def test_names_that_lead_outside_are_only_names(tmp_path, member):
    folder = tmp_path / "deep" / "down"
    folder.mkdir(parents=True)
    make_zip(folder / "drop.zip", {member: b"photo"})
    before = sorted(tmp_path.rglob("*"))
    [found] = scan([folder])
    assert found.member == member
    assert read(found) == b"photo"
    assert sorted(tmp_path.rglob("*")) == before


def test_misleading_member_names_are_shown_escaped(tmp_path):
    make_zip(tmp_path / "drop.zip", {"two\nlines\u202e.jpg": b"photo"})
    [found] = scan([tmp_path])
    assert found.shown.endswith(r"drop.zip/two\nlines\u202e.jpg")
    assert read(found) == b"photo"


def test_utf8_names_without_the_mark_are_shown_as_they_were_meant(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"пальто.jpg": b"photo"})
    # As macOS writes them: take the mark off, in the member's header and the table of contents.
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\3\4") + 7] &= ~0x08
    data[data.index(b"PK\1\2") + 9] &= ~0x08
    path.write_bytes(data)
    [found] = scan([tmp_path])
    assert found.shown.endswith("drop.zip/пальто.jpg")
    assert read(found) == b"photo"


def test_of_two_members_of_one_name_the_last_counts(tmp_path):
    with warnings.catch_warnings(), zipfile.ZipFile(tmp_path / "drop.zip", "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("1.jpg", b"first")
        archive.writestr("1.jpg", b"last")
    [found] = scan([tmp_path])
    assert read(found) == b"last"


def test_encrypted_members_are_reported(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": b"photo", "2.jpg": b"photo"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\3\4") + 6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(data)
    locked, readable = scan([tmp_path])
    assert isinstance(locked, UnreadablePath)
    assert (locked.member, locked.reason) == ("1.jpg", Reason.ENCRYPTED)
    assert read(readable) == b"photo"
    with pytest.raises(PhotoError) as caught:
        read_path(locked.raw, locked.member)
    assert caught.value.reason is Reason.ENCRYPTED


def test_a_bomb_is_reported_by_its_claimed_size(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("1.jpg", "w") as member:
            for _ in range(130):
                member.write(bytes(2**20))
        archive.writestr("2.jpg", b"photo")
    assert (tmp_path / "bomb.zip").stat().st_size < 2**20
    bomb, readable = scan([tmp_path])
    assert isinstance(bomb, UnreadablePath)
    assert bomb.reason is Reason.UNPACKS_TO_TOO_MUCH
    assert read(readable) == b"photo"


def test_a_bomb_that_lies_about_its_size_unpacks_no_more_than_it_claims(tmp_path):
    path = make_zip(tmp_path / "bomb.zip", {"1.jpg": bytes(8 * 2**20)})
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        start = data.index(mark) + at
        data[start : start + 4] = struct.pack("<L", 1000)
    path.write_bytes(data)
    [found] = scan([tmp_path])
    assert found.size == 1000
    assert reason_of(found) is Reason.BAD_ZIP


def test_the_limit_holds_for_members(tmp_path):
    make_zip(tmp_path / "drop.zip", {"1.jpg": bytes(1000)})
    [found] = scan([tmp_path])
    assert len(read(found, limit=1000)) == 1000
    assert reason_of(found, limit=999) is Reason.TOO_LARGE


@pytest.mark.parametrize(
    "data", [b"", b"not a zip", b"PK\3\4" + bytes(100), b"PK\5\6" + b"\xff" * 18]
)
def test_what_is_no_zip_is_reported_as_one_path(tmp_path, data):
    (tmp_path / "drop.zip").write_bytes(data)
    [item] = scan([tmp_path])
    assert isinstance(item, UnreadablePath)
    assert (item.member, item.reason) == ("", Reason.BAD_ZIP)


def test_a_zip_that_was_cut_short_is_reported(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": os.urandom(5000)})
    path.write_bytes(path.read_bytes()[:3000])
    [item] = scan([tmp_path])
    assert item.reason is Reason.BAD_ZIP


def test_an_empty_zip_holds_nothing(tmp_path):
    make_zip(tmp_path / "drop.zip", {})
    assert list(scan([tmp_path])) == []


def test_a_damaged_member_leaves_the_others_readable(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": b"A" * 50, "2.jpg": b"B" * 50}, 0)
    path.write_bytes(path.read_bytes().replace(b"A" * 50, b"A" * 25 + b"x" * 25))
    first, second = scan([tmp_path])
    assert reason_of(first) is Reason.BAD_ZIP
    assert read(second) == b"B" * 50


def test_an_unknown_compression_is_a_reason_not_a_crash(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": b"photo"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\3\4") + 8] = 97
    data[data.index(b"PK\1\2") + 10] = 97
    path.write_bytes(data)
    [refused] = scan([tmp_path])
    assert (refused.member, refused.reason) == ("1.jpg", Reason.UNKNOWN_PACKING)


def test_an_absurd_table_of_contents_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = make_zip(tmp_path / "drop.zip", {f"{n}.jpg": b"" for n in range(200)})
    monkeypatch.setattr(zip_directory, "MAX_DIRECTORY_BYTES", 1000)
    [item] = scan([path])
    assert item.reason is Reason.TOO_LARGE


def test_a_large_table_of_contents_is_found_in_the_64_bit_record_too(tmp_path, monkeypatch):
    path = make_zip(tmp_path / "drop.zip", {f"{n}.jpg": b"" for n in range(200)})
    data = path.read_bytes()
    at = data.rindex(b"PK\5\6")
    size, start = struct.unpack_from("<2L", data, at + 12)
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 200, 200, size, start)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, at, 1)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 200, 200, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    path.write_bytes(data[:at] + record + locator + end)
    assert len(list(scan([path]))) == 200
    monkeypatch.setattr(zip_directory, "MAX_DIRECTORY_BYTES", 1000)
    [item] = scan([path])
    assert item.reason is Reason.TOO_LARGE


def test_a_member_or_archive_that_went_away_is_missing(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": b"photo"})
    [found] = scan([path])
    make_zip(path, {"2.jpg": b"photo"})
    assert reason_of(found) is Reason.MISSING
    path.unlink()
    assert reason_of(found) is Reason.MISSING


def test_an_empty_member_is_called_empty(tmp_path):
    make_zip(tmp_path / "drop.zip", {"1.jpg": b""})
    [found] = scan([tmp_path])
    assert reason_of(found) is Reason.EMPTY


@pytest.mark.parametrize("name", ["drop.zip", "DROP.ZIP"])
def test_a_zip_that_is_named_itself_is_looked_into(tmp_path, name):
    path = make_zip(tmp_path / name, {"1.jpg": b"photo"})
    assert [item.member for item in scan([path])] == ["1.jpg"]


def test_the_cache_keeps_the_latest_archive_open(tmp_path, monkeypatch):
    make_zip(tmp_path / "a.zip", {f"{n}.jpg": b"%d" % n for n in range(40)})
    make_zip(tmp_path / "b.zip", {f"{n}.jpg": b"%d" % n for n in range(40)})
    found = list(scan([tmp_path]))
    opened, tables = [], []
    real_open, real_read = archives.open_regular, archives.read_directory
    monkeypatch.setattr(
        archives, "open_regular", lambda path: opened.append(real_open(path)) or opened[-1]
    )
    monkeypatch.setattr(
        archives,
        "read_directory",
        lambda file, check: tables.append(file.name) or real_read(file, check),
    )
    with Archives() as cache:
        data = [read(item, archives=cache) for item in found]
        assert len(opened) == 2
        assert opened[0].closed  # only the latest stays open
        assert not opened[1].closed
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda item: read(item, archives=cache), found[40:]))
        assert len(tables) == 2  # once for all threads
    assert all(file.closed for file in opened)
    assert data == [item.member.removesuffix(".jpg").encode() for item in found]


def test_the_cache_reads_the_table_anew_when_the_archive_changed(tmp_path):
    path = make_zip(tmp_path / "a.zip", {"1.jpg": b"one"})
    with Archives() as cache:
        assert cache.get(str(path)).read("1.jpg") == b"one"
        cache.close()
        make_zip(path, {"1.jpg": b"another"})
        assert cache.get(str(path)).read("1.jpg") == b"another"


def test_threads_read_one_archive_side_by_side(tmp_path):
    members = {f"{n}.jpg": os.urandom(3000) for n in range(60)}
    make_zip(tmp_path / "drop.zip", members)
    found = list(scan([tmp_path]))
    with Archives() as cache:
        with ThreadPoolExecutor(4) as pool:
            data = list(pool.map(lambda item: read(item, archives=cache), found))
        assert data == [members[item.member] for item in found]


def test_a_closed_cache_opens_anew(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": b"photo"})
    cache = Archives()
    first = cache.get(str(path))
    assert cache.get(str(path)) is first
    cache.close()
    second = cache.get(str(path))
    assert second is not first
    assert second.read("1.jpg") == b"photo"
    cache.close()


def test_a_scan_that_is_given_up_closes_the_archive(tmp_path, monkeypatch):
    make_zip(tmp_path / "drop.zip", {f"{n}.jpg": b"x" for n in range(5)})
    closed = []
    close = Archive.close
    monkeypatch.setattr(Archive, "close", lambda self: (closed.append(self), close(self)))
    found = scan([tmp_path])
    next(found)
    found.close()
    assert len(closed) == 1


def test_a_mangled_archive_never_raises_anything_but_its_reason(tmp_path):
    rng = np.random.default_rng(3)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"{number}.jpg", bytes(rng.integers(0, 9, 300, dtype=np.uint8)))
    path = tmp_path / "drop.zip"
    for _ in range(400):
        data = bytearray(buffer.getvalue()[: rng.integers(1, 2 * len(buffer.getvalue()))])
        for at in rng.integers(0, len(data), 3):
            data[at] = rng.integers(0, 256)
        path.write_bytes(data)
        for item in scan([path]):
            if isinstance(item, FoundFile):
                with contextlib.suppress(PhotoError):
                    read(item)


def at_entry(data: bytes, fields: dict[int, bytes], number: int = 0) -> bytes:
    """Writes over bytes of one entry of the table of contents."""
    changed, at = bytearray(data), -1
    for _ in range(number + 1):
        at = data.index(b"PK\1\2", at + 1)
    for offset, value in fields.items():
        changed[at + offset : at + offset + len(value)] = value
    return bytes(changed)


def test_scan_refuses_a_member_that_lies_outside_the_archive(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": b"photo", "2.jpg": b"photo"})
    extra = struct.pack("<2HQ", 1, 8, 2**64 - 1)
    data = path.read_bytes()
    # The offset of the first one moves into an extra field for 64 bits, and out of the file.
    at = data.index(b"PK\1\2")
    data = at_entry(data, {30: struct.pack("<H", len(extra)), 42: b"\xff" * 4})
    data = data[: at + 46 + 5] + extra + data[at + 46 + 5 :]
    end = data.rindex(b"PK\5\6")
    (size,) = struct.unpack_from("<L", data, end + 12)
    path.write_bytes(data[: end + 12] + struct.pack("<L", size + len(extra)) + data[end + 16 :])
    refused, found = scan([tmp_path])
    assert (refused.member, refused.reason) == ("1.jpg", Reason.BAD_ZIP)
    assert read(found) == b"photo"


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, 93])
def test_scan_names_the_reason_when_a_member_is_packed_in_an_unknown_way(tmp_path, method):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": b"photo" * 99, "2.jpg": b"photo"})
    path.write_bytes(at_entry(path.read_bytes(), {10: struct.pack("<H", method)}))
    refused, found = scan([tmp_path])
    assert (refused.member, refused.reason) == ("1.jpg", Reason.UNKNOWN_PACKING)
    assert read(found) == b"photo"


def test_scan_refuses_members_that_share_their_bytes(tmp_path):
    names = [f"{n}.jpg" for n in range(20)]
    path = make_zip(tmp_path / "bomb.zip", {name: os.urandom(50) for name in names}, 0)
    data = path.read_bytes()
    for number in range(1, 19):
        data = at_entry(data, {42: struct.pack("<L", 0)}, number)
    path.write_bytes(data)
    refused = [item for item in scan([tmp_path]) if isinstance(item, UnreadablePath)]
    [found] = [item for item in scan([tmp_path]) if isinstance(item, FoundFile)]
    assert [item.reason for item in refused] == [Reason.BAD_ZIP] * 19
    assert found.member == "19.jpg"
    assert len(read(found)) == 50


def test_scan_refuses_a_member_that_unpacks_to_far_more_than_a_photo(tmp_path):
    make_zip(tmp_path / "bomb.zip", {"1.jpg": bytes(40 * 2**20), "2.jpg": bytes(2**20)})
    refused, found = scan([tmp_path])
    assert (refused.member, refused.reason) == ("1.jpg", Reason.UNPACKS_TO_TOO_MUCH)
    assert read(found) == bytes(2**20)


def test_scan_refuses_an_archive_of_too_many_files(tmp_path, monkeypatch):
    monkeypatch.setattr(zip_directory, "MAX_ENTRIES", 20)
    make_zip(tmp_path / "a.zip", {f"{n}.jpg": b"" for n in range(20)})
    make_zip(tmp_path / "b.zip", {f"{n}.txt": b"" for n in range(21)})
    *found, refused = scan([tmp_path])
    assert len(found) == 20
    assert (refused.member, refused.reason) == ("", Reason.TOO_MANY_FILES)


def test_scan_refuses_a_link_inside_an_archive(tmp_path):
    link = zipfile.ZipInfo("1.jpg")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "drop.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    [refused] = scan([tmp_path])
    assert refused.reason is Reason.NOT_A_FILE


def test_an_archive_behind_a_program_that_unpacks_it_is_read(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": b"photo"})
    path.write_bytes(b"#!/bin/sh\nexit\n" + path.read_bytes())
    [found] = scan([tmp_path])
    assert read(found) == b"photo"


@pytest.mark.parametrize(
    "comment",
    [b"PK\5\6" + bytes(18), b"PK\5\6" + b"\xff" * 18 + b"more", b"PK\5\6" * 5000, b"PK\5\6"],
)
def test_a_comment_that_looks_like_an_end_hides_nothing(tmp_path, comment):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": b"photo"})
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = comment
    [found] = scan([tmp_path])
    assert read(found) == b"photo"


def test_a_member_name_ends_at_a_nul(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"1.jpgx.exe": b"photo"})
    path.write_bytes(path.read_bytes().replace(b"1.jpgx.exe", b"1.jpg\0.exe"))
    [found] = scan([tmp_path])
    assert found.member == "1.jpg"
    assert read(found) == b"photo"


def test_a_name_that_is_no_utf8_is_a_name_all_the_same(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"é.jpg": b"photo"})
    path.write_bytes(path.read_bytes().replace("é.jpg".encode(), b"\xff\xfe.jpg"))
    [found] = scan([tmp_path])
    assert found.member.endswith(".jpg")
    assert read(found) == b"photo"


def test_a_member_that_holds_less_than_it_says_is_damaged(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": b"photo"})
    path.write_bytes(at_entry(path.read_bytes(), {24: struct.pack("<L", 6)}))
    [found] = scan([tmp_path])
    assert reason_of(found) is Reason.BAD_ZIP


def test_a_part_of_several_is_refused(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": b"photo"})
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\5\6") + 4] = 1
    path.write_bytes(data)
    [refused] = scan([tmp_path])
    assert refused.reason is Reason.BAD_ZIP


def test_scan_stops_when_it_is_asked_to_within_a_table_of_contents(tmp_path, monkeypatch):
    monkeypatch.setattr(zip_directory, "_CHECK_EVERY", 10)
    make_zip(tmp_path / "drop.zip", {f"{n}.txt": b"" for n in range(100)})
    asked = []

    def check():
        asked.append(None)
        if len(asked) == 5:
            raise CancelledError

    with pytest.raises(CancelledError):
        list(scan([tmp_path], check))


def test_scan_asks_at_every_path_whether_to_stop(tmp_path):
    for number in range(5):
        (tmp_path / f"{number}" / "empty").mkdir(parents=True)
    asked = []
    assert list(scan([tmp_path], lambda: asked.append(None))) == []
    assert len(asked) >= 10
