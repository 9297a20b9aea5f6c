"""Colour spaces that a file names by numbers instead of a profile, and profiles made of them.

PNG has chunks for it (cICP, and cHRM with gAMA), AVIF and HEIC a box (`colr` of kind `nclx`). The
numbers of cICP and nclx are those of ITU-T H.273. Brightness beyond white (PQ and HLG) is not
converted: that is a matter of tone mapping, not of colour.
"""

import functools
import re
import struct
from typing import Final, NamedTuple

import numpy as np
from PIL import Image

Curve = tuple[float, ...]

_D65: Final = (0.3127, 0.3290)
_PRIMARIES: Final = {
    9: (*_D65, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046),  # BT.2020
    12: (*_D65, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),  # Display P3
}
_OF_SRGB: Final = (*_D65, 0.640, 0.330, 0.300, 0.600, 0.150, 0.060)

_SRGB_CURVE: Final = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
# Photos that name BT.709's curve are graded for screens, which show them by sRGB's.
_CURVES: Final[dict[int, Curve]] = {
    **dict.fromkeys((1, 2, 6, 13, 14, 15), _SRGB_CURVE),
    4: (2.2,),
    5: (2.8,),
    8: (1.0,),
}
_D50: Final = (0.9642, 1.0, 0.8249)
_BRADFORD: Final = np.array(
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
)


class Space(NamedTuple):
    """A colour space.

    Attributes:
        places: x and y of white, red, green and blue.
        curve: A gamma, alone, or the five numbers of sRGB's kind of curve.
    """

    places: tuple[float, ...]
    curve: Curve


def named_profile(image: Image.Image, data: bytes, *, grey: bool) -> bytes | None:
    """Return a profile, for grey or RGB, of the space that an opened file names.

    Returns:
        None where it names none, or sRGB.
    """
    if image.format == "PNG":
        space = _of_chunks(image, data)
    elif image.format in {"AVIF", "HEIF"}:
        space = _of_boxes(data)
    else:
        return None
    if space is None or not all(0 <= x <= 1 and 0 < y <= 1 for x, y in _pairs(space.places)):
        return None
    return _profile(space, grey=grey)


def _of_chunks(image: Image.Image, data: bytes) -> Space | None:
    coded = re.search(rb"\0\0\0\x04cICP(.)(.)", data[: data.find(b"IDAT")], re.DOTALL)
    if coded:
        return _of_codes(coded[1][0], coded[2][0])
    # Comments may have any name: a text that is called "gamma" is none.
    gamma = image.info.get("gamma")
    curve = _of_gamma(gamma) if isinstance(gamma, float) else None
    places = image.info.get("chromaticity")
    if not isinstance(places, tuple):
        places = None
    if "srgb" in image.info or not (places or curve):
        return None
    return Space(places or _OF_SRGB, curve or _SRGB_CURVE)


def _of_gamma(gamma: float) -> Curve | None:
    if not 0.2 <= gamma <= 2:
        return None
    # 1/2.2 stands for sRGB's own curve, as the specification has writers of sRGB put it.
    return _SRGB_CURVE if abs(gamma - 1 / 2.2) < 0.005 else (1 / gamma,)


def _of_boxes(data: bytes) -> Space | None:
    """Return the values on which all parts of the file that name some agree."""
    found = re.findall(rb"colrnclx\0(.)\0(.)", data, re.DOTALL)
    coded = {(first[0], second[0]) for first, second in found if first[0] != 2}
    return _of_codes(*coded.pop()) if len(coded) == 1 else None


def _of_codes(primaries: int, transfer: int) -> Space | None:
    if primaries not in _PRIMARIES or transfer not in _CURVES:
        return None
    return Space(_PRIMARIES[primaries], _CURVES[transfer])


@functools.lru_cache(maxsize=16)
def _profile(space: Space, *, grey: bool) -> bytes | None:
    curve = _curve(space.curve)
    if grey:
        return _icc("GRAY", {"wtpt": _xyz(_D50), "kTRC": curve})
    primaries = _under_d50(space.places)
    if primaries is None:
        return None
    tags = {f"{name}XYZ": _xyz(tuple(primaries[:, at])) for at, name in enumerate("rgb")}
    return _icc("RGB ", tags | {f"{name}TRC": curve for name in "rgb"})


def _under_d50(
    places: tuple[float, ...],
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]] | None:
    """Return XYZ of red, green and blue, a column each; None where they span no space."""
    white, *corners = (np.array([x / y, 1.0, (1 - x - y) / y]) for x, y in _pairs(places))
    matrix = np.stack(corners, axis=1)
    if abs(np.linalg.det(matrix)) < 1e-3:
        return None
    matrix = matrix * np.linalg.solve(matrix, white)
    gains = (_BRADFORD @ np.array(_D50)) / (_BRADFORD @ white)
    adapted = np.linalg.inv(_BRADFORD) @ (gains[:, None] * (_BRADFORD @ matrix))
    return adapted if np.abs(adapted).max() < 4 else None


def _pairs(numbers: tuple[float, ...]) -> list[tuple[float, float]]:
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _icc(space: str, tags: dict[str, bytes]) -> bytes:
    """Return a profile of version 4 with the tags that a conversion needs."""
    at = 128 + 4 + 12 * len(tags)
    table = struct.pack(">I", len(tags))
    for name, body in tags.items():
        table += struct.pack(">4s2I", name.encode(), at, len(body))
        at += len(body)
    head = struct.pack(">I4sI4s4s4s12s4s", at, b"", 0x04200000, b"mntr", space.encode(), b"XYZ ",
                       b"", b"acsp")  # fmt: skip
    return (
        (head.ljust(68, b"\0") + _fixed(_D50)).ljust(128, b"\0") + table + b"".join(tags.values())
    )


def _xyz(values: tuple[float, ...]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(values)


def _curve(numbers: Curve) -> bytes:
    return struct.pack(">4sI2H", b"para", 0, 3 if len(numbers) > 1 else 0, 0) + _fixed(numbers)


def _fixed(values: tuple[float, ...]) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))
