"""ZIP files are read in place, member by member; a damaged member affects no other."""

import os
import struct
import warnings
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest

from hitl_app.imaging import archives
from hitl_app.imaging.archives import Archive, Archives
from hitl_app.imaging.files import FoundFile, UnreadablePath, read, read_path, scan, state_of
from safeio import zip_directory
from safeio.reasons import PhotoError, Reason
from tests.helpers.files.archives import make_zip, reason_of


def test_scan_finds_photos_of_zip_in_order(tmp_path):
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
def test_read_supports_common_compressions(tmp_path, method):
    make_zip(tmp_path / "drop.zip", {"1.jpg": b"photo" * 99}, method)
    [found] = scan([tmp_path])
    assert read(found) == b"photo" * 99


@pytest.mark.parametrize(
    "member",
    ["notes.txt", "__MACOSX/1.jpg", ".hidden/1.jpg", "a/._1.jpg", "inner.zip", "folder.jpg/"],
)
def test_scan_skips_members_that_are_no_photos(tmp_path, member):
    make_zip(tmp_path / "drop.zip", {member: b""})
    assert list(scan([tmp_path])) == []


@pytest.mark.parametrize("member", ["../../evil.jpg", "/etc/evil.jpg", "a/../b.jpg", "./c.jpg"])
def test_read_writes_no_file_when_member_name_leads_outside(tmp_path, member):
    folder = tmp_path / "deep" / "down"
    folder.mkdir(parents=True)
    make_zip(folder / "drop.zip", {member: b"photo"})
    before = sorted(tmp_path.rglob("*"))
    [found] = scan([folder])
    assert found.member == member
    assert read(found) == b"photo"
    assert sorted(tmp_path.rglob("*")) == before


def test_scan_escapes_misleading_member_names(tmp_path):
    make_zip(tmp_path / "drop.zip", {"two\nlines\u202e.jpg": b"photo"})
    [found] = scan([tmp_path])
    assert found.shown.endswith(r"drop.zip/two\nlines\u202e.jpg")
    assert read(found) == b"photo"


def test_scan_decodes_utf8_member_names_without_flag(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"пальто.jpg": b"photo"})
    # As macOS writes them: clear the flag in the member's header and the table of contents.
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\3\4") + 7] &= ~0x08
    data[data.index(b"PK\1\2") + 9] &= ~0x08
    path.write_bytes(data)
    [found] = scan([tmp_path])
    assert found.shown.endswith("drop.zip/пальто.jpg")
    assert read(found) == b"photo"


def test_scan_finds_last_of_two_members_with_one_name(tmp_path):
    with warnings.catch_warnings(), zipfile.ZipFile(tmp_path / "drop.zip", "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("1.jpg", b"first")
        archive.writestr("1.jpg", b"last")
    [found] = scan([tmp_path])
    assert read(found) == b"last"


def test_scan_reports_encrypted_members(tmp_path):
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


def test_read_applies_limit_to_members(tmp_path):
    make_zip(tmp_path / "drop.zip", {"1.jpg": bytes(1000)})
    [found] = scan([tmp_path])
    assert len(read(found, limit=1000)) == 1000
    assert reason_of(found, limit=999) is Reason.TOO_LARGE


@pytest.mark.parametrize(
    "data", [b"", b"not a zip", b"PK\3\4" + bytes(100), b"PK\5\6" + b"\xff" * 18]
)
def test_scan_reports_invalid_zip_as_one_path(tmp_path, data):
    (tmp_path / "drop.zip").write_bytes(data)
    [item] = scan([tmp_path])
    assert isinstance(item, UnreadablePath)
    assert (item.member, item.reason) == ("", Reason.BAD_ZIP)


def test_scan_reports_truncated_zip(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": os.urandom(5000)})
    path.write_bytes(path.read_bytes()[:3000])
    [item] = scan([tmp_path])
    assert item.reason is Reason.BAD_ZIP


def test_scan_finds_nothing_in_empty_zip(tmp_path):
    make_zip(tmp_path / "drop.zip", {})
    assert list(scan([tmp_path])) == []


def test_read_refuses_only_the_damaged_member(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": b"A" * 50, "2.jpg": b"B" * 50}, 0)
    path.write_bytes(path.read_bytes().replace(b"A" * 50, b"A" * 25 + b"x" * 25))
    first, second = scan([tmp_path])
    assert reason_of(first) is Reason.BAD_ZIP
    assert read(second) == b"B" * 50


def test_scan_reports_unknown_compression(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": b"photo"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\3\4") + 8] = 97
    data[data.index(b"PK\1\2") + 10] = 97
    path.write_bytes(data)
    [refused] = scan([tmp_path])
    assert (refused.member, refused.reason) == ("1.jpg", Reason.UNKNOWN_PACKING)


def test_scan_refuses_oversized_table_of_contents(tmp_path, monkeypatch):
    path = make_zip(tmp_path / "drop.zip", {f"{n}.jpg": b"" for n in range(200)})
    monkeypatch.setattr(zip_directory, "MAX_DIRECTORY_BYTES", 1000)
    [item] = scan([path])
    assert item.reason is Reason.TOO_LARGE


def test_scan_reads_table_of_contents_from_64_bit_record(tmp_path, monkeypatch):
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


def test_read_reports_missing_member_or_archive(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": b"photo"})
    [found] = scan([path])
    make_zip(path, {"2.jpg": b"photo"})
    assert reason_of(found) is Reason.MISSING
    path.unlink()
    assert reason_of(found) is Reason.MISSING


def test_read_reports_empty_member(tmp_path):
    make_zip(tmp_path / "drop.zip", {"1.jpg": b""})
    [found] = scan([tmp_path])
    assert reason_of(found) is Reason.EMPTY


@pytest.mark.parametrize("name", ["drop.zip", "DROP.ZIP"])
def test_scan_opens_zip_that_is_given_itself(tmp_path, name):
    path = make_zip(tmp_path / name, {"1.jpg": b"photo"})
    assert [item.member for item in scan([path])] == ["1.jpg"]


def test_archives_keep_only_latest_archive_open(tmp_path, monkeypatch):
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


def test_archives_read_table_again_when_archive_changed(tmp_path):
    path = make_zip(tmp_path / "a.zip", {"1.jpg": b"one"})
    with Archives() as cache:
        assert cache.get(str(path)).read("1.jpg") == b"one"
        cache.close()
        make_zip(path, {"1.jpg": b"another"})
        assert cache.get(str(path)).read("1.jpg") == b"another"


def test_archives_serve_several_threads_at_once(tmp_path):
    members = {f"{n}.jpg": os.urandom(3000) for n in range(60)}
    make_zip(tmp_path / "drop.zip", members)
    found = list(scan([tmp_path]))
    with Archives() as cache:
        with ThreadPoolExecutor(4) as pool:
            data = list(pool.map(lambda item: read(item, archives=cache), found))
        assert data == [members[item.member] for item in found]


def test_archives_open_again_after_close(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": b"photo"})
    cache = Archives()
    first = cache.get(str(path))
    assert cache.get(str(path)) is first
    cache.close()
    second = cache.get(str(path))
    assert second is not first
    assert second.read("1.jpg") == b"photo"
    cache.close()


def test_scan_closes_archive_when_it_is_abandoned(tmp_path, monkeypatch):
    make_zip(tmp_path / "drop.zip", {f"{n}.jpg": b"x" for n in range(5)})
    closed = []
    close = Archive.close
    monkeypatch.setattr(Archive, "close", lambda self: (closed.append(self), close(self)))
    found = scan([tmp_path])
    next(found)
    found.close()
    assert len(closed) == 1
