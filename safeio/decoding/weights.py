"""The memory that the decoding of an image takes, estimated from its header."""

from typing import Final

from PIL import Image

from safeio.decoding.jpeg import JpegLayout

# Bytes a pixel of Pillow's own images; all others have four.
_STORED: Final = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16L": 2, "I;16B": 2, "I;16N": 2}

# Bytes a pixel beside the image, measured at 36 to 90 megapixels: canvases, planes, copies. Photos
# of 10 bits in full colour take more than usual ones, and are allowed for.
_BESIDE: Final = {"WEBP": 12, "AVIF": 10, "HEIF": 7}

_ROWS_PER_STRIP, _TILE_WIDTH, _TILE_LENGTH = 278, 322, 323

WORKING_BYTES: Final = 24 * 2**20
"""Memory for the strips in which large images are converted and scaled."""


def weigh(image: Image.Image, file_bytes: int, layout: JpegLayout | None, longest: int) -> int:
    """Return the memory for a photo from its file to its scaled pixels, in bytes.

    Args:
        image: As `Image.open` returns it, after `draft`; not decoded yet.
        file_bytes: Size of the file.
        layout: The segments of a JPEG.
        longest: Pixels along a side that are wanted.
    """
    pixels = image.width * image.height
    beside = 0
    if layout is not None and layout.is_buffered:
        beside = layout.coefficient_bytes()
    elif image.format == "TIFF":
        beside = _strip_bytes(image)
    elif image.format in _BESIDE:
        beside = _BESIDE[image.format] * pixels
    elif image.format == "BMP" and "compression" in image.info and image.info["compression"]:
        beside = 3 * pixels  # Pillow unpacks these runs in Python.
    if image.mode.startswith(("I", "F")):
        beside += pixels
    # Small photos are converted and scaled whole, large ones in strips.
    strips = 0 if layout is not None and image.mode in {"L", "RGB"} else WORKING_BYTES
    at_once = min(16 * pixels, strips) + 8 * min(pixels, 4 * longest**2)
    return file_bytes + _STORED.get(image.mode, 4) * pixels + beside + at_once


def _strip_bytes(image: Image.Image) -> int:
    """Return the size of what libtiff decodes at once: one strip or tile of the file."""
    tiles = getattr(image, "tile", [])
    if not tiles or tiles[0].codec_name != "libtiff":
        return 0
    tags = getattr(image, "tag_v2", {})
    rows = _number(tags.get(_TILE_LENGTH) or tags.get(_ROWS_PER_STRIP), image.height)
    columns = _number(tags.get(_TILE_WIDTH), image.width)
    # At most four 16-bit values or one 32-bit value a pixel.
    return 8 * min(rows, image.height) * min(columns, image.width)


def _number(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and value > 0 else otherwise
