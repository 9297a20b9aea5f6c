"""Labelled photos to measure a model on: labels are matched with its categories by name."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from safeio.characters import folded, printable
from training.core.errors import TrainingError
from training.core.wording import called_within
from training.data import fashion_mnist
from training.data.data import FASHION_MNIST, load_photos, prepared_items
from training.inputs.samples import Samples, concatenate
from training.versions.card import Card

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Photos prepared for a model.

    Attributes:
        source: the name of the data.
        samples: N of them; labels are indices into the model's categories.
        photos: name of each: a path in the folder, or its number among Fashion-MNIST's test images.
        unreadable: how many more could not be read.
        duplicated: (N,) which of them nearly duplicate a training image; None if not searched.
    """

    source: str
    samples: Samples
    photos: tuple[str, ...]
    unreadable: int = 0
    duplicated: Mask | None = None


def labelled(data: str, card: Card, *, duplicates: bool = False) -> Labelled:
    """Read photos for a model.

    Args:
        data: ``fashion-mnist`` (its test images), a folder with a subfolder a category, or a CSV
            list.
        card: of the model; it may have more categories than the photos.
        duplicates: whether to search for test images that nearly duplicate a training image, which
            takes a while; Fashion-MNIST only.

    Raises:
        TrainingError: ``unknown-label``, ``no-training-images``, and those of reading the data.
    """
    if data == FASHION_MNIST:
        return _test_images(card, duplicates)
    if duplicates:
        raise TrainingError(
            "no-training-images",
            f"What the model learned from is not known for {data}.",
            "Leave out --duplicates: it is for Fashion-MNIST alone.",
            {"data": data},
        )
    source = Path(data)
    photos = load_photos(source, card.preparation)
    labels = _matched(photos.categories, photos.samples.labels, card.categories)
    samples = Samples(photos.samples.images, labels)
    root = source.parent if source.is_file() else source
    called = tuple(called_within(root, file) for file in photos.files)
    return Labelled(printable(source.resolve().name), samples, called, len(photos.unreadable))


def _test_images(card: Card, duplicates: bool) -> Labelled:  # noqa: FBT001 - passed on
    _matched(fashion_mnist.CATEGORIES, np.zeros(0, np.int64), card.categories)  # before any reading
    split = fashion_mnist.load()
    test = split.test
    labels = _matched(fashion_mnist.CATEGORIES, test.labels, card.categories)
    duplicated = _duplicated(split) if duplicates else None
    prepared = prepared_items(test, card.preparation)
    numbers = tuple(f"test image {number}" for number in range(len(test)))
    return Labelled(FASHION_MNIST, Samples(prepared.images, labels), numbers, duplicated=duplicated)


def _duplicated(split: fashion_mnist.FashionMnist) -> Mask:
    """Return which test images nearly duplicate any of the 60,000, those held out included."""
    from training.data.duplicates import duplicated_test_images

    train = concatenate(split.train, split.held_out, split.catalogue)
    return duplicated_test_images(train, split.test)


def _matched(
    names: tuple[str, ...], labels: npt.NDArray[np.int64], categories: tuple[str, ...]
) -> npt.NDArray[np.int64]:
    """Return labels that point into the model's categories instead of ``names``."""
    places = {folded(name): place for place, name in enumerate(categories)}
    # Equal names take precedence over names that are equal when folded.
    places |= {name: place for place, name in enumerate(categories)}
    found = [places.get(name, places.get(folded(name))) for name in names]
    unknown = [name for name, place in zip(names, found, strict=True) if place is None]
    if unknown:
        raise TrainingError(
            "unknown-label",
            f"The model knows no category {', '.join(map(repr, unknown))}.",
            f"Use its own names: {', '.join(categories)}.",
            {"labels": unknown},
        )
    order = np.array(found, np.int64)
    return order[labels]
