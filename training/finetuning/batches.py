"""The batches of a pass of a fine-tuning: training photos, with replayed samples beside them."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from training.architectures.recipes import Tuning
from training.finetuning.appearance import Appearance
from training.inputs.augment import augment_images
from training.inputs.samples import Labels, Samples, interleave

_MIN_REPLAY: Final = 32

Flags = npt.NDArray[np.bool_]
Rng = np.random.Generator


@dataclass(frozen=True, slots=True)
class Material:
    """What a run learns from and is judged on.

    Attributes:
        training_photos: to learn.
        rows: their row numbers, each as many times as it shall come beside the others.
        replay: samples of the parent's training.
        validation: measures each pass.
        appearance: of the training photos beside the replayed samples, if it was found.
    """

    training_photos: Samples
    rows: Labels
    replay: Samples
    validation: Samples
    appearance: Appearance | None = None


@dataclass(frozen=True, slots=True)
class Batches:
    """Batches of ``size`` samples in a row; (N,) weights in the loss are 1 in the mean."""

    samples: Samples
    size: int
    weights: npt.NDArray[np.float32]


def oversample(mistakes: Flags, weight: int) -> Labels:
    """Return row numbers of training photos, each once, the mistaken ones ``weight`` times."""
    return np.repeat(np.arange(len(mistakes)), np.where(mistakes, weight, 1))


def count_replayed(batch: int, how: Tuning) -> int:
    """Return how many replayed samples come with so many training photos in a batch."""
    return max(batch * how.replay_ratio, _MIN_REPLAY)


def make_epoch(
    material: Material, batch: int, steps: int, preparation: str, how: Tuning, rng: Rng
) -> Batches:
    """Return a pass: ``steps`` batches of ``batch`` training photos and of replayed samples.

    Every training photo comes once before any comes again; the replayed ones are drawn so that each
    category is as likely. Distilled samples are not augmented again: their targets belong to these
    pixels.
    """
    taught = _training_photos(material, steps * batch, rng)
    parts, counts = [_augmented(taught, preparation, rng)], [1.0]
    if len(material.replay):
        again = _drawn(material.replay, steps * count_replayed(batch, how), rng)
        parts.append(again if how.distillation else _augmented(again, preparation, rng))
        counts.append(how.replay_weight)
        if material.appearance is not None:
            alike = _drawn(material.replay, steps * batch * how.appearance_ratio, rng)
            shown = material.appearance(alike.images, rng)
            parts.append(Samples(shown, alike.labels, alike.targets))
            counts.append(1.0)
    sizes = [len(part) // steps for part in parts]
    weights = np.repeat(np.array(counts, np.float32), sizes)
    return Batches(interleave(parts, steps), sum(sizes), np.tile(weights / weights.mean(), steps))


def _training_photos(material: Material, count: int, rng: Rng) -> Samples:
    rounds = -(-count // len(material.rows))
    order = np.concatenate([rng.permutation(material.rows) for _ in range(rounds)])
    return material.training_photos.take(order[:count])


def _drawn(replay: Samples, count: int, rng: Rng) -> Samples:
    weight = 1 / np.bincount(replay.labels)[replay.labels]
    return replay.take(rng.choice(len(replay), count, p=weight / weight.sum()))


def _augmented(samples: Samples, preparation: str, rng: Rng) -> Samples:
    return Samples(
        augment_images(samples.images, preparation, rng), samples.labels, samples.targets
    )
