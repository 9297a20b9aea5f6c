"""Catalogues with known labels and model scores, for replays of inspections.

Probabilities are computed once and kept in a folder of work.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.data import clothing, fashion_mnist
from training.inputs.photos import load_manifest
from training.inputs.preparation import PHOTOS
from training.inputs.samples import Samples
from training.versions.registry import read_card
from training.versions.serving import Classifier

COUNT = 2000
"""Photos of the real catalogue, drawn by a seed."""
INHERITS = {
    "dress": "Dress",
    "hat": "Hat",
    "longsleeve": "Pullover",
    "outwear": "Coat",
    "pants": "Trouser",
    "shirt": "Shirt",
    "shoes": "Sneaker",
    "shorts": "Shorts",
    "skirt": "Skirt",
    "t-shirt": "T-shirt/top",
}
"""The category of photo-base that initialises each of the ten labels."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Scores of one model on a catalogue.

    Attributes:
        confidence: Of the suggestion; a half-precision number.
        right: Whether the suggestion is right.
    """

    confidence: NDArray[np.float64]
    right: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.right)


def fashion(model: Path, work: Path) -> Seen:
    """Return Fashion-MNIST's 10,000 test images, as scored by a model."""
    kept = work / f"fashion-{model.name}-{read_card(model).sha256[:12]}.npz"
    if not kept.exists():
        test = fashion_mnist.load().test
        said = Classifier(model).probabilities(test.images)
        _keep(kept, said, said.argmax(axis=1) == test.labels)
    return _seen(kept)


def clothes(model: Path, manifest: Path, work: Path, seed: int = 1) -> Seen:
    """Return 2,000 photos of the Clothing dataset, scored by a model that was not trained on any.

    Right is what `training.data.clothing` counts as right with all ten labels asked: a long-sleeved
    top is right as a pullover, shoes are right as sandal, sneaker or ankle boot. A model without
    shorts, skirts or hats has those wrong, as in the window.
    """
    kept = work / f"clothes-{model.name}-{read_card(model).sha256[:12]}-{seed}.npz"
    if not kept.exists():
        classifier = Classifier(model)
        samples, names, _ = photos(manifest, work, seed, classifier.card.preparation)
        said = classifier.probabilities(samples.images)
        correct = {
            **clothing.SAME,
            "longsleeve": ("Pullover",),
            **{label: (name,) for label, name in clothing.OTHERS.items()},
        }
        told = np.array(classifier.card.categories)[said.argmax(axis=1)]
        right = [
            word in correct[names[label]] for word, label in zip(told, samples.labels, strict=True)
        ]
        _keep(kept, said, np.array(right))
    return _seen(kept)


def photos(
    manifest: Path, work: Path, seed: int, preparation: str = PHOTOS
) -> tuple[Samples, tuple[str, ...], NDArray[np.bool_]]:
    """Return the real photos, prepared, the names of their labels, and which are for validation."""
    samples, names, validation = every_photo(manifest, work, seed, preparation)
    return samples.take(np.arange(COUNT)), names, validation[:COUNT]


def every_photo(
    manifest: Path, work: Path, seed: int, preparation: str = PHOTOS
) -> tuple[Samples, tuple[str, ...], NDArray[np.bool_]]:
    """Return the same, and behind them the photos that were not drawn."""
    kept = work / f"{preparation}-{seed}-all.npz"
    if not kept.exists():
        found = load_manifest(manifest, preparation)
        drawn = np.random.default_rng(seed).permutation(len(found.samples))
        hashes = [hashlib.sha256(found.files[i].read_bytes()).hexdigest() for i in drawn]
        # As `hitl_app.domain.photos` tells them.
        validation = np.array([int(sha256[-8:], 16) % 5 == 0 for sha256 in hashes])
        samples = found.samples.take(drawn)
        names = np.array(found.categories)
        np.savez(
            kept, images=samples.images, labels=samples.labels, names=names, validation=validation
        )
    with np.load(kept) as held:
        samples = Samples(held["images"], held["labels"])
        return samples, tuple(str(name) for name in held["names"]), held["validation"]


def _keep(file: Path, said: NDArray[np.float32], right: NDArray[np.bool_]) -> None:
    np.savez(file, confidence=said.max(axis=1).astype("<f2"), right=right)


def _seen(file: Path) -> Seen:
    with np.load(file) as held:
        return Seen(held["confidence"].astype(np.float64), held["right"])
