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
from training.finetuning.last_layer import LastLayer, read_all
from training.finetuning.outputs import Outputs
from training.finetuning.passes import ENOUGH_VALIDATION, Passes
from training.fitting.features import head_model
from training.fitting.head import LinearHead
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
        TrainingError: ``no-training-photos``, ``version-name``, ``version-exists``, and those of
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
    model = load_model(parent)
    replay = outputs.kept(read_samples(parent, "replay"))
    if not config.replay:
        replay = replay.take(np.zeros(0, np.int64))
    config = adapted(config, outputs, len(replay))
    holdout = read_samples(parent, "holdout")
    if config.head_only:
        parts = training_photos, replay, validation, holdout
        seen = read_all(model, parts, card.preparation, config, observer)
        run = _Run(card, seen.head, seen.holdout, outputs, config, observer)
        material = run.gather_material(seen.training_photos, seen.validation, seen.replay, mistakes)
        child = builders.with_head(model, outputs.inherits)
        learner = head_model(child)
        curve = LastLayer(learner, material, seen.augmented, config, seen.progress).run()
        LinearHead.of(learner).put_into(child)
    else:
        shape = input_shape(card.preparation)
        child = builders.with_outputs(model, card.architecture, outputs.inherits, shape)
        run = _Run(card, model, holdout, outputs, config, observer)
        material = run.gather_material(training_photos, validation, replay, mistakes)
        learner = child
        curve = Passes(child, material, card.preparation, config, observer).run()
    written = run.child_card(learner, material, curve)
    items = [outputs.kept(read_items(parent, which)) for which in ("replay", "holdout")]
    return write_version(out, dataclasses.replace(written, name=name), child, *items)


def _check_samples(card: Card, outputs: Outputs, *parts: Samples) -> None:
    for samples in parts:
        if samples.images.shape[1:] != input_shape(card.preparation):
            raise ValueError(f"photos of shape {samples.images.shape[1:]}")
        if (samples.labels >= len(outputs.names)).any():
            raise ValueError("a label has no category")


def adapted(config: FinetuneConfig, outputs: Outputs, replayed: int) -> FinetuneConfig:
    """Return the config without what new outputs, or the lack of replayed samples, rule out."""
    if None in outputs.inherits:
        # New outputs need large updates: train the head alone first, and use all of the result.
        head_epochs = config.head_epochs or _HEAD_EPOCHS
        config = dataclasses.replace(config, interpolation=1.0, head_epochs=head_epochs)
    if not replayed:
        # Nothing is left that could be forgotten.
        config = dataclasses.replace(config, distillation=False, frozen=())
    return config


@dataclass(frozen=True, slots=True)
class _Run:
    """One fine-tuning: the version that it begins with, and how a child is made of it.

    Where the last layer alone learns, ``model`` is this layer, and all samples are features.
    """

    card: Card
    model: Any
    holdout: Samples
    outputs: Outputs
    config: FinetuneConfig
    observer: Observer

    def gather_material(
        self,
        training_photos: Samples,
        validation: Samples,
        replay: Samples,
        mistakes: Flags | None,
    ) -> Material:
        """Return what to learn: distilled, oversampled, and with its appearance, as configured."""
        if self.config.distillation:
            rng = np.random.default_rng(self.config.seed)
            replay = self.outputs.distilled(replay, self.model, self.card.preparation, rng)
            training_photos = training_photos.with_targets(len(self.outputs.names))
        if mistakes is None:
            mistakes = self.outputs.mistakes(self.model, training_photos)
        rows = oversample(mistakes, self.config.mistake_weight)
        appearance = self._find_appearance(replay, training_photos)
        return Material(training_photos, rows, replay, validation, appearance)

    def _find_appearance(self, replay: Samples, training_photos: Samples) -> Appearance | None:
        if not (self.config.appearance_ratio and len(replay)):
            return None
        before_head = builders.without_head(self.model)

        def features(samples: Samples) -> npt.NDArray[Any]:
            # The search takes some seconds: it must be possible to stop it.
            self.observer.batch(0, 1)
            return predict(before_head, samples)

        rng = np.random.default_rng(self.config.seed)
        return find_appearance(features, replay, training_photos, rng)

    def child_card(self, child: Any, material: Material, curve: list[Record]) -> Card:
        """Return the parent's card with what the child has of its own, except its name."""
        temperature = _temperature(child, material.validation, self.card.temperature)
        return dataclasses.replace(
            self.card,
            parent=self.card.name,
            categories=self.outputs.names,
            data=self.config.data or _data(material),
            seed=self.config.seed,
            command=self.config.command,
            created_at=datetime.now(UTC).isoformat(timespec="seconds"),
            program=program(),
            metrics=self._metrics(child, material, temperature, curve),
            temperature=temperature,
            purpose=f"Photos of the workspace in which it was retrained from {self.card.name}.",
            known_failures="Measured on the validation photos of this workspace only; results on "
            "other photos are unknown.",
        )

    def _metrics(
        self, child: Any, material: Material, temperature: float, curve: list[Record]
    ) -> dict[str, Any]:
        appearance = material.appearance
        return {
            "training_photos": len(material.training_photos),
            "replayed": len(material.replay),
            "appearance": None if appearance is None else dataclasses.asdict(appearance),
            "validation": _figures(child, material.validation, temperature),
            "holdout": {
                "parent": _figures(self.model, self.holdout, self.card.temperature),
                "child": _figures(child, self.outputs.kept(self.holdout), temperature),
            },
            "curve": [rounded(record) for record in curve],
        }


def _data(material: Material) -> str:
    lengths = len(material.training_photos), len(material.replay)
    text = "{:,} training photos, with {:,} samples replayed".format(*lengths)
    return text + (
        "."
        if material.appearance is None
        else f", also {material.appearance}, as the training photos looked."
    )


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
