"""Teaches a network version what people decided, without letting it forget what it knew.

Lessons come in batches with at least as many replayed samples, balanced over the categories
(replay: Robins, "Catastrophic forgetting, rehearsal and pseudorehearsal", 1995). The head learns
first, then all layers at a low rate after a warm-up (Kumar et al., "Fine-Tuning can Distort
Pretrained Features and Underperform Out-of-Distribution", ICLR 2022, arXiv 2202.10054). Where
there are enough reference photos, the pass that does best on them is kept. Networks whose recipe
asks for it hold on to what they believed: replayed samples are learned with the parent's beliefs
(Li, Hoiem, "Learning without Forgetting", ECCV 2016, arXiv 1606.09282), and the weights stop
between where they began and where the passes lead (Wortsman et al., "Robust fine-tuning of
zero-shot models", CVPR 2022, arXiv 2109.01903).
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from training.architectures import builders
from training.architectures.recipes import Tuning, recipe
from training.core.backend import load_keras
from training.core.errors import TrainingError
from training.core.observer import Observer, Progress, Record
from training.core.provenance import program
from training.finetuning.appearance import Appearance, likeliest
from training.finetuning.batches import Flags, Material, a_pass, often
from training.finetuning.reach import Best, far_enough, part_of_the_way
from training.fitting.averaging import Average
from training.fitting.loop import compile_network, learn, predict, warm_cosine, wearing
from training.fitting.train import measure, rounded
from training.inputs.augment import damaged
from training.inputs.preparation import input_shape
from training.inputs.samples import Samples
from training.versions import calibrate
from training.versions.card import Card
from training.versions.registry import (
    check_new_name,
    load_network,
    read_card,
    read_items,
    read_samples,
    write_version,
)

ENOUGH_REFERENCE: Final = 50
"""With fewer reference photos a temperature fitted on them would be worse than the parent's."""
_LEAST_STEPS: Final = 8  # a pass over very few lessons still takes some steps
_MOST_SHOWN: Final = 8_000
_HEAD_EPOCHS: Final = 2  # of a new output, where the others go on from what they are
_WARM_UP: Final = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class FinetuneConfig(Tuning):
    """All that a fine-tuning depends on beside parent, lessons and reference.

    Attributes:
        seed: of everything random.
        epochs: passes in which all layers learn; None for `most_epochs`, or fewer where there are
            many lessons.
        head_rate: Adam's rate for the first stage.
        batch_lessons: lessons a batch.
        mistake_weight: how many times as often as others the lessons come that the active version
            has wrong.
        replay: whether samples of what the parent learned are learned beside; without, it forgets.
        categories: names of the child's outputs, if they are not the parent's.
        inherits: for each of them, the parent's output that it goes on from, or None for one that
            starts unlearned. None for all: the parent's outputs come first, in their order.
        data: where the lessons came from, in words, for the card.
        command: what was typed or pressed, for the card.
    """

    seed: int = 1
    epochs: int | None = None
    head_rate: float = 1e-3
    batch_lessons: int = 32
    mistake_weight: int = 2
    replay: bool = True
    categories: tuple[str, ...] | None = None
    inherits: tuple[int | None, ...] | None = None
    data: str = ""
    command: str = ""

    @classmethod
    def of(cls, network: str, **settings: Any) -> "FinetuneConfig":
        """As the recipe of a network has it, unless told otherwise.

        Raises:
            TrainingError: ``unknown-network``.
        """
        own = recipe(network).tuning
        return cls(**{**dataclasses.asdict(own), **settings})


@dataclass(frozen=True, slots=True)
class _Outputs:
    """The child's outputs: their names, and where each comes from."""

    names: tuple[str, ...]
    inherits: tuple[int | None, ...]

    def kept(self, samples: Samples) -> Samples:
        """Return samples of the parent's categories that the child has, labelled as the child's."""
        places = {parent: own for own, parent in enumerate(self.inherits) if parent is not None}
        kept = np.isin(samples.labels, list(places))
        labels = np.array([places[int(label)] for label in samples.labels[kept]], np.int64)
        return Samples(samples.images[kept], labels)

    def believed(
        self, samples: Samples, parent: Any, preparation: str, rng: np.random.Generator
    ) -> Samples:
        """Return samples of the child's categories as they may look, and the parent's beliefs.

        It knows them by heart as they are, but not with a part missing.
        """
        seen = Samples(damaged(samples.images, preparation, rng), samples.labels)
        said = predict(parent, seen)
        beliefs = np.zeros((len(samples), len(self.names)), np.float32)
        for own, place in enumerate(self.inherits):
            if place is not None:
                beliefs[:, own] = said[:, place]
        beliefs /= np.maximum(beliefs.sum(axis=1, keepdims=True), np.finfo(np.float32).tiny)
        return Samples(seen.images, seen.labels, beliefs)


def finetune(
    parent: Path,
    lessons: Samples,
    reference: Samples,
    config: FinetuneConfig,
    out: Path,
    name: str,
    observer: Observer,
    mistakes: Flags | None = None,
) -> Path:
    """Teach lessons to a copy of a version and write that as a new version.

    Args:
        parent: the version's folder.
        lessons: what people decided, to learn; labels point into ``config.categories``, or the
            parent's.
        reference: what people decided, never learned. If there are 50 or more, they fit the
            temperature and choose the pass that is kept. May be empty.
        config: how.
        out: the folder of versions to write to.
        name: of the new version.
        observer: hears of every batch and pass; may raise to stop, then nothing remains.
        mistakes: (lessons,) which of them the active version has wrong; by default, the parent.

    Returns:
        The new version's folder.

    Raises:
        TrainingError: ``no-lessons``, ``version-name``, ``version-exists``, and those of reading
            the parent.
        ValueError: for labels without a category, photos of another shape, or categories that do
            not fit the parent's.
    """
    check_new_name(out, name)
    if not len(lessons):
        raise TrainingError(
            "no-lessons",
            "There are no lessons to learn.",
            "Decide some photos first: four of five become lessons.",
        )
    card = read_card(parent)
    outputs = _outputs(card, config)
    _check(card, outputs, lessons, reference)
    replay = outputs.kept(read_samples(parent, "replay"))
    if not config.replay:
        replay = replay.take(np.zeros(0, np.int64))
    known_holdout = read_samples(parent, "holdout")
    holdout = outputs.kept(known_holdout)
    load_keras().utils.set_random_seed(config.seed)
    old = load_network(parent)
    shape = input_shape(card.preparation)
    network = builders.with_outputs(old, card.architecture, outputs.inherits, shape)
    if None in outputs.inherits:
        # What starts unlearned has all of the way to go, and would pull the rest out of shape.
        head_epochs = config.head_epochs or _HEAD_EPOCHS
        config = dataclasses.replace(config, reach=1.0, head_epochs=head_epochs)
    if not len(replay):
        # Nothing is left that could be forgotten.
        config = dataclasses.replace(config, holds_on=False, fixed=())
    if config.holds_on:
        rng = np.random.default_rng(config.seed)
        replay = outputs.believed(replay, old, card.preparation, rng)
        lessons = lessons.sure(len(outputs.names))
    if mistakes is None:
        mistakes = _wrong(old, lessons, outputs)
    way = _way(old, replay, lessons, config, observer)
    material = Material(lessons, often(mistakes, config.mistake_weight), replay, reference, way)
    curve = list(_teach(network, material, card.preparation, config, observer))
    temperature = _temperature(network, reference, card.temperature)
    metrics = {
        "lessons": len(lessons),
        "replayed": len(replay),
        "appearance": None if way is None else dataclasses.asdict(way),
        "reference": _figures(network, reference, temperature),
        "holdout": {
            "parent": _figures(old, known_holdout, card.temperature),
            "child": _figures(network, holdout, temperature),
        },
        "curve": [rounded(record) for record in curve],
    }
    said = f"{len(lessons):,} lessons, with {len(replay):,} samples replayed"
    said += "." if way is None else f", also {way}, as the lessons looked."
    child = dataclasses.replace(
        _child(card, name, config, temperature),
        categories=outputs.names,
        data=config.data or said,
        metrics=metrics,
        purpose=f"The photos of the workspace in which it learned on from {card.name}.",
        known_failures="What the gate found on the workspace's reference photos; nothing is known "
        "of other photos.",
    )
    items = [outputs.kept(read_items(parent, which)) for which in ("replay", "holdout")]
    return write_version(out, child, network, *items)


def _way(
    parent: Any, replay: Samples, lessons: Samples, config: FinetuneConfig, observer: Observer
) -> Appearance | None:
    """How the lessons look beside what the parent learned, if that is to be known."""
    if not (config.alike and len(replay)):
        return None
    before_head = builders.without_head(parent)

    def features(samples: Samples) -> npt.NDArray[Any]:
        observer.batch(0, 1)  # It takes some seconds: long enough for somebody to stop it.
        return predict(before_head, samples)

    return likeliest(features, replay, lessons, np.random.default_rng(config.seed))


def _wrong(network: Any, samples: Samples, outputs: _Outputs) -> Flags:
    """Which samples the parent has wrong; it has all wrong of categories that it cannot say."""
    said = predict(network, samples).argmax(axis=1)
    own = {parent: place for place, parent in enumerate(outputs.inherits) if parent is not None}
    told = np.array([own.get(int(n), -1) for n in said], np.int64)
    wrong: Flags = told != samples.labels
    return wrong


def _outputs(card: Card, config: FinetuneConfig) -> _Outputs:
    names = config.categories or card.categories
    known = len(card.categories)
    if config.inherits is not None:
        return _Outputs(names, config.inherits)
    return _Outputs(names, tuple(n if n < known else None for n in range(len(names))))


def _child(card: Card, name: str, config: FinetuneConfig, temperature: float) -> Card:
    """Return the parent's card, with what every child has of its own."""
    return dataclasses.replace(
        card,
        name=name,
        parent=card.name,
        seed=config.seed,
        command=config.command,
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        program=program(),
        temperature=temperature,
    )


def _check(card: Card, outputs: _Outputs, lessons: Samples, reference: Samples) -> None:
    names, known = outputs.names, len(card.categories)
    inherited = [place for place in outputs.inherits if place is not None]
    if len(outputs.inherits) != len(names) or len(set(names)) != len(names):
        raise ValueError("the child's categories are not distinct, or not told where from")
    if len(set(inherited)) != len(inherited) or any(not 0 <= n < known for n in inherited):
        raise ValueError("the child's categories do not fit the parent's")
    for samples in (lessons, reference):
        if samples.images.shape[1:] != input_shape(card.preparation):
            raise ValueError(f"photos of shape {samples.images.shape[1:]}")
        if (samples.labels >= len(names)).any():
            raise ValueError("a label has no category")


def _teach(
    network: Any, material: Material, preparation: str, config: FinetuneConfig, observer: Observer
) -> Iterator[Record]:
    """Run both stages; yield the record of each pass and leave the averaged weights.

    Of the passes over all layers the one is kept that does best on the reference photos, if there
    are enough of them; a third of the passes in vain end the run.
    """
    count = len(material.lessons)
    batch = min(config.batch_lessons, count)
    steps = max(_LEAST_STEPS, -(-count // batch))
    epochs = passes(count, config.most_epochs) if config.epochs is None else config.epochs
    progress = Progress(observer, steps * (config.head_epochs + epochs))
    average = Average([], reach=steps * epochs // 10)
    kept = Best(patience=max(5, epochs // 3))
    before = network.get_weights()
    after = [progress.step, lambda: average.step(network)]
    for epoch in range(1, config.head_epochs + epochs + 1):
        stage = "head" if epoch <= config.head_epochs else "all"
        if epoch == 1:
            _freeze(network, stage, config)
            compile_network(network, config.head_rate, taught=config.holds_on)
        if epoch == config.head_epochs + 1:
            _freeze(network, stage, config)
            rate = warm_cosine(config.rate, steps * epochs, _WARM_UP)
            compile_network(network, rate, taught=config.holds_on)
        rng = np.random.default_rng([config.seed, epoch])
        shown = a_pass(material, batch, steps, preparation, config, rng)
        loss, accuracy = learn(network, shown.samples, shown.size, after, shown.weights)
        weights = part_of_the_way(before, average.weights, config.reach) if stage == "all" else []
        with wearing(network, weights):
            record: Record = {
                "epoch": epoch,
                "stage": stage,
                "loss": loss,
                "accuracy": accuracy,
                **_reference_figures(network, material.reference),
            }
        progress.epoch(record)
        yield record
        if weights and len(material.reference) >= ENOUGH_REFERENCE:
            kept.offer(float(record["reference_loss"]), average.weights)
            if kept.in_vain >= kept.patience:
                break
    if epochs and average.weights:
        learned = kept.weights or average.weights
        reach = far_enough(network, before, learned, material, config, config.seed)
        network.set_weights(part_of_the_way(before, learned, reach))


def passes(lessons: int, most: int = Tuning().most_epochs) -> int:
    """Pass over all layers: the most, or as many as show 8,000 lessons, but at least 8."""
    return int(np.clip(_MOST_SHOWN // lessons, 8, most))


def _freeze(network: Any, stage: str, config: FinetuneConfig) -> None:
    norms = load_keras().layers.BatchNormalization
    for layer in network.layers:
        stays = layer.name.startswith(tuple(config.fixed))
        stays = stays or (config.holds_on and isinstance(layer, norms))
        learns = stage == "all" and not stays
        layer.trainable = learns or layer.name == builders.HEAD


def _reference_figures(network: Any, reference: Samples) -> Record:
    if not len(reference):
        return {}
    probabilities, labels = predict(network, reference), reference.labels
    accuracy = calibrate.accuracy(probabilities, labels)
    if len(labels) >= ENOUGH_REFERENCE:
        # What it is worth with the temperature that it would get: a network that is too sure of
        # itself is not a worse one.
        temperature = calibrate.fit_temperature(probabilities, labels)
        probabilities = calibrate.apply_temperature(probabilities, temperature)
    loss = calibrate.negative_log_likelihood(probabilities, labels)
    return {"reference_loss": loss, "reference_accuracy": accuracy}


def _temperature(network: Any, reference: Samples, inherited: float) -> float:
    if len(reference) < ENOUGH_REFERENCE:
        return inherited
    return calibrate.fit_temperature(predict(network, reference), reference.labels)


def _figures(network: Any, samples: Samples, temperature: float) -> dict[str, float | int]:
    """Calibrated figures; of no samples, only their count."""
    if not len(samples):
        return {"count": 0}
    probabilities = calibrate.apply_temperature(predict(network, samples), temperature)
    return measure(probabilities, samples.labels)
