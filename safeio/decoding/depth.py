"""Conversion of all colours to 8-bit grey or RGB, of grey of more than 8 bits among them.

The file tells how many bits a value has and whether it is signed, whether 0 is white, and which
value is transparent. White is then the least usual one that bounds every value:

* A depth that is no machine word (12 bits) is used: white is its greatest value.
* 16 and 32 bits also store lesser depths. Up to 4095 of 65535 a photo would appear black: it is
  read as 8, 10 or 12 bits. Brighter photos are read as 16 bits, and so is a photo of 8 bits that
  was widened, however dark it is.
* Floating-point grey has no set white: 1, 255, 1023, 4095 or 65535.
* Where even that would show black, the brightest value is white.

Black is 0, or for signed integers with values below 0 the least usual one that holds those.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from PIL import Image, TiffImagePlugin

Values = npt.NDArray[Any]

_INTEGER_WHITES: Final = (255.0, 1023.0, 4095.0, 65535.0)
_FLOAT_WHITES: Final = (1.0, *_INTEGER_WHITES)
_BLACKS: Final = (0.0, -128.0, -2048.0, -32768.0, -(2.0**31))

_BLACKISH: Final = 16
"""A photo whose brightest value is below white by more than this factor appears black."""

_PLAIN: Final = {"L", "RGB", "LA", "RGBA"}
_STRIP: Final = 2**20
"""Pixels that are converted at a time: floating-point copies of a whole photo would be large."""

_PHOTOMETRIC: Final = 262  # TIFF's tag: 0 where 0 is white

# libtiff returns values in the machine's byte order; Pillow reads these in the file's.
_NATIVE: Final = {"I;16BS": "I;16NS", "I;32BS": "I;32NS", "I;32B": "I;32N", "F;32BF": "F;32NF"}

# Layouts of TIFF for which Pillow has unpackers but no row in its table (11.3 to 13.0): a key is
# (byte order, 0 where 0 is white, kinds of number, order of bits, bits, extra samples).
for _order, _grey16, _grey32, _wide in (
    (b"II", "I;16", "I;32N", "I;32"),
    (b"MM", "I;16B", "I;32B", "I;32B"),
):
    for _kind, _bits, _modes in (
        (1, 12, ("I;16", "I;12")),
        (1, 16, (_grey16, _grey16)),
        (2, 16, ("I", f"{_grey16}S")),
        (1, 32, ("I", _grey32)),
        (2, 32, ("I", f"{_wide}S")),
    ):
        for _zero in (0, 1):
            TiffImagePlugin.OPEN_INFO.setdefault((_order, _zero, (_kind,), 1, (_bits,), ()), _modes)


@dataclass(frozen=True, slots=True)
class Samples:
    """How a file stores its values.

    Attributes:
        bits: Bits of a value in the file.
        signed: Values below 0 are possible.
        inverted: 0 is white; 8 bits and less are turned by Pillow.
        grey: One value a pixel, beside transparency.
    """

    bits: int
    signed: bool
    inverted: bool
    grey: bool


def read_samples(image: Image.Image) -> Samples:
    """Return how an opened file stores its values; its pixels must not be decoded yet."""
    raw = _raw_mode(image)
    bits = re.search(r";(\d+)", raw or image.mode)
    tags = getattr(image, "tag_v2", None)
    return Samples(
        bits=int(bits[1]) if bits else 8,
        signed=raw.endswith("S"),
        inverted=tags is not None and tags.get(_PHOTOMETRIC, 0) == 0,
        grey=raw.startswith(("LA", "La")) or image.mode in {"1", "L", "LA", "La"} or is_wide(image),
    )


def read_in_native_order(image: Image.Image) -> None:
    """Decode compressed big-endian TIFF files in libtiff's byte order.

    The image is not decoded yet.
    """
    tiles = getattr(image, "tile", [])
    if tiles and tiles[0].codec_name == "libtiff" and tiles[0].args[0] in _NATIVE:
        image.tile = [  # type: ignore[attr-defined]
            tile._replace(args=(_NATIVE[tile.args[0]], *tile.args[1:])) for tile in tiles
        ]


def is_wide(image: Image.Image) -> bool:
    """Return True if an image is grey of more than 8 bits."""
    return image.mode.startswith("I") or image.mode == "F"


def to_plain(image: Image.Image, samples: Samples) -> Image.Image:
    """Convert to 8-bit grey or RGB, with alpha where there is transparency: L, RGB, LA or RGBA.

    CMYK is converted without a profile here. `samples` was read before the image was decoded.

    Raises:
        ValueError: There is no conversion from its mode.
    """
    if isinstance(image.info.get("transparency"), str):
        del image.info["transparency"]  # a comment of that name
    if is_wide(image):
        return _to_8_bits(image, samples)
    if image.has_transparency_data:
        if image.mode in _PLAIN and "transparency" not in image.info:
            return image.convert("LA") if samples.grey and image.mode == "RGBA" else image
        _scale_transparency(image, samples)
        return image.convert("LA" if image.mode in {"1", "L", "La"} else "RGBA")
    if image.mode in _PLAIN:
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _scale_transparency(image: Image.Image, samples: Samples) -> None:
    """Bring the transparent colour to 8 bits, as Pillow brought the pixels."""
    value = image.info.get("transparency")
    if image.mode == "RGB" and samples.bits == 16 and isinstance(value, tuple):
        image.info["transparency"] = tuple(part >> 8 for part in value)
    elif image.mode == "L" and samples.bits < 8 and isinstance(value, int):
        image.info["transparency"] = value * 255 // (2**samples.bits - 1)


def _to_8_bits(image: Image.Image, samples: Samples) -> Image.Image:
    """Convert grey of more than 8 bits to mode L, or LA where it has a transparent value.

    The image is decoded, of mode I;16 (any byte order), I or F.
    """
    black, white = _ends(image, samples)
    scale = 255.0 / (white - black)
    transparent = image.info.get("transparency")
    grey = Image.new("L" if transparent is None else "LA", image.size)
    for top, values in _strips(image, samples):
        # Clipped first: the arithmetic must not get infinities and NaN.
        inside = _numbers(values).clip(black, white)
        shades = ((inside - black) * scale).round().astype(np.uint8)
        strip = Image.fromarray(255 - shades if samples.inverted else shades)
        if transparent is not None:
            opaque = (values != transparent).astype(np.uint8) * 255
            strip = Image.merge("LA", (strip, Image.fromarray(opaque)))
        grey.paste(strip, (0, top))
    return grey


def _ends(image: Image.Image, samples: Samples) -> tuple[float, float]:
    """Return the values that are shown as black and as white."""
    if image.mode != "F" and samples.bits not in {16, 32}:
        return 0.0, float(2**samples.bits - 1)
    lowest, highest = 0.0, 0.0
    for _top, values in _strips(image, samples):
        finite = values[np.isfinite(values)] if image.mode == "F" else values
        lowest = min(lowest, float(finite.min(initial=0)))
        highest = max(highest, float(finite.max(initial=0)))
    if image.mode == "F":
        return 0.0, _white(highest, _FLOAT_WHITES, highest)
    full = float(2 ** (samples.bits - samples.signed) - 1)
    black = next(least for least in _BLACKS if lowest >= least)
    usual = tuple(white for white in _INTEGER_WHITES if white < full)
    white = _white(highest, usual, full)
    if white < full and not samples.signed and _widened(image, samples, int(full) // 255):
        return black, full
    return black, white


def _white(highest: float, usual: tuple[float, ...], full: float) -> float:
    white = next((white for white in usual if highest <= white), full)
    return highest if white > usual[0] and highest * _BLACKISH < white else white


def _widened(image: Image.Image, samples: Samples, unit: int) -> bool:
    """Return whether every value is one of 8 bits, multiplied to fill the range."""
    return all(not (values % unit).any() for _top, values in _strips(image, samples))


def _strips(image: Image.Image, samples: Samples) -> Iterator[tuple[int, Values]]:
    rows = max(1, _STRIP // image.width)
    for top in range(0, image.height, rows):
        bottom = min(top + rows, image.height)
        values = np.asarray(image.crop((0, top, image.width, bottom)))
        unsigned = image.mode == "I" and samples.bits == 32 and not samples.signed
        yield top, values.view(np.uint32) if unsigned else values


def _numbers(values: Values) -> npt.NDArray[np.float32]:
    return np.nan_to_num(values) if values.dtype.kind == "f" else values.astype(np.float32)


def _raw_mode(image: Image.Image) -> str:
    """Return Pillow's name for how a row of values lies in the file; empty where it has none."""
    tiles = getattr(image, "tile", [])
    if not tiles:
        return ""
    args = tiles[0].args
    first = args[0] if isinstance(args, tuple) and args else args
    return first if isinstance(first, str) else ""
