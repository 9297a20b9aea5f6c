"""Drawn clothes that hang from the waist, and hats."""

from training.inputs.rendering.drawing import (
    CLOTH,
    FOLD,
    SEAM,
    SLEEVE,
    Drawing,
    Rng,
    curve,
    mirror,
    pockets,
)


def trousers(drawing: Drawing, rng: Rng) -> None:
    """Draw trousers, the legs more or less apart."""
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
        pockets(drawing, rng, upper + 0.25, hip * 0.7, 0.1)


def shorts(drawing: Drawing, rng: Rng) -> None:
    """Draw shorts."""
    waist, length = rng.uniform(0.42, 0.6), rng.uniform(0.75, 1.25)
    upper = -length / 2
    crotch = upper + length * rng.uniform(0.5, 0.72)
    lower = upper + length
    hip = waist * rng.uniform(1.05, 1.3)
    apart = rng.uniform(0.0, 0.18)
    for side in (1, -1):
        leg = [
            (0, upper),
            (waist, upper),
            (hip, crotch - 0.05),
            (hip * rng.uniform(0.95, 1.15) + apart, lower),
            (apart + 0.04, lower + rng.normal(0, 0.03)),
            (0, crotch),
        ]
        drawing.shape([(side * x, y) for x, y in leg])
    drawing.line([(-waist, upper + 0.1), (waist, upper + 0.1)])
    if rng.random() < 0.6:
        drawing.line([(0, upper), (0, crotch)])
    if rng.random() < 0.6:
        pockets(drawing, rng, upper + 0.22, hip * 0.65, 0.1)


def skirt(drawing: Drawing, rng: Rng) -> None:
    """Draw a skirt, straight or flared, with or without folds."""
    waist, length = rng.uniform(0.28, 0.46), rng.uniform(0.85, 1.6)
    upper, hem = -length / 2, waist * rng.uniform(1.05, 2.3)
    half = [
        (waist, upper),
        (waist + (hem - waist) * rng.uniform(0.4, 0.75), upper + 0.45 * length),
        (hem, upper + length),
        (hem * 0.5, upper + length * (1 + rng.uniform(0, 0.06))),
    ]
    drawing.shape(mirror(half))
    drawing.line([(-waist, upper + 0.09), (waist, upper + 0.09)], SEAM, int(rng.integers(1, 4)))
    for _ in range(int(rng.integers(0, 8))):
        x = rng.uniform(-0.85, 0.85)
        drawing.line([(x * waist, upper + 0.1), (x * hem, upper + length)], FOLD)


def hat(drawing: Drawing, rng: Rng) -> None:
    """Draw a cap with its peak, or a knitted hat."""
    width, height = rng.uniform(0.55, 0.8), rng.uniform(0.6, 1.0)
    dome = [(width * 0.35, -height), (width * 0.85, -height * 0.6), (width, 0.0)]
    if rng.random() < 0.55:
        side = 1 if rng.random() < 0.5 else -1
        reach, drop = rng.uniform(0.0, 0.6), rng.uniform(0.15, 0.45)
        peak = [
            (-side * width * 0.9, 0.0),
            (side * width, -0.05),
            (side * (width + reach), drop),
            (side * reach * 0.4, drop + 0.2),
        ]
        drawing.shape(curve(peak, 2), SLEEVE, 255 if rng.random() < 0.4 else 0)
        drawing.shape(curve(mirror(dome), 2))
        drawing.line([(0, -height), (0, 0)])
        if rng.random() < 0.6:
            drawing.disc((rng.normal(0, 0.1), -height * 0.45), 0.2, 0.15, 240, 255)
    else:
        drawing.shape(curve(mirror(dome), 2))
        band = rng.uniform(0.15, 0.35)
        edge = [(-width, 0.0), (width, 0.0), (width, band), (-width, band)]
        drawing.shape(edge, SLEEVE, 255 if rng.random() < 0.3 else 0)
        if rng.random() < 0.35:
            drawing.disc((0, -height), 0.2, 0.2, CLOTH, 255 if rng.random() < 0.5 else 0)
