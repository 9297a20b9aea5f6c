"""Bags that stand."""

import numpy as np

from tools.sample_products.canvas import (
    Fabric,
    Layer,
    Point,
    Rng,
    band,
    mirrored,
    open_curve,
    smooth,
)
from tools.sample_products.fabrics import (
    CLOTH,
    LEATHER,
    Leather,
    Plain,
    Striped,
    Woven,
    contrasting,
    pick,
)

FLOOR = 0.72
"""Where a bag stands, y."""
_BRASS = Plain((0.80, 0.68, 0.42), gloss=0.6, grain=0)


def bag(layer: Layer, rng: Rng) -> None:
    """Draw a tote, a satchel, a handbag or a backpack."""
    (_tote, _satchel, _handbag, _backpack)[int(rng.integers(4))](layer, rng)


def _corners(points: list[Point], steps: int = 6) -> list[Point]:
    return smooth([p for p in points for _ in range(2)], steps)


def _tote(layer: Layer, rng: Rng) -> None:
    colour = pick(rng, CLOTH)
    kind = rng.random()
    cloth: Fabric = Plain(colour, grain=0.2)
    if kind < 0.3:
        cloth = Striped(colour, second=contrasting(rng, colour), width=0.2, share=0.45)
    elif kind < 0.5:
        cloth = Woven(pick(rng, ((0.82, 0.70, 0.50), (0.72, 0.58, 0.40))))
    strap = Leather(pick(rng, LEATHER))
    back = open_curve([(-0.26, -0.1), (-0.24, -0.62), (0.0, -0.8), (0.24, -0.62), (0.26, -0.1)])
    layer.part(band(back, 0.07), strap, dark=0.7, rim=0.03, puff=0.6, wrinkle=0, shadow=0)
    shape: list[Point] = [(0.6, -0.16), (0.56, 0.3), (0.52, FLOOR), (0.2, FLOOR + 0.02)]
    layer.part(
        _corners(mirrored(shape)), cloth, rim=0.14, puff=0.5, wrinkle=0.9, shadow=0.3, stitch=0.024
    )
    front = open_curve([(-0.28, 0.02), (-0.27, -0.5), (0.0, -0.7), (0.27, -0.5), (0.28, 0.02)])
    layer.part(band(front, 0.07), strap, rim=0.03, puff=0.6, wrinkle=0, shadow=0.6, stitch=0.012)
    if isinstance(cloth, Plain) and type(cloth) is Plain and rng.random() < 0.7:
        ink = contrasting(rng, colour)
        angles = np.linspace(0, 2 * np.pi, 50, endpoint=False)
        layer.decal([(0.2 * np.cos(a), 0.32 + 0.2 * np.sin(a)) for a in angles], ink)
        layer.decal(
            [(0.12 * np.cos(a) + 0.06, 0.28 + 0.12 * np.sin(a)) for a in angles], colour, 1.0
        )


def _satchel(layer: Layer, rng: Rng) -> None:
    leather = Leather(pick(rng, LEATHER), gloss=0.18)
    strap = open_curve([(-0.6, 0.1), (-0.5, -0.5), (0.0, -0.86), (0.5, -0.5), (0.6, 0.1)])
    layer.part(band(strap, 0.06), leather, dark=0.85, rim=0.03, puff=0.6, wrinkle=0, shadow=0)
    layer.part(
        _corners(mirrored([(0.66, -0.2), (0.7, FLOOR)])),
        leather,
        rim=0.12,
        puff=0.5,
        wrinkle=0.4,
        stitch=0.02,
    )
    flap: list[Point] = [(0.68, -0.24), (0.7, 0.3), (0.4, 0.36), (0.1, 0.36)]
    layer.part(
        _corners(mirrored(flap)), leather, rim=0.09, puff=0.5, wrinkle=0.4, shadow=0.7, stitch=0.022
    )
    for x in (-0.34, 0.34):
        tongue = [(x - 0.055, 0.1), (x + 0.055, 0.1), (x + 0.055, 0.5), (x, 0.54), (x - 0.055, 0.5)]
        layer.part(tongue, leather, rim=0.025, puff=0.6, wrinkle=0, shadow=0.6, stitch=0.012)
        ring = [(x - 0.08, 0.36), (x + 0.08, 0.36), (x + 0.08, 0.43), (x - 0.08, 0.43)]
        layer.part(_corners(ring, 4), _BRASS, rim=0.02, puff=0.7, wrinkle=0, shadow=0.5)
    handle = open_curve([(-0.16, -0.22), (-0.12, -0.36), (0.12, -0.36), (0.16, -0.22)])
    layer.part(band(handle, 0.06), leather, rim=0.03, puff=0.7, wrinkle=0, shadow=0.5)


def _handbag(layer: Layer, rng: Rng) -> None:
    leather = Leather(pick(rng, (*LEATHER, *CLOTH[2:8])), gloss=0.2)
    handle = open_curve([(-0.3, -0.05), (-0.3, -0.5), (0.0, -0.72), (0.3, -0.5), (0.3, -0.05)])
    layer.part(band(handle, 0.075), leather, rim=0.035, puff=0.9, wrinkle=0, shadow=0)
    shape: list[Point] = [
        (0.0, -0.1),
        (0.42, -0.1),
        (0.54, -0.02),
        (0.7, 0.6),
        (0.66, FLOOR),
        (0.66, FLOOR),
        (0.2, FLOOR + 0.01),
    ]
    layer.part(
        smooth(mirrored(shape)), leather, rim=0.2, puff=0.55, wrinkle=0.5, shadow=0.4, stitch=0.024
    )
    top = open_curve([(-0.52, -0.04), (0.0, -0.09), (0.52, -0.04)])
    layer.part(band(top, 0.09), leather, rim=0.035, puff=0.7, wrinkle=0, shadow=0.5, stitch=0.014)
    layer.line(open_curve([(-0.62, 0.28), (0, 0.34), (0.62, 0.28)]), 0.008, 0.35)
    for x in (-0.3, 0.3):
        layer.disc((x, 0.0), 0.05, _BRASS)
    clasp = [(-0.07, -0.06), (0.07, -0.06), (0.07, 0.1), (-0.07, 0.1)]
    layer.part(_corners(clasp, 4), _BRASS, rim=0.03, puff=0.7, wrinkle=0, shadow=0.6)


def _backpack(layer: Layer, rng: Rng) -> None:
    colour = pick(rng, CLOTH)
    cloth = Plain(colour, grain=0.2)
    second = Leather(pick(rng, LEATHER))
    loop = open_curve([(-0.1, -0.6), (-0.09, -0.78), (0.09, -0.78), (0.1, -0.6)])
    layer.part(band(loop, 0.05), second, rim=0.025, puff=0.7, wrinkle=0, shadow=0)
    for side in (1, -1):
        strap = open_curve(
            [(side * 0.3, -0.5), (side * 0.64, -0.3), (side * 0.66, 0.3), (side * 0.5, 0.6)]
        )
        layer.part(band(strap, 0.09), cloth, dark=0.7, rim=0.04, puff=0.5, wrinkle=0, shadow=0)
    shape: list[Point] = [
        (0.0, -0.66),
        (0.3, -0.62),
        (0.48, -0.4),
        (0.54, 0.2),
        (0.54, FLOOR - 0.06),
        (0.46, FLOOR),
    ]
    layer.part(smooth(mirrored(shape)), cloth, rim=0.22, puff=0.55, wrinkle=0.7, shadow=0.4)
    layer.line(
        open_curve([(-0.46, -0.2), (-0.3, -0.42), (0, -0.5), (0.3, -0.42), (0.46, -0.2)]),
        0.016,
        0.55,
    )
    pocket: list[Point] = [
        (0.0, 0.06),
        (0.34, 0.06),
        (0.42, 0.16),
        (0.42, 0.56),
        (0.36, 0.64),
        (0.1, 0.65),
    ]
    layer.part(
        smooth(mirrored(pocket)), cloth, rim=0.12, puff=0.6, wrinkle=0.5, shadow=0.6, stitch=0.024
    )
    layer.line([(-0.34, 0.16), (0.34, 0.16)], 0.014, 0.55)
    layer.disc((0.3, 0.16), 0.026, _BRASS)
    badge = [(-0.1, -0.26), (0.1, -0.26), (0.1, -0.12), (-0.1, -0.12)]
    layer.part(badge, second, rim=0.02, puff=0.5, wrinkle=0, shadow=0.5, stitch=0.014)
