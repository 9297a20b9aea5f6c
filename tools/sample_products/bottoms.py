"""Trousers, shorts, skirts and hats."""

import numpy as np

from tools.sample_products.canvas import (
    Fabric,
    Fold,
    Layer,
    Point,
    Rng,
    band,
    flipped,
    mirrored,
    open_curve,
    smooth,
)
from tools.sample_products.fabrics import (
    CLOTH,
    INK,
    WHITE,
    Checked,
    Denim,
    Knit,
    Plain,
    Striped,
    Woven,
    contrasting,
    pick,
)
from tools.sample_products.tops import pattern

_COTTON = (
    (0.70, 0.61, 0.47),
    (0.24, 0.27, 0.34),
    (0.40, 0.42, 0.34),
    (0.17, 0.17, 0.18),
    (0.60, 0.58, 0.55),
    (0.82, 0.78, 0.70),
    (0.45, 0.25, 0.20),
)
_DENIM = ((0.20, 0.29, 0.45), (0.38, 0.50, 0.66), (0.13, 0.17, 0.26), (0.52, 0.62, 0.72))


def _cloth(rng: Rng) -> Fabric:
    if rng.random() < 0.5:
        return Denim(pick(rng, _DENIM))
    return Plain(pick(rng, _COTTON), grain=0.1)


def _legs(  # noqa: PLR0913
    layer: Layer,
    rng: Rng,
    fabric: Fabric,
    *,
    waist: float,
    hip: float,
    lower: float,
    crotch: float,
    width: float,
    apart: float,
    top: float,
    wrinkle: float = 0.9,
) -> None:
    """Draw two legs that meet in the middle, with waistband, fly and pockets."""
    back = [
        (-waist, top - 0.02),
        (0, top - 0.05),
        (waist, top - 0.02),
        (waist, top + 0.1),
        (-waist, top + 0.1),
    ]
    layer.part(smooth(back, 5), fabric, dark=0.55, rim=0.02, puff=0.2, shadow=0)
    for side in (-1, 1):
        middle = apart / 2
        leg: list[Point] = [
            (-0.004, top + 0.05),
            (waist, top),
            (waist, top),
            (hip, top + 0.28),
            (hip * 0.96, crotch),
            (apart + width + 0.01, lower),
            (apart + width + 0.01, lower),
            (apart + width * 0.5, lower + 0.015),
            (apart, lower),
            (apart, lower),
            (middle + 0.03, (crotch + lower) / 2),
            (0.012, crotch + 0.03),
            (-0.004, crotch),
        ]
        folds = []
        for _ in range(int(rng.integers(2, 5))):
            y = rng.uniform(crotch - 0.06, crotch + 0.16)
            ends = [(0.02, y), (hip * rng.uniform(0.4, 0.8), y - rng.uniform(-0.06, 0.14))]
            folds.append(Fold(ends, 0.05, -rng.uniform(0.006, 0.014)))
        knee = (crotch + lower) / 2
        for _ in range(int(rng.integers(1, 4))):
            y = knee + rng.uniform(-0.12, 0.12)
            x = apart * 0.7 + width * 0.3
            folds.append(
                Fold(
                    [(x, y), (x + width * 0.7, y + rng.uniform(-0.08, 0.08))],
                    0.05,
                    rng.uniform(-0.01, 0.012),
                )
            )
        line = open_curve(
            [
                (hip * 0.5, crotch - 0.1),
                (apart * 0.75 + width * 0.5, knee),
                (apart + width * 0.5, lower),
            ]
        )
        folds.append(Fold(line, 0.05, 0.012))
        outline = smooth(leg)
        if side == -1:
            outline = flipped(outline)
            folds = [Fold(flipped(f.points), f.width, f.height) for f in folds]
        layer.part(
            outline,
            fabric,
            rim=0.12,
            puff=0.36,
            folds=folds,
            wrinkle=wrinkle,
            shadow=0.5,
            stitch=0.018,
        )
    strip = open_curve([(-waist, top + 0.02), (0, top + 0.055), (waist, top + 0.02)])
    layer.part(
        band(strip, 0.085), fabric, rim=0.02, puff=0.6, wrinkle=0.1, shadow=0.4, stitch=0.012
    )
    fly = [(0.0, top + 0.1), (0.0, crotch - 0.03)]
    layer.line(fly, 0.006, 0.55)
    curve = open_curve([(0.055, top + 0.1), (0.06, crotch - 0.2), (0.01, crotch - 0.1)])
    layer.line(curve, 0.005, 0.35, 9)
    for side in (1, -1):
        pocket = open_curve(
            [
                (side * waist * 0.5, top + 0.1),
                (side * waist * 0.62, top + 0.2),
                (side * hip * 0.97, top + 0.25),
            ]
        )
        layer.line(pocket, 0.008, 0.5)
        for x in (side * waist * 0.42, side * waist * 0.8):
            loop = [
                (x - 0.012, top),
                (x + 0.012, top),
                (x + 0.012, top + 0.09),
                (x - 0.012, top + 0.09),
            ]
            layer.part(loop, fabric, rim=0.01, puff=0.6, wrinkle=0, shadow=0.5)
    layer.disc((0.0, top + 0.055), 0.022, Plain((0.72, 0.58, 0.36), gloss=0.5, grain=0))


def trousers(layer: Layer, rng: Rng) -> None:
    """Draw trousers."""
    waist = rng.uniform(0.27, 0.32)
    _legs(
        layer,
        rng,
        _cloth(rng),
        waist=waist,
        hip=waist * rng.uniform(1.12, 1.2),
        top=-0.86,
        lower=0.86,
        crotch=-0.28,
        width=rng.uniform(0.17, 0.25),
        apart=rng.uniform(0.05, 0.13),
    )


def shorts(layer: Layer, rng: Rng) -> None:
    """Draw shorts."""
    waist = rng.uniform(0.4, 0.46)
    fabric = _cloth(rng)
    if rng.random() < 0.3:
        colour = pick(rng, CLOTH)
        fabric = pattern(rng, colour)
    _legs(
        layer,
        rng,
        fabric,
        waist=waist,
        hip=waist * rng.uniform(1.12, 1.2),
        top=-0.5,
        lower=rng.uniform(0.3, 0.5),
        crotch=rng.uniform(0.06, 0.12),
        width=rng.uniform(0.44, 0.5),
        apart=rng.uniform(0.03, 0.08),
    )


def skirt(layer: Layer, rng: Rng) -> None:
    """Draw a skirt, pleated or flared."""
    waist, wide = rng.uniform(0.28, 0.34), rng.uniform(0.5, 0.74)
    top, hem = -0.55, rng.uniform(0.42, 0.66)
    kind = rng.random()
    colour = pick(rng, CLOTH)
    if kind < 0.3:
        fabric: Fabric = Checked(colour, second=contrasting(rng, colour), width=0.2)
    elif kind < 0.5:
        fabric, wide = Denim(pick(rng, _DENIM)), waist * 1.3
    else:
        fabric = pattern(rng, colour)
    half: list[Point] = [
        (waist, top),
        (waist, top),
        (waist + (wide - waist) * 0.5, top + 0.4),
        (wide, hem),
        (wide, hem),
        (wide * 0.5, hem + 0.06),
    ]
    folds = []
    denim = isinstance(fabric, Denim)
    count = 3 if denim else int(rng.integers(9, 15))
    for x in np.linspace(-0.9, 0.9, count):
        line = open_curve(
            [
                (x * waist, top + 0.1),
                (x * (waist + wide) / 2, (top + hem) / 2),
                (x * wide, hem + 0.04),
            ]
        )
        folds.append(Fold(line, 0.8 / count + 0.02, 0.008 if denim else rng.uniform(0.018, 0.028)))
    layer.part(
        smooth(mirrored(half)), fabric, rim=0.1, puff=0.4, folds=folds, wrinkle=0.4, stitch=0.02
    )
    strip = open_curve([(-waist, top), (0, top + 0.03), (waist, top)])
    layer.part(band(strip, 0.1), fabric, rim=0.025, puff=0.6, wrinkle=0.1, shadow=0.4, stitch=0.014)
    if denim:
        layer.line([(0, top + 0.06), (0, hem)], 0.006, 0.5)
        for y in np.linspace(top + 0.02, hem - 0.12, 6):
            layer.disc((0.0, float(y)), 0.022, Plain((0.72, 0.58, 0.36), gloss=0.5, grain=0))


def hat(layer: Layer, rng: Rng) -> None:
    """Draw a cap, a knitted hat or a straw hat."""
    (_cap, _beanie, _straw)[int(rng.integers(3))](layer, rng)


def _beanie(layer: Layer, rng: Rng) -> None:
    colour = pick(rng, CLOTH)
    dome: list[Point] = [(0.1, -0.6), (0.32, -0.5), (0.48, -0.2), (0.52, 0.22), (0.52, 0.22)]
    layer.part(smooth(mirrored(dome)), Knit(colour, rib=0.055), rim=0.3, puff=0.5, wrinkle=0.5)
    edge = smooth([p for p in mirrored([(0.55, 0.12), (0.55, 0.46)]) for _ in range(2)], 6)
    second = contrasting(rng, colour) if rng.random() < 0.4 else colour
    layer.part(edge, Knit(second, rib=0.05), rim=0.1, puff=0.7, wrinkle=0.3, shadow=0.5)
    if rng.random() < 0.6:
        layer.part(_bobble(rng), Knit(second, rib=0.02), rim=0.2, puff=0.8, wrinkle=2.4, shadow=0.6)


def _bobble(rng: Rng) -> list[Point]:
    angles = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    radii = 0.17 + rng.normal(0, 0.008, 90)
    return [
        (float(r * np.cos(a)), float(-0.66 + r * np.sin(a)))
        for r, a in zip(radii, angles, strict=True)
    ]


def _cap(layer: Layer, rng: Rng) -> None:
    colour = pick(rng, CLOTH)
    cloth = Plain(colour, grain=0.1)
    second = Plain(contrasting(rng, colour) if rng.random() < 0.5 else colour, grain=0.1)
    dome: list[Point] = [
        (-0.56, 0.18),
        (-0.56, 0.18),
        (-0.5, -0.2),
        (-0.2, -0.5),
        (0.14, -0.48),
        (0.42, -0.2),
        (0.46, 0.14),
        (0.46, 0.14),
        (0.0, 0.24),
    ]
    layer.part(smooth(dome), cloth, rim=0.32, puff=0.55, wrinkle=0.3, stitch=0.02)
    for x in (-0.3, 0.14):
        layer.line(open_curve([(-0.03, -0.5), (x - 0.02, -0.2), (x, 0.22)]), 0.006, 0.4)
    peak: list[Point] = [
        (0.1, 0.22),
        (0.46, 0.12),
        (0.46, 0.12),
        (0.74, 0.2),
        (0.88, 0.32),
        (0.84, 0.36),
        (0.5, 0.32),
        (0.2, 0.32),
    ]
    layer.part(smooth(peak), second, rim=0.08, puff=0.6, wrinkle=0.15, shadow=0.6, stitch=0.02)
    layer.disc((-0.04, -0.5), 0.035, second)
    angles = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    badge = contrasting(rng, colour)
    layer.decal([(0.2 + 0.09 * np.cos(a), -0.1 + 0.11 * np.sin(a)) for a in angles], badge)


def _straw(layer: Layer, rng: Rng) -> None:
    straw = Woven(
        pick(rng, ((0.86, 0.72, 0.48), (0.78, 0.62, 0.40), (0.90, 0.82, 0.64))), pitch=0.03
    )
    angles = np.linspace(0, 2 * np.pi, 80, endpoint=False)
    brim = [(0.86 * np.cos(a), 0.28 + 0.24 * np.sin(a)) for a in angles]
    layer.part(brim, straw, rim=0.1, puff=0.5, wrinkle=0.5)
    crown: list[Point] = [(0.2, -0.42), (0.4, -0.34), (0.46, 0.2), (0.46, 0.26), (0.2, 0.32)]
    layer.part(smooth(mirrored(crown)), straw, rim=0.26, puff=0.6, wrinkle=0.3, shadow=0.7)
    ribbon = open_curve([(-0.465, 0.16), (0, 0.235), (0.465, 0.16)])
    tone = pick(rng, (INK, (0.55, 0.18, 0.18), (0.20, 0.28, 0.40), WHITE))
    layer.part(
        band(ribbon, 0.13), Striped(tone, second=tone), rim=0.03, puff=0.5, wrinkle=0.1, shadow=0.4
    )
