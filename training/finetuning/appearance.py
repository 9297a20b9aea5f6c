"""How training photos differ in appearance from a model's training samples.

Photos that a model predicts wrongly are often all turned, inverted, noisy or in other light.
Replayed samples, changed likewise, with the targets of the unchanged ones, teach the model more
than the training photos alone. The change is found by trial: a ridge regression is fitted on the
model's features of known samples, unchanged and changed one way, and predicts the training photos;
the change with the best predictions is taken if it is significantly better than none. The changes
are the usual corruptions (Hendrycks, Dietterich, "Benchmarking Neural Model Robustness to Common
Corruptions and Perturbations", ICLR 2019, arXiv 1903.12261), with rotation and inversion.
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
_KNOWN_SAMPLES: Final = 200
"""Known samples that are changed every way."""
_PHOTO_SAMPLES: Final = 400
_MIN_PHOTOS: Final = 10
"""With fewer training photos the search finds nothing significant."""
_RIDGE: Final = 1e-2  # of the mean square of a sample's features
_STANDARD_ERRORS: Final = 3.0
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


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of change, its name in words, the strengths that are tried, and their bounds."""

    change: Callable[[Images, float, np.random.Generator], Images]
    words: str
    tried: tuple[float, ...]
    bounds: tuple[float, float] = (0, math.inf)


_KINDS: Final = {
    "inverted": _Kind(_inverted, "inverted", (1,), (0, 0)),
    "turned": _Kind(_turned, "turned by up to {:g} degrees", (15, 45, 135), (0, 180)),
    "noisy": _Kind(_noisy, "with noise of {:g} levels", (15, 45, 135)),
    "blurred": _Kind(_blurred, "blurred by {:g} pixels", (1,)),
    "zoomed": _Kind(_zoomed, "{:g} times as large", (0.6, 1.5)),
    "lit": _Kind(_lit, "{:g} times as bright", (0.4, 2.5)),
    "pale": _Kind(_pale, "{:.0%} paler", (0.3, 0.6), (0, 0.9)),
}


@dataclass(frozen=True, slots=True)
class Appearance:
    """One way to change images.

    ``strength`` is in degrees either way, levels, pixels, times, or a share, as the kind has it.
    """

    kind: str
    strength: float = 1.0

    def __call__(self, images: Images, rng: np.random.Generator) -> Images:
        """Return changed images (N, height, width, channels) uint8; ``rng`` draws angles, noise."""
        return _KINDS[self.kind].change(images, self.strength, rng)

    @property
    def is_possible(self) -> bool:
        """True if the strength is within bounds and has an effect."""
        low, high = _KINDS[self.kind].bounds
        return low < self.strength <= high and self.strength != 1

    def __str__(self) -> str:
        return _KINDS[self.kind].words.format(self.strength)


APPEARANCES: Final = tuple(Appearance(name, s) for name, kind in _KINDS.items() for s in kind.tried)
"""Tried first; then come strengths between the best of them and its neighbours."""


def find_appearance(
    features: Callable[[Samples], Features],
    known: Samples,
    training_photos: Samples,
    rng: np.random.Generator,
) -> Appearance | None:
    """Return the change that explains the training photos' appearance, None if none is significant.

    Args:
        features: of samples, (N, F), by the model.
        known: samples that the model was trained on; labels as the training photos'.
        training_photos: ten or more; for fewer the result is None.
        rng: draws some of both.
    """
    if len(training_photos) < _MIN_PHOTOS or not len(known):
        return None
    drawn = balanced(known.labels, max(1, _KNOWN_SAMPLES // len(np.unique(known.labels))), rng)
    tried, asked = (
        known.take(drawn),
        training_photos.take(rng.permutation(len(training_photos))[:_PHOTO_SAMPLES]),
    )
    plain, questions = features(tried), features(asked)
    categories = 1 + int(max(tried.labels.max(), asked.labels.max()))
    truth, answers = (one_hot(part.labels, categories) for part in (tried, asked))

    def wrong(shown: Features) -> Features:
        predicted = _ridge(np.concatenate([plain, shown]), np.tile(truth, (2, 1)), questions)
        missed: Features = np.square(predicted - answers).sum(axis=1)
        return missed

    before = wrong(plain)

    def won(way: Appearance) -> Features:
        return before - wrong(features(Samples(way(tried.images, rng), tried.labels)))

    tries = {way: won(way) for way in APPEARANCES}
    best = _best(tries)
    if tries[best].mean() <= _STANDARD_ERRORS * tries[best].std() / np.sqrt(len(asked)):
        return None
    for factor in _FINER:
        # More than two digits of a strength are not significant.
        strengths = (float(f"{best.strength * f:.2g}") for f in (1 / factor, factor))
        near = (Appearance(best.kind, strength) for strength in strengths)
        tries |= {way: won(way) for way in near if way.is_possible and way not in tries}
        best = _best(tries)
    return best


def _best(tries: dict[Appearance, Features]) -> Appearance:
    return max(tries, key=lambda way: float(tries[way].mean()))


def _ridge(learned: Features, truth: Features, asked: Features) -> npt.NDArray[np.float64]:
    """Return predictions of a ridge regression fitted on features (N, F) and targets (N, K)."""
    mean, scale = learned.mean(axis=0), learned.std(axis=0) + 1e-6
    rows, questions = (
        np.pad((part.astype(np.float64) - mean) / scale, ((0, 0), (0, 1)), constant_values=1.0)
        for part in (learned, asked)
    )
    product = rows @ rows.T
    product[np.diag_indices(len(rows))] += _RIDGE * product.trace() / len(rows)
    predicted: npt.NDArray[np.float64] = questions @ (rows.T @ np.linalg.solve(product, truth))
    return predicted
