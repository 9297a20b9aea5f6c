"""Which files are opened as photos, and what the others are called."""

import contextlib
import io
import struct
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image

from safeio.decoding import opening
from safeio.decoding.decode import decode_for_screen, thumbnail
from safeio.reasons import PhotoError, Reason
from tests.helpers.files.images import assert_colours, corners, encode, png_of, quarters, reason_of

RED, GREEN, BLUE, YELLOW = (200, 30, 30), (30, 160, 60), (40, 60, 190), (220, 200, 40)


@pytest.mark.parametrize("size", [(50_000, 50_000), (20_000, 10_000), (12_001, 10_000)])
def test_thumbnail_refuses_small_files_that_claim_huge_sizes_before_decoding(size):
    assert reason_of(png_of(*size)) is Reason.TOO_MANY_PIXELS
    assert reason_of(png_of(*size), decode_for_screen) is Reason.TOO_MANY_PIXELS


def test_open_image_accepts_102_megapixels():
    assert opening.MAX_PIXELS >= 11648 * 8736
    # Its pixels are missing here, so that it is the decoder that stops, not the limit.
    assert reason_of(png_of(11648, 8736)) is not Reason.TOO_MANY_PIXELS


def test_thumbnail_refuses_a_jpeg_that_claims_a_huge_size():
    data = bytearray(encode(quarters(64, 64), "JPEG"))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">2H", 65000, 65000)
    assert reason_of(bytes(data)) is Reason.TOO_MANY_PIXELS


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP"])
@pytest.mark.parametrize("part", [0.05, 0.5, 0.9])
def test_thumbnail_names_truncated_files(kind, part):
    noisy = Image.effect_noise((300, 200), 80).convert("RGB")
    data = encode(noisy, kind)
    assert reason_of(data[: int(len(data) * part)]) is Reason.TRUNCATED


@pytest.mark.parametrize("kind", ["AVIF", "TIFF"])
def test_thumbnail_refuses_truncated_files_of_other_formats(kind):
    data = encode(Image.effect_noise((300, 200), 80).convert("RGB"), kind)
    assert reason_of(data[: len(data) // 2]) in {Reason.TRUNCATED, Reason.DAMAGED}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"not a photo at all\n" * 40, Reason.NOT_AN_IMAGE),
        (b"\x00" * 500, Reason.NOT_AN_IMAGE),
        (b"%PDF-1.7 and so on", Reason.UNSUPPORTED),
        (b"\xff\xd8\xff\xe0\0\x10" + b"x" * 300 + b"\xff\xd9", Reason.DAMAGED),
        (b"P6 1000 1000 255\n" + b"x" * 99, Reason.NOT_AN_IMAGE),  # a format that is not let in
        (b"8BPS\0\1" + b"\0" * 99, Reason.UNSUPPORTED),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", Reason.NOT_AN_IMAGE),
    ],
)
def test_thumbnail_names_the_reason_when_a_file_is_no_photo(data, reason):
    assert reason_of(data) is reason
    assert reason_of(data, decode_for_screen) is reason


def test_thumbnail_names_damaged_pixels():
    data = bytearray(encode(Image.effect_noise((300, 200), 80), "PNG"))
    data[200:260] = b"\0" * 60
    assert reason_of(bytes(data)) is Reason.DAMAGED


def test_thumbnail_refuses_colours_without_a_conversion(monkeypatch):
    def refuse(_image):
        raise ValueError("conversion not supported")

    monkeypatch.setattr("safeio.decoding.decode.to_plain", refuse)
    assert reason_of(encode(quarters(40, 40), "PNG")) is Reason.DAMAGED


HEIC_HEADER = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"


@pytest.fixture
def fresh_heif():
    """The registration is made once a process; here it is asked for anew."""
    opening._register_heif.cache_clear()
    yield
    opening._register_heif.cache_clear()


def test_thumbnail_names_the_package_that_heic_needs(monkeypatch, fresh_heif):
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    assert not opening.heif_available()
    assert reason_of(HEIC_HEADER + b"x" * 99) is Reason.NEEDS_HEIF


def test_thumbnail_reads_heic_when_the_package_is_there(fresh_heif):
    pillow_heif = pytest.importorskip("pillow_heif")
    assert opening.heif_available()
    buffer = io.BytesIO()
    pillow_heif.from_pillow(quarters(400, 300)).save(buffer, quality=90)
    made = thumbnail(buffer.getvalue())
    assert (made.width, made.height) == (400, 300)
    assert_colours(corners(made.image), [RED, GREEN, BLUE, YELLOW])


def test_thumbnail_reads_avif_that_names_the_common_brand_first():
    data = bytearray(encode(quarters(200, 200), "AVIF", quality=90))
    assert data[4:12] == b"ftypavif"
    data[8:12] = b"mif1"
    assert thumbnail(bytes(data)).format == "AVIF"


def test_thumbnail_refuses_a_photo_when_memory_runs_out(monkeypatch):
    def exhausted(_data):
        raise MemoryError

    monkeypatch.setattr("safeio.decoding.decode.open_image", exhausted)
    assert reason_of(b"anything") is Reason.TOO_MANY_PIXELS


def test_thumbnail_returns_the_same_in_many_threads():
    photos = [encode(Image.effect_noise((300 + n, 200), 90), kind)
              for n in range(6) for kind in ("JPEG", "PNG", "WEBP", "AVIF")]  # fmt: skip
    alone = [thumbnail(photo).encoded for photo in photos]
    with ThreadPoolExecutor(4) as pool:
        together = [made.encoded for made in pool.map(thumbnail, photos * 3)]
    assert together == alone * 3


def test_thumbnail_raises_only_photo_errors_for_mangled_files():
    rng = np.random.default_rng(7)
    seeds = [encode(quarters(60, 40), kind) for kind in ("JPEG", "PNG", "WEBP", "GIF", "BMP")]
    for seed in seeds:
        for _ in range(60):
            data = bytearray(seed[: rng.integers(1, len(seed) + 1)])
            for at in rng.integers(0, len(data), 4):
                data[at] = rng.integers(0, 256)
            with contextlib.suppress(PhotoError):
                assert thumbnail(bytes(data)).encoded
