"""Drawn clothes that hang from the shoulders."""

from dataclasses import dataclass

import numpy as np

from training.inputs.rendering.drawing import (
    CLOTH,
    FOLD,
    INSIDE,
    SEAM,
    SLEEVE,
    Drawing,
    Point,
    Rng,
    curve,
    mirror,
    pockets,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Top:
    """Measures of a top; lengths in a drawing's units."""

    shoulder: float
    neck: float
    length: float
    waist: float
    hem: float
    sleeve: float
    cuff: float
    spread: float  # of the sleeves, radians below the horizontal


def _sleeve(drawing: Drawing, rng: Rng, top: _Top, side: int, upper: float, accent: int) -> None:
    """Draw a sleeve, bent at the elbow if it is long, toward ``side``, 1 or -1."""
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
    drawing.shape(points, SLEEVE, accent)
    if top.sleeve > 0.8 and rng.random() < 0.6:
        back = end - beyond * 0.1
        cuff = [back, back + across * top.cuff]
        drawing.line([(side * float(x), float(y)) for x, y in cuff])


def _body(drawing: Drawing, rng: Rng, top: _Top, upper: float) -> None:
    lower = upper + top.length
    half = [
        (top.neck, upper),
        (top.shoulder, upper + 0.07),
        (top.shoulder * 0.88, upper + 0.42),
        (top.waist, upper + 0.45 * top.length + 0.1),
        (top.hem, lower),
        (top.hem * 0.5, lower + rng.uniform(0, 0.05)),
    ]
    drawing.shape(mirror(half))


def _neck(drawing: Drawing, rng: Rng, top: _Top, upper: float, kind: str) -> None:
    depth = {"round": 0.1, "v": 0.3, "deep": 0.28, "high": 0.04}[kind] * rng.uniform(0.8, 1.3)
    if kind == "v":
        cut: list[Point] = [(-top.neck, upper - 0.02), (top.neck, upper - 0.02), (0, upper + depth)]
        drawing.shape(cut, INSIDE, 60)
    else:
        drawing.disc((0, upper), top.neck, depth, INSIDE, 60)
    if kind == "round" and rng.random() < 0.6:
        drawing.line(curve([(-top.neck, upper), (0, upper + depth * 1.9), (top.neck, upper)], 1))


def _collar(drawing: Drawing, rng: Rng, top: _Top, upper: float, accent: int) -> None:
    """Draw two flaps beside the neck."""
    size = rng.uniform(0.16, 0.26)
    for side in (1, -1):
        flap = [
            (side * top.neck, upper - 0.05),
            (side * (top.neck + 0.08), upper + size),
            (side * 0.03, upper + size * 0.8),
        ]
        drawing.shape(flap, CLOTH + 20, accent)


def _buttons(drawing: Drawing, rng: Rng, upper: float, lower: float) -> None:
    """Draw a placket down the front, with buttons on it."""
    x = rng.normal(0, 0.01)
    drawing.line([(x - 0.05, upper), (x - 0.05, lower)], SEAM + 30)
    drawing.line([(x + 0.05, upper), (x + 0.05, lower)], SEAM + 30)
    shade = 60 if rng.random() < 0.5 else 250
    for y in np.linspace(upper + 0.08, lower - 0.08, int(rng.integers(4, 8))):
        drawing.disc((x, float(y)), 0.03, 0.03, shade)


def _print(drawing: Drawing, rng: Rng, upper: float) -> None:
    """Draw a logo or lettering on the chest."""
    x, y = rng.normal(0, 0.05), upper + rng.uniform(0.35, 0.7)
    for _ in range(int(rng.integers(1, 5))):
        at = (x + rng.normal(0, 0.1), y + rng.normal(0, 0.12))
        drawing.disc(
            at, rng.uniform(0.04, 0.22), rng.uniform(0.03, 0.15), int(rng.integers(60, 255)), 255
        )


def _over_shoulders(drawing: Drawing, rng: Rng, top: _Top) -> float:
    """Draw sleeves and body; return where the shoulders are. Sleeves lie over or under the body."""
    upper = -0.5 * top.length - 0.05
    accent = 255 if rng.random() < 0.12 else 0
    over = rng.random() < 0.5
    if over:
        _body(drawing, rng, top, upper)
    for side in (1, -1):
        if top.sleeve > 0.05:
            _sleeve(drawing, rng, top, side, upper, accent)
    if not over:
        _body(drawing, rng, top, upper)
    return upper


def _spread(rng: Rng) -> float:
    """Return the angle of the sleeves: mostly down or half spread, sometimes straight out."""
    return float(rng.choice([rng.uniform(0.2, 0.8), rng.uniform(0.8, 1.4)], p=[0.4, 0.6]))


def t_shirt(drawing: Drawing, rng: Rng) -> None:
    """Draw a T-shirt, a sleeveless top or a polo shirt."""
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


def pullover(drawing: Drawing, rng: Rng) -> None:
    """Draw a pullover or another long-sleeved top without buttons."""
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


def shirt(drawing: Drawing, rng: Rng) -> None:
    """Draw a shirt or blouse with collar and buttons."""
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
    if rng.random() < 0.92:
        _collar(drawing, rng, top, upper, 255 if rng.random() < 0.25 else 0)
    if rng.random() < 0.4:
        pockets(drawing, rng, upper + 0.5, shoulder * 0.45, 0.1)


def coat(drawing: Drawing, rng: Rng) -> None:
    """Draw a coat, jacket or waistcoat, with a hood, a zip or buttons."""
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
        drawing.disc((0, upper), top.neck * 1.6, 0.36, SLEEVE)
        drawing.disc((0, upper + 0.02), top.neck * 1.1, 0.22, INSIDE, 120)
    _over_shoulders(drawing, rng, top)
    lower = upper + top.length
    if hood:
        drawing.disc((0, upper), top.neck, 0.16, INSIDE, 120)
    else:
        _neck(drawing, rng, top, upper, str(rng.choice(["v", "round", "high"])))
        _collar(drawing, rng, top, upper, 255 if rng.random() < 0.25 else 0)
    if rng.random() < 0.7:
        drawing.line([(0, upper + 0.1), (0, lower)], int(rng.choice([40, 250])), 2)
    else:
        _buttons(drawing, rng, upper + 0.2, lower)
    if rng.random() < 0.75:
        pockets(drawing, rng, lower - 0.55, shoulder * 0.55, 0.14)
    if rng.random() < 0.3:  # quilting
        for y in np.arange(upper + 0.3, lower, rng.uniform(0.14, 0.24)):
            drawing.line([(-top.waist, float(y)), (top.waist, float(y))], SEAM + 50)


def dress(drawing: Drawing, rng: Rng) -> None:
    """Draw a dress, from straight to wide."""
    shoulder = rng.uniform(0.28, 0.46)
    length = rng.uniform(1.4, 2.15)
    waist = shoulder * rng.uniform(0.68, 1.0)
    top = _Top(
        shoulder=shoulder,
        neck=shoulder * rng.uniform(0.35, 0.65),
        length=length,
        waist=waist,
        hem=waist * rng.uniform(1.05, 2.6),
        sleeve=rng.choice([0.0, rng.uniform(0.15, 0.4), rng.uniform(0.7, 1.0)], p=[0.5, 0.3, 0.2]),
        cuff=rng.uniform(0.16, 0.24),
        spread=_spread(rng),
    )
    upper = _over_shoulders(drawing, rng, top)
    _neck(drawing, rng, top, upper, str(rng.choice(["round", "v", "deep"])))
    if rng.random() < 0.55:
        y = upper + 0.45 * length + rng.normal(0, 0.1)
        drawing.line([(-waist, y), (waist, y)], SEAM, int(rng.integers(1, 4)))
    for _ in range(int(rng.integers(0, 5))):  # folds of the skirt
        x = rng.uniform(-0.8, 0.8)
        drawing.line([(x * waist, upper + 0.55 * length), (x * top.hem, upper + length)], FOLD)
