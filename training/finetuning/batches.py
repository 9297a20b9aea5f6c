"""What a fine-tuning shows in a pass: lessons, and beside them what the parent learned before."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from training.architectures.recipes import Tuning
from training.finetuning.appearance import Appearance
from training.inputs.augment import changed
from training.inputs.samples import Images, Labels, Samples, woven

_LEAST_REPLAY: Final = 32

Flags = npt.NDArray[np.bool_]
Rng = np.random.Generator


@dataclass(frozen=True, slots=True)
class Material:
    """What a run learns from and is judged on.

    Attributes:
        lessons: to learn.
        rows: their row numbers, as many times each as it shall come beside the others.
        replay: what the parent learned, to go on with.
        reference: what tells how it goes.
        way: how lessons look beside what the parent learned, if anything tells.
    """

    lessons: Samples
    rows: Labels
    replay: Samples
    reference: Samples
    way: Appearance | None = None


@dataclass(frozen=True, slots=True)
class Batches:
    """Batches in a row.

    Attributes:
        samples: of all batches.
        size: of one.
        weights: (N,) how much each sample counts, 1 in the mean.
    """

    samples: Samples
    size: int
    weights: npt.NDArray[np.float32]


def often(mistakes: Flags, weight: int) -> Labels:
    """Row numbers of lessons, each once, the mistaken ones ``weight`` times."""
    return np.repeat(np.arange(len(mistakes)), np.where(mistakes, weight, 1))


def a_pass(
    material: Material, batch: int, steps: int, preparation: str, how: Tuning, rng: Rng
) -> Batches:
    """One pass: ``steps`` batches of ``batch`` lessons, with replayed samples beside them.

    Every lesson comes once before any comes again; the replayed ones are drawn so that each
    category is as likely. Those whose beliefs were asked as they look here are not changed again.
    """
    taught = _lessons(material, steps * batch, rng)
    parts, counts = [_anew(taught, preparation, rng)], [1.0]
    if len(material.replay):
        again = _drawn(material.replay, steps * max(batch * how.beside, _LEAST_REPLAY), rng)
        parts.append(again if how.holds_on else _anew(again, preparation, rng))
        counts.append(how.hold)
        if material.way is not None:
            alike = _drawn(material.replay, steps * batch * how.alike, rng)
            shown = material.way(alike.images, rng)
            parts.append(Samples(shown, alike.labels, alike.beliefs))
            counts.append(1.0)
    sizes = [len(part) // steps for part in parts]
    weights = np.repeat(np.array(counts, np.float32), sizes)
    return Batches(woven(parts, steps), sum(sizes), np.tile(weights / weights.mean(), steps))


def _lessons(material: Material, count: int, rng: Rng) -> Samples:
    rounds = -(-count // len(material.rows))
    order = np.concatenate([rng.permutation(material.rows) for _ in range(rounds)])
    return material.lessons.take(order[:count])


def _drawn(replay: Samples, count: int, rng: Rng) -> Samples:
    weight = 1 / np.bincount(replay.labels)[replay.labels]
    return replay.take(rng.choice(len(replay), count, p=weight / weight.sum()))


def _anew(samples: Samples, preparation: str, rng: Rng) -> Samples:
    images: Images = changed(samples.images, preparation, rng)
    return Samples(images, samples.labels, samples.beliefs)
