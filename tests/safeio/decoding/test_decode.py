"""What the one decode makes of every kind of photo, and of what is none."""

import io
import struct

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageFilter

from safeio.decoding.decode import THUMBNAIL_SIDE, decode_for_screen, decode_thumbnail, thumbnail
from tests.helpers.files.images import assert_colours, corners, encode, png_of, quarters

RED, GREEN, BLUE, YELLOW = (200, 30, 30), (30, 160, 60), (40, 60, 190), (220, 200, 40)


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {"quality": 90}),
        ("JPEG", {"quality": 90, "progressive": True}),
        ("PNG", {}),
        ("WEBP", {"lossless": True}),
        ("AVIF", {"quality": 90}),
        ("TIFF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("BMP", {}),
        ("GIF", {}),
    ],
)
@pytest.mark.parametrize("size", [(400, 300), (90, 120)])
def test_thumbnail_keeps_size_and_colours_of_every_format(kind, options, size):
    made = thumbnail(encode(quarters(*size), kind, **options))
    assert (made.width, made.height) == size
    assert made.format == kind
    assert_colours(corners(made.image), [RED, GREEN, BLUE, YELLOW])
    assert max(made.image.size) == min(THUMBNAIL_SIDE, max(size))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("lies", range(1, 9))
@pytest.mark.parametrize("size", [(480, 240), (100, 50)])
def test_thumbnail_is_upright(kind, lies, size):
    exif = Image.Exif()
    exif[0x0112] = lies
    # What a camera stores so that, turned by its note, it reads red, green / blue, yellow.
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    upright = quarters(*size)
    stored = upright.transpose(Image.Transpose(undo[lies])) if lies > 1 else upright
    data = encode(stored, kind, exif=exif)
    made = thumbnail(data)
    assert (made.width, made.height) == size
    assert made.image.size == (min(size[0], 192), min(size[1], 96))
    assert_colours(corners(made.image), [RED, GREEN, BLUE, YELLOW])
    screen = decode_for_screen(data)
    assert screen.shape == (size[1], size[0], 3)
    assert_colours(corners(Image.fromarray(screen)), [RED, GREEN, BLUE, YELLOW])


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_thumbnail_ignores_an_unknown_orientation(value):
    exif = Image.Exif()
    exif[0x0112] = value
    made = thumbnail(encode(quarters(200, 100), "JPEG", exif=exif))
    assert_colours(corners(made.image), [RED, GREEN, BLUE, YELLOW])


def test_thumbnail_ignores_damaged_exif():
    made = thumbnail(encode(quarters(200, 100), "JPEG", exif=b"Exif\0\0XX*\0broken"))
    assert made.image.size == (192, 96)


@pytest.mark.parametrize("size", [(400, 300), (60, 40)])
def test_decode_thumbnail_returns_the_pixels_of_thumbnail(size):
    noisy = ImageChops.add_modulo(quarters(*size), Image.effect_noise(size, 90).convert("RGB"))
    for kind in ("JPEG", "PNG"):
        made = thumbnail(encode(noisy, kind))
        again = decode_thumbnail(made.encoded)
        assert again.mode == made.image.mode == "RGB"
        assert np.array_equal(np.asarray(again), np.asarray(made.image))


def test_thumbnail_is_a_jpeg_without_subsampling_when_scaled():
    made = thumbnail(encode(quarters(400, 300), "PNG"))
    with Image.open(io.BytesIO(made.encoded)) as kept:
        assert kept.format == "JPEG"
        assert [layer[1:3] for layer in kept.layer] == [(1, 1)] * 3
        luminance = kept.quantization[0]
    with Image.open(io.BytesIO(encode(quarters(8, 8), "JPEG", quality=95))) as like:
        assert luminance == like.quantization[0]


@pytest.mark.parametrize("size", [(28, 28), (192, 192), (1, 1), (192, 3)])
def test_thumbnail_keeps_every_byte_of_small_grey_photos(size):
    grey = Image.effect_noise(size, 100)
    made = thumbnail(encode(grey, "PNG"))
    assert made.encoded.startswith(b"\x89PNG")
    assert made.image.mode == "L"
    assert np.array_equal(np.asarray(made.image), np.asarray(grey))
    assert np.array_equal(np.asarray(decode_thumbnail(made.encoded)), np.asarray(grey))


def test_thumbnail_keeps_large_grey_photos_grey():
    made = thumbnail(encode(quarters(400, 300, "L"), "JPEG"))
    assert made.image.mode == "L"
    assert decode_for_screen(encode(quarters(400, 300, "L"), "JPEG")).shape == (300, 400, 3)


def test_thumbnail_has_no_profiles_comments_and_positions():
    exif = Image.Exif()
    exif[0x010E] = "a description to leave out"
    photo = encode(quarters(90, 90), "JPEG", exif=exif, comment=b"leave out", icc_profile=b"p" * 99)
    made = thumbnail(photo)
    assert b"leave out" not in made.encoded
    assert b"iCCP" not in made.encoded
    assert made.image.info == {}


@pytest.mark.parametrize("size", [(400, 300), (60, 40)])
@pytest.mark.parametrize("mode", ["RGBA", "LA"])
@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
def test_thumbnail_blends_alpha_with_white(size, mode, kind):
    image = Image.new(mode, size, 0)
    image.paste((90, 90, 90, 255) if mode == "RGBA" else (90, 255), (0, 0, size[0] // 2, size[1]))
    made = thumbnail(encode(image, kind, **({"lossless": True} if kind == "WEBP" else {})))
    left, right = corners(made.image)[:2]
    assert_colours([left, right], [(90, 90, 90), (255, 255, 255)], tolerance=2)


def test_thumbnail_mixes_half_transparent_pixels_with_white():
    made = thumbnail(encode(Image.new("RGBA", (40, 40), (0, 0, 0, 128)), "PNG"))
    assert_colours(corners(made.image), [(127, 127, 127)] * 4, tolerance=1)


@pytest.mark.parametrize("size", [(400, 300), (60, 40)])
@pytest.mark.parametrize("kind", ["PNG", "GIF"])
def test_thumbnail_blends_palettes_with_white(size, kind):
    image = quarters(*size).quantize(8)
    transparent = image.getpixel((size[0] - 2, size[1] - 2))
    made = thumbnail(encode(image, kind, transparency=transparent))
    assert_colours(corners(made.image), [RED, GREEN, BLUE, (255, 255, 255)])


@pytest.mark.parametrize(
    ("mode", "pixel"), [("L", 90), ("RGB", (10, 20, 30))], ids=["grey", "colour"]
)
def test_thumbnail_shows_one_transparent_colour_white(mode, pixel):
    image = Image.new(mode, (40, 40), pixel)
    made = thumbnail(encode(image, "PNG", transparency=pixel))
    assert made.image.mode == mode
    assert_colours(corners(made.image), [(255, 255, 255)] * 4, tolerance=0)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_thumbnail_converts_cmyk_to_rgb(kind):
    made = thumbnail(encode(quarters(400, 300, "CMYK"), kind))
    assert_colours(corners(made.image), [RED, GREEN, BLUE, YELLOW])


def test_thumbnail_converts_lab_to_rgb():
    light = Image.merge("LAB", [Image.new("L", (300, 200), value) for value in (255, 128, 128)])
    made = thumbnail(encode(light, "TIFF"))
    assert_colours(corners(made.image), [(255, 255, 255)] * 4, tolerance=3)


def test_thumbnail_converts_black_and_white_to_grey():
    image = Image.new("1", (40, 40), 1)
    image.paste(0, (0, 0, 20, 40))
    made = thumbnail(encode(image, "TIFF"))
    assert made.image.mode == "L"
    assert_colours(corners(made.image)[:2], [(0, 0, 0), (255, 255, 255)], tolerance=0)


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
@pytest.mark.parametrize("size", [(256, 40), (64, 10)])
def test_thumbnail_keeps_the_high_byte_of_16_bit_grey(kind, size):
    ramp = np.linspace(0, 65535, size[0]).astype(np.uint16)
    image = Image.fromarray(np.tile(ramp, (size[1], 1)))
    made = np.asarray(thumbnail(encode(image, kind)).image, dtype=int)
    assert made.ndim == 2
    want = np.interp(np.linspace(0, 1, made.shape[1]), [0, 1], [0, 255])
    assert np.abs(made[made.shape[0] // 2] - want).max() <= 3


def test_thumbnail_keeps_the_high_bytes_of_16_bit_colour():
    rows = b"".join(b"\0" + struct.pack(">3H", 51200, 7680, 7680) * 8 for _ in range(8))
    made = thumbnail(png_of(8, 8, bits=16, colour=2, pixels=rows))
    assert_colours(corners(made.image), [RED] * 4, tolerance=1)


@pytest.mark.parametrize(
    ("values", "want"),
    [((0.0, 1.0), (0, 255)), ((0.0, 255.0), (0, 255)), ((-5.0, 65535.0), (0, 255)),
     ((0.0, 90000.0), (0, 255)), ((float("nan"), 1.0), (0, 255))],
)  # fmt: skip
def test_thumbnail_scales_floating_grey_by_its_values(values, want):
    image = Image.fromarray(np.array([values] * 2, dtype=np.float32))
    made = np.asarray(thumbnail(encode(image, "TIFF")).image)
    assert tuple(made[0]) == want


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "TIFF", "MPO"])
def test_thumbnail_shows_the_first_of_several_frames(kind):
    frames = [Image.new("RGB", (300, 200), colour) for colour in (RED, GREEN, BLUE)]
    made = thumbnail(encode(frames[0], kind, save_all=True, append_images=frames[1:]))
    assert_colours(corners(made.image), [RED] * 4)
    assert made.format == ("JPEG" if kind == "MPO" else kind)


@pytest.mark.parametrize("size", [(5000, 1), (1, 5000), (3000, 2), (193, 1)])
def test_thumbnail_keeps_a_pixel_of_the_narrowest_photos(size):
    made = thumbnail(encode(Image.new("RGB", size, RED), "JPEG"))
    assert min(made.image.size) == 1
    assert max(made.image.size) == 192


@pytest.mark.parametrize("size", [(400, 533), (762, 1000), (2000, 1500)])
def test_thumbnail_resembles_a_full_decode_when_scaled(size):
    image = Image.effect_mandelbrot(size, (-2.2, -1.5, 1.0, 1.5), 60).convert("RGB")
    image = ImageChops.blend(image, quarters(*size), 0.5).filter(ImageFilter.SMOOTH)
    data = encode(image, "JPEG", quality=95)
    made = np.asarray(thumbnail(data).image, dtype=float)
    with Image.open(io.BytesIO(data)) as full:
        want = np.asarray(full.resize((made.shape[1], made.shape[0]), 3), dtype=float)
    assert 10 * np.log10(255**2 / ((made - want) ** 2).mean()) > 34


@pytest.mark.parametrize("longest", [64, 300, 2048])
def test_decode_for_screen_is_bounded_contiguous_and_never_enlarged(longest):
    pixels = decode_for_screen(encode(quarters(800, 600), "JPEG"), longest)
    assert pixels.dtype == np.uint8
    assert pixels.flags.c_contiguous
    side = min(longest, 800)
    assert pixels.shape == (side * 3 // 4, side, 3)
    assert_colours(corners(Image.fromarray(pixels)), [RED, GREEN, BLUE, YELLOW])
