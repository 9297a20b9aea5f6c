"""Predictions of a model version for image files."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from safeio.reading import SUFFIXES
from safeio.reasons import PhotoError
from training.inputs.photos import decoded, image_files
from training.inputs.preparation import Prepared, prepare
from training.versions.serving import Classifier

_BATCH: Final = 256


@dataclass(frozen=True, slots=True)
class Prediction:
    """A model's prediction for a photo, whose path is in letters that can be written.

    ``guesses`` has categories and their calibrated probabilities, likeliest first; at least one.
    """

    photo: str
    guesses: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file or folder that gave no photo, and why."""

    photo: str
    reason: str


def predict(
    paths: Sequence[Path], classifier: Classifier, top: int = 1
) -> Iterator[Prediction | Unreadable]:
    """Yield predictions for photos, which are read a few hundred at a time.

    Args:
        paths: files of any name, and folders, of which all photos are taken, also in subfolders,
            but nothing hidden.
        classifier: the model.
        top: guesses a photo, at most as many as the model has categories.

    Yields:
        One result a file. Files come in their order, folders' by name; those that cannot be read
        may come before others.
    """
    preparation = classifier.card.preparation
    names: list[str] = []
    batch: list[Prepared] = []
    for file in _files(paths):
        if isinstance(file, Unreadable):
            yield file
            continue
        try:
            batch.append(prepare(decoded(file), preparation))
            names.append(_written(file))
        except PhotoError as error:
            yield Unreadable(_written(file), error.words)
        if len(batch) == _BATCH:
            yield from _asked(classifier, names, batch, top)
            names, batch = [], []
    if batch:
        yield from _asked(classifier, names, batch, top)


def _asked(
    classifier: Classifier, names: list[str], batch: list[Prepared], top: int
) -> Iterator[Prediction]:
    categories = classifier.card.categories
    probabilities = classifier.probabilities(np.stack(batch))
    likeliest = np.argsort(-probabilities, axis=1, kind="stable")[:, :top]
    for name, row, order in zip(names, probabilities, likeliest, strict=True):
        yield Prediction(name, tuple((categories[k], float(row[k])) for k in order))


def _files(paths: Sequence[Path]) -> Iterator[Path | Unreadable]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = [file for file in image_files(path) if file.is_file()]
        yield from inside
        if not inside:
            kinds = ", ".join(sorted(SUFFIXES))
            yield Unreadable(_written(path), f"it has no file of these kinds: {kinds}")


def _written(path: Path) -> str:
    """Return the path; bytes that are no text, which no stream could write, as question marks."""
    return os.fsencode(path).decode("utf-8", "replace")
