"""Conversion of photos to sRGB by their embedded colour profiles.

A conversion is cached by profile, since the photos of one camera share theirs. A conversion of
littleCMS has no state while it runs, so that any number of threads may use one.
"""

import functools
import struct
from io import BytesIO
from typing import Final

import numpy as np
from PIL import Image, ImageCms

from safeio.decoding.depth import Samples
from safeio.decoding.primaries import named_profile

MAX_PROFILE_BYTES: Final = 4 * 2**20
"""Largest profile that is read: a detailed one of a printer has 3 MB, one of a camera 3 KB."""

Conversion = ImageCms.ImageCmsTransform

_KEPT: Final = 16  # with the largest profiles, 64 MiB
_SPACES: Final = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}
_DEVICES: Final = {"scnr", "mntr", "prtr", "spac"}
# A kind of tag with any number of steps: half a million fit in 4 MiB, and littleCMS would take
# minutes to work through them. No camera, editor or printer embeds it.
_UNBOUNDED: Final = b"mpet"
_SAME: Final = 2
"""Levels of 255, less than JPEG loses: a profile that changes no more is sRGB by another name."""

# What Pillow raises for profiles that littleCMS refuses; ImportError where it is built without.
_REFUSED: Final = (ImageCms.PyCMSError, OSError, ValueError, TypeError, ImportError)


def conversion(image: Image.Image, samples: Samples, data: bytes) -> Conversion | None:
    """Return the conversion of a decoded image to sRGB, by its profile or its file's colour space.

    Returns:
        None where there is nothing to convert: no profile, one of sRGB, a broken one, or one for
        other colours than these. LAB needs none.
    """
    profile = (
        image.info.get("icc_profile")
        or _of_bitmap(data)
        or named_profile(image, data, grey=samples.grey)
    )
    if not isinstance(profile, bytes) or not 128 < len(profile) <= MAX_PROFILE_BYTES:
        return None
    if image.mode in {"CMYK", "LAB"}:
        return _build(profile, image.mode)
    return _build(profile, "L" if samples.grey else "RGB")


def _of_bitmap(data: bytes) -> bytes:
    """Return the profile of a BMP file of version 5, which Pillow leaves out."""
    head = data[:138]
    if head[:2] != b"BM" or head[14:18] != b"\x7c\0\0\0" or head[70:74] != b"DEBM":
        return b""
    start, size = struct.unpack_from("<2I", head.ljust(138, b"\0"), 126)
    return data[14 + start : 14 + start + size]


def to_srgb(image: Image.Image, by: Conversion) -> Image.Image:
    """Convert colours and leave transparency as it is: grey stays grey, inks become RGB.

    The image is of mode L, LA, RGB, RGBA or CMYK.
    """
    plain = image.convert(by.input_mode) if image.mode in {"LA", "RGBA"} else image
    converted = by.apply(plain)
    if by.input_mode == "L":
        converted = converted.getchannel("G")
    if plain is not image:
        converted.putalpha(image.getchannel("A"))
    return converted


@functools.lru_cache(maxsize=_KEPT)
def _build(profile: bytes, mode: str) -> Conversion | None:
    if _UNBOUNDED in profile:
        return None
    try:
        source = ImageCms.getOpenProfile(BytesIO(profile))
        if source.profile.xcolor_space.strip() != _SPACES.get(mode):
            return None
        if source.profile.device_class not in _DEVICES:
            return None
        built = ImageCms.buildTransform(
            source,
            ImageCms.createProfile("sRGB"),
            mode,
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
        )
        return None if _changes_nothing(built) else built
    except _REFUSED:
        return None


def _changes_nothing(built: Conversion) -> bool:
    if built.input_mode == "CMYK":
        return False
    probe = _probe(built.input_mode)
    before = np.asarray(probe.convert("RGB"), dtype=np.int16)
    after = np.asarray(built.apply(probe), dtype=np.int16)
    return bool(np.abs(after - before).max() <= _SAME)


@functools.cache
def _probe(mode: str) -> Image.Image:
    """Return every shade of grey, or colours from all over the cube."""
    if mode == "L":
        return Image.fromarray(np.arange(256, dtype=np.uint8)[None])
    steps = np.linspace(0, 255, 18).astype(np.uint8)
    cube = np.stack(np.meshgrid(steps, steps, steps), axis=-1)
    return Image.fromarray(cube.reshape(18, -1, 3))
