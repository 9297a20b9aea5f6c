"""A photo is whole if all of its picture is there, whatever its end looks like."""

import struct

import numpy as np
import pytest
from PIL import Image

from safeio.decoding.decode import decode_for_screen, thumbnail
from safeio.decoding.jpeg import lay_out, scan_end
from safeio.reasons import Reason
from tests.helpers.files.images import encode, reason_of

KINDS = {
    "baseline": {"quality": 90},
    "full colour": {"quality": 97, "subsampling": 0},
    "progressive": {"quality": 85, "progressive": True},
    "fine progressive": {"quality": 98, "progressive": True},
    "restarts": {"quality": 80, "restart_marker_rows": 1},
}


def picture(width: int = 300, height: int = 200) -> Image.Image:
    fractal = Image.effect_mandelbrot((width, height), (-2.2, -1.5, 1.0, 1.5), 60)
    return Image.merge("RGB", (fractal, fractal.rotate(90), fractal.rotate(180)))


def assert_same(data: bytes, whole: bytes) -> None:
    assert thumbnail(data).encoded == thumbnail(whole).encoded
    assert np.array_equal(decode_for_screen(data), decode_for_screen(whole))


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("kind", KINDS)
def test_thumbnail_takes_jpeg_that_lacks_only_its_end_marker(kind, mode):
    whole = encode(picture().convert(mode), "JPEG", **KINDS[kind])
    assert_same(whole[:-2], whole)


@pytest.mark.parametrize(
    "trailer",
    [
        b"\0\0\0\x18ftypmp42" + bytes(range(255)) * 40,
        b"\xff\x3a\xff\xda\xff",
        b"SEFH" + b"\x6b" * 999,
        b"\xff\xd8\xff\xe0\0\x10JFIF",
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_thumbnail_takes_jpeg_with_a_trailer_behind_its_scans(kind, trailer):
    whole = encode(picture(), "JPEG", **KINDS[kind])
    assert_same(whole[:-2] + trailer, whole)
    assert_same(whole + trailer, whole)


@pytest.mark.parametrize("cut", [1, 2, 3, 7, 40, 600])
@pytest.mark.parametrize("kind", KINDS)
def test_thumbnail_refuses_jpeg_that_lacks_picture_data(kind, cut):
    whole = encode(picture(), "JPEG", **KINDS[kind])
    data = whole[: scan_end(whole, lay_out(whole)) - cut]
    assert reason_of(data) is Reason.TRUNCATED


@pytest.mark.parametrize(
    ("kind", "part"),
    [(kind, part) for kind in KINDS for part in (0.3, 0.6, 0.9)
     if part < 0.9 or "progressive" not in kind],
)  # fmt: skip
def test_thumbnail_refuses_jpeg_whose_end_marker_covers_a_gap(kind, part):
    whole = encode(picture(), "JPEG", **KINDS[kind])
    assert reason_of(whole[: int(len(whole) * part)] + b"\xff\xd9") is Reason.TRUNCATED


@pytest.mark.parametrize("kind", KINDS)
def test_thumbnail_takes_jpeg_that_ends_in_the_grey_of_missing_blocks(kind):
    image = picture()
    image.paste((128, 128, 128), (0, 100, 300, 200))
    assert thumbnail(encode(image, "JPEG", **KINDS[kind])).width == 300


def test_thumbnail_takes_the_first_picture_of_a_cut_mpo():
    frames = [picture(), picture(80, 60)]
    whole = encode(frames[0], "MPO", save_all=True, append_images=frames[1:])
    assert_same(whole[:-500], whole)


def chunked(data: bytes, name: bytes) -> int:
    """Return where a chunk of a PNG begins."""
    return data.index(name) - 4


def test_thumbnail_takes_png_that_ends_behind_its_pixels():
    whole = encode(picture(), "PNG")
    end = chunked(whole, b"IEND")
    for cut in (whole[:end], whole[: end + 5], whole[: end - 4], whole[: end - 8]):
        assert_same(cut, whole)
    assert reason_of(whole[: end - 60]) is Reason.TRUNCATED


def test_thumbnail_takes_gif_without_trailer():
    whole = encode(picture().quantize(64), "GIF")
    assert_same(whole[:-1], whole)
    assert reason_of(whole[:-300]) is Reason.TRUNCATED


@pytest.mark.parametrize("size", [20, 10**6])
def test_thumbnail_takes_webp_of_another_size_than_it_says(size):
    whole = encode(picture(), "WEBP", lossless=True)
    assert_same(whole[:4] + struct.pack("<I", size) + whole[8:], whole)
    assert reason_of(whole[: len(whole) // 2]) is Reason.TRUNCATED


def test_thumbnail_takes_webp_that_was_cut_behind_its_picture():
    exif = Image.Exif()
    exif[0x010E] = "a description" * 30
    whole = encode(picture(), "WEBP", exif=exif)
    assert_same(whole[:-100], whole)


def test_thumbnail_takes_bmp_that_lacks_only_the_padding_of_its_last_row():
    whole = encode(picture(333, 200), "BMP")
    assert_same(whole[:-1], whole)
    assert reason_of(whole[:-2]) is Reason.TRUNCATED


@pytest.mark.parametrize("options", [{}, {"compression": "tiff_lzw"}, {"big_tiff": True}])
@pytest.mark.parametrize("cut", [10, 5000])
def test_thumbnail_refuses_tiff_that_lacks_a_strip(options, cut):
    whole = encode(picture(), "TIFF", **options)
    assert reason_of(whole[:-cut]) in {Reason.TRUNCATED, Reason.DAMAGED}
