"""Domain randomisation: synthetic photos of an item that is shown on black.

The silhouette is warped, filled with a synthetic fabric, placed on a synthetic surface and lit.
Trained on enough variation, a model generalises to real photos (Tobin et al., "Domain
Randomization for Transferring Deep Neural Models from Simulation to the Real World", arXiv
1703.06907).
"""

from typing import Final

import numpy as np
import numpy.typing as npt
import scipy  # which imports its parts when they are used
from PIL import Image, ImageFilter

from training.inputs.rendering import surfaces
from training.inputs.rendering.surfaces import Plane

_CELLS: Final = 3
_SQUEEZES: Final = (4 / 3, 1.15, 1.0, 0.75)  # how much wider than it is an item appears
_SQUEEZE_CHANCES: Final = (0.55, 0.1, 0.25, 0.1)
_FAINT: Final = 12  # grey levels of 255 that still count as background


def item(grey: npt.NDArray[np.uint8]) -> Image.Image:
    """Return an image of Fashion-MNIST, (28, 28), in the planes that ``photograph`` takes.

    Returns:
        Mode RGB: red is where the item is, holes filled; green how light it is, stretched to the
        whole range; blue, where a second colour shows, is empty.
    """
    where = scipy.ndimage.binary_fill_holes(grey > _FAINT)
    inside = grey[where]
    low, high = np.percentile(inside, (2, 98)) if inside.size else (0, 255)
    light = np.clip((grey.astype(np.float32) - low) / max(float(high - low), 1.0), 0, 1)
    # The cloth is extended beyond the edge, or resampling would give every outline a dark rim.
    nearest = scipy.ndimage.distance_transform_edt(
        ~where, return_distances=False, return_indices=True
    )
    spread = (light * 255).astype(np.uint8)[tuple(nearest)] if inside.size else grey
    planes = np.stack([where.astype(np.uint8) * 255, spread, np.zeros_like(grey)], axis=-1)
    return Image.fromarray(planes)


def pair(one: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Return the item twice, the second time mirrored or not: as shoes are usually photographed."""
    edge = one.width
    size = round(edge * 0.62)
    both = Image.new("RGB", (edge, edge), (0, 128, 0))
    small = one.resize((size, size), Image.Resampling.BICUBIC)
    flip = rng.random() < 0.5
    turn = rng.uniform(-180, 180) if rng.random() < 0.5 else rng.normal(0, 20)
    for place in (0, 1):
        shown = small.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if place and flip else small
        shown = shown.rotate(turn + rng.normal(0, 12), Image.Resampling.BILINEAR)
        offset = rng.normal((edge - size) / 2, edge * 0.03, 2)
        shift = edge * 0.2 * (1 if place else -1)
        across = np.deg2rad(turn) if rng.random() < 0.5 else np.deg2rad(turn + 90)
        at = (
            round(offset[0] + shift * np.cos(across)),
            round(offset[1] + shift * np.sin(across)),
        )
        both.paste(shown, at, shown.getchannel(0))
    return both


def _warped(drawn: Image.Image, rng: np.random.Generator, size: int) -> Image.Image:
    """Return the item randomly scaled, turned, sheared, stretched and bent, size x size."""
    edge = drawn.width
    turn = rng.normal(0, 0.13) if rng.random() < 0.92 else rng.uniform(-np.pi, np.pi)
    # Preparation squeezes photos into a square: things in an upright one come out wider.
    squeeze = rng.choice(_SQUEEZES, p=_SQUEEZE_CHANCES) * np.exp(rng.normal(0, 0.06))
    left, upper, right, lower = drawn.getchannel(0).getbbox() or (0, 0, edge, edge)
    filled = max((right - left) * squeeze, lower - upper) / edge
    zoom = filled / rng.uniform(0.58, 1.02)  # of the photo's edge the item takes so much
    c, s = np.cos(turn), np.sin(turn)
    mirror = -1.0 if rng.random() < 0.5 else 1.0
    matrix = np.array([[c, -s], [s, c]]) @ np.array([[1, rng.normal(0, 0.1)], [0, 1]])
    matrix = matrix @ np.diag([mirror / squeeze, 1.0]) * zoom * edge
    knots = np.stack(np.meshgrid(*[np.linspace(-0.5, 0.5, _CELLS + 1)] * 2), axis=-1)
    bent = knots + rng.normal(0, rng.uniform(0, 0.025), knots.shape)
    middle = np.array([left + right, upper + lower]) / 2 + rng.normal(0, 0.05, 2) * edge
    source = bent @ matrix.T + middle
    step = size / _CELLS
    mesh = []
    for row in range(_CELLS):
        for column in range(_CELLS):
            box = tuple(round(v * step) for v in (column, row, column + 1, row + 1))
            corners = source[[row, row + 1, row + 1, row], [column, column, column + 1, column + 1]]
            mesh.append((box, tuple(float(v) for v in corners.ravel())))
    return drawn.transform(
        (size, size), Image.Transform.MESH, mesh, Image.Resampling.BICUBIC, fillcolor=(0, 128, 0)
    )


def _smooth(where: Plane) -> Plane:
    """Return an enlarged outline of 28 pixels, smoothed."""
    blurred = scipy.ndimage.uniform_filter(where, 4)
    return np.asarray(np.clip((blurred - 0.5) * 3 + 0.5, 0, 1)[:, :, np.newaxis], np.float32)


def _dressed(planes: Plane, category: str, rng: np.random.Generator, size: int) -> Plane:
    """Return the cloth's colours, (size, size, 3), from lightness and second-colour planes."""
    light, accent = planes[:, :, 1:2], planes[:, :, 2:3]
    first, second = surfaces.colour(rng), surfaces.colour(rng)
    pattern = surfaces.fabric(category, rng, size)[:, :, np.newaxis] * rng.uniform(0.3, 1)
    cloth = first * (1 - pattern) + second * pattern
    cloth = cloth * (1 - accent) + surfaces.colour(rng) * accent
    depth = rng.uniform(0.1, 0.85)
    shade = 1 - depth + depth * light ** rng.uniform(0.6, 1.6)
    folds = 1 + rng.uniform(0, 0.5) * (surfaces.smooth_noise(rng, size, 7)[..., None] - 0.5)
    # Seams stay in sight on black cloth as they do in a photo: as lighter lines.
    lifted = rng.uniform(0, 0.12) * (1 - light)
    return np.asarray(np.clip(cloth * shade * folds + lifted, 0, 1), np.float32)


def _lit(photo: Plane, rng: np.random.Generator, size: int) -> Plane:
    """Return the photo in light from one side, with a colour cast and another exposure."""
    ramp = np.linspace(-1, 1, size, dtype=np.float32)
    x, y = rng.normal(0, 0.1, 2)
    light = 1 + x * ramp[np.newaxis, :] + y * ramp[:, np.newaxis]
    cast = rng.normal(1, 0.06, 3)
    exposed = np.clip(photo * light[:, :, np.newaxis] * cast * rng.uniform(0.75, 1.25), 0, 1)
    return np.asarray(exposed ** rng.uniform(0.75, 1.3), np.float32)


def _taken(photo: Plane, rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    noise = rng.uniform(0, 0.17) * (rng.random(photo.shape, np.float32) - 0.5)
    image = Image.fromarray((np.clip(photo + noise, 0, 1) * 255).astype(np.uint8))
    if rng.random() < 0.5:
        image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.2, 0.9)))
    return np.asarray(image)


def _clutter(photo: Plane, rng: np.random.Generator, size: int) -> Plane:
    """Return the photo with things at its rim: another garment, a box, a cable."""
    x, y = np.meshgrid(np.linspace(-1, 1, size), np.linspace(-1, 1, size))
    angle = rng.uniform(0, 2 * np.pi)
    away = rng.uniform(0.95, 1.25)
    dx, dy = x - away * np.cos(angle), y - away * np.sin(angle)
    turn = rng.uniform(0, np.pi)
    a, b = dx * np.cos(turn) + dy * np.sin(turn), dy * np.cos(turn) - dx * np.sin(turn)
    inside = (np.abs(a) < rng.uniform(0.1, 0.5)) & (np.abs(b) < rng.uniform(0.03, 0.3))
    return np.where(inside[:, :, np.newaxis], surfaces.colour(rng), photo).astype(np.float32)


def photograph(
    drawn: Image.Image, category: str, rng: np.random.Generator, size: int
) -> npt.NDArray[np.uint8]:
    """Return a synthetic photo of an item, (size, size, 3) uint8.

    ``drawn`` comes from ``item``, ``pair`` or ``garments.draw``; some categories are checked or
    striped more often.
    """
    planes: Plane = np.asarray(_warped(drawn, rng, size), np.float32) / np.float32(255)
    where = _smooth(planes[:, :, 0]) if drawn.width < size else planes[:, :, :1]
    photo = surfaces.background(rng, size)
    if rng.random() < 0.2:
        photo = _clutter(photo, rng, size)
    dark = rng.uniform(0, 0.6)
    reach = rng.normal(0, 2, 2)
    shadow = scipy.ndimage.shift(scipy.ndimage.uniform_filter(where[:, :, 0], 5), reach, order=1)
    photo = photo * (1 - dark * shadow[:, :, np.newaxis])
    photo = photo * (1 - where) + _dressed(planes, category, rng, size) * where
    return _taken(_lit(photo, rng, size), rng)
