"""What a photo may take of memory and time, known before it is decoded."""

import struct
import zlib

import pytest

from safeio.decoding import parts
from safeio.decoding.decode import thumbnail
from safeio.reasons import Reason
from tests.helpers.files.bounds import behind_start, picture, segment
from tests.helpers.files.images import encode, reason_of


def chunk(name: bytes, body: bytes) -> bytes:
    check = zlib.crc32(name + body)
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)


def tiff(entries: list[tuple[int, int, int, int]], more: bytes = b"") -> bytes:
    packed = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + packed + bytes(4) + more


def strips_of(count: int) -> bytes:
    start = 14 + 12 * 9
    tags = [(256, 4, 1, 1), (257, 4, 1, count), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1),
            (273, 4, count, start), (277, 3, 1, 1), (278, 4, 1, 1),
            (279, 4, count, start + 4 * count)]  # fmt: skip
    return tiff(tags, struct.pack("<I", 8) * count + struct.pack("<I", 1) * count)


def test_thumbnail_refuses_tiff_of_more_strips_than_a_photo_has():
    assert thumbnail(strips_of(2000)).height == 2000
    assert reason_of(strips_of(parts.MAX_PARTS + 1)) is Reason.TOO_COMPLEX


def overlapping(count: int, size: int) -> bytes:
    """Return a directory whose entries all lie in the same bytes."""
    return tiff([(0x9000 + n, 7, size, 8) for n in range(count)], bytes(size))


def test_thumbnail_refuses_entries_that_lie_over_one_another():
    block = b"Exif\0\0" + overlapping(900, 40_000)
    assert reason_of(behind_start(encode(picture(), "JPEG"), segment(0xE1, block))) is (
        Reason.TOO_COMPLEX
    )
    index = b"MPF\0" + overlapping(900, 40_000)
    assert reason_of(behind_start(encode(picture(), "JPEG"), segment(0xE2, index))) is (
        Reason.TOO_COMPLEX
    )
    assert reason_of(overlapping(900, 40_000)) is Reason.TOO_COMPLEX
    # In other formats Exif says nothing but how a photo lies.
    png = behind_start(encode(picture(), "PNG"), chunk(b"eXIf", block[6:]), 33)
    assert thumbnail(png).width == 300


def test_thumbnail_refuses_directory_of_more_entries_than_a_photo_has():
    assert reason_of(overlapping(parts.MAX_ENTRIES + 1, 0)) is Reason.TOO_COMPLEX


def test_thumbnail_refuses_png_of_more_chunks_than_a_photo_has(monkeypatch):
    data = behind_start(encode(picture(), "PNG"), chunk(b"teXt", b"a") * 200, 33)
    assert thumbnail(data).width == 300
    monkeypatch.setattr(parts, "MAX_PARTS", 200)
    assert reason_of(data) is Reason.TOO_COMPLEX


@pytest.mark.parametrize(
    "more",
    [
        chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(3 << 20))),
        chunk(b"iTXt", b"a\0\1\0\0\0" + zlib.compress(bytes(3 << 20))),
        chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(3 << 20))),
        chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(1 << 20))) * 70,
    ],
    ids=["zTXt", "iTXt", "iCCP", "many"],
)
def test_thumbnail_leaves_texts_that_unpack_without_end(more):
    whole = encode(picture(), "PNG")
    assert thumbnail(behind_start(whole, more, 33)).encoded == thumbnail(whole).encoded


def test_thumbnail_refuses_gif_of_more_comments_than_a_photo_has():
    data = encode(picture().quantize(64), "GIF")
    start = 13 + 3 * (2 << (data[10] & 7))
    comment = b"!\xfe" + (b"\xff" + b"x" * 255) * 100 + b"\0"
    assert thumbnail(behind_start(data, comment, start)).width == 300
    assert reason_of(behind_start(data, comment * 90, start)) is Reason.TOO_COMPLEX
