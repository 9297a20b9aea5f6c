"""The Clothing dataset: phone photos of clothes under CC0, and how its labels fit Fashion-MNIST's.

Published by A. Grigorev; the part that is used here has 3,068 photos of ten labels, listed in a
``labels.csv`` with the columns ``photo`` and ``label``. One photo in five, chosen by its hash, is
never learned from: it only reports.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from training.core.errors import TrainingError
from training.data import fashion_mnist
from training.inputs.photos import Photos, load_manifest
from training.inputs.samples import Samples
from training.versions import calibrate

SAME: Final[dict[str, tuple[str, ...]]] = {
    "dress": ("Dress",),
    "longsleeve": ("Pullover", "Shirt"),
    "outwear": ("Coat",),
    "pants": ("Trouser",),
    "shirt": ("Shirt",),
    "shoes": ("Sandal", "Sneaker", "Ankle boot"),
    "t-shirt": ("T-shirt/top",),
}
"""Of each label that maps on Fashion-MNIST, the categories that are right."""
OTHERS: Final = {"shorts": "Shorts", "skirt": "Skirt", "hat": "Hat"}
"""Labels that do not map, and the names of the categories that are made of them."""
CATEGORIES: Final = (*fashion_mnist.CATEGORIES, *OTHERS.values())
"""The categories of a model that learned from both."""
_LEARNED_AS: Final = {"longsleeve": ("Pullover",)}
_REPORT_SHARE: Final = 5
_HELD_OUT_SHARE: Final = 10


@dataclass(frozen=True, slots=True)
class Clothing:
    """The photos, split by their use; labels point into ``names``.

    Attributes:
        learn: to learn from, about seven in ten.
        held_out: about one in twelve, to choose between passes and calibrate.
        report: one in five; measured at the end, they choose nothing.
        names: the ten labels of the data set, in alphabetical order.
    """

    learn: Samples
    held_out: Samples
    report: Samples
    names: tuple[str, ...]


def load(manifest: Path, preparation: str) -> Clothing:
    """Read the photos of a ``labels.csv`` and split them by their hashes.

    Raises:
        TrainingError: ``unknown-label`` for a label that the data set does not have, and those of
            ``load_manifest``.
    """
    photos = load_manifest(manifest, preparation)
    unknown = set(photos.categories) - {*SAME, *OTHERS}
    if unknown:
        raise TrainingError(
            "unknown-label",
            f"{manifest.name} has the label {min(unknown)!r}, which these photos do not have.",
            f"Give the list of the Clothing dataset, with: {', '.join(sorted([*SAME, *OTHERS]))}.",
            {"labels": sorted(unknown)},
        )
    report, held_out = _parts(photos)
    return Clothing(
        learn=photos.samples.take(np.flatnonzero(~report & ~held_out)),
        held_out=photos.samples.take(np.flatnonzero(held_out)),
        report=photos.samples.take(np.flatnonzero(report)),
        names=photos.categories,
    )


def _parts(photos: Photos) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return which photos report and which are held out; workspaces split theirs likewise."""
    numbers = np.array(
        [int(hashlib.sha256(file.read_bytes()).hexdigest()[-8:], 16) for file in photos.files]
    )
    report = numbers % _REPORT_SHARE == 0
    held_out = ~report & (numbers // _REPORT_SHARE % _HELD_OUT_SHARE == 0)
    return report, held_out


def as_categories(
    samples: Samples, names: tuple[str, ...], probabilities: calibrate.Probabilities | None = None
) -> Samples:
    """Return the same photos with labels that point into ``CATEGORIES``.

    Args:
        samples: labels point into ``names``.
        names: of the data set's labels.
        probabilities: (N, 10 or more) of Fashion-MNIST's categories. Where several categories
            are right, the likeliest of them is taken; without, the first.
    """
    labels = np.empty(len(samples), np.int64)
    for number, label in enumerate(samples.labels):
        name = names[label]
        right = _LEARNED_AS.get(name) or SAME.get(name) or (OTHERS[name],)
        places = [CATEGORIES.index(category) for category in right]
        best = (
            0
            if probabilities is None or len(places) == 1
            else int(probabilities[number, places].argmax())
        )
        labels[number] = places[best]
    return Samples(samples.images, labels)


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of a model of Fashion-MNIST's categories on photos of the data set; 0 of no photo.

    ``macro_recall`` is the mean over the labels of the share of their photos that is right.
    """

    macro_recall: float
    accuracy: float
    recall: dict[str, float]
    count: int


def figures(
    probabilities: calibrate.Probabilities,
    samples: Samples,
    names: tuple[str, ...],
    categories: tuple[str, ...],
    *,
    others: bool = False,
) -> Figures:
    """Measure probabilities, (N, K), in the order of ``categories``.

    Args:
        probabilities: of the photos.
        samples: labels point into ``names``.
        names: the data set's labels.
        categories: the model's.
        others: count the three labels that do not map on Fashion-MNIST as well; a long-sleeved
            top is then right as a pullover alone.
    """
    asked = {label: SAME[label] for label in SAME}
    if others:
        asked = {**asked, **_LEARNED_AS, **{label: (name,) for label, name in OTHERS.items()}}
    predicted = np.array(categories)[probabilities.argmax(axis=1)]
    recall, right, count = {}, 0, 0
    for label, correct in asked.items():
        members = samples.labels == names.index(label) if label in names else np.zeros(0, bool)
        if not members.any():
            continue
        hits = np.isin(predicted[members], correct)
        recall[label] = float(hits.mean())
        right += int(hits.sum())
        count += int(members.sum())
    macro = sum(recall.values()) / max(1, len(recall))
    return Figures(macro, right / max(1, count), recall, count)
