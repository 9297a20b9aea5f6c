"""Feed changed photos of every kind to the decoder.

nice -n 19 python -m benchmarks.fuzz.images --minutes 10
"""

import io
from collections.abc import Sequence
from typing import Any

from PIL import Image

from benchmarks.fuzz import runner
from safeio.decoding.decode import decode_for_screen, thumbnail
from safeio.reasons import PhotoError

KINDS: Sequence[tuple[str, str, dict[str, Any]]] = (
    ("JPEG", "RGB", {"quality": 80}),
    ("JPEG", "RGB", {"quality": 80, "progressive": True}),
    ("JPEG", "CMYK", {"quality": 80, "restart_marker_rows": 1}),
    ("MPO", "RGB", {"save_all": True}),
    ("PNG", "RGBA", {}),
    ("PNG", "P", {"transparency": 3}),
    ("PNG", "I;16", {}),
    ("WEBP", "RGB", {"quality": 60}),
    ("WEBP", "RGBA", {"lossless": True}),
    ("AVIF", "RGB", {"speed": 10}),
    ("GIF", "P", {"comment": b"a comment"}),
    ("BMP", "RGB", {}),
    ("TIFF", "RGB", {}),
    ("TIFF", "CMYK", {"compression": "tiff_lzw"}),
    ("TIFF", "F", {"compression": "tiff_adobe_deflate"}),
    ("TIFF", "RGB", {"compression": "jpeg"}),
    ("TIFF", "L", {"big_tiff": True}),
    ("TIFF", "1", {"compression": "group4"}),
)
"""Format, mode and options of the photos that are changed."""


def make_photos(width: int = 96, height: int = 64) -> list[bytes]:
    """Return a small photo of each kind.

    Args:
        width: Pixels.
        height: Pixels.
    """
    picture = Image.effect_mandelbrot((width, height), (-2.2, -1.5, 1.0, 1.5), 60)
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "a description"
    made = []
    for kind, mode, options in KINDS:
        image = picture.convert("L" if mode in {"I;16", "F"} else mode).convert(mode)
        more = {"exif": exif} if kind in {"JPEG", "WEBP", "PNG", "AVIF"} else {}
        if kind == "MPO":
            more = {"append_images": [image]}
        buffer = io.BytesIO()
        image.save(buffer, kind, **options, **more)
        made.append(buffer.getvalue())
    return made


def decode(data: bytes) -> None:
    """Decode a photo in both sizes.

    Args:
        data: The whole file.

    Raises:
        PhotoError: It is refused.
    """
    made = thumbnail(data)
    pixels = decode_for_screen(data, 512)
    if made.image.mode not in {"L", "RGB"} or max(made.image.size) > 128:
        raise ValueError(f"a thumbnail of {made.image.mode} and {made.image.size}")
    if pixels.shape[2] != 3 or max(pixels.shape[:2]) > 512:
        raise ValueError(f"a picture of shape {pixels.shape}")


if __name__ == "__main__":
    runner.main("images", decode, make_photos(), (PhotoError,))
