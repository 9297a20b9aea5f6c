"""Draw shaded parts of a product on a layer, and place the layer on a ground.

A product is drawn in its own coordinates: x to the right, y down, from -1 to 1 over the picture. A
layer keeps albedo and shade apart, so that prints follow the folds of the cloth below them.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw
from scipy.ndimage import distance_transform_edt, gaussian_filter, zoom

SIZE = 1024
"""Pixels of a rendered edge; the picture is half as large."""
Plane = npt.NDArray[np.float32]
Point = tuple[float, float]
Rng = np.random.Generator
Colour = tuple[float, float, float]
_LIGHT = np.array([-0.42, -0.62, 0.66], np.float32)


class Fabric(Protocol):
    """Colour and relief of a material."""

    gloss: float

    def albedo(self, x: Plane, y: Plane) -> Plane:
        """Return colours, (h, w, 3), at coordinates of the product."""

    def relief(self, x: Plane, y: Plane) -> Plane:
        """Return heights in pixels at coordinates of the product."""


@dataclass(frozen=True, slots=True)
class Fold:
    """A ridge, or with a negative height a crease; width and height in product units."""

    points: Sequence[Point]
    width: float
    height: float


def noise(rng: Rng, height: int, width: int, cells: float) -> Plane:
    """Return smooth noise from -1 to 1, `cells` of it along the longer edge."""
    step = max(height, width) / max(cells, 1.0)
    rows, columns = int(height / step) + 4, int(width / step) + 4
    coarse = rng.normal(0, 1, (rows, columns)).astype(np.float32)
    fine = zoom(coarse, step, order=3)[:height, :width]
    if fine.shape != (height, width):
        fine = np.asarray(Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC))
    return np.clip(fine / 2.2, -1, 1).astype(np.float32)


def smooth(points: Sequence[Point], steps: int = 10) -> list[Point]:
    """Return a closed spline through points (Catmull-Rom); a point given twice is a corner."""
    ring = np.array(points, np.float64)
    before, after = np.roll(ring, 1, axis=0), np.roll(ring, -1, axis=0)
    behind = np.roll(ring, -2, axis=0)
    t = np.linspace(0, 1, steps, endpoint=False)[:, None, None]
    curve = 0.5 * (
        2 * ring
        + (after - before) * t
        + (2 * before - 5 * ring + 4 * after - behind) * t**2
        + (3 * ring - before - 3 * after + behind) * t**3
    )
    # Between the two points of a corner there is nothing to draw.
    apart = np.abs(after - ring).sum(axis=1) > 1e-9
    flat = curve.transpose(1, 0, 2)[apart].reshape(-1, 2)
    return [(float(x), float(y)) for x, y in flat]


def open_curve(points: Sequence[Point], steps: int = 12) -> list[Point]:
    """Return an open spline through points."""
    ends = [points[0], *points, points[-1]]
    out: list[Point] = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        p = np.array([a, b, c, d])
        for t in np.linspace(0, 1, steps, endpoint=False):
            q = 0.5 * (
                2 * p[1]
                + (p[2] - p[0]) * t
                + (2 * p[0] - 5 * p[1] + 4 * p[2] - p[3]) * t**2
                + (3 * p[1] - p[0] - 3 * p[2] + p[3]) * t**3
            )
            out.append((float(q[0]), float(q[1])))
    return [*out, points[-1]]


def mirrored(points: Sequence[Point]) -> list[Point]:
    """Return the right half of an outline, from top to bottom, and its mirror image back up."""
    return [*points, *((-x, y) for x, y in reversed(points))]


def flipped(points: Sequence[Point]) -> list[Point]:
    """Return points mirrored at the vertical axis."""
    return [(-x, y) for x, y in points]


def band(points: Sequence[Point], width: float, end_width: float | None = None) -> list[Point]:
    """Return the outline of a strip along points."""
    line = np.array(points)
    along = np.gradient(line, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-6)
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)
    half = np.linspace(width, width if end_width is None else end_width, len(line))[:, None] / 2
    ring = np.concatenate([line + across * half, (line - across * half)[::-1]])
    return [(float(x), float(y)) for x, y in ring]


@dataclass
class Layer:
    """Everything of one product.

    Attributes:
        turn: Radians by which the product is turned.
        scale: Of the product in the picture.
        at: Where its middle is in the picture.
    """

    rng: Rng
    turn: float = 0.0
    scale: float = 1.0
    at: Point = (0.0, 0.0)
    albedo: Plane = field(init=False)
    shade: Plane = field(init=False)
    glint: Plane = field(init=False)
    alpha: Plane = field(init=False)

    def __post_init__(self) -> None:
        """Begin with an empty layer."""
        self.albedo = np.zeros((SIZE, SIZE, 3), np.float32)
        self.shade = np.ones((SIZE, SIZE), np.float32)
        self.glint = np.zeros((SIZE, SIZE), np.float32)
        self.alpha = np.zeros((SIZE, SIZE), np.float32)

    # Coordinates.

    def pixels(self, points: Sequence[Point]) -> list[Point]:
        """Return pixels of points of the product."""
        c, s = np.cos(self.turn), np.sin(self.turn)
        turned = np.array(points) @ np.array([[c, s], [-s, c]]) * self.scale + np.array(self.at)
        return [(float(x), float(y)) for x, y in (turned + 1) * (SIZE / 2)]

    def grid(self, box: tuple[int, int, int, int]) -> tuple[Plane, Plane]:
        """Return the product's coordinates of the pixels of a box."""
        left, upper, right, lower = box
        y, x = np.mgrid[upper:lower, left:right].astype(np.float32)
        x, y = x / (SIZE / 2) - 1 - self.at[0], y / (SIZE / 2) - 1 - self.at[1]
        c, s = np.cos(self.turn), np.sin(self.turn)
        return (x * c + y * s) / self.scale, (y * c - x * s) / self.scale

    @property
    def unit(self) -> float:
        """Return the pixels of one unit of the product."""
        return self.scale * SIZE / 2

    def _mask(self, points: Sequence[Point]) -> tuple[Plane, tuple[int, int, int, int]]:
        pixels = self.pixels(points)
        xs, ys = [p[0] for p in pixels], [p[1] for p in pixels]
        pad = 64
        box = (
            max(0, int(min(xs)) - pad),
            max(0, int(min(ys)) - pad),
            min(SIZE, int(max(xs)) + pad),
            min(SIZE, int(max(ys)) + pad),
        )
        image = Image.new("L", (box[2] - box[0], box[3] - box[1]), 0)
        ImageDraw.Draw(image).polygon([(x - box[0], y - box[1]) for x, y in pixels], fill=255)
        return (np.asarray(image, np.float32) / 255).astype(np.float32), box

    # Drawing.

    def part(  # noqa: PLR0913
        self,
        points: Sequence[Point],
        fabric: Fabric,
        *,
        rim: float = 0.1,
        puff: float = 0.5,
        folds: Sequence[Fold] = (),
        wrinkle: float = 0.4,
        shadow: float = 0.45,
        dark: float = 1.0,
        stitch: float = 0.0,
    ) -> None:
        """Draw one part over those before.

        Args:
            points: Its outline.
            fabric: Its material.
            rim: Width of its rounded edge.
            puff: How high it bulges there, as a share of `rim`.
            folds: Folds of the cloth.
            wrinkle: Strength of random unevenness.
            shadow: Strength of the shadow that it casts on parts below.
            dark: Factor of its lightness, for insides.
            stitch: Distance of a seam from the edge; 0 without one.
        """
        mask, box = self._mask(points)
        rows, columns = slice(box[1], box[3]), slice(box[0], box[2])
        if shadow:
            below = np.roll(gaussian_filter(mask, 9), (7, 5), (0, 1)) * 0.6
            below += gaussian_filter(mask, 3) * 0.5
            self.shade[rows, columns] *= 1 - np.clip(shadow * below * (1 - mask), 0, 0.7)
        x, y = self.grid(box)
        inside = np.asarray(distance_transform_edt(mask > 0.5), np.float32)
        relief = self._relief(inside, box, rim, puff, folds, wrinkle)
        height = relief + fabric.relief(x, y) * self.scale
        shade, glint = _lit(height, fabric.gloss)
        shade *= dark * (1 - 0.22 * np.exp(-inside / 2.0))
        if stitch:
            at = stitch * self.unit
            seam = np.exp(-(((inside - at) / 1.5) ** 2)) * (0.6 + 0.4 * np.sin((x + y) * 150))
            shade *= 1 - 0.3 * seam
        keep = (1 - mask)[:, :, None]
        albedo = self.albedo[rows, columns] * keep + fabric.albedo(x, y) * (1 - keep)
        self.albedo[rows, columns] = albedo
        self.shade[rows, columns] = self.shade[rows, columns] * (1 - mask) + shade * mask
        self.glint[rows, columns] = self.glint[rows, columns] * (1 - mask) + glint * mask
        self.alpha[rows, columns] = np.maximum(self.alpha[rows, columns], mask)

    def _relief(
        self,
        inside: Plane,
        box: tuple[int, int, int, int],
        rim: float,
        puff: float,
        folds: Sequence[Fold],
        wrinkle: float,
    ) -> Plane:
        """Return the heights of a part, in pixels."""
        width = max(rim * self.unit, 2.0)
        t = np.clip(inside / width, 0, 1)
        height = width * puff * np.sqrt(1 - (1 - t) ** 2)
        shape = inside.shape
        for fold in folds:
            small = Image.new("L", (shape[1] // 2, shape[0] // 2), 0)
            line = [((px - box[0]) / 2, (py - box[1]) / 2) for px, py in self.pixels(fold.points)]
            pen = max(1, round(fold.width * self.unit / 4))
            ImageDraw.Draw(small).line(line, fill=255, width=pen, joint="curve")
            soft = gaussian_filter(np.asarray(small, np.float32) / 255, fold.width * self.unit / 5)
            top = float(soft.max()) or 1.0
            large = Image.fromarray(soft / top).resize((shape[1], shape[0]))
            height = height + np.asarray(large, np.float32) * fold.height * self.unit
        if wrinkle:
            rows, columns = shape
            rough = noise(self.rng, rows, columns, 5) * 13
            rough = rough + noise(self.rng, rows, columns, 13) * 4
            height = height + rough * wrinkle * self.scale
        return np.asarray(gaussian_filter(height, 1.6), np.float32)

    def line(
        self, points: Sequence[Point], width: float = 0.008, depth: float = 0.4, dash: int = 0
    ) -> None:
        """Darken a seam; `dash` pixels on and off make stitches."""
        image = Image.new("L", (SIZE, SIZE), 0)
        pen = ImageDraw.Draw(image)
        pixels = self.pixels(points)
        wide = max(1, round(width * self.unit))
        if dash:
            for a, b in _dashes(pixels, dash):
                pen.line([a, b], fill=255, width=wide)
        else:
            pen.line(pixels, fill=255, width=wide, joint="curve")
        soft = gaussian_filter(np.asarray(image, np.float32) / 255, 0.9)
        lit = np.roll(soft, (wide, wide), (0, 1))
        self.shade *= 1 - depth * soft * self.alpha
        self.shade *= 1 + 0.35 * depth * lit * self.alpha

    def decal(self, points: Sequence[Point], colour: Colour, opacity: float = 0.92) -> None:
        """Print a filled outline on what is there; it follows the folds."""
        image = Image.new("L", (SIZE, SIZE), 0)
        ImageDraw.Draw(image).polygon(self.pixels(points), fill=255)
        share = (np.asarray(image, np.float32) / 255 * opacity * self.alpha)[:, :, None]
        self.albedo = self.albedo * (1 - share) + np.array(colour, np.float32) * share

    def disc(self, at: Point, radius: float, fabric: Fabric, *, puff: float = 0.6) -> None:
        """Draw a button or a knob."""
        angles = np.linspace(0, 2 * np.pi, 36, endpoint=False)
        ring = [(at[0] + radius * np.cos(a), at[1] + radius * np.sin(a)) for a in angles]
        self.part(ring, fabric, rim=radius * 0.6, puff=puff, wrinkle=0, shadow=0.5)

    def cut(self, points: Sequence[Point]) -> None:
        """Cut a hole through everything."""
        image = Image.new("L", (SIZE, SIZE), 0)
        ImageDraw.Draw(image).polygon(self.pixels(points), fill=255)
        self.alpha *= 1 - np.asarray(image, np.float32) / 255

    def over(self, ground: Plane, *, lift: float = 1.0, floor: float | None = None) -> Plane:
        """Return the product on a ground, with its shadow.

        Args:
            ground: (SIZE, SIZE, 3).
            lift: How far the product is from the ground it lies on.
            floor: Where the floor is that it stands on, in pixels; None if it lies.
        """
        alpha = self.alpha
        if floor is None:
            soft = np.roll(gaussian_filter(alpha, 24), (round(34 * lift), round(22 * lift)), (0, 1))
            near = np.roll(gaussian_filter(alpha, 7), (8, 5), (0, 1))
            dark = 0.42 * soft + 0.3 * near
        else:
            dark = _cast(alpha, floor)
        ground = ground * (1 - dark[:, :, None] * np.array([0.95, 0.97, 1.0], np.float32) * 0.9)
        lit = self.albedo * np.clip(self.shade, 0, 1.6)[:, :, None] + self.glint[:, :, None]
        share = gaussian_filter(alpha, 0.7)[:, :, None]
        return np.asarray(ground * (1 - share) + lit * share, np.float32)


def _cast(alpha: Plane, floor: float) -> Plane:
    """Return the shadow of something that stands: flat, at its feet."""
    y = np.mgrid[0:SIZE, 0:SIZE][0].astype(np.float32)
    reach = alpha.max(axis=0)[None, :]
    near = np.exp(-(((y - floor) / 9) ** 2)) * gaussian_filter(reach, (0, 6))
    wide = np.exp(-(((y - floor - 12) / 34) ** 2)) * gaussian_filter(reach, (0, 30))
    return np.asarray(0.55 * near + 0.38 * wide, np.float32)


def _lit(height: Plane, gloss: float) -> tuple[Plane, Plane]:
    """Return diffuse and mirrored light of a relief."""
    dy, dx = np.gradient(height)
    length = np.sqrt(dx * dx + dy * dy + 1)
    facing = (-dx * _LIGHT[0] - dy * _LIGHT[1] + _LIGHT[2]) / length
    diffuse = 0.46 + 0.54 * np.clip(facing, 0, 1) / _LIGHT[2]
    half = _LIGHT + np.array([0, 0, 1], np.float32)
    half /= np.linalg.norm(half)
    mirror = np.clip((-dx * half[0] - dy * half[1] + half[2]) / length, 0, 1)
    return np.clip(diffuse, 0.3, 1.32).astype(np.float32), (gloss * mirror**40).astype(np.float32)


def _dashes(pixels: Sequence[Point], dash: int) -> list[tuple[Point, Point]]:
    """Return every second piece of a line."""
    line = np.array(pixels)
    steps = np.linalg.norm(np.diff(line, axis=0), axis=1)
    reach = np.concatenate([[0], np.cumsum(steps)])
    marks = np.arange(0, reach[-1], dash)
    xs, ys = np.interp(marks, reach, line[:, 0]), np.interp(marks, reach, line[:, 1])
    points = list(zip(map(float, xs), map(float, ys), strict=True))
    return [(a, b) for number, (a, b) in enumerate(itertools.pairwise(points)) if number % 2 == 0]


def finished(picture: Plane, rng: Rng) -> Image.Image:
    """Return a picture half as large, with the softness and grain of a camera."""
    y, x = np.mgrid[-1 : 1 : SIZE * 1j, -1 : 1 : SIZE * 1j].astype(np.float32)
    picture = picture * (1 - 0.1 * (x * x + y * y))[:, :, None]
    picture = picture + rng.normal(0, 0.008, (SIZE, SIZE, 1)).astype(np.float32)
    image = Image.fromarray((np.clip(picture, 0, 1) * 255).astype(np.uint8))
    return image.resize((SIZE // 2, SIZE // 2), Image.Resampling.LANCZOS)
