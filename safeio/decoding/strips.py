"""Conversion and scaling of large images strip by strip, without a copy of the whole.

The result is the same as for the whole: strips end where the averaged blocks do.
"""

from collections.abc import Callable
from typing import Final

from PIL import Image

Box = tuple[float, float, float, float]

_LARGE: Final = 2**21
"""Pixels above which an image is converted in strips."""

_STRIP: Final = 2**20
_WIDE: Final = ("I", "F")
_PREMULTIPLIED: Final = {"LA": "La", "RGBA": "RGBa"}


def scale_in_strips(
    image: Image.Image, to_plain: Callable[[Image.Image], Image.Image], longest: int
) -> tuple[Image.Image, Box | None]:
    """Convert a decoded image, and average large ones down by a whole number on the way.

    Args:
        image: A decoded image.
        to_plain: Converts it, or a part of it.
        longest: Pixels along a side that are wanted in the end; at least twice as many remain.

    Returns:
        What `to_plain` returns for it, possibly smaller, and what part of that is the image where
        its last blocks are not full.
    """
    # White of deep grey depends on all of its values.
    if image.width * image.height <= _LARGE or image.mode.startswith(_WIDE):
        return to_plain(image), None
    by = max(1, max(image.size) // (2 * longest))
    if by == 1 and image.mode in {"L", "RGB"} and "transparency" not in image.info:
        return image, None
    small: Image.Image | None = None
    rows = max(1, _STRIP // image.width // by) * by
    for top in range(0, image.height, rows):
        strip = to_plain(image.crop((0, top, image.width, min(top + rows, image.height))))
        part = _averaged(strip, by) if by > 1 else strip
        if small is None:
            size = (-(-image.width // by), -(-image.height // by))
            small = Image.new(part.mode, size)
        small.paste(part, (0, top // by))
    return small or to_plain(image), (0.0, 0.0, image.width / by, image.height / by)


def _averaged(image: Image.Image, by: int) -> Image.Image:
    """Average by a whole number; transparent pixels add no colour."""
    mode = image.mode
    ready = image.convert(_PREMULTIPLIED[mode]) if mode in _PREMULTIPLIED else image
    return ready.reduce(by).convert(mode)
