"""Tops, dresses and coats, laid flat."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    Dotted,
    Knit,
    Leather,
    Plain,
    Striped,
    contrasting,
    pick,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Measures of a top."""

    shoulder: float
    neck: float
    top: float
    hem: float  # y
    waist: float
    hem_width: float
    sleeve: float
    cuff: float
    angle: float  # of the sleeves, radians below the horizontal


def sleeve(cut: Cut) -> list[Point]:
    """Return the outline of the right sleeve; a long one bends at the elbow."""
    tip = np.array([cut.shoulder, cut.top + 0.06])
    pit = np.array([cut.shoulder * 0.9, cut.top + 0.36])
    along = np.array([np.cos(cut.angle), np.sin(cut.angle)])
    lower = cut.angle + (0.24 if cut.sleeve > 0.6 else 0.0)
    down = np.array([np.cos(lower), np.sin(lower)])
    elbow = tip + along * cut.sleeve * 0.5
    end = elbow + down * cut.sleeve * 0.5
    across = np.array([-down[1], down[0]])
    inner_end = end + across * cut.cuff
    inner_elbow = elbow + np.array([-along[1], along[0]]) * (cut.cuff * 0.55 + 0.14)
    inside = tip + np.array([-0.14, 0.03])
    points = [inside, tip, elbow, end, end, inner_end, inner_end, inner_elbow, pit, pit, inside]
    return [(float(x), float(y)) for x, y in points]


def body(cut: Cut, curve: float = 0.02) -> list[Point]:
    """Return the outline of the body."""
    half: list[Point] = [
        (cut.neck, cut.top),
        (cut.neck, cut.top),
        (cut.shoulder, cut.top + 0.07),
        (cut.shoulder * 0.965, cut.top + 0.2),
        (cut.shoulder * 0.9, cut.top + 0.36),
        (cut.waist, (cut.top + cut.hem) / 2 + 0.08),
        (cut.hem_width, cut.hem - 0.01),
        (cut.hem_width, cut.hem - 0.01),
        (cut.hem_width * 0.4, cut.hem + curve),
    ]
    return mirrored(half)


def drape(rng: Rng, cut: Cut) -> list[Fold]:
    """Return folds from the armpits and above the hem."""
    folds = []
    for side in (1, -1):
        x, y = side * cut.shoulder * 0.86, cut.top + 0.38
        for _ in range(int(rng.integers(1, 3))):
            end = (x * rng.uniform(0.2, 0.55), y + rng.uniform(0.12, 0.45))
            middle = ((x + end[0]) / 2, (y + end[1]) / 2 + rng.uniform(-0.05, 0.03))
            folds.append(
                Fold(
                    open_curve([(x, y), middle, end]),
                    rng.uniform(0.05, 0.09),
                    rng.choice([-1, 1]) * rng.uniform(0.01, 0.02),
                )
            )
    for _ in range(int(rng.integers(2, 5))):
        x = rng.uniform(-0.8, 0.8) * cut.hem_width
        up = cut.hem - rng.uniform(0.2, 0.55)
        folds.append(
            Fold(
                open_curve([(x, cut.hem), (x * 0.96, (up + cut.hem) / 2), (x * 0.85, up)]),
                rng.uniform(0.05, 0.1),
                rng.uniform(0.006, 0.014),
            )
        )
    return folds


def along_sleeve(rng: Rng, cut: Cut) -> list[Fold]:
    """Return creases across the elbow of the right sleeve."""
    if cut.sleeve < 0.6:
        return []
    folds = []
    along = np.array([np.cos(cut.angle), np.sin(cut.angle)])
    across = np.array([-along[1], along[0]])
    for share in np.linspace(0.3, 0.85, int(rng.integers(3, 6))):
        at = np.array([cut.shoulder, cut.top + 0.06]) + along * cut.sleeve * share + across * 0.03
        end = at + across * rng.uniform(0.08, 0.16) + along * rng.uniform(-0.08, 0.08)
        points = [(float(at[0]), float(at[1])), (float(end[0]), float(end[1]))]
        folds.append(Fold(points, 0.05, -rng.uniform(0.008, 0.014)))
    return folds


def mirror_fold(fold: Fold) -> Fold:
    """Return the fold of the other side."""
    return Fold(flipped(fold.points), fold.width, fold.height)


def neckline(cut: Cut, depth: float, *, sharp: bool = False) -> list[Point]:
    """Return the front edge of the neck, from left to right."""
    bottom = cut.top + depth
    if sharp:
        return [(-cut.neck, cut.top), (0.0, bottom), (cut.neck, cut.top)]
    x = cut.neck
    points = [
        (-x, cut.top),
        (-x * 0.75, cut.top + depth * 0.68),
        (0.0, bottom),
        (x * 0.75, cut.top + depth * 0.68),
        (x, cut.top),
    ]
    return open_curve(points)


def behind(layer: Layer, cut: Cut, fabric: Fabric) -> None:
    """Draw the inside of the back, which shows in the neck."""
    points = [
        (-cut.neck - 0.02, cut.top + 0.02),
        (-cut.neck * 0.6, cut.top - 0.025),
        (cut.neck * 0.6, cut.top - 0.025),
        (cut.neck + 0.02, cut.top + 0.02),
        (cut.neck, cut.top + 0.3),
        (-cut.neck, cut.top + 0.3),
    ]
    layer.part(smooth(points), fabric, dark=0.62, puff=0.1, rim=0.03, shadow=0)


def opened(outline: Sequence[Point], front: Sequence[Point], cut: Cut) -> list[Point]:
    """Return an outline of a body with its neck cut out."""
    inner = [p for p in outline if not (abs(p[0]) < cut.neck * 0.98 and p[1] < cut.top + 0.05)]
    start = next(i for i, p in enumerate(inner) if p[0] > 0)
    ring = [*inner[start:], *inner[:start]]
    return [*ring, *front]


def make(  # noqa: PLR0913
    layer: Layer,
    rng: Rng,
    cut: Cut,
    fabric: Fabric,
    depth: float,
    *,
    sleeves: Fabric | None = None,
    sharp: bool = False,
    puff: float = 0.26,
    wrinkle: float = 0.75,
    stitch: float = 0.02,
) -> list[Point]:
    """Draw back, sleeves and body; return the front edge of the neck."""
    behind(layer, cut, fabric)
    if cut.sleeve:
        outline, folds = smooth(sleeve(cut)), along_sleeve(rng, cut)
        for side in (1, -1):
            layer.part(
                outline if side == 1 else flipped(outline),
                sleeves or fabric,
                rim=0.1,
                puff=puff,
                folds=folds if side == 1 else [mirror_fold(f) for f in folds],
                wrinkle=wrinkle,
                stitch=stitch,
            )
    front = neckline(cut, depth, sharp=sharp)
    shape = opened(smooth(body(cut)), front, cut)
    layer.part(
        shape,
        fabric,
        rim=0.13,
        puff=puff * 0.8,
        folds=drape(rng, cut),
        wrinkle=wrinkle,
        stitch=stitch,
        shadow=0.5,
    )
    return front


def emblem(layer: Layer, rng: Rng, cut: Cut, colour: tuple[float, float, float]) -> None:
    """Print something on the chest."""
    y, kind = cut.top + 0.52, int(rng.integers(4))
    angles = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    if kind == 0:  # a sun over hills
        layer.decal([(0.17 * np.cos(a), y + 0.17 * np.sin(a)) for a in angles], colour)
        other = contrasting(rng, colour)
        hills = [
            (-0.2, y + 0.12),
            (-0.09, y),
            (0.0, y + 0.08),
            (0.08, y - 0.03),
            (0.21, y + 0.12),
            (0.21, y + 0.19),
            (-0.2, y + 0.19),
        ]
        layer.decal(hills, other)
    elif kind == 1:  # rings
        for radius, ink in ((0.2, colour), (0.15, contrasting(rng, colour)), (0.09, colour)):
            layer.decal([(radius * np.cos(a), y + radius * np.sin(a)) for a in angles], ink)
    elif kind == 2:  # a bolt
        bolt = [
            (0.04, y - 0.2),
            (-0.12, y + 0.03),
            (-0.01, y + 0.03),
            (-0.05, y + 0.2),
            (0.13, y - 0.05),
            (0.02, y - 0.05),
        ]
        layer.decal(bolt, colour)
    else:  # bars
        for number in range(4):
            wide = 0.24 - 0.045 * number
            top = y - 0.14 + 0.08 * number
            layer.decal(
                [(-wide, top), (wide, top), (wide, top + 0.045), (-wide, top + 0.045)], colour
            )


def buttons(layer: Layer, rng: Rng, upper: float, lower: float, x: float = 0.0) -> None:
    """Draw buttons down the front."""
    colour = pick(rng, (WHITE, INK, (0.45, 0.33, 0.24)))
    for y in np.linspace(upper, lower, int(rng.integers(5, 8))):
        layer.disc((x, float(y)), 0.017, Plain(colour, gloss=0.25, grain=0))


def collar(layer: Layer, cut: Cut, fabric: Fabric, size: float) -> None:
    """Draw two flaps beside the neck."""
    for side in (1, -1):
        flap = [
            (side * (cut.neck + 0.015), cut.top - 0.03),
            (side * cut.neck * 0.5, cut.top + 0.02),
            (0.012 * side, cut.top + size * 0.62),
            (0.012 * side, cut.top + size * 0.62),
            (side * (cut.neck * 0.72), cut.top + size * 1.25),
            (side * (cut.neck * 0.72), cut.top + size * 1.25),
            (side * (cut.neck + 0.06), cut.top + size * 0.35),
        ]
        layer.part(
            smooth(flap, 6), fabric, rim=0.02, puff=0.5, wrinkle=0.1, shadow=0.6, stitch=0.014
        )


def pattern(rng: Rng, colour: tuple[float, float, float]) -> Fabric:
    """Return a light fabric, plain or patterned."""
    second = contrasting(rng, colour)
    kind = rng.random()
    if kind < 0.5:
        return Plain(colour)
    if kind < 0.68:
        return Striped(
            colour, second=second, width=rng.uniform(0.08, 0.16), share=rng.uniform(0.3, 0.5)
        )
    if kind < 0.8:
        return Dotted(colour, second=second, width=rng.uniform(0.08, 0.13))
    return Dotted(colour, second=second, width=rng.uniform(0.15, 0.22), petals=5)


def t_shirt(layer: Layer, rng: Rng) -> None:
    """Draw a T-shirt."""
    shoulder = rng.uniform(0.42, 0.5)
    cut = Cut(
        shoulder=shoulder,
        neck=shoulder * rng.uniform(0.36, 0.46),
        top=-0.62,
        hem=rng.uniform(0.55, 0.68),
        waist=shoulder * rng.uniform(0.84, 0.94),
        hem_width=shoulder * rng.uniform(0.88, 1.0),
        sleeve=rng.uniform(0.26, 0.36),
        cuff=rng.uniform(0.25, 0.31),
        angle=rng.uniform(0.55, 0.85),
    )
    colour = pick(rng, CLOTH)
    plain = rng.random() < 0.62
    fabric = Plain(colour) if plain else pattern(rng, colour)
    front = make(layer, rng, cut, fabric, rng.uniform(0.1, 0.17))
    ring = Plain(contrasting(rng, colour) if rng.random() < 0.25 else colour)
    layer.part(band(front, 0.04), ring, rim=0.02, puff=0.7, wrinkle=0, shadow=0.35)
    if plain and rng.random() < 0.72:
        emblem(layer, rng, cut, contrasting(rng, colour))


def pullover(layer: Layer, rng: Rng) -> None:
    """Draw a knitted pullover."""
    shoulder = rng.uniform(0.42, 0.5)
    cut = Cut(
        shoulder=shoulder,
        neck=shoulder * rng.uniform(0.34, 0.42),
        top=-0.6,
        hem=rng.uniform(0.5, 0.6),
        waist=shoulder * rng.uniform(0.9, 1.0),
        hem_width=shoulder * rng.uniform(0.84, 0.96),
        sleeve=rng.uniform(0.98, 1.1),
        cuff=rng.uniform(0.13, 0.17),
        angle=rng.uniform(0.95, 1.15),
    )
    colour = pick(rng, CLOTH)
    cable = rng.random() < 0.4
    knit = Knit(colour, rib=rng.uniform(0.02, 0.045), cable=cable)
    sleeves = Knit(colour, rib=0.03)
    front = make(
        layer,
        rng,
        cut,
        knit,
        rng.uniform(0.09, 0.14),
        sleeves=sleeves,
        puff=0.36,
        wrinkle=0.8,
        stitch=0,
    )
    if not cable and rng.random() < 0.45:
        other = contrasting(rng, colour)
        for y in (cut.top + 0.42, cut.top + 0.52, cut.top + 0.62):
            edge = cut.shoulder * 0.96
            layer.decal([(-edge, y), (edge, y), (edge, y + 0.05), (-edge, y + 0.05)], other, 0.95)
    rib = Knit(colour, rib=0.02)
    layer.part(band(front, 0.075), rib, rim=0.035, puff=0.8, wrinkle=0, shadow=0.4)
    w = cut.hem_width
    hem = [
        (-w, cut.hem - 0.08),
        (0, cut.hem - 0.06),
        (w, cut.hem - 0.08),
        (w * 0.97, cut.hem + 0.02),
        (0, cut.hem + 0.045),
        (-w * 0.97, cut.hem + 0.02),
    ]
    layer.part(
        smooth([p for p in hem for _ in range(2)], 5),
        rib,
        rim=0.03,
        puff=0.5,
        wrinkle=0.2,
        shadow=0.3,
    )


def shirt(layer: Layer, rng: Rng) -> None:
    """Draw a shirt with collar and buttons."""
    shoulder = rng.uniform(0.42, 0.48)
    short = rng.random() < 0.3
    cut = Cut(
        shoulder=shoulder,
        neck=shoulder * rng.uniform(0.3, 0.36),
        top=-0.6,
        hem=rng.uniform(0.58, 0.68),
        waist=shoulder * rng.uniform(0.86, 0.96),
        hem_width=shoulder * rng.uniform(0.9, 1.0),
        sleeve=rng.uniform(0.34, 0.42) if short else rng.uniform(1.0, 1.12),
        cuff=0.27 if short else rng.uniform(0.13, 0.16),
        angle=0.75 if short else rng.uniform(1.0, 1.18),
    )
    colour = pick(
        rng,
        (
            WHITE,
            (0.62, 0.72, 0.84),
            (0.84, 0.70, 0.70),
            (0.30, 0.40, 0.52),
            (0.66, 0.22, 0.20),
            (0.30, 0.42, 0.34),
            (0.85, 0.78, 0.66),
        ),
    )
    kind = rng.random()
    if kind < 0.34:
        fabric: Fabric = Plain(colour)
    elif kind < 0.6:
        fabric = Striped(
            colour,
            second=contrasting(rng, colour),
            width=rng.uniform(0.035, 0.06),
            share=0.3,
            down=True,
        )
    elif kind < 0.85:
        fabric = Checked(colour, second=contrasting(rng, colour), width=rng.uniform(0.14, 0.24))
    else:
        fabric = Denim((0.36, 0.47, 0.62))
    make(layer, rng, cut, fabric, 0.1, sharp=True, wrinkle=0.55)
    placket = [
        (-0.035, cut.top + 0.1),
        (0.035, cut.top + 0.1),
        (0.035, cut.hem + 0.01),
        (-0.035, cut.hem + 0.01),
    ]
    layer.part(placket, fabric, rim=0.015, puff=0.5, wrinkle=0.1, shadow=0.4, stitch=0.01)
    buttons(layer, rng, cut.top + 0.2, cut.hem - 0.1)
    if rng.random() < 0.65:
        x = cut.shoulder * 0.5
        y = cut.top + 0.38
        pocket = [
            (x - 0.1, y),
            (x + 0.1, y),
            (x + 0.1, y + 0.17),
            (x, y + 0.21),
            (x - 0.1, y + 0.17),
        ]
        layer.part(pocket, fabric, rim=0.015, puff=0.5, wrinkle=0.1, shadow=0.35, stitch=0.012)
    collar(layer, cut, fabric, 0.15)


def coat(layer: Layer, rng: Rng) -> None:
    """Draw a coat or a jacket."""
    shoulder = rng.uniform(0.44, 0.5)
    long = rng.random() < 0.45
    quilted = not long and rng.random() < 0.55
    cut = Cut(
        shoulder=shoulder,
        neck=shoulder * rng.uniform(0.32, 0.38),
        top=-0.72 if long else -0.6,
        hem=0.84 if long else rng.uniform(0.46, 0.58),
        waist=shoulder * rng.uniform(0.9, 1.0),
        hem_width=shoulder * (rng.uniform(1.02, 1.2) if long else rng.uniform(0.92, 1.0)),
        sleeve=rng.uniform(0.98, 1.06),
        cuff=rng.uniform(0.17, 0.2),
        angle=rng.uniform(1.05, 1.2),
    )
    leather = not long and not quilted and rng.random() < 0.5
    colour = pick(
        rng,
        (
            (0.68, 0.52, 0.35),
            (0.20, 0.23, 0.30),
            (0.35, 0.37, 0.33),
            (0.16, 0.16, 0.17),
            (0.55, 0.56, 0.58),
            (0.52, 0.20, 0.18),
            (0.75, 0.60, 0.30),
        ),
    )
    fabric: Fabric = Plain(colour, grain=0.16)
    if quilted:
        fabric = Plain(colour, gloss=0.14, grain=0)
    if leather:
        fabric = Leather(pick(rng, ((0.15, 0.13, 0.13), (0.38, 0.22, 0.14))))
    make(
        layer,
        rng,
        cut,
        fabric,
        0.34 if long else 0.08,
        sharp=long,
        puff=0.4,
        wrinkle=1.2 if leather else 0.8,
    )
    if quilted:
        for y in np.arange(cut.top + 0.22, cut.hem - 0.03, 0.145):
            for side in (1, -1):
                edge = side * cut.shoulder * 0.97
                tube = [
                    (side * 0.014, y),
                    (edge, y + 0.01),
                    (edge, y + 0.14),
                    (side * 0.014, y + 0.13),
                ]
                layer.part(
                    smooth([p for p in tube for _ in range(2)], 5),
                    fabric,
                    rim=0.07,
                    puff=0.9,
                    wrinkle=0.5,
                    shadow=0.3,
                )
    (_lapels if long else _zip)(layer, cut, fabric)
    for side in (1, -1):
        x, y = side * cut.shoulder * 0.55, cut.hem - (0.5 if long else 0.24)
        flap = [(x - 0.11, y), (x + 0.11, y), (x + 0.11, y + 0.08), (x - 0.11, y + 0.08)]
        if not quilted:
            layer.part(flap, fabric, rim=0.02, puff=0.6, wrinkle=0.1, shadow=0.55, stitch=0.012)


def _lapels(layer: Layer, cut: Cut, fabric: Fabric) -> None:
    """Draw lapels and two pairs of buttons."""
    flank = 0.13
    layer.line([(0.0, cut.top + 0.34), (0.0, cut.hem)], 0.006, 0.6)
    for side in (1, -1):
        lapel = [
            (side * cut.neck, cut.top - 0.03),
            (side * (cut.neck + 0.09), cut.top + 0.1),
            (side * (cut.neck + 0.1), cut.top + 0.22),
            (side * (cut.neck + 0.1), cut.top + 0.22),
            (side * (cut.neck + 0.04), cut.top + 0.25),
            (side * 0.02, cut.top + 0.56),
            (side * 0.02, cut.top + 0.56),
            (side * cut.neck * 0.7, cut.top + 0.25),
        ]
        layer.part(smooth(lapel, 6), fabric, rim=0.02, puff=0.5, wrinkle=0.2, shadow=0.6)
        for y in (cut.top + 0.66, cut.top + 0.86):
            layer.disc((side * flank * 0.8, y), 0.026, Plain(INK, gloss=0.3, grain=0))


def _zip(layer: Layer, cut: Cut, fabric: Fabric) -> None:
    """Draw a zip and a stand-up collar."""
    zip_ = [
        (-0.014, cut.top + 0.08),
        (0.014, cut.top + 0.08),
        (0.014, cut.hem),
        (-0.014, cut.hem),
    ]
    layer.part(
        zip_, Plain((0.62, 0.62, 0.63), gloss=0.4), rim=0.01, puff=0.6, wrinkle=0, shadow=0.4
    )
    stand = band(
        open_curve([(-cut.neck, cut.top + 0.01), (0, cut.top + 0.1), (cut.neck, cut.top + 0.01)]),
        0.1,
    )
    layer.part(stand, fabric, rim=0.04, puff=0.7, wrinkle=0.3, shadow=0.5)


def dress(layer: Layer, rng: Rng) -> None:
    """Draw a dress with a fitted bodice and a wide skirt."""
    shoulder, waist = rng.uniform(0.27, 0.34), rng.uniform(0.22, 0.27)
    top, middle, hem = -0.84, rng.uniform(-0.26, -0.16), rng.uniform(0.72, 0.88)
    wide = rng.uniform(0.44, 0.66)
    colour = pick(rng, CLOTH)
    fabric = pattern(rng, colour) if rng.random() < 0.75 else Plain(colour, gloss=0.05)
    neck = shoulder * rng.uniform(0.5, 0.62)
    cut = Cut(
        shoulder=shoulder,
        neck=neck,
        top=top,
        hem=middle,
        waist=waist * 1.08,
        hem_width=waist,
        sleeve=float(rng.choice([0.0, 0.26])),
        cuff=0.22,
        angle=rng.uniform(0.5, 0.8),
    )
    half = [
        (waist, middle),
        (waist, middle),
        (waist + (wide - waist) * 0.42, middle + 0.3),
        (wide, hem),
        (wide, hem),
        (wide * 0.5, hem + 0.05),
    ]
    folds = []
    for place in np.linspace(-0.88, 0.88, int(rng.integers(7, 12))):
        x = place + rng.normal(0, 0.03)
        line = open_curve(
            [
                (x * waist, middle + 0.02),
                (x * (waist + wide) * 0.46, middle + 0.35),
                (x * wide, hem + 0.03),
            ]
        )
        folds.append(Fold(line, rng.uniform(0.05, 0.09), rng.uniform(0.014, 0.026)))
    skirt = smooth(mirrored(half))
    layer.part(skirt, fabric, rim=0.1, puff=0.4, folds=folds, wrinkle=0.4, stitch=0.018)
    behind(layer, cut, fabric)
    if cut.sleeve:
        outline = smooth(sleeve(cut))
        for side in (1, -1):
            layer.part(outline if side == 1 else flipped(outline), fabric, rim=0.09, puff=0.4)
    front = neckline(cut, rng.uniform(0.12, 0.24), sharp=bool(rng.random() < 0.4))
    shape = opened(smooth(body(cut, 0.0)), front, cut)
    layer.part(
        shape, fabric, rim=0.1, puff=0.35, folds=drape(rng, cut)[:3], wrinkle=0.35, shadow=0.3
    )
    belt = [(-waist * 1.02, middle - 0.03), (0, middle - 0.015), (waist * 1.02, middle - 0.03)]
    if rng.random() < 0.6:
        tone = contrasting(rng, colour) if rng.random() < 0.5 else colour
        layer.part(
            band(open_curve(belt), 0.06),
            Plain(tone, gloss=0.05),
            rim=0.02,
            puff=0.7,
            wrinkle=0.1,
            shadow=0.4,
        )
    else:
        layer.line(open_curve(belt), 0.008, 0.5)
