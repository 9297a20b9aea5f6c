"""Files of more parts than a photo has."""

import io
import struct

import pytest
from PIL import Image

from safeio.decoding.decode import thumbnail
from safeio.reasons import PhotoError, Reason


def picture(width: int = 300, height: int = 200, mode: str = "RGB") -> Image.Image:
    return Image.effect_mandelbrot((width, height), (-2.2, -1.5, 1.0, 1.5), 60).convert(mode)


def encode(image: Image.Image, kind: str, **options) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def refusal(data: bytes, decode=thumbnail) -> PhotoError:
    with pytest.raises(PhotoError) as caught:
        decode(data)
    return caught.value


def reason_of(data: bytes) -> Reason:
    return refusal(data).reason


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def behind_start(data: bytes, more: bytes, start: int = 2) -> bytes:
    return data[:start] + more + data[start:]
