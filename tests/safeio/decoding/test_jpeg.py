"""Segments and scans of JPEG files, counted before a decoder walks them."""

import pytest

from safeio.decoding import ends, jpeg
from safeio.decoding.decode import thumbnail
from safeio.reasons import Reason
from tests.helpers.files.bounds import behind_start, picture, segment
from tests.helpers.files.images import encode, reason_of


@pytest.mark.parametrize(
    "more",
    [
        segment(0xE1, b"x" * 60) * 501,
        segment(0xFE, b"") * 100_000,
        segment(0xE1, b"Exif\0\0" + b"x" * 60) * 501,
        b"\xff" * 2**21,
    ],
    ids=["segments", "empty comments", "exif", "padding"],
)
def test_thumbnail_refuses_jpeg_of_more_parts_than_a_photo_has(more):
    assert reason_of(behind_start(encode(picture(), "JPEG"), more)) is Reason.TOO_COMPLEX


def test_thumbnail_takes_jpeg_of_many_segments():
    more = segment(0xE2, b"x" * 60_000) * 100 + b"\xff" * 999
    assert thumbnail(behind_start(encode(picture(), "JPEG"), more)).width == 300


def scans_of(data: bytes) -> tuple[bytes, bytes]:
    """Return a progressive JPEG without its end marker, and its last scan."""
    return data[:-2], data[data.rindex(b"\xff\xda") : -2]


def test_thumbnail_refuses_jpeg_whose_scans_never_end(monkeypatch):
    body, scan = scans_of(encode(picture(mode="L"), "JPEG", progressive=True))
    assert thumbnail(body + scan * 20 + b"\xff\xd9").width == 300
    assert reason_of(body + scan * 600 + b"\xff\xd9") is Reason.TOO_COMPLEX
    # 38 x 25 blocks a scan.
    monkeypatch.setattr(jpeg, "MAX_BLOCK_VISITS", 950 * 20)
    assert reason_of(body + scan * 20 + b"\xff\xd9") is Reason.TOO_COMPLEX


def test_thumbnail_checks_a_picture_of_many_pixels_at_a_smaller_scale(monkeypatch):
    data = encode(picture(600, 400), "JPEG", quality=90)
    monkeypatch.setattr(ends, "_PROBE_PIXELS", 50_000)
    assert thumbnail(data[:-2]).encoded == thumbnail(data).encoded
    assert reason_of(data[:-400]) is Reason.TRUNCATED
