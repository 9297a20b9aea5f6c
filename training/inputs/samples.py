"""Prepared photos with their labels."""

import math
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Images = npt.NDArray[np.uint8]
Features = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]
Targets = npt.NDArray[np.float32]
_KINDS = {("uint8", 4), ("float32", 2)}
_IN_MEMORY = 512 * 2**20
ITEM_SHAPE = (28, 28, 1)
"""The shape of Fashion-MNIST's images, which a model of photos keeps to make photos of."""


@dataclass(frozen=True, slots=True)
class Samples:
    """Prepared photos and, for each, the index of its category.

    Attributes:
        images: (N, height, width, channels) uint8, as ``training.inputs.preparation`` makes them;
            or (N, F) float32, their features, where the last layer alone learns.
        labels: (N,) int64, indices into a tuple of categories.
        targets: (N, K) float32, probabilities to learn instead of the labels
            (``training.fitting.distill``), or None.
    """

    images: npt.NDArray[Any]
    labels: Labels
    targets: Targets | None = None

    def __post_init__(self) -> None:
        if (self.images.dtype.name, self.images.ndim) not in _KINDS:
            raise ValueError(f"images are {self.images.dtype} of {self.images.ndim} dimensions")
        if self.labels.dtype != np.int64 or self.labels.shape != self.images.shape[:1]:
            raise ValueError(f"labels are {self.labels.dtype} of shape {self.labels.shape}")
        if self.labels.size and self.labels.min() < 0:
            raise ValueError("a label is negative")
        if self.targets is not None and len(self.targets) != len(self.labels):
            raise ValueError(f"there are {len(self.targets)} targets of {len(self.labels)} labels")

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, indices: npt.NDArray[np.intp]) -> "Samples":
        """Return the samples at ``indices``, in that order."""
        targets = None if self.targets is None else self.targets[indices]
        return Samples(self.images[indices], self.labels[indices], targets)

    def with_targets(self, categories: int) -> "Samples":
        """Return the samples with their labels as targets."""
        return Samples(self.images, self.labels, one_hot(self.labels, categories))


def one_hot(labels: Labels, categories: int) -> Targets:
    """Return labels (N,) as targets (N, K) of 0 and 1."""
    targets: Targets = np.eye(categories, dtype=np.float32)[labels]
    return targets


def empty(shape: tuple[int, int, int]) -> Samples:
    """Return no samples, of photos of this shape."""
    return Samples(np.zeros((0, *shape), np.uint8), np.zeros(0, np.int64))


def stack_images(images: Sequence[Images], shape: tuple[int, ...]) -> Images:
    """Return images of this shape as one uint8 array, (N, *shape), which may be empty.

    Raises:
        ValueError: for an image of another shape.
    """
    return np.stack([np.zeros(shape, np.uint8), *images])[1:]


def room_for(count: int, shape: tuple[int, int, int]) -> Images:
    """Return an array for so many images, to be filled; a large one lies in a temporary file.

    Of photos of 192 pixels, 10,000 take more than a gigabyte.
    """
    if count * math.prod(shape) <= _IN_MEMORY:
        return np.zeros((count, *shape), np.uint8)
    with tempfile.TemporaryFile() as file:
        return np.memmap(file, np.uint8, "w+", shape=(count, *shape))


def concatenate(*parts: Samples) -> Samples:
    """Return the samples of several sets of one shape in a row."""
    return Samples(
        np.concatenate([part.images for part in parts]),
        np.concatenate([part.labels for part in parts]),
    )


def interleave(parts: Sequence[Samples], batches: int) -> Samples:
    """Return so many batches in a row, each with an equal share of every set, in the sets' order.

    The result has targets if all sets have some.
    """

    def together(every: list[npt.NDArray[Any]]) -> npt.NDArray[Any]:
        shares = [one.reshape(batches, -1, *one.shape[1:]) for one in every]
        return np.concatenate(shares, axis=1).reshape(-1, *every[0].shape[1:])

    targets = [part.targets for part in parts if part.targets is not None]
    return Samples(
        together([part.images for part in parts]),
        together([part.labels for part in parts]),
        together(list(targets)) if len(targets) == len(parts) else None,
    )


def balanced(labels: Labels, per_category: int, rng: np.random.Generator) -> npt.NDArray[np.intp]:
    """Return sorted indices of up to ``per_category`` random samples of each category."""
    chosen = [
        rng.permutation(np.flatnonzero(labels == category))[:per_category]
        for category in np.unique(labels)
    ]
    return np.sort(np.concatenate(chosen)) if chosen else np.zeros(0, np.intp)


def shrunk(images: Images, edge: int) -> Images:
    """Return photos as averages of squares of pixels.

    Args:
        images: (N, height, width, channels), squares whose side is a multiple of ``edge``.
        edge: height and width of the result.

    Raises:
        ValueError: for another size.
    """
    count, side, _, channels = images.shape
    if side == edge:
        return images
    parts = images.reshape(count, edge, side // edge, edge, side // edge, channels)
    return np.asarray(np.rint(parts.mean(axis=(2, 4))), np.uint8)
