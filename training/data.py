"""What a network is trained on, and what is held out of it: Fashion-MNIST, folders, lists."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from training import fashion_mnist
from training.errors import TrainingError
from training.photos import Photos, load_folder, load_manifest
from training.preparation import input_shape
from training.samples import Samples, empty

FASHION_MNIST: Final = "fashion-mnist"
PHOTOS: Final = "photo-64"
__all__ = ["Dataset", "Photos", "load_dataset", "load_folder", "load_manifest", "load_photos"]


@dataclass(frozen=True, slots=True)
class Dataset:
    """Samples to learn from, apart from those that choose and those that only report.

    Attributes:
        train: to learn from.
        held_out: to choose between epochs, and to calibrate.
        test: measured at the end; they choose nothing.
        categories: names that the labels point into.
        description: in words, for the card.
        items: Fashion-MNIST's, to be made into photos while training; ``train`` then holds real
            photos to see among them, or none.
        repeats: how often a pass shows each of those real photos.
        share: of the items that a pass shows.
    """

    train: Samples
    held_out: Samples
    test: Samples
    categories: tuple[str, ...]
    description: str
    items: Samples = field(default_factory=lambda: empty((28, 28, 1)))
    repeats: int = 0
    share: float = 1.0


def load_dataset(source: str, preparation: str, seed: int) -> Dataset:
    """Reads and splits data to train on.

    Args:
        source: ``fashion-mnist``, a folder with a subfolder a category, or a CSV list.
        preparation: how photos become inputs.
        seed: of the split of a folder or list; Fashion-MNIST's is always the same.

    Raises:
        TrainingError: ``preparation-mismatch``, ``one-category``, ``too-few-photos``, and those of
            ``fashion_mnist.load``, ``load_folder`` and ``load_manifest``.
    """
    if source == FASHION_MNIST:
        return _fashion_mnist(preparation)
    return _split(load_photos(Path(source), preparation), source, seed)


def load_photos(source: Path, preparation: str) -> Photos:
    """Reads a folder or a CSV list, whichever it is."""
    if source.suffix.lower() == ".csv":
        return load_manifest(source, preparation)
    return load_folder(source, preparation)


def _fashion_mnist(preparation: str) -> Dataset:
    if preparation == PHOTOS:
        return _as_photos()
    if preparation != fashion_mnist.PREPARATION:
        raise TrainingError(
            "preparation-mismatch",
            f"Fashion-MNIST is already prepared by {fashion_mnist.PREPARATION!r}.",
            f"Train on it with that preparation, not with {preparation!r}.",
            {"preparation": preparation},
        )
    split = fashion_mnist.load()
    return Dataset(
        split.train,
        split.held_out,
        split.test,
        fashion_mnist.CATEGORIES,
        "Fashion-MNIST (arXiv 1708.07747): 55,000 of its 60,000 training images. The other 5,000, "
        "500 a category, were held out: 4,700 to choose the epoch and fit the temperature, 300 "
        "for the sample catalogue alone. The 10,000 test images were only measured.",
    )


def _as_photos() -> Dataset:
    """Fashion-MNIST for a network of photos: items to make photos of."""
    from training.feeds import as_photos, plain

    split = fashion_mnist.load()
    return Dataset(
        train=empty(input_shape(PHOTOS)),
        held_out=as_photos(split.held_out, fashion_mnist.CATEGORIES, PHOTOS, seed=1),
        test=plain(split.test, PHOTOS),
        categories=fashion_mnist.CATEGORIES,
        description="Fashion-MNIST (arXiv 1708.07747): 55,000 of its 60,000 training images, made "
        "into photos by domain randomisation while it learned, with drawn garments among them. "
        "4,700 more, made into photos once, were held out to choose the pass and fit the "
        "temperature. The 10,000 test images, as they are, were only measured. No real photo.",
        items=split.train,
    )


def _split(photos: Photos, source: str, seed: int) -> Dataset:
    """A tenth of each category, at least one photo, is held out, and as many are for the test."""
    rng = np.random.default_rng(seed)
    parts: tuple[list[int], list[int], list[int]] = ([], [], [])
    labels = photos.samples.labels
    if len(photos.categories) < 2:
        raise TrainingError(
            "one-category",
            f"All photos in {source} have the same label, {photos.categories[0]!r}.",
            "Add photos of at least one more category: one alone teaches nothing.",
            {"path": source, "category": photos.categories[0]},
        )
    for category, name in enumerate(photos.categories):
        members = rng.permutation(np.flatnonzero(labels == category)).tolist()
        if len(members) < 3:
            raise TrainingError(
                "too-few-photos",
                f"The category {name!r} has {len(members)} readable photos.",
                "Give each category at least three: to learn from, to hold out, and to test on.",
                {"category": name, "count": len(members)},
            )
        apart = max(1, round(len(members) / 10))
        for part, chosen in zip(
            parts, (members[2 * apart :], members[:apart], members[apart : 2 * apart]), strict=True
        ):
            part.extend(chosen)
    train, held_out, test = (photos.samples.take(np.sort(np.array(part))) for part in parts)
    return Dataset(
        train,
        held_out,
        test,
        photos.categories,
        f"{len(train):,} photos of {Path(source).name}; {len(held_out):,} more were held out to "
        f"choose the epoch and fit the temperature, {len(test):,} more were only measured.",
    )
