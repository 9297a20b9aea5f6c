"""Archives whose tables of contents are wrong."""

import contextlib
import io
import os
import struct
import zipfile

import numpy as np
import pytest

from hitl_app.domain.errors import CancelledError
from hitl_app.imaging.files import FoundFile, UnreadablePath, read, scan
from safeio import zip_directory
from safeio.reasons import PhotoError, Reason
from tests.helpers.files.archives import make_zip, reason_of


def test_scan_refuses_bomb_by_its_claimed_size(tmp_path):
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


def test_read_unpacks_no_more_than_member_claims(tmp_path):
    path = make_zip(tmp_path / "bomb.zip", {"1.jpg": bytes(8 * 2**20)})
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        start = data.index(mark) + at
        data[start : start + 4] = struct.pack("<L", 1000)
    path.write_bytes(data)
    [found] = scan([tmp_path])
    assert found.size == 1000
    assert reason_of(found) is Reason.BAD_ZIP


def test_read_raises_only_photo_errors_for_mangled_archives(tmp_path):
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
    """Overwrite bytes of one entry of the table of contents."""
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
def test_scan_refuses_member_with_unknown_compression(tmp_path, method):
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


def test_scan_refuses_member_that_unpacks_to_far_more_than_a_photo(tmp_path):
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


def test_scan_reads_self_extracting_archive(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": b"photo"})
    path.write_bytes(b"#!/bin/sh\nexit\n" + path.read_bytes())
    [found] = scan([tmp_path])
    assert read(found) == b"photo"


@pytest.mark.parametrize(
    "comment",
    [b"PK\5\6" + bytes(18), b"PK\5\6" + b"\xff" * 18 + b"more", b"PK\5\6" * 5000, b"PK\5\6"],
)
def test_scan_ignores_end_records_in_comments(tmp_path, comment):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": b"photo"})
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = comment
    [found] = scan([tmp_path])
    assert read(found) == b"photo"


def test_scan_ends_member_name_at_nul(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"1.jpgx.exe": b"photo"})
    path.write_bytes(path.read_bytes().replace(b"1.jpgx.exe", b"1.jpg\0.exe"))
    [found] = scan([tmp_path])
    assert found.member == "1.jpg"
    assert read(found) == b"photo"


def test_scan_accepts_member_name_that_is_no_utf8(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"é.jpg": b"photo"})
    path.write_bytes(path.read_bytes().replace("é.jpg".encode(), b"\xff\xfe.jpg"))
    [found] = scan([tmp_path])
    assert found.member.endswith(".jpg")
    assert read(found) == b"photo"


def test_read_refuses_member_shorter_than_claimed(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": b"photo"})
    path.write_bytes(at_entry(path.read_bytes(), {24: struct.pack("<L", 6)}))
    [found] = scan([tmp_path])
    assert reason_of(found) is Reason.BAD_ZIP


def test_scan_refuses_part_of_split_archive(tmp_path):
    path = make_zip(tmp_path / "drop.zip", {"1.jpg": b"photo"})
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\5\6") + 4] = 1
    path.write_bytes(data)
    [refused] = scan([tmp_path])
    assert refused.reason is Reason.BAD_ZIP


def test_scan_stops_within_table_of_contents_when_check_raises(tmp_path, monkeypatch):
    monkeypatch.setattr(zip_directory, "_CHECK_EVERY", 10)
    make_zip(tmp_path / "drop.zip", {f"{n}.txt": b"" for n in range(100)})
    asked = []

    def check():
        asked.append(None)
        if len(asked) == 5:
            raise CancelledError

    with pytest.raises(CancelledError):
        list(scan([tmp_path], check))


def test_scan_calls_check_at_every_path(tmp_path):
    for number in range(5):
        (tmp_path / f"{number}" / "empty").mkdir(parents=True)
    asked = []
    assert list(scan([tmp_path], lambda: asked.append(None))) == []
    assert len(asked) >= 10
