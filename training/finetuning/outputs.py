"""The outputs of a child, and where each of them comes from."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from training.finetuning.batches import Flags
from training.finetuning.config import FinetuneConfig
from training.fitting.loop import predict
from training.inputs.augment import augment_strongly
from training.inputs.samples import Samples
from training.versions.card import Card


@dataclass(frozen=True, slots=True)
class Outputs:
    """The outputs of a child, by distinct names of categories.

    ``inherits`` has for each of them the parent's output that initialises it, or None for a new
    one.
    """

    names: tuple[str, ...]
    inherits: tuple[int | None, ...]

    @classmethod
    def of(cls, parent: Card, config: FinetuneConfig) -> "Outputs":
        """Return the outputs that a config asks for.

        Raises:
            ValueError: the categories are not distinct, or do not fit the parent's.
        """
        names, known = config.categories or parent.categories, len(parent.categories)
        inherits = config.inherits
        if inherits is None:
            inherits = tuple(n if n < known else None for n in range(len(names)))
        inherited = [place for place in inherits if place is not None]
        if len(inherits) != len(names) or len(set(names)) != len(names):
            raise ValueError("the child's categories are not distinct, or their origin is missing")
        if len(set(inherited)) != len(inherited) or any(not 0 <= n < known for n in inherited):
            raise ValueError("the child's categories do not fit the parent's")
        return cls(names, inherits)

    @property
    def places(self) -> dict[int, int]:
        """The child's output for each of the parent's that it inherits."""
        return {parent: own for own, parent in enumerate(self.inherits) if parent is not None}

    def kept(self, samples: Samples) -> Samples:
        """Return samples of the parent's categories that the child has, labelled as the child's."""
        places = self.places
        kept = np.isin(samples.labels, list(places))
        labels = np.array([places[int(label)] for label in samples.labels[kept]], np.int64)
        return Samples(samples.images[kept], labels)

    def distilled(
        self, samples: Samples, parent: Any, preparation: str, rng: np.random.Generator
    ) -> Samples:
        """Return augmented samples of the child's categories, with the parent's probabilities.

        The parent fits its own training samples too closely as they are, but not with a part
        missing.
        """
        augmented = Samples(augment_strongly(samples.images, preparation, rng), samples.labels)
        predicted = predict(parent, augmented)
        targets = np.zeros((len(samples), len(self.names)), np.float32)
        for place, own in self.places.items():
            targets[:, own] = predicted[:, place]
        targets /= np.maximum(targets.sum(axis=1, keepdims=True), np.finfo(np.float32).tiny)
        return Samples(augmented.images, augmented.labels, targets)

    def mistakes(self, parent: Any, samples: Samples) -> Flags:
        """Return which samples the parent predicts wrongly, all of categories that it lacks."""
        places = self.places
        predicted = predict(parent, samples).argmax(axis=1)
        wrong: Flags = np.array([places.get(int(n), -1) for n in predicted]) != samples.labels
        return wrong
