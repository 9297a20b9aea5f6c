"""Grey of every depth: the same six shades come out, however a file stores them."""

import io
import struct

import numpy as np
import pytest
from PIL import Image

from safeio.decoding.decode import decode_for_screen, thumbnail
from tests.helpers.files.layouts import png_of, tiff_of, tiff_of_12_bits

SHADES = (81, 101, 186, 64, 128, 157)


def bars(top: int = 255, scale: float = 1.0) -> np.ndarray:
    """Six bars of 10 pixels, with a black and a white one beside them, as integers up to `top`."""
    row = np.repeat([0, *SHADES, 255], 10).astype(np.float64)
    return np.tile((row * scale * top / 255).round().astype(np.int64), (8, 1))


def shades(data: bytes) -> list[int]:
    """What the thumbnail shows of the six bars; the screen has to show the same."""
    image = thumbnail(data).image
    assert image.mode == "L"
    grey = np.asarray(image)
    assert np.array_equal(decode_for_screen(data)[..., 0], grey)
    return [int(grey[4, x]) for x in range(15, 75, 10)]


def assert_shades(got, want=SHADES, tolerance=1) -> None:
    assert np.abs(np.array(got) - np.array(want)).max() <= tolerance, got


@pytest.mark.parametrize("order", ["<", ">"])
def test_thumbnail_shows_12_bit_tiff_by_its_own_white(order):
    assert_shades(shades(tiff_of_12_bits(bars(4095), order=order)))


def test_thumbnail_keeps_dark_12_bit_tiff_dark():
    dark = shades(tiff_of_12_bits(bars(4095, scale=0.05)))
    assert_shades(dark, [value * 0.05 for value in SHADES])


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    ("kind", "top"),
    [("u2", 65535), ("i2", 32767), ("u4", 2**32 - 1), ("i4", 2**31 - 1), ("f4", 1), ("f4", 4095)],
)
def test_thumbnail_shows_deep_tiff_in_any_byte_order(kind, top, order, packed):
    values = bars(255).astype(np.float64) * top / 255
    exact = values if kind == "f4" else values.round()
    assert_shades(shades(tiff_of(exact.astype(kind), order=order, packed=packed)))


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    ("kind", "top"),
    [("u1", 255), ("u2", 65535), ("u2", 4095), ("i2", 32767), ("u4", 2**32 - 1), ("f4", 255)],
)
def test_thumbnail_shows_tiff_whose_zero_is_white(kind, top, order, packed):
    values = (top - bars(top)).astype(kind)
    assert_shades(shades(tiff_of(values, order=order, inverted=True, packed=packed)))


@pytest.mark.parametrize(("kind", "half"), [("i2", 2**15), ("i4", 2**31)])
def test_thumbnail_shows_signed_tiff_from_its_lowest_value(kind, half):
    assert_shades(shades(tiff_of((bars(2 * half - 1) - half).astype(kind))))


def test_thumbnail_shows_noise_below_zero_as_black():
    noisy = bars(32767)
    noisy[:, :10] = -5
    assert_shades(shades(tiff_of(noisy.astype(np.int16))))


@pytest.mark.parametrize("top", [255, 1023, 4080, 4095])
@pytest.mark.parametrize("make", [lambda v: png_of(v, bits=16), lambda v: tiff_of(v.astype("u2"))])
def test_thumbnail_shows_lesser_depth_stored_in_16_bits(top, make):
    assert_shades(shades(make(bars(top))))


@pytest.mark.parametrize("scale", [0.0625, 0.1, 0.25, 0.5])
def test_thumbnail_keeps_dark_16_bit_photo_dark(scale):
    values = bars(65535, scale) + 3  # no multiples of 257
    assert_shades(shades(png_of(values, bits=16)), [value * scale for value in SHADES])


def test_thumbnail_keeps_dark_photo_widened_from_8_bits_dark():
    dark = (bars(255) // 20 * 257).astype(np.uint16)
    assert_shades(shades(png_of(dark, bits=16)), [value // 20 for value in SHADES], tolerance=0)


def test_thumbnail_keeps_nearly_black_noise_black():
    noise = np.random.default_rng(1).integers(0, 12, (8, 80))
    assert max(shades(png_of(noise, bits=16))) < 12


@pytest.mark.parametrize("top", [70_000, 2**24, 2**27])
def test_thumbnail_scales_32_bit_photo_that_would_show_black(top):
    assert_shades(shades(tiff_of(bars(top).astype(np.uint32))))


@pytest.mark.parametrize("top", [1.0, 255.0, 1023.0, 4095.0, 65535.0])
def test_thumbnail_shows_floats_by_the_white_that_holds_them(top):
    values = bars(255) / 255 * 0.7 * top
    assert_shades(shades(tiff_of(values.astype(np.float32))), [value * 0.7 for value in SHADES])


@pytest.mark.parametrize("top", [1.3, 300.0, 4080.0])
def test_thumbnail_shows_floats_that_exceed_a_usual_white(top):
    lit = shades(tiff_of((bars(255) / 255 * top).astype(np.float32)))
    assert lit[2] > 50
    assert lit[3] < lit[0] < lit[1] < lit[4] < lit[5] < lit[2]


def test_thumbnail_shows_floats_beside_what_is_no_number():
    values = (bars(255) / 255).astype(np.float32)
    values[:, 0:3] = np.nan
    values[:, 3:5], values[:, 5:7], values[:, 7:9] = np.inf, -np.inf, -3e38
    data = tiff_of(values)
    assert_shades(shades(data))
    edge = np.asarray(thumbnail(data).image)[4, :10].tolist()
    assert edge == [0, 0, 0, 255, 255, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(("bits", "colour"), [(8, 0), (16, 0), (8, 2)])
def test_thumbnail_takes_no_comment_for_a_transparent_colour(bits, colour):
    shape = (8, 80, 3) if colour == 2 else (8, 80)
    values = np.full(shape, 2**bits // 2)
    chunks = {"tEXt": b"transparency\x00128"}
    made = thumbnail(png_of(values, bits=bits, colour=colour, chunks=chunks))
    assert np.unique(np.asarray(made.image)).tolist() == [128]


def test_thumbnail_lays_transparent_black_and_white_on_white():
    values = np.repeat([[0, 1]], 40, axis=1)
    for value, want in ((0, {255}), (1, {0, 255})):
        data = png_of(values, bits=1, chunks={"tRNS": struct.pack(">H", value)})
        assert set(np.unique(np.asarray(thumbnail(data).image)).tolist()) == want


@pytest.mark.parametrize("bits", [2, 4, 8, 16])
def test_thumbnail_lays_transparent_grey_on_white(bits):
    top = 2**bits - 1
    values = np.full((8, 80), top)
    values[:, :40], values[:, 60:] = 1, top // 3
    made = thumbnail(png_of(values, bits=bits, chunks={"tRNS": struct.pack(">H", 1)}))
    assert made.image.mode == "L"
    row = np.asarray(made.image)[4]
    assert row[:40].min() == 255  # black's neighbour is what is transparent
    assert abs(int(row[70]) - (255 if top // 3 == 1 else 85)) <= 1


def test_thumbnail_lays_transparent_16_bit_colour_on_white():
    values = np.zeros((8, 80, 3), dtype=np.int64)
    values[:, :40], values[:, 40:] = (0, 513, 40000), (51200, 7680, 7680)
    chunk = {"tRNS": struct.pack(">3H", 0, 513, 40000)}
    row = np.asarray(thumbnail(png_of(values, bits=16, colour=2, chunks=chunk)).image)[4]
    assert row[10].tolist() == [255, 255, 255]
    assert row[60].tolist() == [200, 30, 30]


def test_thumbnail_keeps_16_bit_grey_with_alpha_grey():
    values = np.stack([bars(65535), np.full((8, 80), 65535)], axis=-1)
    values[:, :10, 1] = 0
    data = png_of(values, bits=16, colour=4)
    assert_shades(shades(data))
    assert np.asarray(thumbnail(data).image)[4, 0] == 255


def test_thumbnail_converts_large_grey_in_strips(monkeypatch):
    monkeypatch.setattr("safeio.decoding.depth._STRIP", 200)
    data = tiff_of((65535 - bars(65535)).astype(np.uint16), inverted=True)
    assert_shades(shades(data))
    buffer = io.BytesIO()
    Image.fromarray(bars(65535).astype(np.uint16)).save(buffer, "PNG", transparency=0)
    assert np.asarray(thumbnail(buffer.getvalue()).image)[:, 0].tolist() == [255] * 8
