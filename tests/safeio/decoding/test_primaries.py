"""Colour spaces that files name by numbers: PNG's chunks, and the boxes of AVIF and HEIC."""

import io
import struct

import numpy as np
import pytest
from PIL import Image

from safeio.decoding.decode import thumbnail
from tests.helpers.files.icc import DISPLAY_P3, SRGB_CURVE, matrix_profile
from tests.helpers.files.layouts import png_of

STORED = ((184, 50, 41), (70, 148, 72), (36, 59, 163))
FROM_P3 = ((200, 30, 29), (22, 150, 60), (28, 59, 169))
# The same in wide BT.2020, and with linear values: by the matrices and curves of the standards.
FROM_2020 = ((229, 0, 31), (0, 156, 59), (0, 59, 171))
FROM_LINEAR = ((220, 122, 111), (143, 200, 145), (105, 132, 209))
LINEAR, MAC, USUAL = 1.0, 1 / 1.8, 1 / 2.2
FROM_MAC = ((197, 65, 53), (88, 164, 89), (48, 75, 178))

P3 = (0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)
SRGB = (0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)


def bars(size: tuple[int, int] = (60, 40)) -> Image.Image:
    image = Image.new("RGB", size)
    for place, colour in enumerate(STORED):
        image.paste(colour, (place * size[0] // 3, 0, size[0], size[1]))
    return image


def middles(data: bytes) -> np.ndarray:
    pixels = np.asarray(thumbnail(data).image.convert("RGB"), dtype=int)
    spots = [int((place + 0.5) * pixels.shape[1] / 3) for place in range(3)]
    return pixels[pixels.shape[0] // 2, spots]


def assert_colours(got: np.ndarray, want, tolerance: int = 1) -> None:
    assert np.abs(got - np.array(want)).max() <= tolerance, got


def png(**chunks: bytes) -> bytes:
    return png_of(np.asarray(bars()), bits=8, colour=2, chunks=chunks)


def chrm(places) -> bytes:
    return struct.pack(">8I", *(round(value * 100_000) for value in places))


def gama(gamma: float) -> bytes:
    return struct.pack(">I", round(gamma * 100_000))


@pytest.mark.parametrize(
    ("chunks", "want"),
    [
        ({"cICP": bytes((12, 13, 0, 1))}, FROM_P3),
        ({"cICP": bytes((12, 13, 0, 1)), "sRGB": b"\0"}, FROM_P3),
        ({"cICP": bytes((9, 13, 0, 1))}, FROM_2020),
        ({"cHRM": chrm(P3), "gAMA": gama(USUAL)}, FROM_P3),
        ({"cHRM": chrm(P3)}, FROM_P3),
        ({"gAMA": gama(LINEAR)}, FROM_LINEAR),
        ({"gAMA": gama(MAC), "cHRM": chrm(SRGB)}, FROM_MAC),
    ],
)
def test_thumbnail_shows_png_by_the_space_that_it_names(chunks, want):
    assert_colours(middles(png(**chunks)), want)


@pytest.mark.parametrize(
    "chunks",
    [
        {"sRGB": b"\0", "cHRM": chrm(P3), "gAMA": gama(USUAL)},
        {"cHRM": chrm(SRGB), "gAMA": gama(USUAL)},
        {"gAMA": gama(USUAL)},
        {"cICP": bytes((1, 13, 0, 1))},
        {"cICP": bytes((9, 16, 0, 1))},  # brightness beyond white
        {"cHRM": chrm((0.3,) * 8), "gAMA": gama(USUAL)},  # spans no space
        {"tEXt": b"gamma\x001.0"},
        {"tEXt": b"chromaticity\x00of no camera"},
        {"cHRM": bytes(32), "gAMA": bytes(4)},
        {"cHRM": b"\xff" * 32, "gAMA": b"\xff" * 4},
    ],
)
def test_thumbnail_leaves_png_that_names_srgb_or_nonsense(chunks):
    assert np.array_equal(middles(png(**chunks)), STORED)


def test_thumbnail_shows_grey_png_by_its_gamma():
    grey = np.repeat(np.array([[26, 128, 194]]), 20, axis=1)
    made = thumbnail(png_of(grey, bits=8, chunks={"gAMA": gama(LINEAR)}))
    assert made.image.mode == "L"
    assert_colours(np.asarray(made.image)[0, [10, 30, 50]].astype(int), (89, 187, 226))


def test_thumbnail_prefers_the_profile_to_numbers():
    buffer = io.BytesIO()
    bars().save(buffer, "PNG", icc_profile=matrix_profile(DISPLAY_P3, SRGB_CURVE))
    data = buffer.getvalue()
    chunk = png(gAMA=gama(LINEAR))[33 : 33 + 16]  # behind the header
    assert chunk[4:8] == b"gAMA"
    assert_colours(middles(data[:33] + chunk + data[33:]), FROM_P3)


@pytest.mark.parametrize(
    ("codes", "want"),
    [((12, 13), FROM_P3), ((12, 1), FROM_P3), ((9, 14), FROM_2020), ((9, 16), STORED),
     ((1, 13), STORED), ((2, 2), STORED)],
)  # fmt: skip
def test_thumbnail_shows_avif_by_the_space_that_it_names(codes, want):
    buffer = io.BytesIO()
    bars().save(buffer, "AVIF", quality=100, subsampling="4:4:4")
    data = bytearray(buffer.getvalue())
    at = data.index(b"colrnclx") + 8
    data[at : at + 4] = struct.pack(">2H", *codes)
    assert_colours(middles(bytes(data)), want, tolerance=6)


@pytest.mark.parametrize(("primaries", "want"), [(12, FROM_P3), (9, FROM_2020), (1, STORED)])
def test_thumbnail_shows_heic_by_the_space_that_it_names(primaries, want):
    pillow_heif = pytest.importorskip("pillow_heif")
    buffer = io.BytesIO()
    pillow_heif.from_pillow(bars((300, 200))).save(
        buffer, quality=95, chroma=444, color_primaries=primaries, transfer_characteristic=13
    )
    assert_colours(middles(buffer.getvalue()), want, tolerance=6)
