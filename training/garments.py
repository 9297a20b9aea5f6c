"""Drawn garments: outlines with seams, for categories of Fashion-MNIST in poses that it lacks.

Fashion-MNIST shows clothes as a shop does, upright on a form. People lay them on a floor with the
sleeves spread, and photograph shoes in pairs from above. These drawings are put together from
random measures; no photo is behind them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image, ImageDraw

EDGE: Final = 128
_SCALE: Final = 52.0  # pixels for 1.0 of a drawing's measures
_SEAM, _FOLD, _CLOTH, _SLEEVE, _INSIDE = 90, 150, 205, 190, 110
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

    @classmethod
    def blank(cls) -> "Drawing":
        """Nothing drawn yet."""
        image = Image.new("RGB", (EDGE, EDGE), (0, _CLOTH, 0))
        return cls(image, ImageDraw.Draw(image))

    def shape(self, points: Sequence[Point], light: int = _CLOTH, accent: int = 0) -> None:
        """A filled outline with a seam around it."""
        pixels = [_pixel(point) for point in points]
        self.pen.polygon(pixels, fill=(255, light, accent))
        self.pen.line([*pixels, pixels[0]], fill=(255, min(light, _SEAM + 40), accent), width=1)

    def line(self, points: Sequence[Point], light: int = _SEAM, width: int = 1) -> None:
        """A seam, a fold or a lace on what is drawn already."""
        self.pen.line([_pixel(p) for p in points], fill=(255, light, 0), width=width)

    def disc(self, at: Point, rx: float, ry: float, light: int, accent: int = 0) -> None:
        """A filled ellipse."""
        x, y = _pixel(at)
        box = (x - rx * _SCALE, y - ry * _SCALE, x + rx * _SCALE, y + ry * _SCALE)
        self.pen.ellipse(box, fill=(255, light, accent))


def _pixel(point: Point) -> Point:
    return EDGE / 2 + point[0] * _SCALE, EDGE / 2 + point[1] * _SCALE


def _mirror(points: Sequence[Point]) -> list[Point]:
    """The right half of an outline, from top to bottom, and its mirror image back up."""
    return [*points, *((-x, y) for x, y in reversed(points))]


def _curve(points: Sequence[Point], rounds: int = 2) -> list[Point]:
    """Cuts the corners of a closed outline (Chaikin's algorithm)."""
    ring = np.array(points)
    for _ in range(rounds):
        after = np.roll(ring, -1, axis=0)
        ring = np.stack([0.75 * ring + 0.25 * after, 0.25 * ring + 0.75 * after], 1).reshape(-1, 2)
    return [(float(x), float(y)) for x, y in ring]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Top:
    """Measures of whatever is worn over the shoulders; lengths in a drawing's units."""

    shoulder: float
    neck: float
    length: float
    waist: float
    hem: float
    sleeve: float
    cuff: float
    spread: float  # of the sleeves, radians below the horizontal


def _sleeve(drawing: Drawing, rng: Rng, top: _Top, side: int, upper: float, accent: int) -> None:
    """One sleeve, bent at the elbow if it is long; drawn toward ``side``, 1 or -1."""
    angle = float(np.clip(top.spread + rng.normal(0, 0.12), -0.2, 1.5))
    armhole = 0.36 + 0.1 * top.shoulder + rng.normal(0, 0.02)
    bend = rng.normal(0.15, 0.45) if top.sleeve > 0.8 else 0.0
    tip = np.array([top.shoulder, upper + 0.07])
    along = np.array([np.cos(angle), np.sin(angle)])
    lower_angle = angle + bend
    beyond = np.array([np.cos(lower_angle), np.sin(lower_angle)])
    elbow = tip + along * top.sleeve * 0.5
    end = elbow + beyond * top.sleeve * 0.5
    across = np.array([-beyond[1], beyond[0]])
    middle_width = (armhole * 0.8 + top.cuff) / 2
    inner_elbow = elbow + np.array([-along[1], along[0]]) * middle_width
    armpit = np.array([top.shoulder * 0.86, upper + armhole])
    outline = [tip - [0.1, 0.03], tip, elbow, end, end + across * top.cuff, inner_elbow, armpit]
    points = [(side * float(x), float(y)) for x, y in outline]
    drawing.shape(points, _SLEEVE, accent)
    if top.sleeve > 0.8 and rng.random() < 0.6:
        back = end - beyond * 0.1
        cuff = [back, back + across * top.cuff]
        drawing.line([(side * float(x), float(y)) for x, y in cuff])


def _body(drawing: Drawing, rng: Rng, top: _Top, upper: float, accent: int) -> None:
    lower = upper + top.length
    half = [
        (top.neck, upper),
        (top.shoulder, upper + 0.07),
        (top.shoulder * 0.88, upper + 0.42),
        (top.waist, upper + 0.45 * top.length + 0.1),
        (top.hem, lower),
        (top.hem * 0.5, lower + rng.uniform(0, 0.05)),
    ]
    drawing.shape(_mirror(half), _CLOTH, accent)


def _neck(drawing: Drawing, rng: Rng, top: _Top, upper: float, kind: str) -> None:
    depth = {"round": 0.1, "v": 0.3, "deep": 0.28, "high": 0.04}[kind] * rng.uniform(0.8, 1.3)
    if kind == "v":
        cut: list[Point] = [(-top.neck, upper - 0.02), (top.neck, upper - 0.02), (0, upper + depth)]
        drawing.shape(cut, _INSIDE, 60)
    else:
        drawing.disc((0, upper), top.neck, depth, _INSIDE, 60)
    if kind == "round" and rng.random() < 0.6:
        drawing.line(_curve([(-top.neck, upper), (0, upper + depth * 1.9), (top.neck, upper)], 1))


def _collar(drawing: Drawing, rng: Rng, top: _Top, upper: float, accent: int) -> None:
    """Two flaps beside the neck."""
    size = rng.uniform(0.16, 0.26)
    for side in (1, -1):
        flap = [
            (side * top.neck, upper - 0.05),
            (side * (top.neck + 0.08), upper + size),
            (side * 0.03, upper + size * 0.8),
        ]
        drawing.shape(flap, _CLOTH + 20, accent)


def _buttons(drawing: Drawing, rng: Rng, upper: float, lower: float) -> None:
    """A placket down the front, with buttons on it."""
    x = rng.normal(0, 0.01)
    drawing.line([(x - 0.05, upper), (x - 0.05, lower)], _SEAM + 30)
    drawing.line([(x + 0.05, upper), (x + 0.05, lower)], _SEAM + 30)
    shade = 60 if rng.random() < 0.5 else 250
    for y in np.linspace(upper + 0.08, lower - 0.08, int(rng.integers(4, 8))):
        drawing.disc((x, float(y)), 0.03, 0.03, shade)


def _pockets(drawing: Drawing, rng: Rng, y: float, x: float, size: float) -> None:
    for side in (1, -1):
        edge = [(side * (x - size), y), (side * (x + size), y + rng.normal(0, 0.08))]
        drawing.line(edge)
        if rng.random() < 0.5:
            box = [edge[0], (edge[0][0], y + 2 * size), (edge[1][0], y + 2 * size), edge[1]]
            drawing.line(box)


def _print(drawing: Drawing, rng: Rng, upper: float) -> None:
    """A logo or lettering on the chest."""
    x, y = rng.normal(0, 0.05), upper + rng.uniform(0.35, 0.7)
    for _ in range(int(rng.integers(1, 5))):
        at = (x + rng.normal(0, 0.1), y + rng.normal(0, 0.12))
        drawing.disc(
            at, rng.uniform(0.04, 0.22), rng.uniform(0.03, 0.15), int(rng.integers(60, 255)), 255
        )


def _over_shoulders(drawing: Drawing, rng: Rng, top: _Top) -> float:
    """Sleeves and body; returns where the shoulders are. Sleeves lie over or under the body."""
    upper = -0.5 * top.length - 0.05
    accent = 255 if rng.random() < 0.12 else 0
    over = rng.random() < 0.5
    if over:
        _body(drawing, rng, top, upper, 0)
    for side in (1, -1):
        if top.sleeve > 0.05:
            _sleeve(drawing, rng, top, side, upper, accent)
    if not over:
        _body(drawing, rng, top, upper, 0)
    return upper


def _spread(rng: Rng) -> float:
    """How far the sleeves hang: mostly down or half spread, sometimes straight out."""
    return float(rng.choice([rng.uniform(0.2, 0.8), rng.uniform(0.8, 1.4)], p=[0.4, 0.6]))


def _t_shirt(drawing: Drawing, rng: Rng) -> None:
    shoulder = rng.uniform(0.42, 0.58)
    top = _Top(
        shoulder=shoulder,
        neck=shoulder * rng.uniform(0.3, 0.48),
        length=rng.uniform(1.1, 1.65),
        waist=shoulder * rng.uniform(0.8, 1.02),
        hem=shoulder * rng.uniform(0.85, 1.15),
        sleeve=rng.choice([0.0, rng.uniform(0.22, 0.5)], p=[0.14, 0.86]),
        cuff=rng.uniform(0.24, 0.36),
        spread=_spread(rng) * 0.75,
    )
    upper = _over_shoulders(drawing, rng, top)
    _neck(drawing, rng, top, upper, str(rng.choice(["round", "v", "deep"], p=[0.6, 0.2, 0.2])))
    if rng.random() < 0.12:  # a polo shirt
        _collar(drawing, rng, top, upper, 255 if rng.random() < 0.3 else 0)
        drawing.line([(0, upper + 0.1), (0, upper + 0.4)])
    if rng.random() < 0.45:
        _print(drawing, rng, upper)


def _pullover(drawing: Drawing, rng: Rng) -> None:
    shoulder = rng.uniform(0.42, 0.6)
    top = _Top(
        shoulder=shoulder,
        neck=shoulder * rng.uniform(0.28, 0.45),
        length=rng.uniform(1.1, 1.7),
        waist=shoulder * rng.uniform(0.8, 1.05),
        hem=shoulder * rng.uniform(0.8, 1.1),
        sleeve=rng.uniform(0.95, 1.4),
        cuff=rng.uniform(0.15, 0.24),
        spread=_spread(rng),
    )
    upper = _over_shoulders(drawing, rng, top)
    _neck(drawing, rng, top, upper, str(rng.choice(["round", "v", "deep", "high"])))
    if rng.random() < 0.5:
        lower = upper + top.length
        drawing.line([(-top.hem, lower - 0.1), (top.hem, lower - 0.1)])
    if rng.random() < 0.3:
        _print(drawing, rng, upper)


def _shirt(drawing: Drawing, rng: Rng) -> None:
    shoulder = rng.uniform(0.42, 0.58)
    short = rng.random() < 0.35
    top = _Top(
        shoulder=shoulder,
        neck=shoulder * rng.uniform(0.25, 0.38),
        length=rng.uniform(1.15, 1.7),
        waist=shoulder * rng.uniform(0.8, 1.02),
        hem=shoulder * rng.uniform(0.85, 1.15),
        sleeve=rng.uniform(0.3, 0.55) if short else rng.uniform(0.9, 1.35),
        cuff=rng.uniform(0.26, 0.36) if short else rng.uniform(0.17, 0.25),
        spread=_spread(rng),
    )
    upper = _over_shoulders(drawing, rng, top)
    _neck(drawing, rng, top, upper, str(rng.choice(["round", "v"])))
    _buttons(drawing, rng, upper + 0.12, upper + top.length)
    if rng.random() < 0.9:
        _collar(drawing, rng, top, upper, 255 if rng.random() < 0.15 else 0)
    if rng.random() < 0.4:
        _pockets(drawing, rng, upper + 0.5, shoulder * 0.45, 0.1)


def _coat(drawing: Drawing, rng: Rng) -> None:
    shoulder = rng.uniform(0.46, 0.64)
    sleeveless = rng.random() < 0.15
    top = _Top(
        shoulder=shoulder,
        neck=shoulder * rng.uniform(0.28, 0.4),
        length=rng.uniform(1.1, 1.8),
        waist=shoulder * rng.uniform(0.85, 1.1),
        hem=shoulder * rng.uniform(0.9, 1.25),
        sleeve=0.0 if sleeveless else rng.uniform(0.9, 1.35),
        cuff=rng.uniform(0.2, 0.3),
        spread=_spread(rng),
    )
    hood = rng.random() < 0.45
    upper = -0.5 * top.length - 0.05
    if hood:
        drawing.disc((0, upper), top.neck * 1.6, 0.36, _SLEEVE)
        drawing.disc((0, upper + 0.02), top.neck * 1.1, 0.22, _INSIDE, 120)
    _over_shoulders(drawing, rng, top)
    lower = upper + top.length
    if hood:
        drawing.disc((0, upper), top.neck, 0.16, _INSIDE, 120)
    else:
        _neck(drawing, rng, top, upper, str(rng.choice(["v", "round", "high"])))
        _collar(drawing, rng, top, upper, 255 if rng.random() < 0.25 else 0)
    if rng.random() < 0.7:
        drawing.line([(0, upper + 0.1), (0, lower)], int(rng.choice([40, 250])), 2)
    else:
        _buttons(drawing, rng, upper + 0.2, lower)
    if rng.random() < 0.75:
        _pockets(drawing, rng, lower - 0.55, shoulder * 0.55, 0.14)
    if rng.random() < 0.3:  # quilting
        for y in np.arange(upper + 0.3, lower, rng.uniform(0.14, 0.24)):
            drawing.line([(-top.waist, float(y)), (top.waist, float(y))], _SEAM + 50)


def _dress(drawing: Drawing, rng: Rng) -> None:
    shoulder = rng.uniform(0.28, 0.4)
    length = rng.uniform(1.75, 2.15)
    waist = shoulder * rng.uniform(0.68, 1.0)
    top = _Top(
        shoulder=shoulder,
        neck=shoulder * rng.uniform(0.35, 0.65),
        length=length,
        waist=waist,
        hem=waist * rng.uniform(1.05, 2.4),
        sleeve=rng.choice([0.0, rng.uniform(0.15, 0.4), rng.uniform(0.7, 1.0)], p=[0.5, 0.3, 0.2]),
        cuff=rng.uniform(0.16, 0.24),
        spread=_spread(rng),
    )
    upper = _over_shoulders(drawing, rng, top)
    _neck(drawing, rng, top, upper, str(rng.choice(["round", "v", "deep"])))
    if rng.random() < 0.55:
        y = upper + 0.45 * length + rng.normal(0, 0.1)
        drawing.line([(-waist, y), (waist, y)], _SEAM, int(rng.integers(1, 4)))
    for _ in range(int(rng.integers(0, 5))):  # folds of the skirt
        x = rng.uniform(-0.8, 0.8)
        drawing.line([(x * waist, upper + 0.55 * length), (x * top.hem, upper + length)], _FOLD)


def _trousers(drawing: Drawing, rng: Rng) -> None:
    waist, length = rng.uniform(0.3, 0.44), rng.uniform(1.85, 2.2)
    upper = -length / 2
    crotch = upper + rng.uniform(0.5, 0.68)
    hip = waist * rng.uniform(1.05, 1.25)
    lower = upper + length
    apart = rng.uniform(-0.02, 0.3)
    width = hip * rng.uniform(0.35, 0.8)
    knee = (hip * 0.8 + width) / 2
    for side in (1, -1):
        out = apart + rng.normal(0, 0.03)
        leg = [
            (0, upper),
            (waist, upper),
            (hip, crotch - 0.1),
            (out / 2 + knee + 0.03, (crotch + lower) / 2),
            (out + width, lower),
            (out + 0.02, lower + rng.normal(0, 0.02)),
            (out / 2 + 0.02, (crotch + lower) / 2),
            (0, crotch),
        ]
        drawing.shape([(side * x, y) for x, y in leg])
    drawing.line([(-waist, upper + 0.09), (waist, upper + 0.09)])
    if rng.random() < 0.7:
        drawing.line([(0, upper), (0, crotch)])
    if rng.random() < 0.6:
        _pockets(drawing, rng, upper + 0.25, hip * 0.7, 0.1)


def _sole(length: float, width: float, toe: float) -> list[Point]:
    """A shoe from above, heel up, toe down."""
    half = [
        (width * 0.35, -length / 2),
        (width * 0.46, -length * 0.3),
        (width * 0.4, 0.0),
        (width * 0.55, length * 0.25),
        (width * 0.4 * toe, length * 0.46),
        (width * 0.12 * toe, length * 0.5),
    ]
    return _curve(_mirror(half), 2)


def _pair(rng: Rng, one: Callable[[Drawing], None]) -> Image.Image:
    """Two shoes, the second the mirror image of the first, each turned a little."""
    shoe = Drawing.blank()
    one(shoe)
    image = Image.new("RGB", (EDGE, EDGE), (0, _CLOTH, 0))
    scale = rng.uniform(0.75, 0.95)
    apart, tilt = rng.uniform(20, 30) * scale, rng.normal(0, 14)
    for side in (1, -1):
        turned = shoe.image if side == 1 else shoe.image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        size = round(EDGE * scale)
        turned = turned.resize((size, size)).rotate(
            side * tilt + rng.normal(0, 5), Image.Resampling.BILINEAR, fillcolor=(0, _CLOTH, 0)
        )
        x = round(EDGE / 2 + side * apart - size / 2)
        y = round(EDGE / 2 + rng.normal(0, 7) - size / 2)
        image.paste(turned, (x, y), turned.getchannel(0))
    return image


def _sneaker(drawing: Drawing, rng: Rng) -> None:
    length, width = rng.uniform(1.5, 1.9), rng.uniform(0.6, 0.85)
    drawing.shape(_sole(length * 1.06, width * 1.12, 1.1), 235, 255 if rng.random() < 0.5 else 0)
    drawing.shape(_sole(length, width, 1.0))
    opening = rng.uniform(0.16, 0.26) * length
    drawing.disc((0, -length * 0.22), width * 0.3, opening, 60, 40)
    if rng.random() < 0.75:
        for y in np.linspace(0.0, length * 0.25, int(rng.integers(3, 7))):
            drawing.line([(-width * 0.2, float(y)), (width * 0.2, float(y))], 245, 2)


def _sandal(drawing: Drawing, rng: Rng) -> None:
    length, width = rng.uniform(1.5, 1.9), rng.uniform(0.55, 0.8)
    drawing.shape(_sole(length, width, 1.0), int(rng.integers(110, 230)), 255)
    for _ in range(int(rng.integers(1, 4))):
        y, lean = rng.uniform(-0.35, 0.4) * length, rng.normal(0, 0.12)
        thick = int(rng.integers(5, 24))
        drawing.line([(-width * 0.5, y - lean), (width * 0.5, y + lean)], _CLOTH, thick)


def _boot(drawing: Drawing, rng: Rng) -> None:
    """From the side: shaft, foot and sole."""
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
    drawing.shape(_curve(outline, 2))
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


def _as_pair(one: Callable[[Drawing, Rng], None]) -> Callable[[Drawing, Rng], None]:
    def draw_pair(drawing: Drawing, rng: Rng) -> None:
        drawing.image.paste(_pair(rng, lambda shoe: one(shoe, rng)))

    return draw_pair


_GARMENTS: Final[dict[str, Callable[[Drawing, Rng], None]]] = {
    "T-shirt/top": _t_shirt,
    "Trouser": _trousers,
    "Pullover": _pullover,
    "Dress": _dress,
    "Coat": _coat,
    "Sandal": _as_pair(_sandal),
    "Shirt": _shirt,
    "Sneaker": _as_pair(_sneaker),
    "Ankle boot": _as_pair(_boot),
}
DRAWN: Final = tuple(_GARMENTS)
"""The categories that can be drawn: all of Fashion-MNIST's but bags."""


def draw(category: str, rng: np.random.Generator) -> Image.Image:
    """Draws one garment.

    Args:
        category: one of ``DRAWN``.
        rng: where its measures come from.

    Returns:
        64x64, mode RGB, the item filling the longer edge: red is where it is, green how light the
        cloth is, blue where a second colour shows.
    """
    drawing = Drawing.blank()
    _GARMENTS[category](drawing, rng)
    return _fitted(drawing.image)


def _fitted(drawn: Image.Image) -> Image.Image:
    """Cut out and centred, the longest edge filling a square, as Fashion-MNIST's items do."""
    box = drawn.getchannel(0).getbbox() or (0, 0, *drawn.size)
    item = drawn.crop(box)
    square = Image.new("RGB", (max(item.size),) * 2, (0, _CLOTH, 0))
    square.paste(item, ((square.width - item.width) // 2, (square.height - item.height) // 2))
    return square.resize((EDGE // 2, EDGE // 2), Image.Resampling.BOX)
