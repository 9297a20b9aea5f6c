"""Images in all kinds of files, and checks of the decoded result."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from safeio.decoding.decode import thumbnail
from safeio.reasons import PhotoError, Reason

RED, GREEN, BLUE, YELLOW = (200, 30, 30), (30, 160, 60), (40, 60, 190), (220, 200, 40)


def quarters(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Return red, green / blue, yellow quarters: every orientation differs from the others."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    image.paste(YELLOW, (width // 2, height // 2, width, height))
    return image.convert(mode)


def encode(image: Image.Image, kind: str, **options) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    """Return the colours at the middles of the four quarters: left to right, top to bottom."""
    rgb = np.asarray(image.convert("RGB"), dtype=float)
    height, width = rgb.shape[:2]
    spots = [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)]
    return [tuple(rgb[int(y * height), int(x * width)].round().astype(int)) for x, y in spots]


def assert_colours(got, want, tolerance=14) -> None:
    assert np.abs(np.array(got) - np.array(want)).max() <= tolerance, (got, want)


def png_of(
    width: int, height: int, *, bits: int = 8, colour: int = 0, pixels: bytes = b""
) -> bytes:
    """Return a PNG that claims a size, whatever it contains."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">2I5B", width, height, bits, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(pixels))
        + chunk(b"IEND", b"")
    )


def refusal(data: bytes, decode=thumbnail) -> PhotoError:
    with pytest.raises(PhotoError) as caught:
        decode(data)
    return caught.value


def reason_of(data: bytes, decode=thumbnail) -> Reason:
    return refusal(data, decode).reason
