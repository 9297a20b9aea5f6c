"""The passes of a fine-tuning: first the head alone, then all layers.

Weights between those that it begins with and those that it ends with forget less than they lose of
what was learned (Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022, arXiv
2109.01903).
"""

from typing import Any, Final

import numpy as np

from training.architectures import builders
from training.architectures.recipes import Tuning
from training.core.backend import load_keras
from training.core.observer import Observer, Progress, Record
from training.finetuning.batches import Material, make_epoch
from training.finetuning.config import FinetuneConfig
from training.fitting.checkpoint import Weights
from training.fitting.loop import (
    average_weights,
    compile_model,
    learn,
    predict,
    temporary_weights,
    warm_cosine,
)
from training.inputs.samples import Samples, balanced
from training.versions import calibrate

ENOUGH_VALIDATION: Final = 50
"""With fewer validation photos a temperature fitted on them would be worse than the parent's."""
_MIN_STEPS: Final = 8  # a pass over very few training photos still takes some steps
_MAX_SHOWN: Final = 8_000
_WARM_UP: Final = 0.1
_INTERPOLATION_SAMPLES: Final = 400
_ENOUGH_GAIN: Final = 0.75
_HALVINGS: Final = 5  # to a thirty-second


def count_epochs(training_photos: int, most: int = Tuning().max_epochs) -> int:
    """Return how many passes show 8,000 training photos: from 8 to ``most``."""
    return int(np.clip(_MAX_SHOWN // training_photos, 8, most))


def plan_passes(training_photos: int, config: FinetuneConfig) -> tuple[int, int, int]:
    """Return training photos a batch, batches a pass, and passes over all layers."""
    batch = min(config.batch_training_photos, training_photos)
    epochs = count_epochs(training_photos, config.max_epochs)
    steps = max(_MIN_STEPS, -(-training_photos // batch))
    return batch, steps, epochs if config.epochs is None else config.epochs


class Passes:
    """The passes of one fine-tuning of a model, which begins with the weights that it has."""

    def __init__(
        self,
        model: Any,
        material: Material,
        preparation: str,
        config: FinetuneConfig,
        observer: Observer,
    ) -> None:
        count = len(material.training_photos)
        self._model = model
        self._material = material
        self._preparation = preparation
        self._config = config
        self._batch, self._steps, self._epochs = plan_passes(count, config)
        self._progress = Progress(observer, self._steps * (config.head_epochs + self._epochs))
        self._curve: list[Record] = []

    def run(self) -> list[Record]:
        """Run both stages, leave the weights that they lead to, and return a record a pass.

        Of the passes over all layers the one is kept that does best on the validation photos, if
        there are enough of them; a third of the passes without a better one end the run.
        """
        before = self._model.get_weights()
        self._learn_head()
        if self._epochs:
            learned = self._learn_all(before)
            share = self._choose_interpolation(before, learned)
            self._model.set_weights(_interpolate(before, learned, share))
        return self._curve

    def _learn_head(self) -> None:
        if self._config.head_epochs:
            _freeze(self._model, "head", self._config)
            self._compile(self._config.head_rate)
        for _ in range(self._config.head_epochs):
            self._learn_once("head", None)

    def _learn_all(self, before: Weights) -> Weights:
        """Return the averaged weights of the best pass, or of the last one."""
        steps = self._steps * self._epochs
        _freeze(self._model, "all", self._config)
        self._compile(warm_cosine(self._config.rate, steps, _WARM_UP), averaged=steps // 10)
        judged = len(self._material.validation) >= ENOUGH_VALIDATION
        stopping = load_keras().callbacks.EarlyStopping(
            "validation_loss",
            patience=max(5, self._epochs // 3),
            mode="min",
            restore_best_weights=True,
        )
        stopping.set_model(self._model)
        stopping.on_train_begin()
        for _ in range(self._epochs):
            record = self._learn_once("all", before)
            if judged:
                with temporary_weights(self._model, average_weights(self._model)):
                    stopping.on_epoch_end(record["epoch"], record)
                if self._model.stop_training:
                    break
        return list(stopping.best_weights or average_weights(self._model))

    def _choose_interpolation(self, before: Weights, learned: Weights) -> float:
        """Return the smallest share of the way that brings most of the gain in accuracy.

        Accuracy is measured on replayed samples in the appearance of the training photos. Without a
        known appearance, or if the recipe asks for the whole way, the recipe decides.
        """
        model, replay, appearance = self._model, self._material.replay, self._material.appearance
        if appearance is None or self._config.interpolation == 1:
            return self._config.interpolation
        rng = np.random.default_rng(self._config.seed)
        each = _INTERPOLATION_SAMPLES // len(np.unique(replay.labels)) + 1
        drawn = replay.take(balanced(replay.labels, each, rng))
        shown = Samples(appearance(drawn.images, rng), drawn.labels)

        def accuracy(share: float) -> float:
            with temporary_weights(model, _interpolate(before, learned, share)):
                return calibrate.accuracy(predict(model, shown), shown.labels)

        worst, best = accuracy(0.0), accuracy(1.0)
        enough = worst + _ENOUGH_GAIN * (best - worst)
        low, high = 0.0, 1.0
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            low, high = (low, middle) if accuracy(middle) >= enough else (middle, high)
        return high

    def _compile(self, rate: Any, averaged: int = 0) -> None:
        soft = self._config.distillation
        compile_model(self._model, rate, soft_targets=soft, averaged=averaged)

    def _learn_once(self, stage: str, before: Weights | None) -> Record:
        """Run a pass; measure it with averaged weights, interpolated, if ``before`` is given."""
        model, config, epoch = self._model, self._config, len(self._curve) + 1
        shown = make_epoch(
            *(self._material, self._batch, self._steps),
            *(self._preparation, config, np.random.default_rng([config.seed, epoch])),
        )
        loss, accuracy = learn(model, shown.samples, shown.size, self._progress, shown.weights)
        weights = model.get_weights()
        if before is not None:
            weights = _interpolate(before, average_weights(model), config.interpolation)
        with temporary_weights(model, weights):
            figures = validation_figures(model, self._material.validation)
        record: Record = {"epoch": epoch, "stage": stage, "loss": loss, "accuracy": accuracy}
        self._curve.append({**record, **figures})
        self._progress.epoch(self._curve[-1])
        return self._curve[-1]


def _interpolate(before: Weights, after: Weights, share: float) -> Weights:
    """Return weights between two others: the first for a share of 0, the second for 1."""
    if share == 1:
        return after
    pairs = zip(before, after, strict=True)
    return [old + np.float32(share) * (new - old) for old, new in pairs]


def _freeze(model: Any, stage: str, config: FinetuneConfig) -> None:
    norms = load_keras().layers.BatchNormalization
    for layer in model.layers:
        frozen = layer.name.startswith(tuple(config.frozen))
        frozen = frozen or (config.distillation and isinstance(layer, norms))
        layer.trainable = (stage == "all" and not frozen) or layer.name == builders.HEAD


def validation_figures(model: Any, validation: Samples) -> Record:
    """Return calibrated loss, and accuracy, on the validation photos; nothing without any."""
    if not len(validation):
        return {}
    probabilities, labels = predict(model, validation), validation.labels
    accuracy = calibrate.accuracy(probabilities, labels)
    if len(labels) >= ENOUGH_VALIDATION:
        # The model will get this temperature: overconfidence alone makes it no worse.
        temperature = calibrate.fit_temperature(probabilities, labels)
        probabilities = calibrate.apply_temperature(probabilities, temperature)
    loss = calibrate.negative_log_likelihood(probabilities, labels)
    return {"validation_loss": loss, "validation_accuracy": accuracy}
