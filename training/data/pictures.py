"""Labelled images for an analysis, to learn from and to test on."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from safeio.characters import printable
from training.core.wording import called_within
from training.data import fashion_mnist, tables
from training.data.data import FASHION_MNIST, load_photos, split_indices
from training.inputs.preparation import PHOTOS
from training.inputs.samples import Images, Labels, Samples, concatenate

_SEED: Final = 1  # the default of `train`


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """Images with labels and names.

    Attributes:
        source: the name of the data.
        images: (N, 28, 28, 1) as a table has them, or (N, 64, 64, 3) of photos.
        labels: (N,) indices into ``categories``.
        is_test: (N,) which are to test on.
        names: of each image: its path, or its number in its table, from 0.
        categories: in the order of the labels.
        unreadable: name and reason of each file that could not be read.
        given: whether the data come with test images; else they are those that ``train`` splits off
            with its default seed.
    """

    source: str
    images: Images
    labels: Labels
    is_test: npt.NDArray[np.bool_]
    names: tuple[str, ...]
    categories: tuple[str, ...]
    unreadable: tuple[tuple[str, str], ...] = ()
    given: bool


def load_pictures(source: str) -> Pictures:
    """Read what ``train`` would read; a category of too few images is no error here.

    Raises:
        TrainingError: those of reading the data.
    """
    if source == FASHION_MNIST:
        train, test = fashion_mnist.load_whole()
        return _of_parts(source, {"train": train, "test": test})
    path = Path(source)
    called = printable(path.resolve().name)
    if not tables.is_table(path):
        return _photos(path, called)
    parts = tables.load_table(path)
    return _of_parts(called, {printable(file.name): part for file, part in parts.items()})


def _of_parts(source: str, parts: Mapping[str, Samples]) -> Pictures:
    """Return images by the name of their file: those of a second file are to test on."""
    every = concatenate(*parts.values())
    given = len(parts) > 1
    learned = len(next(iter(parts.values())))
    return Pictures(
        source=source,
        images=every.images,
        labels=every.labels,
        is_test=np.arange(len(every)) >= learned if given else _tested(every.labels),
        names=tuple(f"{file} image {n}" for file, part in parts.items() for n in range(len(part))),
        categories=fashion_mnist.CATEGORIES,
        given=given,
    )


def _photos(path: Path, source: str) -> Pictures:
    found = load_photos(path, PHOTOS)
    root = path.parent if path.is_file() else path
    return Pictures(
        source=source,
        images=found.samples.images,
        labels=found.samples.labels,
        is_test=_tested(found.samples.labels),
        names=tuple(called_within(root, file) for file in found.files),
        categories=tuple(printable(name) for name in found.categories),
        unreadable=tuple((called_within(root, file), why) for file, why in found.unreadable),
        given=False,
    )


def _tested(labels: Labels) -> npt.NDArray[np.bool_]:
    tested = np.zeros(len(labels), np.bool_)
    tested[split_indices(labels, _SEED)[2]] = True
    return tested
