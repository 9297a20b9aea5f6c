"""The passes of a fine-tuning: first the head alone, then all layers."""

from typing import Any, Final

import numpy as np

from training.architectures import builders
from training.architectures.recipes import Tuning
from training.core.backend import load_keras
from training.core.observer import Observer, Progress, Record
from training.finetuning.batches import Material, make_epoch
from training.finetuning.config import FinetuneConfig
from training.finetuning.interpolation import choose_interpolation, interpolate
from training.fitting.checkpoint import Weights
from training.fitting.loop import (
    average_weights,
    compile_network,
    learn,
    predict,
    temporary_weights,
    warm_cosine,
)
from training.inputs.samples import Samples
from training.versions import calibrate

ENOUGH_REFERENCE: Final = 50
"""With fewer reference photos a temperature fitted on them would be worse than the parent's."""
_MIN_STEPS: Final = 8  # a pass over very few lessons still takes some steps
_MAX_SHOWN: Final = 8_000
_WARM_UP: Final = 0.1


def count_epochs(lessons: int, most: int = Tuning().max_epochs) -> int:
    """Return how many passes show 8,000 lessons: from 8 to ``most``."""
    return int(np.clip(_MAX_SHOWN // lessons, 8, most))


class Passes:
    """The passes of one fine-tuning.

    Args:
        network: with the weights to begin with.
        material: what it learns from.
        preparation: of the photos.
        config: how.
        observer: receives progress; may raise to stop.
    """

    def __init__(
        self,
        network: Any,
        material: Material,
        preparation: str,
        config: FinetuneConfig,
        observer: Observer,
    ) -> None:
        count = len(material.lessons)
        self._network = network
        self._material = material
        self._preparation = preparation
        self._config = config
        self._batch = min(config.batch_lessons, count)
        self._steps = max(_MIN_STEPS, -(-count // self._batch))
        asked = config.epochs
        self._epochs = count_epochs(count, config.max_epochs) if asked is None else asked
        self._progress = Progress(observer, self._steps * (config.head_epochs + self._epochs))
        self._curve: list[Record] = []

    def run(self) -> list[Record]:
        """Run both stages, leave the weights that they lead to, and return a record a pass.

        Of the passes over all layers the one is kept that does best on the reference photos, if
        there are enough of them; a third of the passes without a better one end the run.
        """
        before = self._network.get_weights()
        self._learn_head()
        if self._epochs:
            learned = self._learn_all(before)
            share = choose_interpolation(
                *(self._network, before, learned),
                *(self._material, self._config, self._config.seed),
            )
            self._network.set_weights(interpolate(before, learned, share))
        return self._curve

    def _learn_head(self) -> None:
        if self._config.head_epochs:
            _freeze(self._network, "head", self._config)
            self._compile(self._config.head_rate)
        for _ in range(self._config.head_epochs):
            self._learn_once("head", None)

    def _learn_all(self, before: Weights) -> Weights:
        """Return the averaged weights of the best pass, or of the last one."""
        steps = self._steps * self._epochs
        _freeze(self._network, "all", self._config)
        self._compile(warm_cosine(self._config.rate, steps, _WARM_UP), averaged=steps // 10)
        judged = len(self._material.reference) >= ENOUGH_REFERENCE
        stopping = load_keras().callbacks.EarlyStopping(
            "reference_loss",
            patience=max(5, self._epochs // 3),
            mode="min",
            restore_best_weights=True,
        )
        stopping.set_model(self._network)
        stopping.on_train_begin()
        for _ in range(self._epochs):
            record = self._learn_once("all", before)
            if judged:
                with temporary_weights(self._network, average_weights(self._network)):
                    stopping.on_epoch_end(record["epoch"], record)
                if self._network.stop_training:
                    break
        return list(stopping.best_weights or average_weights(self._network))

    def _compile(self, rate: Any, averaged: int = 0) -> None:
        soft = self._config.distillation
        compile_network(self._network, rate, soft_targets=soft, averaged=averaged)

    def _learn_once(self, stage: str, before: Weights | None) -> Record:
        """Run a pass; measure it with averaged weights, interpolated, if ``before`` is given."""
        network, config, epoch = self._network, self._config, len(self._curve) + 1
        shown = make_epoch(
            *(self._material, self._batch, self._steps),
            *(self._preparation, config, np.random.default_rng([config.seed, epoch])),
        )
        loss, accuracy = learn(network, shown.samples, shown.size, self._progress, shown.weights)
        weights = network.get_weights()
        if before is not None:
            weights = interpolate(before, average_weights(network), config.interpolation)
        with temporary_weights(network, weights):
            figures = _reference_figures(network, self._material.reference)
        record: Record = {"epoch": epoch, "stage": stage, "loss": loss, "accuracy": accuracy}
        self._curve.append({**record, **figures})
        self._progress.epoch(self._curve[-1])
        return self._curve[-1]


def _freeze(network: Any, stage: str, config: FinetuneConfig) -> None:
    norms = load_keras().layers.BatchNormalization
    for layer in network.layers:
        frozen = layer.name.startswith(tuple(config.frozen))
        frozen = frozen or (config.distillation and isinstance(layer, norms))
        layer.trainable = (stage == "all" and not frozen) or layer.name == builders.HEAD


def _reference_figures(network: Any, reference: Samples) -> Record:
    if not len(reference):
        return {}
    probabilities, labels = predict(network, reference), reference.labels
    accuracy = calibrate.accuracy(probabilities, labels)
    if len(labels) >= ENOUGH_REFERENCE:
        # The network will get this temperature: overconfidence alone makes it no worse.
        temperature = calibrate.fit_temperature(probabilities, labels)
        probabilities = calibrate.apply_temperature(probabilities, temperature)
    loss = calibrate.negative_log_likelihood(probabilities, labels)
    return {"reference_loss": loss, "reference_accuracy": accuracy}
