"""Outlines with seams on three planes, for drawn garments."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image, ImageDraw

EDGE: Final = 128
_SCALE: Final = 52.0  # pixels for 1.0 of a drawing's measures
SEAM, FOLD, CLOTH, SLEEVE, INSIDE = 90, 150, 205, 190, 110
"""Lightness of each, of 255, before the fabric is applied."""
Point = tuple[float, float]
Rng = np.random.Generator


@dataclass(slots=True)
class Drawing:
    """Three planes of 128x128 bytes, as one Pillow image of mode RGB, and how to draw on them.

    Red is where the garment is, green how light its cloth is, blue where a second colour shows.
    Coordinates: x to the right from the middle, y down, 1.0 is 52 pixels.
    """

    image: Image.Image
    pen: ImageDraw.ImageDraw
    width: int

    @classmethod
    def blank(cls, width: int) -> "Drawing":
        """Make empty planes; seams will be so many pixels wide."""
        image = Image.new("RGB", (EDGE, EDGE), (0, CLOTH, 0))
        return cls(image, ImageDraw.Draw(image), width)

    def shape(self, points: Sequence[Point], light: int = CLOTH, accent: int = 0) -> None:
        """Draw a filled outline with a seam around it."""
        pixels = [_pixel(point) for point in points]
        self.pen.polygon(pixels, fill=(255, light, accent))
        seam = (255, min(light, SEAM + 40), accent)
        self.pen.line([*pixels, pixels[0]], fill=seam, width=self.width)

    def line(self, points: Sequence[Point], light: int = SEAM, width: int = 1) -> None:
        """Draw a seam, a fold or a lace."""
        self.pen.line([_pixel(p) for p in points], fill=(255, light, 0), width=width * self.width)

    def disc(self, at: Point, rx: float, ry: float, light: int, accent: int = 0) -> None:
        """Draw a filled ellipse."""
        x, y = _pixel(at)
        box = (x - rx * _SCALE, y - ry * _SCALE, x + rx * _SCALE, y + ry * _SCALE)
        self.pen.ellipse(box, fill=(255, light, accent))


def _pixel(point: Point) -> Point:
    return EDGE / 2 + point[0] * _SCALE, EDGE / 2 + point[1] * _SCALE


def mirror(points: Sequence[Point]) -> list[Point]:
    """Return the right half of an outline, from top to bottom, and its mirror image back up."""
    return [*points, *((-x, y) for x, y in reversed(points))]


def curve(points: Sequence[Point], rounds: int = 2) -> list[Point]:
    """Cut the corners of a closed outline (Chaikin's algorithm)."""
    ring = np.array(points)
    for _ in range(rounds):
        after = np.roll(ring, -1, axis=0)
        ring = np.stack([0.75 * ring + 0.25 * after, 0.25 * ring + 0.75 * after], 1).reshape(-1, 2)
    return [(float(x), float(y)) for x, y in ring]


def pockets(drawing: Drawing, rng: Rng, y: float, x: float, size: float) -> None:
    """Draw two pockets or their openings, ``x`` from the middle, ``size`` half as wide."""
    for side in (1, -1):
        edge = [(side * (x - size), y), (side * (x + size), y + rng.normal(0, 0.08))]
        drawing.line(edge)
        if rng.random() < 0.5:
            box = [edge[0], (edge[0][0], y + 2 * size), (edge[1][0], y + 2 * size), edge[1]]
            drawing.line(box)
