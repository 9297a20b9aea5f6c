"""Distillation: earlier models' probabilities of each sample, mixed with its label.

Hinton, Vinyals, Dean, "Distilling the knowledge in a neural network", arXiv 1503.02531; a model
distilled from one of its own architecture surpasses it (Furlanello et al., "Born-again neural
models", arXiv 1805.04770).
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from training.core.errors import TrainingError
from training.inputs.augment import occlude
from training.inputs.samples import Samples, one_hot
from training.versions.serving import Classifier

SHARE: Final = 0.7
"""The teachers' share of a target; the rest is the label's."""
_VIEWS: Final = 8
"""Augmentations of each sample: teachers are too confident on their unchanged training samples."""


def with_teachers(
    samples: Samples,
    teachers: Sequence[Path],
    names: Sequence[str],
    seed: int,
    check: Callable[[], None],
) -> Samples:
    """Return samples with targets, (N, K), between their labels and the teachers' probabilities.

    Args:
        samples: of 28x28 grey items, as the teachers' preparation makes them.
        teachers: folders of versions, used in turn.
        names: of the categories that the labels point into.
        seed: of the augmentations.
        check: called between augmentations; may raise to stop.

    Raises:
        TrainingError: ``teacher-mismatch``, and those of ``registry.load_model``.
    """
    asked = [_teacher(folder, names) for folder in teachers]
    targets = np.zeros((len(samples), len(names)), np.float32)
    for view in range(_VIEWS):
        check()
        rng = np.random.default_rng([seed, view])
        images = occlude(samples.images, rng)
        targets += asked[view % len(asked)].probabilities(images) / _VIEWS
    own = one_hot(samples.labels, len(names))
    return Samples(samples.images, samples.labels, (1 - SHARE) * own + SHARE * targets)


def _teacher(folder: Path, names: Sequence[str]) -> Classifier:
    teacher = Classifier(folder)
    if teacher.card.categories != tuple(names):
        raise TrainingError(
            "teacher-mismatch",
            f"The version {teacher.card.name} knows other categories than the data.",
            "Choose a teacher that was trained on the same data.",
            {"name": teacher.card.name},
        )
    return teacher
