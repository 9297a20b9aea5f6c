"""Drawn shoes, in pairs as people photograph them."""

from collections.abc import Callable

import numpy as np
from PIL import Image

from training.inputs.rendering.drawing import CLOTH, EDGE, Drawing, Point, Rng, curve, mirror


def _sole(length: float, width: float, toe: float) -> list[Point]:
    """Draw a shoe from above, heel up, toe down."""
    half = [
        (width * 0.35, -length / 2),
        (width * 0.46, -length * 0.3),
        (width * 0.4, 0.0),
        (width * 0.55, length * 0.25),
        (width * 0.4 * toe, length * 0.46),
        (width * 0.12 * toe, length * 0.5),
    ]
    return curve(mirror(half), 2)


def _pair(rng: Rng, one: Callable[[Drawing], None]) -> Image.Image:
    """Draw two shoes, the second the mirror image of the first, each turned a little."""
    shoe = Drawing.blank(1)
    one(shoe)
    image = Image.new("RGB", (EDGE, EDGE), (0, CLOTH, 0))
    scale = rng.uniform(0.75, 0.95)
    apart, tilt = rng.uniform(20, 30) * scale, rng.normal(0, 14)
    for side in (1, -1):
        turned = shoe.image if side == 1 else shoe.image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        size = round(EDGE * scale)
        turned = turned.resize((size, size)).rotate(
            side * tilt + rng.normal(0, 5), Image.Resampling.BILINEAR, fillcolor=(0, CLOTH, 0)
        )
        x = round(EDGE / 2 + side * apart - size / 2)
        y = round(EDGE / 2 + rng.normal(0, 7) - size / 2)
        image.paste(turned, (x, y), turned.getchannel(0))
    if rng.random() < 0.5:
        angle = rng.normal(0, 45)
        image = image.rotate(angle, Image.Resampling.BILINEAR, fillcolor=(0, CLOTH, 0))
    return image


def sneaker(drawing: Drawing, rng: Rng) -> None:
    """Draw a laced shoe from above."""
    length, width = rng.uniform(1.5, 1.9), rng.uniform(0.6, 0.85)
    drawing.shape(_sole(length * 1.06, width * 1.12, 1.1), 235, 255 if rng.random() < 0.5 else 0)
    drawing.shape(_sole(length, width, 1.0))
    opening = rng.uniform(0.16, 0.26) * length
    drawing.disc((0, -length * 0.22), width * 0.3, opening, 60, 40)
    if rng.random() < 0.75:
        for y in np.linspace(0.0, length * 0.25, int(rng.integers(3, 7))):
            drawing.line([(-width * 0.2, float(y)), (width * 0.2, float(y))], 245, 2)


def sandal(drawing: Drawing, rng: Rng) -> None:
    """Draw a sole with straps, from above."""
    length, width = rng.uniform(1.5, 1.9), rng.uniform(0.55, 0.8)
    drawing.shape(_sole(length, width, 1.0), int(rng.integers(110, 230)), 255)
    for _ in range(int(rng.integers(1, 4))):
        y, lean = rng.uniform(-0.35, 0.4) * length, rng.normal(0, 0.12)
        thick = int(rng.integers(5, 24))
        drawing.line([(-width * 0.5, y - lean), (width * 0.5, y + lean)], CLOTH, thick)


def boot(drawing: Drawing, rng: Rng) -> None:
    """Draw an ankle boot from the side: shaft, foot and sole."""
    height, length = rng.uniform(0.9, 1.6), rng.uniform(0.85, 1.15)
    shaft = rng.uniform(0.4, 0.55)
    outline = [
        (-0.5, -height / 2),
        (-0.5 + shaft, -height / 2),
        (-0.45 + shaft, height / 2 - 0.35),
        (length - 0.55, height / 2 - 0.2),
        (length - 0.5, height / 2),
        (-0.52, height / 2),
    ]
    drawing.shape(curve(outline, 2))
    heel = rng.uniform(0.05, 0.2)
    drawing.shape(
        [
            (-0.5, height / 2 - 0.04),
            (length - 0.52, height / 2 - 0.04),
            (length - 0.52, height / 2 + 0.04),
            (-0.5, height / 2 + heel),
        ],
        80,
        255,
    )
    if rng.random() < 0.5:
        for y in np.linspace(-height / 2 + 0.15, height / 2 - 0.35, 5):
            drawing.line([(-0.45 + shaft * 0.6, float(y)), (-0.48 + shaft, float(y))], 240)


def as_pair(one: Callable[[Drawing, Rng], None]) -> Callable[[Drawing, Rng], None]:
    """Make the drawing of one shoe the drawing of two."""

    def draw_pair(drawing: Drawing, rng: Rng) -> None:
        drawing.image.paste(_pair(rng, lambda shoe: one(shoe, rng)))

    return draw_pair
