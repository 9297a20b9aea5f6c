"""How long a fine-tuning would take, from a little of its work that is timed beforehand."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np

from training.architectures import builders
from training.core.backend import load_tensorflow
from training.core.observer import Progress, Silent
from training.finetuning.batches import count_replayed
from training.finetuning.config import FinetuneConfig
from training.finetuning.finetune import adapted
from training.finetuning.last_layer import count_fits
from training.finetuning.outputs import Outputs
from training.finetuning.passes import plan_passes
from training.fitting.features import FeatureReader, count_batches
from training.fitting.head import PASSES, LinearHead, fit_head
from training.fitting.loop import compile_model, learn
from training.inputs.preparation import input_shape
from training.inputs.samples import Samples
from training.versions.registry import load_model, read_card, read_items

_AROUND: Final = 8
"""Building, compiling, comparing and writing models takes so many times as long as reading one."""
_BATCH: Final = 32
_TIMED_S: Final = 3.0
_TIMES: Final = 30
_ROWS: Final = 512
_FIT_PASSES: Final = 5
_SERVED: Final = 0.5
"""Duration of a pass of ONNX Runtime, which compares versions, relative to one of TensorFlow."""


def expected_seconds(parent: Path, photos: tuple[int, int, int], config: FinetuneConfig) -> float:
    """Return about how many seconds a fine-tuning and its comparison take on this computer now.

    Takes some seconds itself: the model is loaded, and a few batches are computed.

    Args:
        parent: the version's folder.
        photos: how many teach (at least one), how many are held out, and how many are scored with
            the child, unless its features are the parent's.
        config: how.

    Raises:
        TrainingError: those of reading the parent.
    """
    training_photos, validation, scored = photos
    card = read_card(parent)
    outputs = Outputs.of(card, config)
    replay = len(outputs.kept(read_items(parent, "replay"))) if config.replay else 0
    config = adapted(config, outputs, replay)
    holdout = read_items(parent, "holdout")
    load_tensorflow()
    began = time.monotonic()
    model = load_model(parent)
    loading = time.monotonic() - began
    shape = input_shape(card.preparation)
    rng = np.random.default_rng(0)
    noise = rng.integers(0, 256, (_BATCH, *shape), np.uint8)
    reader = FeatureReader(model, lambda: None)
    batch = _timed(lambda: reader.features(noise))
    served = 2 * (validation + len(outputs.kept(holdout))) + (0 if config.head_only else scored)
    seconds = _AROUND * loading + _SERVED * batch * served / _BATCH
    if config.head_only:
        rows = config.views * training_photos + replay
        read = sum(map(count_batches, (rows, validation, len(holdout))))
        fits = count_fits(validation) * PASSES * rows * _seconds_a_row(reader.width, outputs, rng)
        return seconds + read * batch + fits
    child = builders.with_outputs(model, card.architecture, outputs.inherits, shape)
    taught, steps, epochs = plan_passes(training_photos, config)
    size = taught
    if replay:
        size += count_replayed(taught, config) + taught * config.appearance_ratio
    samples = Samples(
        rng.integers(0, 256, (size, *shape), np.uint8), rng.integers(0, len(outputs.names), size)
    )
    if config.distillation:
        samples = samples.with_targets(len(outputs.names))
    compile_model(child, config.rate, soft_targets=config.distillation)
    progress = Progress(Silent(), 1)
    step = _timed(lambda: learn(child, samples, size, progress))
    measured = epochs * batch * validation / _BATCH
    return seconds + (config.head_epochs + epochs) * steps * step + measured


def _timed(work: Callable[[], Any]) -> float:
    """Return the mean seconds that work takes; the first time, which compiles it, is left out."""
    work()
    began, done = time.monotonic(), 0
    while done < _TIMES and time.monotonic() - began < _TIMED_S:
        work()
        done += 1
    return (time.monotonic() - began) / done


def _seconds_a_row(width: int, outputs: Outputs, rng: np.random.Generator) -> float:
    """Return the seconds of a pass of a head's fit over one row of features."""
    features = rng.standard_normal((_ROWS, width), np.float32)
    labels = rng.integers(0, len(outputs.names), _ROWS)
    base = LinearHead.zero(width, len(outputs.names))
    seconds = _timed(lambda: fit_head(features, labels, base, 1.0, passes=_FIT_PASSES))
    return seconds / (_ROWS * _FIT_PASSES)
