"""Decoding of a photo to a thumbnail of 192 pixels, or to the size of the screen.

The steps of both are the same: header and bounds, JPEG's own scaling, colours, resampling, white
background, upright. The functions have no state and may run in any number of threads.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from safeio.decoding.budget import ORDINARY, Conditions, weigh
from safeio.decoding.depth import read_in_native_order, read_samples, to_plain
from safeio.decoding.ends import check_whole, mended
from safeio.decoding.opening import decoding, is_refused, open_image, orientation
from safeio.decoding.profiles import conversion, to_srgb
from safeio.decoding.strips import scale_in_strips
from safeio.decoding.watched import watch

THUMBNAIL_SIDE: Final = 192
"""Most pixels along a side of a thumbnail."""

_QUALITY: Final = 95
# A JPEG is decoded to at least so many times the wanted size before it is resampled. More would
# be a little crisper (40 dB against a full decode at 1.5, 33 dB at 1; indistinguishable in
# a thumbnail), and cost an import a third of its rate.
_MARGIN: Final = 1.0

_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A photo as it is stored, and the properties of the original.

    Attributes:
        encoded: JPEG of quality 95 without colour subsampling; PNG where nothing was scaled.
        image: What `encoded` decodes to, pixel by pixel; mode L for grey photos, else RGB; at most
            `THUMBNAIL_SIDE` pixels a side.
        width: Pixels of the original, upright.
        height: Pixels of the original, upright.
        format: The original's format, as Pillow names it: "JPEG", "PNG", "WEBP" and so on.
    """

    encoded: bytes
    image: Image.Image
    width: int
    height: int
    format: str


def thumbnail(data: bytes, conditions: Conditions = ORDINARY) -> Thumbnail:
    """Decode a whole file once, to at most 192 pixels a side.

    Raises:
        PhotoError: It is no image of a known format, damaged, or takes too much to decode.
        StoppedError: The decoding was stopped.
    """
    with decoding(data):
        # So near the wanted size BILINEAR is as sharp as BICUBIC, for half the time.
        upright, size, kind = _decode(data, THUMBNAIL_SIDE, Image.Resampling.BILINEAR, conditions)
        if max(size) <= THUMBNAIL_SIDE:
            return Thumbnail(_encode(upright, "PNG"), upright, *size, kind)
        encoded = _encode(upright, "JPEG")
        # As `decode_thumbnail`, without checks.
        kept = Image.open(BytesIO(encoded), formats=("JPEG",))
        kept.load()
    return Thumbnail(encoded, kept, *size, kind)


def decode_thumbnail(encoded: bytes) -> Image.Image:
    """Decode `Thumbnail.encoded` to the same pixels that `thumbnail` returned.

    Raises:
        PhotoError: It is damaged.
    """
    with decoding(encoded):
        image = open_image(encoded)
        image.load()
        return image


def thumbnail_size(encoded: bytes) -> tuple[int, int]:
    """Return width and height of `Thumbnail.encoded` without decoding its pixels.

    Raises:
        PhotoError: It is damaged.
    """
    with decoding(encoded):
        return open_image(encoded).size


def decode_for_screen(
    data: bytes, longest: int = 2048, conditions: Conditions = ORDINARY
) -> npt.NDArray[np.uint8]:
    """Decode a whole file to show it large, by the same rules as its thumbnail.

    Args:
        data: The whole file.
        longest: Most pixels along a side; a smaller photo is not enlarged.
        conditions: Under what it is decoded.

    Returns:
        Contiguous RGB of shape (height, width, 3).

    Raises:
        PhotoError: It is no image of a known format, damaged, or takes too much to decode.
        StoppedError: The decoding was stopped.
    """
    with decoding(data):
        upright, _size, _kind = _decode(data, longest, Image.Resampling.BICUBIC, conditions)
        rgb = upright if upright.mode == "RGB" else upright.convert("RGB")
    return np.ascontiguousarray(rgb, dtype=np.uint8)


def _decode(
    data: bytes, longest: int, resample: Image.Resampling, conditions: Conditions
) -> tuple[Image.Image, tuple[int, int], str]:
    """Return an upright image of mode L or RGB, the original's upright size, and its format."""
    try:
        return _decode_as_is(data, longest, resample, conditions)
    except Exception as error:
        whole = mended(data, conditions) if is_refused(error) else None
        if whole is None:
            raise
    return _decode_as_is(whole, longest, resample, conditions)


def _decode_as_is(
    data: bytes, longest: int, resample: Image.Resampling, conditions: Conditions
) -> tuple[Image.Image, tuple[int, int], str]:
    image = open_image(data)
    width, height = image.size
    kind = "JPEG" if image.format == "MPO" else str(image.format)
    box = _draft(image, longest)
    read_in_native_order(image)
    samples = read_samples(image)
    layout = watch(image, conditions.stopped)
    with conditions.room(weigh(image, len(data), layout, longest)):
        image.load()
        check_whole(image, data, layout)
        turn = orientation(image)
        by = conversion(image, samples, data)
        inks = by is not None and image.mode == "CMYK"

        def make_plain(part: Image.Image) -> Image.Image:
            # CMYK is scaled as it is, for its profile; everything else is converted first.
            return part if inks else to_plain(part, samples)

        # A drafted image is near the wanted size, and may be more than the photo at its edges.
        plain, part = scale_in_strips(image, make_plain, max(image.size) if box else longest)
        small = _shrink(plain, (width, height), longest, resample, box or part)
        upright = _on_white(to_srgb(small, by) if by else small)
    if turn in _UPRIGHT:
        upright = upright.transpose(_UPRIGHT[turn])
    if upright is image:
        upright = image.copy()  # without the open file
    # Profiles, comments and positions are private: they stay in the original alone.
    upright.info = {}
    return upright, (height, width) if turn >= 5 else (width, height), kind


def _draft(image: Image.Image, longest: int) -> tuple[float, float, float, float] | None:
    """Configure the decoding of a JPEG to an eighth, a quarter or a half if that is large enough.

    Returns:
        What part of the decoded image is the photo, if it is scaled: sizes are rounded up.
    """
    side = max(image.size)
    scale = next((by for by in (8, 4, 2) if side / by >= longest * _MARGIN), 1)
    if scale == 1:
        return None
    drafted = image.draft(None, (max(1, image.width // scale), max(1, image.height // scale)))
    return drafted[1] if drafted else None


def _shrink(
    image: Image.Image,
    size: tuple[int, int],
    longest: int,
    resample: Image.Resampling,
    box: tuple[float, float, float, float] | None,
) -> Image.Image:
    """Scale to `longest` by the original's `size`; an image that is small enough stays."""
    ratio = longest / max(size)
    if ratio >= 1:
        return image
    target = (max(1, round(size[0] * ratio)), max(1, round(size[1] * ratio)))
    # The gap lets large images be averaged by whole numbers first, which takes less time.
    return image.resize(target, resample, box=box, reducing_gap=2.0)


def _on_white(image: Image.Image) -> Image.Image:
    """Blend an image with white: L or RGB, as the image is grey or not."""
    if image.mode not in {"LA", "RGBA"}:
        return image
    mode = "L" if image.mode == "LA" else "RGB"
    ground = Image.new(mode, image.size, "white")
    ground.paste(image.convert(mode), mask=image.getchannel("A"))
    return ground


def _encode(image: Image.Image, kind: str) -> bytes:
    buffer = BytesIO()
    if kind == "PNG":
        image.save(buffer, "PNG")
    else:
        image.save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
    return buffer.getvalue()
