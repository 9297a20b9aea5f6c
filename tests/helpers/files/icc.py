"""Colour profiles for tests: small, made here, with no tag that a conversion does not need."""

import struct
from collections.abc import Sequence

Numbers = Sequence[float]

SRGB = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))
DISPLAY_P3 = (
    (0.51512, 0.24120, -0.00105),
    (0.29198, 0.69225, 0.04189),
    (0.15710, 0.06657, 0.78407),
)
ADOBE_RGB = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
"""XYZ of red, green and blue, adapted to D50, as the profiles of these spaces state them."""

SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def matrix_profile(primaries: Sequence[Numbers], curve: Numbers) -> bytes:
    """Return an RGB profile.

    Args:
        primaries: XYZ of red, green and blue under D50.
        curve: A gamma, alone, or the five numbers of sRGB's kind of curve.
    """
    tags = {f"{name}XYZ": _xyz(xyz) for name, xyz in zip("rgb", primaries, strict=True)}
    return _profile("RGB ", "XYZ ", tags | {f"{name}TRC": _curve(curve) for name in "rgb"})


def stepwise_profile() -> bytes:
    """Return an RGB profile whose conversion is a list of steps, here one that makes all black."""
    step = struct.pack(">4sI2H12f", b"matf", 0, 3, 3, *([0.0] * 12))
    steps = struct.pack(">4sI2H3I", b"mpet", 0, 3, 3, 1, 24, len(step)) + step
    tags = {f"{name}XYZ": _xyz(xyz) for name, xyz in zip("rgb", SRGB, strict=True)}
    tags |= {f"{name}TRC": _curve((1.0,)) for name in "rgb"}
    return _profile("RGB ", "XYZ ", tags | {"D2B0": steps, "D2B1": steps})


def grey_profile(gamma: float) -> bytes:
    """Return a grey profile.

    Args:
        gamma: Of its curve.
    """
    return _profile("GRAY", "XYZ ", {"wtpt": _xyz((0.9642, 1.0, 0.8249)), "kTRC": _curve((gamma,))})


def ink_profile(black: int = 0) -> bytes:
    """Return a CMYK profile by which every ink, black too, only takes lightness: grey paper.

    Args:
        black: Lightness of ink, of 255.
    """
    corners = [(black if any(inks) else 255, 128, 128) for inks in _corners(4)]
    ramp = bytes(range(256))
    table = struct.pack(">4B9i", 4, 3, 2, 0, *(65536 * v for v in (1, 0, 0, 0, 1, 0, 0, 0, 1)))
    table += ramp * 4 + bytes(part for corner in corners for part in corner) + ramp * 3
    return _profile("CMYK", "Lab ", {"A2B0": b"mft1\0\0\0\0" + table}, device="prtr")


def _corners(inks: int) -> list[tuple[int, ...]]:
    return [tuple(number >> shift & 1 for shift in range(inks)) for number in range(2**inks)]


def _profile(space: str, connection: str, tags: dict[str, bytes], device: str = "mntr") -> bytes:
    at = 128 + 4 + 12 * len(tags)
    table, bodies = b"", b""
    for name, body in tags.items():
        padded = body + b"\0" * (-len(body) % 4)
        table += struct.pack(">4s2I", name.encode(), at + len(bodies), len(body))
        bodies += padded
    header = struct.pack(
        ">I4sI4s4s4s12s4s28s12s",
        at + len(bodies), b"\0" * 4, 0x04200000, device.encode(), space.encode(),
        connection.encode(), b"\0" * 12, b"acsp", b"\0" * 28, _fixed((0.9642, 1.0, 0.8249)),
    )  # fmt: skip
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + bodies


def _xyz(values: Numbers) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(values)


def _curve(numbers: Numbers) -> bytes:
    kind = 0 if len(numbers) == 1 else 3
    return b"para\0\0\0\0" + struct.pack(">2H", kind, 0) + _fixed(numbers)


def _fixed(values: Numbers) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))
