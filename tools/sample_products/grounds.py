"""What the products lie on, or stand before."""

from collections.abc import Callable

import numpy as np
from scipy.ndimage import gaussian_filter

from tools.sample_products.canvas import SIZE, Colour, Plane, Rng, noise

_PAPER: tuple[Colour, ...] = (
    (0.95, 0.94, 0.92),
    (0.90, 0.87, 0.82),
    (0.93, 0.85, 0.80),
    (0.82, 0.88, 0.88),
    (0.86, 0.89, 0.82),
    (0.84, 0.84, 0.90),
    (0.95, 0.90, 0.78),
    (0.74, 0.80, 0.84),
    (0.62, 0.66, 0.64),
    (0.90, 0.78, 0.72),
)
_WOOD: tuple[Colour, ...] = (
    (0.72, 0.55, 0.38),
    (0.52, 0.36, 0.25),
    (0.85, 0.79, 0.71),
    (0.62, 0.50, 0.40),
)


def _flat(colour: Colour) -> Plane:
    return np.broadcast_to(np.array(colour, np.float32), (SIZE, SIZE, 3)).copy()


def _choice(rng: Rng, colours: tuple[Colour, ...]) -> Colour:
    return colours[int(rng.integers(len(colours)))]


def _light(rng: Rng, ground: Plane, strength: float = 0.1) -> Plane:
    """Let light fall in from the upper left."""
    y, x = np.mgrid[-1 : 1 : SIZE * 1j, -1 : 1 : SIZE * 1j].astype(np.float32)
    fall = 1 - strength * (0.6 * x + 0.8 * y + rng.normal(0, 0.1))
    return np.asarray(ground * fall[:, :, None], np.float32)


def paper(rng: Rng) -> Plane:
    """Return paper in one colour."""
    ground = _flat(_choice(rng, _PAPER)) * (1 + 0.012 * noise(rng, SIZE, SIZE, 220))[:, :, None]
    return _light(rng, ground)


def two_papers(rng: Rng) -> Plane:
    """Return two sheets that meet in a straight line."""
    first, second = _choice(rng, _PAPER), _choice(rng, _PAPER)
    y, x = np.mgrid[-1 : 1 : SIZE * 1j, -1 : 1 : SIZE * 1j].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    across = (x * np.cos(angle) + y * np.sin(angle) - rng.uniform(0.1, 0.5)) * SIZE / 2
    share = np.clip(across, 0, 1)[:, :, None]
    edge = 1 - 0.16 * np.exp(-np.clip(-across, 0, None) / 9) * (across < 0)
    ground = _flat(first) * (1 - share) * edge[:, :, None] + _flat(second) * share
    return _light(rng, np.asarray(ground, np.float32))


def wood(rng: Rng) -> Plane:
    """Return planks."""
    wide = int(rng.integers(110, 210))
    colour = np.array(_choice(rng, _WOOD), np.float32)
    ground = np.zeros((SIZE, SIZE, 3), np.float32)
    for left in range(0, SIZE, wide):
        right = min(SIZE, left + wide)
        width = right - left
        stretched = noise(rng, SIZE // 10, width, 26)
        grain = np.repeat(stretched, 11, axis=0)[:SIZE]
        grain = gaussian_filter(grain, (9, 0.8))
        rings = np.sin(noise(rng, SIZE, width, 3) * 16 + np.linspace(0, 5, width)[None, :]) * 0.5
        tone = rng.uniform(0.9, 1.07)
        plank = colour * tone * (1 + 0.13 * grain + 0.05 * rings)[:, :, None]
        seam = np.minimum(np.arange(width), np.arange(width)[::-1])
        plank *= (1 - 0.6 * np.exp(-seam / 1.8))[None, :, None]
        ground[:, left:right] = plank
    turned = np.rot90(ground) if rng.random() < 0.5 else ground
    return _light(rng, turned.copy())


def marble(rng: Rng) -> Plane:
    """Return white stone with veins."""
    tone = _flat((0.92, 0.92, 0.91)) * (1 + 0.05 * noise(rng, SIZE, SIZE, 4))[:, :, None]
    for cells, strength in ((2, 0.13), (5, 0.06)):
        field = noise(rng, SIZE, SIZE, cells) + 0.16 * noise(rng, SIZE, SIZE, cells * 5)
        tone *= (1 - strength * np.exp(-((field / 0.05) ** 2)))[:, :, None]
    return _light(rng, tone)


def linen(rng: Rng) -> Plane:
    """Return woven cloth."""
    rows = gaussian_filter(rng.normal(0, 1, (SIZE, SIZE)), (0.6, 22)) * 4
    columns = gaussian_filter(rng.normal(0, 1, (SIZE, SIZE)), (22, 0.6)) * 4
    soft = noise(rng, SIZE, SIZE, 3) * 0.03
    colour = _choice(rng, ((0.84, 0.80, 0.73), (0.75, 0.76, 0.75), (0.88, 0.86, 0.83)))
    return _light(rng, _flat(colour) * (1 + 0.06 * (rows + columns) + soft)[:, :, None])


def concrete(rng: Rng) -> Plane:
    """Return concrete."""
    rough = sum(noise(rng, SIZE, SIZE, 4 * 3**n) / 2**n for n in range(4))
    pores = gaussian_filter((rng.random((SIZE, SIZE)) < 0.0012).astype(np.float32), 1.6) * 5
    base = _flat(_choice(rng, ((0.70, 0.70, 0.69), (0.58, 0.59, 0.60), (0.78, 0.76, 0.73))))
    return _light(rng, np.asarray(base * (1 + 0.05 * rough - 0.12 * pores)[:, :, None], np.float32))


def terrazzo(rng: Rng) -> Plane:
    """Return chips of stone in cement."""
    ground = _flat((0.91, 0.89, 0.86))
    colours = ((0.72, 0.52, 0.45), (0.45, 0.50, 0.50), (0.85, 0.75, 0.60), (0.62, 0.60, 0.60))
    for colour in colours:
        field = noise(rng, SIZE, SIZE, 34)
        share = np.clip((field - 0.62) * 30, 0, 1)[:, :, None]
        ground = ground * (1 - share) + np.array(colour, np.float32) * share
    return _light(rng, np.asarray(ground, np.float32))


def room(rng: Rng, floor: float) -> Plane:
    """Return a wall and a floor that meet behind the product.

    Args:
        rng: Source of chance.
        floor: Where the product stands, in pixels.
    """
    wall, ground = _choice(rng, _PAPER), _choice(rng, _PAPER)
    if rng.random() < 0.5:  # a seamless sheet of one colour
        ground = wall
    y = np.mgrid[0:SIZE, 0:SIZE][0].astype(np.float32)
    line = floor - rng.uniform(60, 170)
    share = 1 / (1 + np.exp(np.clip(-(y - line) / (60 if ground == wall else 2.0), -50, 50)))
    picture = _flat(wall) * (1 - share[..., None])
    picture += _flat(ground) * share[..., None] * (0.93 if ground == wall else 1.0)
    return _light(rng, np.asarray(picture, np.float32), 0.08)


LYING: tuple[tuple[Callable[[Rng], Plane], float], ...] = (
    (paper, 0.28),
    (two_papers, 0.16),
    (wood, 0.18),
    (marble, 0.12),
    (linen, 0.1),
    (concrete, 0.1),
    (terrazzo, 0.06),
)


def ground(rng: Rng) -> Plane:
    """Return one of the grounds to lie on."""
    number = int(rng.choice(len(LYING), p=[share for _, share in LYING]))
    return LYING[number][0](rng)
