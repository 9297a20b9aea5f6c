"""How lessons look beside what a network knows, so that it can be shown that the same way.

Photos that a network gets wrong often differ from what it learned in how all of them were taken:
turned, inverted, noisy, in other light. Samples that it knows, shown that way with what it believes
of them as they are, teach it more than the lessons alone could. Which way that is, is found by
trial: a ridge regression on the network's features of known samples, as they are and shown one way,
answers for the lessons; the way that lets it answer best is taken, if it is clearly better than
none. The ways are those in which image networks are usually tested (Hendrycks, Dietterich,
"Benchmarking Neural Network Robustness to Common Corruptions and Perturbations", ICLR 2019, arXiv
1903.12261), with turned and inverted beside them.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from training.inputs.samples import Images, Samples, balanced, one_hot, stack_images

Features = npt.NDArray[np.floating]
_TRIED: Final = 200
"""Known samples that are shown every way."""
_ASKED: Final = 400
_LEAST: Final = 10
"""Of fewer lessons nobody can say how they look."""
_RIDGE: Final = 1e-2  # of the mean square of a sample's features
_CLEARLY: Final = 3.0  # standard errors
_FINER: Final = (3**0.5, 3**0.25)


def _inverted(images: Images, _: float, _rng: np.random.Generator) -> Images:
    return 255 - images


def _turned(images: Images, degrees: float, rng: np.random.Generator) -> Images:
    angles = rng.uniform(-degrees, degrees, len(images))
    return _each(images, lambda photo, n: photo.rotate(angles[n], Image.Resampling.BILINEAR))


def _noisy(images: Images, levels: float, rng: np.random.Generator) -> Images:
    return _bounded(images + np.float32(levels) * rng.standard_normal(images.shape, np.float32))


def _blurred(images: Images, pixels: float, _rng: np.random.Generator) -> Images:
    return _each(images, lambda photo, _: photo.filter(ImageFilter.GaussianBlur(pixels)))


def _zoomed(images: Images, times: float, _rng: np.random.Generator) -> Images:
    height, width = images.shape[1:3]
    rest = (1 - 1 / times) / 2
    where = (1 / times, 0, rest * width, 0, 1 / times, rest * height)
    return _each(
        images,
        lambda photo, _: photo.transform(
            photo.size, Image.Transform.AFFINE, where, Image.Resampling.BILINEAR
        ),
    )


def _lit(images: Images, times: float, _rng: np.random.Generator) -> Images:
    return _bounded(images * np.float32(times))


def _pale(images: Images, share: float, _rng: np.random.Generator) -> Images:
    return _bounded(images * np.float32(1 - share) + np.float32(255 * share))


def _bounded(values: npt.NDArray[np.floating]) -> Images:
    images: Images = np.clip(np.rint(values), 0, 255).astype(np.uint8)
    return images


def _each(images: Images, change: Callable[[Image.Image, int], Image.Image]) -> Images:
    plain = images[..., 0] if images.shape[-1] == 1 else images
    shown = [np.asarray(change(Image.fromarray(one), n)) for n, one in enumerate(plain)]
    return stack_images(shown, plain.shape[1:]).reshape(images.shape)


_KINDS: Final[dict[str, Callable[[Images, float, np.random.Generator], Images]]] = {
    "inverted": _inverted,
    "turned": _turned,
    "noisy": _noisy,
    "blurred": _blurred,
    "zoomed": _zoomed,
    "lit": _lit,
    "pale": _pale,
}
_WORDS: Final = {
    "inverted": "inverted",
    "turned": "turned by up to {:g} degrees",
    "noisy": "with noise of {:g} levels",
    "blurred": "blurred by {:g} pixels",
    "zoomed": "{:g} times as large",
    "lit": "{:g} times as bright",
    "pale": "{:.0%} paler",
}


_BOUNDS: Final = {"inverted": (0, 0), "turned": (0, 180), "pale": (0, 0.9)}


@dataclass(frozen=True, slots=True)
class Appearance:
    """One way to show samples.

    Attributes:
        kind: what is done.
        strength: how much of it: degrees either way, levels, pixels, times or a share.
    """

    kind: str
    strength: float = 1.0

    def __call__(self, images: Images, rng: np.random.Generator) -> Images:
        """Images (N, height, width, channels) uint8, shown that way; chances come from ``rng``."""
        return _KINDS[self.kind](images, self.strength, rng)

    @property
    def is_possible(self) -> bool:
        """True if there is such a strength, and it makes a difference."""
        low, high = _BOUNDS.get(self.kind, (0, math.inf))
        return low < self.strength <= high and self.strength != 1

    def __str__(self) -> str:
        return _WORDS[self.kind].format(self.strength)


_STRENGTHS: Final[dict[str, tuple[float, ...]]] = {
    "inverted": (1,),
    "turned": (15, 45, 135),
    "noisy": (15, 45, 135),
    "blurred": (1,),
    "zoomed": (0.6, 1.5),
    "lit": (0.4, 2.5),
    "pale": (0.3, 0.6),
}
APPEARANCES: Final = tuple(Appearance(kind, s) for kind, all_ in _STRENGTHS.items() for s in all_)
"""Those that are tried first; then come strengths between the best of them and its neighbours."""


def likeliest(
    features: Callable[[Samples], Features],
    known: Samples,
    lessons: Samples,
    rng: np.random.Generator,
) -> Appearance | None:
    """How lessons look beside what is known, or None if no way explains them clearly better.

    Args:
        features: of samples, (N, F), by the network that knows them.
        known: what the network knows; labels as the lessons'.
        lessons: ten or more; of fewer nothing is said.
        rng: draws some of both.
    """
    if len(lessons) < _LEAST or not len(known):
        return None
    drawn = balanced(known.labels, max(1, _TRIED // len(np.unique(known.labels))), rng)
    tried, asked = known.take(drawn), lessons.take(rng.permutation(len(lessons))[:_ASKED])
    plain, questions = features(tried), features(asked)
    categories = 1 + int(max(tried.labels.max(), asked.labels.max()))
    truth, answers = (one_hot(part.labels, categories) for part in (tried, asked))

    def wrong(shown: Features) -> Features:
        said = _answered(np.concatenate([plain, shown]), np.tile(truth, (2, 1)), questions)
        missed: Features = np.square(said - answers).sum(axis=1)
        return missed

    before = wrong(plain)

    def won(way: Appearance) -> Features:
        return before - wrong(features(Samples(way(tried.images, rng), tried.labels)))

    tries = {way: won(way) for way in APPEARANCES}
    best = _best(tries)
    if tries[best].mean() <= _CLEARLY * tries[best].std() / np.sqrt(len(asked)):
        return None
    for factor in _FINER:
        near = (Appearance(best.kind, _rounded(best.strength * f)) for f in (1 / factor, factor))
        tries |= {way: won(way) for way in near if way.is_possible and way not in tries}
        best = _best(tries)
    return best


def _best(tries: dict[Appearance, Features]) -> Appearance:
    return max(tries, key=lambda way: float(tries[way].mean()))


def _rounded(strength: float) -> float:
    """Two digits: more would promise what nobody can tell."""
    return float(f"{strength:.2g}")


def _answered(learned: Features, truth: Features, asked: Features) -> npt.NDArray[np.float64]:
    """Return predictions of a ridge regression fitted on features (N, F) and targets (N, K)."""
    mean, scale = learned.mean(axis=0), learned.std(axis=0) + 1e-6
    rows, questions = (
        np.pad((part.astype(np.float64) - mean) / scale, ((0, 0), (0, 1)), constant_values=1.0)
        for part in (learned, asked)
    )
    product = rows @ rows.T
    product[np.diag_indices(len(rows))] += _RIDGE * product.trace() / len(rows)
    said: npt.NDArray[np.float64] = questions @ (rows.T @ np.linalg.solve(product, truth))
    return said
