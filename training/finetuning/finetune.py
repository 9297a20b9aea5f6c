"""Fine-tune a model version on decisions without forgetting what it learned before.

Training photos come in batches with at least as many replayed samples, balanced over the categories
(replay: Robins, "Catastrophic forgetting, rehearsal and pseudorehearsal", 1995). The head learns
first, then all layers at a low rate after a warm-up (Kumar et al., "Fine-Tuning can Distort
Pretrained Features and Underperform Out-of-Distribution", ICLR 2022, arXiv 2202.10054). Where
there are enough validation photos, the pass that does best on them is kept. A recipe may ask for
distillation: replayed samples are learned with the parent's probabilities (Li, Hoiem, "Learning
without Forgetting", ECCV 2016, arXiv 1606.09282), and the weights are interpolated between the
first and the last (Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022, arXiv
2109.01903).
"""

import dataclasses
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from training.architectures import builders
from training.core.backend import load_keras
from training.core.errors import TrainingError
from training.core.observer import Observer, Record
from training.core.provenance import program
from training.finetuning.appearance import Appearance, find_appearance
from training.finetuning.batches import Flags, Material, oversample
from training.finetuning.config import FinetuneConfig
from training.finetuning.outputs import Outputs
from training.finetuning.passes import ENOUGH_VALIDATION, Passes
from training.fitting.loop import predict
from training.fitting.train import measure, rounded
from training.inputs.preparation import input_shape
from training.inputs.samples import Samples
from training.versions import calibrate
from training.versions.card import Card
from training.versions.registry import (
    check_new_name,
    load_model,
    read_card,
    read_items,
    read_samples,
    write_version,
)

_HEAD_EPOCHS: Final = 2  # of a new output, where the recipe has none


@dataclass(frozen=True, slots=True)
class _Parent:
    """The version that a fine-tuning begins with."""

    folder: Path
    card: Card
    model: Any


def finetune(
    parent: Path,
    training_photos: Samples,
    validation: Samples,
    config: FinetuneConfig,
    out: Path,
    name: str,
    observer: Observer,
    mistakes: Flags | None = None,
) -> Path:
    """Teach training photos to a copy of a version, write it as a new version, return its folder.

    Args:
        parent: the version's folder.
        training_photos: decisions to learn; labels point into ``config.categories``, or the
            parent's.
        validation: decisions, never learned. If there are 50 or more, they fit the temperature and
            choose the pass that is kept. May be empty.
        config: how.
        out: the folder of versions to write to.
        name: of the new version.
        observer: receives progress; may raise to stop, then nothing is written.
        mistakes: (training photos,) which of them the active version predicts wrongly; by default,
            the parent.

    Raises:
        TrainingError: ``no-training photos``, ``version-name``, ``version-exists``, and those of
            reading the parent.
        ValueError: for labels without a category, photos of another shape, or categories that do
            not fit the parent's.
    """
    check_new_name(out, name)
    if not len(training_photos):
        raise TrainingError(
            "no-training-photos",
            "There are no training photos to learn.",
            "Decide some photos first: four of five become training photos.",
        )
    card = read_card(parent)
    outputs = Outputs.of(card, config)
    _check_samples(card, outputs, training_photos, validation)
    load_keras().utils.set_random_seed(config.seed)
    start = _Parent(parent, card, load_model(parent))
    replay = _replay(start, outputs, config)
    config = _adapted(config, outputs, replay)
    material = _material(
        start, outputs, training_photos, validation, replay, config, observer, mistakes
    )
    shape = input_shape(card.preparation)
    child = builders.with_outputs(start.model, card.architecture, outputs.inherits, shape)
    curve = Passes(child, material, card.preparation, config, observer).run()
    written = _child_card(start, child, outputs, material, config, curve)
    items = [outputs.kept(read_items(parent, which)) for which in ("replay", "holdout")]
    return write_version(out, dataclasses.replace(written, name=name), child, *items)


def _check_samples(card: Card, outputs: Outputs, *parts: Samples) -> None:
    for samples in parts:
        if samples.images.shape[1:] != input_shape(card.preparation):
            raise ValueError(f"photos of shape {samples.images.shape[1:]}")
        if (samples.labels >= len(outputs.names)).any():
            raise ValueError("a label has no category")


def _replay(parent: _Parent, outputs: Outputs, config: FinetuneConfig) -> Samples:
    """Return the samples to replay, none if the config asks for none."""
    replay = outputs.kept(read_samples(parent.folder, "replay"))
    return replay if config.replay else replay.take(np.zeros(0, np.int64))


def _adapted(config: FinetuneConfig, outputs: Outputs, replay: Samples) -> FinetuneConfig:
    """Return the config without what new outputs, or the lack of replayed samples, rule out."""
    if None in outputs.inherits:
        # New outputs need large updates: train the head alone first, and use all of the result.
        head_epochs = config.head_epochs or _HEAD_EPOCHS
        config = dataclasses.replace(config, interpolation=1.0, head_epochs=head_epochs)
    if not len(replay):
        # Nothing is left that could be forgotten.
        config = dataclasses.replace(config, distillation=False, frozen=())
    return config


def _material(
    parent: _Parent,
    outputs: Outputs,
    training_photos: Samples,
    validation: Samples,
    replay: Samples,
    config: FinetuneConfig,
    observer: Observer,
    mistakes: Flags | None,
) -> Material:
    if config.distillation:
        rng = np.random.default_rng(config.seed)
        replay = outputs.distilled(replay, parent.model, parent.card.preparation, rng)
        training_photos = training_photos.with_targets(len(outputs.names))
    if mistakes is None:
        mistakes = outputs.mistakes(parent.model, training_photos)
    rows = oversample(mistakes, config.mistake_weight)
    appearance = _appearance(parent.model, replay, training_photos, config, observer)
    return Material(training_photos, rows, replay, validation, appearance)


def _appearance(
    model: Any,
    replay: Samples,
    training_photos: Samples,
    config: FinetuneConfig,
    observer: Observer,
) -> Appearance | None:
    """Return the appearance of the training photos, if the recipe asks for it."""
    if not (config.appearance_ratio and len(replay)):
        return None
    before_head = builders.without_head(model)

    def features(samples: Samples) -> npt.NDArray[Any]:
        observer.batch(0, 1)  # The search takes some seconds: it must be possible to stop it.
        return predict(before_head, samples)

    return find_appearance(features, replay, training_photos, np.random.default_rng(config.seed))


def _child_card(
    parent: _Parent,
    child: Any,
    outputs: Outputs,
    material: Material,
    config: FinetuneConfig,
    curve: list[Record],
) -> Card:
    """Return the parent's card with what the child has of its own, except its name."""
    temperature = _temperature(child, material.validation, parent.card.temperature)
    return dataclasses.replace(
        parent.card,
        parent=parent.card.name,
        categories=outputs.names,
        data=config.data or _data(material),
        seed=config.seed,
        command=config.command,
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        program=program(),
        metrics=_metrics(parent, child, outputs, material, temperature, curve),
        temperature=temperature,
        purpose=f"Photos of the workspace in which it was retrained from {parent.card.name}.",
        known_failures="Measured on the validation photos of this workspace only; results on "
        "other photos are unknown.",
    )


def _data(material: Material) -> str:
    lengths = len(material.training_photos), len(material.replay)
    text = "{:,} training photos, with {:,} samples replayed".format(*lengths)
    return text + (
        "."
        if material.appearance is None
        else f", also {material.appearance}, as the training photos looked."
    )


def _metrics(
    parent: _Parent,
    child: Any,
    outputs: Outputs,
    material: Material,
    temperature: float,
    curve: list[Record],
) -> dict[str, Any]:
    holdout = read_samples(parent.folder, "holdout")
    appearance = material.appearance
    return {
        "training_photos": len(material.training_photos),
        "replayed": len(material.replay),
        "appearance": None if appearance is None else dataclasses.asdict(appearance),
        "validation": _figures(child, material.validation, temperature),
        "holdout": {
            "parent": _figures(parent.model, holdout, parent.card.temperature),
            "child": _figures(child, outputs.kept(holdout), temperature),
        },
        "curve": [rounded(record) for record in curve],
    }


def _temperature(model: Any, validation: Samples, inherited: float) -> float:
    if len(validation) < ENOUGH_VALIDATION:
        return inherited
    return calibrate.fit_temperature(predict(model, validation), validation.labels)


def _figures(model: Any, samples: Samples, temperature: float) -> dict[str, float | int]:
    """Return calibrated figures; of no samples, only their count."""
    if not len(samples):
        return {"count": 0}
    probabilities = calibrate.apply_temperature(predict(model, samples), temperature)
    return measure(probabilities, samples.labels)
