"""Photo files for tests: simple garments in many colours on many grounds, the same every time."""

import io
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

Point = tuple[float, float]

# Outlines on a square of side 1, y downwards; more than one part is drawn in turn.
GARMENTS: dict[str, tuple[tuple[Point, ...], ...]] = {
    "t-shirt": (
        ((0.35, 0.15), (0.65, 0.15), (0.92, 0.32), (0.82, 0.48), (0.70, 0.40), (0.70, 0.88),
         (0.30, 0.88), (0.30, 0.40), (0.18, 0.48), (0.08, 0.32)),
    ),
    "trouser": (
        ((0.33, 0.08), (0.67, 0.08), (0.72, 0.94), (0.55, 0.94), (0.50, 0.35), (0.45, 0.94),
         (0.28, 0.94)),
    ),
    "dress": (
        ((0.40, 0.08), (0.60, 0.08), (0.62, 0.38), (0.82, 0.92), (0.18, 0.92), (0.38, 0.38)),
    ),
    "coat": (
        ((0.36, 0.08), (0.64, 0.08), (0.88, 0.24), (0.86, 0.76), (0.74, 0.76), (0.72, 0.40),
         (0.74, 0.94), (0.26, 0.94), (0.28, 0.40), (0.26, 0.76), (0.14, 0.76), (0.12, 0.24)),
    ),
    "sneaker": (
        ((0.08, 0.42), (0.30, 0.40), (0.50, 0.55), (0.88, 0.62), (0.92, 0.74), (0.08, 0.74)),
    ),
    "bag": (
        ((0.30, 0.40), (0.34, 0.16), (0.66, 0.16), (0.70, 0.40), (0.63, 0.40), (0.61, 0.24),
         (0.39, 0.24), (0.37, 0.40)),
        ((0.14, 0.40), (0.86, 0.40), (0.92, 0.86), (0.08, 0.86)),
    ),
}  # fmt: skip
"""Outlines by name; the names are the categories of `make_photos`."""


def draw_garment(name: str, rng: np.random.Generator, size: tuple[int, int]) -> Image.Image:
    """Draw a garment, turned and shifted a little, on a plain, shaded or striped ground.

    Args:
        name: A key of `GARMENTS`.
        rng: Source of everything else.
        size: Width and height in pixels.
    """
    width, height = size
    dark = bool(rng.random() < 0.3)
    ground = rng.integers(20, 90, 3) if dark else rng.integers(170, 250, 3)
    image = Image.fromarray(_ground(rng, ground, size))
    colour = rng.integers(120, 255, 3) if dark else rng.integers(10, 150, 3)
    side = min(size) * rng.uniform(0.78, 0.98)
    angle = rng.uniform(-0.2, 0.2)
    shift = rng.uniform(-0.04, 0.04, 2) * min(size)
    draw = ImageDraw.Draw(image)
    for part in GARMENTS[name]:
        centred = (np.array(part) - 0.5) * side
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        points = centred @ turn.T + np.array([width, height]) / 2 + shift
        edge = tuple(int(value) for value in colour * 0.6)
        draw.polygon([tuple(point) for point in points], tuple(map(int, colour)), edge)
    return image.filter(ImageFilter.GaussianBlur(0.8))


def _ground(rng: np.random.Generator, colour: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    width, height = size
    shade: Callable[[], np.ndarray] = {
        0: lambda: np.zeros((height, width)),
        1: lambda: np.linspace(-25, 25, height)[:, None] * np.ones(width),
        2: lambda: 12.0 * ((np.arange(width) // 14) % 2) * np.ones((height, 1)),
    }[int(rng.integers(3))]
    pixels = colour + shade()[:, :, None] + rng.normal(0, 4, (height, width, 3))
    return pixels.clip(0, 255).astype(np.uint8)


def make_photos(
    folder: Path,
    count: int,
    seed: int = 0,
    size: tuple[int, int] = (150, 200),
    *,
    grey: bool = False,
) -> list[Path]:
    """Write JPEG photos of garments, no two with the same bytes; the same for the same seed.

    Args:
        folder: Made if it is missing.
        count: How many; the garments take turns.
        seed: Other seeds give other photos.
        size: Width and height in pixels.
        grey: Write grey PNG files of 28x28 instead, as Fashion-MNIST's are.

    Returns:
        Paths, in order, as `folder/coat-0003.jpg`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = list(GARMENTS)
    paths = []
    for number in range(count):
        name = names[number % len(names)]
        path = folder / f"{name}-{number:04d}.{'png' if grey else 'jpg'}"
        path.write_bytes(_photo(name, seed, number, size, grey=grey))
        paths.append(path)
    return paths


# Many tests ask for the same ones.
@lru_cache(maxsize=2000)
def _photo(name: str, seed: int, number: int, size: tuple[int, int], *, grey: bool) -> bytes:
    image = draw_garment(name, np.random.default_rng((seed, number)), size)
    content = io.BytesIO()
    if grey:
        image.convert("L").resize((28, 28), Image.Resampling.BOX).save(content, "PNG")
    else:
        image.save(content, "JPEG", quality=88)
    return content.getvalue()
