"""Files of more parts than a photo has."""

import struct

from PIL import Image


def picture(width: int = 300, height: int = 200, mode: str = "RGB") -> Image.Image:
    return Image.effect_mandelbrot((width, height), (-2.2, -1.5, 1.0, 1.5), 60).convert(mode)


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def behind_start(data: bytes, more: bytes, start: int = 2) -> bytes:
    return data[:start] + more + data[start:]
