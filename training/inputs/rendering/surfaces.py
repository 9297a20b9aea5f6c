"""Synthetic surfaces for backgrounds and fabrics.

All are float32 in [0, 1] and depend on the generator alone: a seed gives the same surface on every
computer.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from PIL import Image

Plane = npt.NDArray[np.float32]
"""(S, S), or (S, S, 3) for colours."""


def smooth_noise(rng: np.random.Generator, size: int, cells: int) -> Plane:
    """Return noise that varies over ``cells`` cells a side: (size, size), mostly within [0, 1]."""
    coarse = Image.fromarray(rng.random((cells, cells), np.float32))
    return np.asarray(coarse.resize((size, size), Image.Resampling.BICUBIC), np.float32)


def colour(rng: np.random.Generator) -> Plane:
    """Return a colour of cloth or floor, (3,): greys and dull tones as often as bright ones."""
    value = rng.beta(1.3, 1.1)
    saturation = rng.beta(0.9, 1.8)
    hue = rng.random() * 6
    ramp = np.abs((hue + np.array([0.0, 4.0, 2.0])) % 6 - 3) - 1
    pure = np.clip(ramp, 0, 1)
    return np.asarray(value * (1 - saturation * (1 - pure)), np.float32)


def _clipped(values: npt.NDArray[Any]) -> Plane:
    return np.asarray(np.clip(values, 0, 1), np.float32)


def _grid(size: int, angle: float) -> tuple[Plane, Plane]:
    """Return coordinates of the pixels, turned by an angle in radians, in pixels."""
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    c, s = np.float32(np.cos(angle)), np.float32(np.sin(angle))
    return x * c + y * s, y * c - x * s


def _wave(along: Plane, period: float, share: float, phase: float) -> Plane:
    """Return bands of soft edges: 1 over ``share`` of each period."""
    place = np.abs(((along / period + phase) % 1) - 0.5) * 2
    return _clipped((share - place) * period / 2 + 0.5)


def _stripes(rng: np.random.Generator, size: int) -> Plane:
    angle = rng.choice([0.0, np.pi / 2, rng.random() * np.pi], p=[0.4, 0.4, 0.2])
    x, _ = _grid(size, angle)
    return _wave(x, rng.uniform(3, 16), rng.uniform(0.2, 0.7), rng.random())


def _checks(rng: np.random.Generator, size: int) -> Plane:
    x, y = _grid(size, rng.choice([0.0, rng.random()]))
    period, share = rng.uniform(4, 16), rng.uniform(0.25, 0.6)
    lines = _wave(x, period, share, rng.random()) + _wave(y, period, share, rng.random())
    return np.asarray(lines / 2, np.float32)


def _dots(rng: np.random.Generator, size: int) -> Plane:
    period = rng.uniform(4, 12)
    x, y = _grid(size, rng.random())
    dx, dy = (x % period) - period / 2, (y % period) - period / 2
    radius = period * rng.uniform(0.15, 0.4)
    return _clipped(radius - np.sqrt(dx * dx + dy * dy) + 0.5)


def _blotches(rng: np.random.Generator, size: int) -> Plane:
    """Return noise with edges, such as camouflage, flowers and marble."""
    noise = smooth_noise(rng, size, int(rng.integers(5, 22)))
    return _clipped((noise - rng.uniform(0.35, 0.65)) * rng.uniform(3, 14) + 0.5)


def _plain(_rng: np.random.Generator, size: int) -> Plane:
    return np.zeros((size, size), np.float32)


_FABRICS: Final[tuple[Callable[[np.random.Generator, int], Plane], ...]] = (
    _plain,
    _stripes,
    _checks,
    _dots,
    _blotches,
)
_USUAL: Final = (0.54, 0.14, 0.08, 0.06, 0.18)
_CHANCES: Final = {
    "Shirt": (0.38, 0.18, 0.28, 0.06, 0.1),
    "Coat": (0.7, 0.06, 0.08, 0.02, 0.14),
    "Trouser": (0.72, 0.07, 0.05, 0.02, 0.14),
    "Dress": (0.34, 0.12, 0.08, 0.14, 0.32),
    "Skirt": (0.46, 0.12, 0.12, 0.1, 0.2),
    "Hat": (0.62, 0.12, 0.06, 0.04, 0.16),
}
"""Shares of plain, striped, checked, dotted and flowered clothes of a category."""


def fabric(category: str, rng: np.random.Generator, size: int) -> Plane:
    """Return the share of a second colour at each place of a category's cloth, (size, size)."""
    chances = _CHANCES.get(category, _USUAL)
    return _FABRICS[int(rng.choice(len(_FABRICS), p=chances))](rng, size)


def _cloth(rng: np.random.Generator, size: int) -> Plane:
    """Return folds of a sheet: ridges of smooth noise."""
    noise = smooth_noise(rng, size, int(rng.integers(3, 7)))
    return np.asarray(np.abs(((noise * rng.uniform(2, 5)) % 2) - 1), np.float32)


def _planks(rng: np.random.Generator, size: int) -> Plane:
    """Return wood: planks of differing lightness, with grain along them and gaps between."""
    x, _ = _grid(size, rng.choice([0.0, np.pi / 2, rng.normal(0, 0.5)]))
    width = rng.uniform(7, 26)
    plank = np.floor(x / width + rng.random()).astype(np.int64)
    lightness = rng.random(256, np.float32)[plank % 256]
    stretched = Image.fromarray(rng.random((6, size), np.float32))
    grain = np.asarray(stretched.resize((size, size), Image.Resampling.BICUBIC), np.float32)
    gaps = _wave(x, width, 0.08, rng.random())
    turned = grain if np.ptp(x[0]) > np.ptp(x[:, 0]) else grain.T
    return np.asarray(0.5 * lightness + 0.4 * turned - 0.6 * gaps + 0.1, np.float32)


def _tiles(rng: np.random.Generator, size: int) -> Plane:
    x, y = _grid(size, rng.normal(0, 0.6))
    width = rng.uniform(14, 44)
    gaps = np.maximum(_wave(x, width, 0.07, rng.random()), _wave(y, width, 0.07, rng.random()))
    return np.asarray(0.3 * smooth_noise(rng, size, 12) + 0.7 * (1 - gaps), np.float32)


def _carpet(rng: np.random.Generator, size: int) -> Plane:
    """Return pile or weave: fine noise over coarse."""
    fine = rng.random((size, size), np.float32)
    return 0.6 * fine + 0.4 * smooth_noise(rng, size, int(rng.integers(3, 16)))


def _ornament(rng: np.random.Generator, size: int) -> Plane:
    """Return a rug or printed blanket: blotches, checks and stripes at once."""
    parts = (_blotches, _checks, _stripes, _dots, _blotches)
    first, second = rng.choice(len(parts), 2, replace=False)
    return np.asarray(0.5 * parts[first](rng, size) + 0.5 * parts[second](rng, size), np.float32)


_SURFACES: Final[tuple[tuple[Callable[[np.random.Generator, int], Plane], float], ...]] = (
    (_plain, 0.24),
    (_cloth, 0.18),
    (_planks, 0.16),
    (_tiles, 0.08),
    (_carpet, 0.14),
    (_ornament, 0.1),
    (_stripes, 0.05),
    (_blotches, 0.05),
)


def background(rng: np.random.Generator, size: int) -> Plane:
    """Return a background, (size, size, 3)."""
    chances = [chance for _, chance in _SURFACES]
    share = _SURFACES[int(rng.choice(len(_SURFACES), p=chances))][0](rng, size)[:, :, np.newaxis]
    first = colour(rng)
    near = np.clip(first + rng.normal(0, 0.12, 3), 0, 1).astype(np.float32)
    second = near if rng.random() < 0.6 else colour(rng)
    surface = first * (1 - share) + second * share
    surface = surface * (1 + rng.uniform(0, 0.12) * (smooth_noise(rng, size, 4)[..., None] - 0.5))
    if rng.random() < 0.25:  # where two surfaces meet: a wall and a floor, a table's edge
        surface = _parted(rng, size, surface)
    return _clipped(surface)


def _parted(rng: np.random.Generator, size: int, surface: Plane) -> Plane:
    x, _ = _grid(size, rng.random() * 2 * np.pi)
    edge = x - np.quantile(x, rng.uniform(0.65, 0.95))
    beyond = np.clip(edge, 0, 1)[:, :, np.newaxis]
    other = colour(rng) * (0.85 + 0.3 * smooth_noise(rng, size, 6)[:, :, np.newaxis])
    return np.asarray(surface * (1 - beyond) + other * beyond, np.float32)
