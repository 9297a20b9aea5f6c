"""Embedded profiles: the photo looks as its profile says, in every format and mode."""

import io
import struct
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image

from safeio.decoding import profiles
from safeio.decoding.decode import decode_for_screen, thumbnail
from tests.helpers.files.icc import (
    ADOBE_RGB,
    DISPLAY_P3,
    SRGB,
    SRGB_CURVE,
    grey_profile,
    ink_profile,
    matrix_profile,
    stepwise_profile,
)
from tests.helpers.files.images import encode

P3 = matrix_profile(DISPLAY_P3, SRGB_CURVE)
ADOBE = matrix_profile(ADOBE_RGB, (2.19921875,))

RED, GREEN, BLUE = (200, 30, 30), (20, 150, 60), (30, 60, 170)

# Colours, and what ImageMagick 6.9 makes of them by these profiles, relative and colorimetric.
IN_P3 = ((184, 50, 41), (70, 148, 72), (36, 59, 163))
FROM_P3 = ((200, 30, 29), (22, 150, 60), (28, 59, 169))
IN_ADOBE = ((173, 31, 30), (85, 150, 66), (42, 60, 168))
FROM_ADOBE = ((202, 25, 23), (2, 151, 56), (25, 57, 172))

FORMATS = [
    ("JPEG", {"quality": 95, "subsampling": 0}),
    ("PNG", {}),
    ("WEBP", {"lossless": True}),
    ("TIFF", {}),
    ("AVIF", {"quality": 100, "subsampling": "4:4:4"}),
]


def bars(colours, mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Upright bars, all of one width."""
    image = Image.new(mode, size)
    width = size[0] // len(colours)
    for place, colour in enumerate(colours):
        image.paste(colour, (place * width, 0, (place + 1) * width, size[1]))
    return image


def middles(data: bytes, count: int = 3) -> list[tuple[int, ...]]:
    """Colours of the bars in the thumbnail; the screen has to show the same."""
    image = thumbnail(data).image
    pixels = np.asarray(image.convert("RGB"), dtype=int)
    screen = decode_for_screen(data).astype(int)
    found = []
    for place in range(count):
        spots = [
            (a.shape[0] // 2, int((place + 0.5) * a.shape[1] / count)) for a in (pixels, screen)
        ]
        assert np.abs(pixels[spots[0]] - screen[spots[1]]).max() <= 6
        found.append(tuple(pixels[spots[0]].tolist()))
    return found


def assert_colours(got, want, tolerance) -> None:
    assert np.abs(np.array(got) - np.array(want)).max() <= tolerance, got


@pytest.mark.parametrize(("kind", "options"), FORMATS)
@pytest.mark.parametrize("size", [(60, 40), (300, 200)])
@pytest.mark.parametrize(
    ("profile", "stored", "want"), [(P3, IN_P3, FROM_P3), (ADOBE, IN_ADOBE, FROM_ADOBE)]
)
def test_thumbnail_shows_colours_by_the_profile(kind, options, size, profile, stored, want):
    data = encode(bars(stored, size=size), kind, icc_profile=profile, **options)
    exact = kind in {"PNG", "WEBP", "TIFF"} and size == (60, 40)
    assert_colours(middles(data), want, tolerance=1 if exact else 9)


def test_thumbnail_shows_heic_by_its_profile():
    pillow_heif = pytest.importorskip("pillow_heif")
    buffer = io.BytesIO()
    image = bars(IN_P3, size=(300, 200))
    image.info["icc_profile"] = P3
    pillow_heif.from_pillow(image).save(buffer, quality=95, chroma=444)
    assert_colours(middles(buffer.getvalue()), FROM_P3, tolerance=6)


def bmp_of(image: Image.Image, profile: bytes, at: int = 0) -> bytes:
    """A BMP file of version 5 with a profile from its byte `at`."""
    pixels = image.transpose(Image.Transpose.FLIP_TOP_BOTTOM).tobytes("raw", "BGR")
    head = struct.pack("<IiiHHII", 124, *image.size, 1, 24, 0, len(pixels)).ljust(56, b"\0")
    head += b"DEBM".ljust(52, b"\0") + struct.pack("<4I", 4, 124 + len(pixels), len(profile), 0)
    return struct.pack("<2sIII", b"BM", 0, 0, 138) + head + pixels + profile[at:]


def test_thumbnail_shows_bmp_by_its_profile():
    assert_colours(middles(bmp_of(bars(IN_P3), P3)), FROM_P3, tolerance=1)
    assert_colours(middles(bmp_of(bars(IN_P3), P3, at=200)), IN_P3, tolerance=0)


@pytest.mark.parametrize("transparent", [None, 7])
def test_thumbnail_shows_palette_by_the_profile(transparent):
    options = {} if transparent is None else {"transparency": transparent}
    data = encode(bars(IN_P3).quantize(8), "PNG", icc_profile=P3, **options)
    assert_colours(middles(data), FROM_P3, tolerance=1)


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP"])
def test_thumbnail_leaves_transparency_as_it_is(kind):
    image = bars(IN_P3).convert("RGBA")
    image.putalpha(bars((255, 128, 0), "L"))
    options = {"lossless": True} if kind == "WEBP" else {}
    got = middles(encode(image, kind, icc_profile=P3, **options))
    mixed = [round((value * 128 + 255 * 127) / 255) for value in FROM_P3[1]]
    assert_colours(got, [FROM_P3[0], mixed, (255, 255, 255)], tolerance=2)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
@pytest.mark.parametrize(
    # As ImageMagick has them.
    ("gamma", "want"),
    [(1.0, (89, 187, 226)), (1.8, (34, 146, 205))],
)
def test_thumbnail_shows_grey_by_its_profile_and_keeps_it_grey(kind, gamma, want):
    data = encode(bars((26, 128, 194), "L"), kind, icc_profile=grey_profile(gamma))
    assert thumbnail(data).image.mode == "L"
    assert_colours([colour[0] for colour in middles(data)], want, tolerance=3)


def test_thumbnail_shows_16_bit_and_transparent_grey_by_the_profile():
    profile = grey_profile(1.0)
    deep = Image.fromarray(np.asarray(bars((26, 128, 194), "L")).astype(np.uint16) * 257)
    pale = bars((26, 128, 194), "L").convert("LA")
    for image in (deep, pale):
        data = encode(image, "PNG", icc_profile=profile)
        assert thumbnail(data).image.mode == "L"
        assert_colours([colour[0] for colour in middles(data)], (89, 187, 226), tolerance=1)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
@pytest.mark.parametrize("size", [(60, 40), (300, 200)])
def test_thumbnail_shows_inks_by_their_profile(kind, size):
    # By this profile paper is white, any ink at all takes all light, and half an ink takes half:
    # L* of 50 is sRGB's 119. Without the profile cyan would be cyan.
    image = bars(((0, 0, 0, 0), (255, 0, 0, 0), (128, 0, 0, 0)), "CMYK", size)
    options = {"quality": 100, "subsampling": 0} if kind == "JPEG" else {}
    data = encode(image, kind, icc_profile=ink_profile(), **options)
    assert_colours(middles(data), [(255,) * 3, (0,) * 3, (119,) * 3], tolerance=4)


def test_thumbnail_shows_ink_no_blacker_than_the_profile_says():
    # L* of 20 is sRGB's 48; black point compensation would make 0 of it.
    data = encode(bars(((0, 0, 0, 0), (0, 0, 0, 255)), "CMYK"), "TIFF", icc_profile=ink_profile(51))
    assert_colours(middles(data, 2), [(255,) * 3, (48,) * 3], tolerance=1)


def test_thumbnail_of_srgb_photo_is_the_same_to_the_byte():
    image = Image.effect_mandelbrot((300, 200), (-2.2, -1.5, 1.0, 1.5), 60).convert("RGB")
    image = Image.merge("RGB", (*image.split()[:2], Image.effect_noise((300, 200), 90)))
    # A level off here and there, as some editors round it.
    srgb = matrix_profile(SRGB, (2.43, *SRGB_CURVE[1:]))
    plain, tagged = encode(image, "JPEG"), encode(image, "JPEG", icc_profile=srgb)
    assert thumbnail(plain).encoded == thumbnail(tagged).encoded
    assert thumbnail(plain).encoded != thumbnail(encode(image, "JPEG", icc_profile=P3)).encoded


@pytest.mark.parametrize(
    ("mode", "profile"),
    [
        ("RGB", b""),
        ("RGB", b"no profile at all" * 40),
        ("RGB", P3[:300]),
        ("RGB", P3[:140] + b"\xff" * (len(P3) - 140)),
        ("RGB", grey_profile(1.0)),
        ("RGB", ink_profile()),
        ("RGB", stepwise_profile()),  # the number of its steps has no bound
        ("RGB", P3.replace(b"mntr", b"link", 1)),
        ("RGB", P3.replace(b"mntr", b"abst", 1)),
        ("RGB", P3 + b"\0" * profiles.MAX_PROFILE_BYTES),
        ("L", P3),
        ("L", ink_profile()),
        ("CMYK", P3),
        ("CMYK", grey_profile(1.0)),
    ],
)
@pytest.mark.parametrize("size", [(60, 40), (300, 200)])
def test_thumbnail_ignores_profile_that_cannot_be_used(mode, profile, size):
    image = bars((RED, GREEN, BLUE), size=size).convert(mode)
    assert thumbnail(encode(image, "JPEG", icc_profile=profile)).encoded == (
        thumbnail(encode(image, "JPEG")).encoded
    )


def test_thumbnail_shows_lab_without_a_profile():
    light = Image.merge("LAB", [Image.new("L", (60, 40), value) for value in (128, 128, 128)])
    for options in ({}, {"icc_profile": P3}):
        assert_colours(middles(encode(light, "TIFF", **options)), [(119,) * 3] * 3, tolerance=2)


def test_conversion_is_built_once_a_profile(monkeypatch):
    profiles._build.cache_clear()
    for colour in (RED, GREEN, BLUE):
        thumbnail(encode(bars((colour,)), "JPEG", icc_profile=P3))
    assert profiles._build.cache_info().misses == 1
    assert profiles._build.cache_info().maxsize is not None


def test_conversion_is_shared_by_threads():
    photos = [
        encode(Image.effect_noise((300 + n, 200), 90).convert(mode), "JPEG", icc_profile=profile)
        for n in range(4)
        for mode, profile in (("RGB", P3), ("CMYK", ink_profile()), ("L", grey_profile(1.0)))
    ]
    alone = [thumbnail(photo).encoded for photo in photos]
    profiles._build.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        together = [made.encoded for made in pool.map(thumbnail, photos * 4)]
    assert together == alone * 4


def test_thumbnail_is_made_where_littlecms_is_missing(monkeypatch):
    profiles._build.cache_clear()

    def missing(*_args):
        raise ImportError

    monkeypatch.setattr(profiles.ImageCms, "getOpenProfile", missing)
    try:
        data = encode(bars(IN_P3), "PNG", icc_profile=P3)
        assert_colours(middles(data), IN_P3, tolerance=0)
    finally:
        profiles._build.cache_clear()
