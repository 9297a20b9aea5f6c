"""Materials of the sample's products."""

from dataclasses import dataclass

import numpy as np

from tools.sample_products.canvas import Colour, Plane, Rng

INK: Colour = (0.13, 0.14, 0.17)
WHITE: Colour = (0.93, 0.92, 0.90)
CLOTH: tuple[Colour, ...] = (
    WHITE,
    INK,
    (0.17, 0.24, 0.38),
    (0.70, 0.20, 0.20),
    (0.86, 0.62, 0.24),
    (0.30, 0.43, 0.33),
    (0.83, 0.55, 0.52),
    (0.56, 0.67, 0.78),
    (0.62, 0.60, 0.56),
    (0.78, 0.71, 0.58),
    (0.43, 0.27, 0.22),
    (0.47, 0.36, 0.55),
    (0.24, 0.50, 0.55),
    (0.88, 0.80, 0.70),
)
LEATHER: tuple[Colour, ...] = (
    (0.36, 0.21, 0.13),
    (0.55, 0.34, 0.20),
    (0.14, 0.13, 0.13),
    (0.68, 0.48, 0.31),
    (0.42, 0.12, 0.13),
    (0.20, 0.27, 0.30),
    (0.80, 0.72, 0.61),
)


def pick(rng: Rng, colours: tuple[Colour, ...]) -> Colour:
    """Return one colour, varied a little."""
    chosen = colours[int(rng.integers(len(colours)))]
    r, g, b = np.clip(np.array(chosen) * rng.uniform(0.93, 1.05) + rng.normal(0, 0.012, 3), 0.03, 1)
    return float(r), float(g), float(b)


def contrasting(rng: Rng, colour: Colour) -> Colour:
    """Return a colour that is well apart from another one in lightness."""
    while True:
        other = pick(rng, CLOTH)
        if abs(sum(other) - sum(colour)) > 0.7:
            return other


@dataclass
class Plain:
    """Cotton, in one colour."""

    colour: Colour
    gloss: float = 0.0
    grain: float = 0.05

    def albedo(self, x: Plane, y: Plane) -> Plane:
        """Return its colour, with a faint weave."""
        weave = 1 + self.grain * 0.5 * (np.sin(x * 620) * np.sin(y * 620))
        return (np.array(self.colour, np.float32) * weave[:, :, None]).astype(np.float32)

    def relief(self, x: Plane, _y: Plane) -> Plane:
        """Return a flat surface."""
        return np.zeros_like(x)


@dataclass
class Leather(Plain):
    """Leather: grained and glossy."""

    gloss: float = 0.16
    seed: int = 0

    def relief(self, x: Plane, y: Plane) -> Plane:
        """Return a fine grain."""
        a = np.sin(x * 190 + 2 * np.sin(y * 130)) * np.sin(y * 210 + 2 * np.sin(x * 150))
        return (a * 0.28).astype(np.float32)


@dataclass
class Knit(Plain):
    """A knitted fabric: ribs or cables down the product."""

    rib: float = 0.05
    cable: bool = False

    def relief(self, x: Plane, y: Plane) -> Plane:
        """Return stitches, ribs and cables."""
        stitch = np.sin(y * 260 + np.abs(((x / 0.02) % 1) - 0.5) * 9) * 0.45
        ribs = np.abs(np.sin(x * np.pi / self.rib)) * 3.0
        if self.cable:
            inside = np.abs(((x + 10) % 0.34) - 0.17) < 0.075
            twist = np.sin(y * 34 + np.sign(((x + 10) % 0.34) - 0.17) * 1.6)
            ribs = np.where(inside, 2.5 + 3.5 * twist, ribs * 0.35)
        return (stitch + ribs).astype(np.float32)


@dataclass
class Denim(Plain):
    """Denim: a twill with worn places."""

    grain: float = 0.2

    def albedo(self, x: Plane, y: Plane) -> Plane:
        """Return its colour, with diagonals and slubs."""
        twill = np.sin((x + y) * 420) * 0.06
        slub = np.sin(x * 900 + np.sin(y * 37) * 6) * 0.05
        worn = 0.16 * np.exp(-((x / 0.3) ** 2)) + 0.05 * np.sin(y * 5)
        share = (1 + twill + slub + worn)[:, :, None]
        return (np.array(self.colour, np.float32) * share).astype(np.float32)


@dataclass
class Striped(Plain):
    """Stripes, across the product or down it."""

    second: Colour = WHITE
    width: float = 0.09
    share: float = 0.5
    down: bool = False

    def albedo(self, x: Plane, y: Plane) -> Plane:
        """Return the stripes."""
        place = ((x if self.down else y) + 10) % self.width / self.width
        edge = np.clip((self.share - np.abs(place - 0.5) * 2) * self.width * 130, 0, 1)
        first, second = np.array(self.colour), np.array(self.second)
        return (first * (1 - edge[..., None]) + second * edge[..., None]).astype(np.float32)


@dataclass
class Checked(Plain):
    """A plaid of three tones."""

    second: Colour = WHITE
    width: float = 0.2

    def albedo(self, x: Plane, y: Plane) -> Plane:
        """Return the plaid."""

        def stripes(v: Plane) -> Plane:
            place = (v + 10) % self.width / self.width
            wide = np.clip((0.42 - np.abs(place - 0.5)) * 60, 0, 1) * 0.5
            return np.asarray(wide + np.clip((0.03 - np.abs(place - 0.03)) * 200, 0, 1) * 0.45)

        share = np.clip(stripes(x) + stripes(y), 0, 1)[:, :, None]
        twill = 1 + 0.05 * np.sin((x + y) * 400)[:, :, None]
        colours = np.array(self.colour) * (1 - share) + np.array(self.second) * share
        return (colours * twill).astype(np.float32)


@dataclass
class Dotted(Plain):
    """Dots or small flowers in a staggered grid."""

    second: Colour = WHITE
    width: float = 0.1
    petals: int = 0

    def albedo(self, x: Plane, y: Plane) -> Plane:
        """Return the dots."""
        row = np.floor(y / self.width)
        px = (x + (row % 2) * self.width / 2 + 10) % self.width / self.width - 0.5
        py = (y + 10) % self.width / self.width - 0.5
        radius, angle = np.hypot(px, py), np.arctan2(py, px) + row
        edge = 0.22 + (0.09 * np.cos(angle * self.petals) if self.petals else 0)
        share = np.clip((edge - radius) * 22, 0, 1)[:, :, None]
        heart = np.clip((0.09 - radius) * 30, 0, 1)[:, :, None] * (1 if self.petals else 0)
        colours = np.array(self.colour) * (1 - share) + np.array(self.second) * share
        yellow = np.array((0.92, 0.76, 0.32))
        return (colours * (1 - heart) + yellow * heart).astype(np.float32)


@dataclass
class Woven(Plain):
    """Straw or canvas: a coarse weave."""

    pitch: float = 0.035

    def relief(self, x: Plane, y: Plane) -> Plane:
        """Return strands over and under each other."""
        a, b = np.sin(x * np.pi / self.pitch), np.sin(y * np.pi / self.pitch)
        over = np.sign(np.sin(x * np.pi / self.pitch / 2) * np.sin(y * np.pi / self.pitch / 2))
        return (np.where(over > 0, np.abs(a), np.abs(b)) * 3.0).astype(np.float32)

    def albedo(self, x: Plane, y: Plane) -> Plane:
        """Return strands of slightly different tone."""
        tone = 1 + 0.1 * np.sin(np.floor(x / self.pitch) * 7.1 + np.floor(y / self.pitch) * 3.7)
        return (np.array(self.colour, np.float32) * tone[:, :, None]).astype(np.float32)
