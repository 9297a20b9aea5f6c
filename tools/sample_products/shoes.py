"""Shoes, seen from the side as shops show them; the toe points to the right."""

import numpy as np

from tools.sample_products.canvas import Fabric, Layer, Point, Rng, band, open_curve, smooth
from tools.sample_products.fabrics import (
    CLOTH,
    INK,
    LEATHER,
    WHITE,
    Leather,
    Plain,
    contrasting,
    pick,
)

FLOOR = 0.42
"""Where a shoe stands, y."""


def _laces(
    layer: Layer, points: list[tuple[Point, Point]], colour: tuple[float, float, float]
) -> None:
    for a, b in points:
        middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 - 0.02)
        layer.part(
            band(open_curve([a, middle, b]), 0.03),
            Plain(colour, grain=0.1),
            rim=0.014,
            puff=0.9,
            wrinkle=0,
            shadow=0.6,
        )


def sneaker(layer: Layer, rng: Rng) -> None:
    """Draw a sneaker, low or high."""
    colour = pick(rng, CLOTH)
    accent = contrasting(rng, colour)
    upper: Fabric = Leather(colour, gloss=0.08) if rng.random() < 0.5 else Plain(colour, grain=0.25)
    high = -0.2 if rng.random() < 0.65 else -0.5
    tongue: list[Point] = [
        (-0.34, high + 0.1),
        (-0.24, high - 0.08),
        (-0.14, high - 0.14),
        (-0.06, high - 0.08),
        (0.24, 0.05),
        (0.0, 0.2),
    ]
    layer.part(smooth(tongue), Plain(accent, grain=0.15), rim=0.06, puff=0.5, shadow=0)
    lining = [(-0.7, high + 0.02), (-0.3, high - 0.0), (-0.28, high + 0.2), (-0.68, high + 0.2)]
    layer.part(lining, Plain(accent), dark=0.5, rim=0.02, puff=0.2, shadow=0)
    shape: list[Point] = [
        (-0.74, 0.3),
        (-0.74, 0.3),
        (-0.77, 0.1),
        (-0.73, high),
        (-0.7, high - 0.03),
        (-0.64, high),
        (-0.5, high + 0.08),
        (-0.34, high + 0.06),
        (-0.26, high),
        (-0.2, high),
        (0.02, -0.06),
        (0.26, 0.06),
        (0.52, 0.06),
        (0.72, 0.15),
        (0.78, 0.26),
        (0.76, 0.32),
        (0.76, 0.32),
    ]
    layer.part(smooth(shape), upper, rim=0.2, puff=0.5, wrinkle=0.5, shadow=0.4)
    toe: list[Point] = [
        (0.4, 0.33),
        (0.36, 0.2),
        (0.42, 0.09),
        (0.56, 0.075),
        (0.72, 0.15),
        (0.79, 0.26),
        (0.78, 0.34),
    ]
    layer.part(
        smooth(toe),
        Leather(accent if rng.random() < 0.4 else colour, gloss=0.1),
        rim=0.14,
        puff=0.5,
        wrinkle=0.1,
        shadow=0.35,
        stitch=0.016,
    )
    heel: list[Point] = [
        (-0.75, 0.32),
        (-0.78, 0.1),
        (-0.745, high + 0.04),
        (-0.64, high + 0.05),
        (-0.5, 0.12),
        (-0.5, 0.31),
    ]
    layer.part(
        smooth(heel),
        Leather(accent, gloss=0.1),
        rim=0.1,
        puff=0.5,
        wrinkle=0.1,
        shadow=0.35,
        stitch=0.016,
    )
    eyestay = open_curve([(-0.27, high + 0.05), (-0.07, 0.06), (0.18, 0.13)])
    layer.part(
        band(eyestay, 0.13, 0.11), upper, rim=0.03, puff=0.4, wrinkle=0, shadow=0.4, stitch=0.014
    )
    kind = int(rng.integers(4))
    if kind == 0:
        wave = open_curve([(-0.46, 0.2), (-0.3, 0.22), (0.0, 0.2), (0.26, 0.28)])
        layer.part(
            band(wave, 0.12, 0.02), Leather(accent), rim=0.02, puff=0.4, wrinkle=0, shadow=0.3
        )
    elif kind == 1:
        for x in (-0.38, -0.25, -0.12):
            stripe = [(x, 0.3), (x + 0.07, 0.3), (x + 0.16, 0.06), (x + 0.09, 0.06)]
            layer.part(stripe, Leather(accent), rim=0.015, puff=0.4, wrinkle=0, shadow=0.3)
    elif kind == 2:
        layer.disc((-0.3, 0.12 if high > -0.3 else -0.16), 0.1, Leather(accent), puff=0.3)
    pairs = []
    for t in np.linspace(0.06, 0.92, 6 if high > -0.3 else 8):
        x, y = (
            np.interp(t, [0, 0.5, 1], [-0.27, -0.07, 0.18]),
            np.interp(t, [0, 0.5, 1], [high + 0.05, 0.06, 0.13]),
        )
        pairs.append(((float(x), float(y) + 0.01), (float(x) + 0.1, float(y) - 0.09)))
    _laces(layer, pairs, WHITE if sum(colour) < 2.2 else accent)
    sole: list[Point] = [
        (-0.8, 0.27),
        (-0.8, 0.27),
        (-0.4, 0.29),
        (0.2, 0.29),
        (0.6, 0.28),
        (0.82, 0.25),
        (0.82, 0.25),
        (0.85, 0.32),
        (0.78, 0.4),
        (0.7, FLOOR),
        (0.7, FLOOR),
        (0.2, FLOOR),
        (-0.74, FLOOR),
        (-0.74, FLOOR),
        (-0.82, 0.38),
    ]
    white = WHITE if rng.random() < 0.75 else contrasting(rng, accent)
    layer.part(smooth(sole), Plain(white, grain=0), rim=0.06, puff=0.5, wrinkle=0.05, shadow=0.45)
    layer.line(open_curve([(-0.82, 0.375), (0, 0.385), (0.8, 0.37)]), 0.008, 0.3)
    if rng.random() < 0.5:
        layer.decal([(-0.84, 0.315), (0.86, 0.31), (0.86, 0.33), (-0.84, 0.335)], accent, 0.8)


def boot(layer: Layer, rng: Rng) -> None:
    """Draw an ankle boot."""
    leather = Leather(pick(rng, LEATHER), gloss=rng.uniform(0.1, 0.24))
    heel = rng.uniform(0.05, 0.2)
    base = FLOOR - heel
    shape: list[Point] = [
        (-0.58, base),
        (-0.58, base),
        (-0.62, base - 0.25),
        (-0.56, -0.3),
        (-0.6, -0.62),
        (-0.6, -0.62),
        (-0.35, -0.6),
        (-0.1, -0.62),
        (-0.1, -0.62),
        (-0.08, -0.3),
        (0.0, -0.08),
        (0.3, 0.06),
        (0.58, 0.14),
        (0.7, 0.26),
        (0.7, FLOOR - 0.03),
        (0.7, FLOOR - 0.03),
        (0.3, FLOOR - 0.02),
        (0.06, FLOOR - 0.03),
        (-0.14, base + 0.05),
        (-0.14, base + 0.05),
    ]
    layer.part(smooth(shape), leather, rim=0.22, puff=0.6, wrinkle=0.6, shadow=0)
    kind = rng.random()
    if kind < 0.4:  # elastic
        side: list[Point] = [
            (-0.42, -0.56),
            (-0.26, -0.56),
            (-0.27, -0.2),
            (-0.33, -0.02),
            (-0.4, -0.2),
        ]
        layer.part(smooth(side), Plain(INK, grain=0.3), rim=0.03, puff=0.3, wrinkle=0, shadow=0.3)
        pull = [(-0.6, -0.58), (-0.55, -0.58), (-0.55, -0.7), (-0.6, -0.7)]
        layer.part(pull, Plain(INK, grain=0.2), rim=0.02, puff=0.5, wrinkle=0, shadow=0.4)
    elif kind < 0.75:  # laces
        stay = open_curve([(-0.16, -0.58), (-0.14, -0.3), (-0.06, -0.1), (0.12, 0.06)])
        layer.part(
            band(stay, 0.12), leather, rim=0.04, puff=0.5, wrinkle=0, shadow=0.5, stitch=0.014
        )
        tone = pick(rng, (INK, (0.75, 0.62, 0.40), (0.45, 0.2, 0.15)))
        pairs = []
        for t in np.linspace(0, 1, 6):
            x, y = np.interp(t, [0, 0.5, 1], [-0.17, -0.14, 0.05]), -0.54 + 0.56 * t
            pairs.append(((float(x) - 0.03, float(y) + 0.02), (float(x) + 0.09, float(y) - 0.02)))
        _laces(layer, pairs, tone)
    else:  # a buckle
        strap = open_curve([(-0.6, -0.24), (-0.3, -0.16), (-0.02, -0.2)])
        layer.part(
            band(strap, 0.08), leather, rim=0.03, puff=0.6, wrinkle=0, shadow=0.5, stitch=0.012
        )
        layer.disc((-0.22, -0.165), 0.05, Plain((0.78, 0.68, 0.45), gloss=0.6, grain=0))
    layer.line(open_curve([(0.34, FLOOR - 0.06), (0.36, 0.22), (0.46, 0.1)]), 0.008, 0.4)
    layer.line(open_curve([(-0.6, -0.54), (-0.35, -0.53), (-0.1, -0.54)]), 0.006, 0.4, 9)
    dark = Plain(pick(rng, ((0.12, 0.11, 0.10), (0.30, 0.20, 0.13), (0.70, 0.56, 0.40))), grain=0)
    sole: list[Point] = [
        (-0.6, base - 0.02),
        (-0.6, base - 0.02),
        (-0.2, base),
        (0.1, FLOOR - 0.09),
        (0.4, FLOOR - 0.07),
        (0.74, FLOOR - 0.08),
        (0.74, FLOOR - 0.08),
        (0.73, FLOOR),
        (0.73, FLOOR),
        (0.1, FLOOR),
        (0.1, FLOOR),
        (-0.1, base + 0.06),
        (-0.6, base + 0.06),
        (-0.6, base + 0.06),
    ]
    layer.part(smooth(sole), dark, rim=0.03, puff=0.6, wrinkle=0, shadow=0.45)
    block = [(-0.6, base + 0.04), (-0.26, base + 0.04), (-0.3, FLOOR), (-0.57, FLOOR)]
    layer.part(block, dark, rim=0.03, puff=0.6, wrinkle=0, shadow=0.3)


def sandals(layer: Layer, rng: Rng) -> None:
    """Draw a pair of sandals from above: with two straps and buckles, crossed straps, or thongs."""
    kind = int(rng.integers(3))
    leather = Leather(pick(rng, (*LEATHER, *CLOTH[3:8])), gloss=0.14)
    bed: Fabric = Plain(
        pick(rng, ((0.80, 0.68, 0.50), (0.66, 0.50, 0.36), (0.88, 0.82, 0.72))), grain=0.2
    )
    if kind == 2:
        bed = Plain(pick(rng, CLOTH), grain=0.15)
    rim = Plain(pick(rng, ((0.70, 0.55, 0.38), (0.22, 0.19, 0.17), (0.90, 0.88, 0.84))))
    for side in (1, -1):
        _sandal(layer, side, kind, bed, rim, leather)


def _sandal(layer: Layer, side: int, kind: int, bed: Fabric, rim: Fabric, leather: Fabric) -> None:
    def placed(points: list[Point], grow: float = 1.0) -> list[Point]:
        return [(side * (0.36 + x * grow), y * (1 + (grow - 1) * 0.4)) for x, y in points]

    sole = smooth(
        [
            (-0.05, -0.8),
            (0.13, -0.74),
            (0.25, -0.48),
            (0.24, -0.1),
            (0.18, 0.3),
            (0.18, 0.62),
            (0.1, 0.79),
            (-0.05, 0.79),
            (-0.16, 0.62),
            (-0.15, 0.25),
            (-0.23, -0.2),
            (-0.24, -0.56),
            (-0.17, -0.75),
        ]
    )
    layer.part(placed(sole, 1.08), rim, rim=0.05, puff=0.6, wrinkle=0, shadow=0)
    layer.part(placed(sole), bed, rim=0.07, puff=-0.25, wrinkle=0.15, shadow=0, stitch=0.03)
    look = {"rim": 0.04, "puff": 0.6, "wrinkle": 0.25, "shadow": 0.8, "stitch": 0.016}
    brass = Plain((0.80, 0.70, 0.46), gloss=0.6, grain=0)
    if kind == 0:
        for y in (-0.42, -0.14):
            strap = open_curve(
                [(-0.3, y + 0.06), (-0.1, y - 0.04), (0.1, y - 0.03), (0.28, y + 0.05)]
            )
            layer.part(placed(band(strap, 0.2)), leather, **look)
            buckle = [(0.12, y - 0.09), (0.2, y - 0.07), (0.2, y + 0.08), (0.12, y + 0.07)]
            layer.part(placed(buckle), brass, rim=0.02, puff=0.6, wrinkle=0, shadow=0.6)
    elif kind == 1:
        for ends in (
            ((-0.28, -0.5), (0.0, -0.32), (0.27, -0.06)),
            ((0.27, -0.52), (0.0, -0.34), (-0.26, -0.04)),
        ):
            layer.part(placed(band(open_curve(ends), 0.12)), leather, **look)
        ankle = open_curve([(-0.2, 0.3), (-0.1, 0.12), (0.1, 0.12), (0.2, 0.3)])
        layer.part(placed(band(ankle, 0.07)), leather, **look)
        heel = open_curve([(-0.18, 0.34), (-0.13, 0.7), (0.03, 0.8), (0.16, 0.7), (0.19, 0.34)])
        layer.part(placed(band(heel, 0.09)), leather, **look)
        layer.disc((side * (0.36 + 0.17), 0.26), 0.035, brass)
    else:
        for end in ((-0.22, 0.12), (0.22, 0.12)):
            thong = open_curve([(0.0, -0.46), (end[0] * 0.55, -0.24), end])
            layer.part(placed(band(thong, 0.06, 0.1)), leather, **look)
        layer.disc((side * 0.36, -0.47), 0.045, leather)
