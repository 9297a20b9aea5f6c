"""The passes of a training: optimizer and rate, one pass after the other, the best one kept."""

import contextlib
import math
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from training.architectures.recipes import Recipe
from training.core.backend import load_keras, load_tensorflow
from training.core.observer import Observer, Progress, Record
from training.data.feeds import Feed
from training.fitting.checkpoint import Checkpoint, Weights
from training.inputs.samples import Samples
from training.versions import calibrate

_PREDICT_BATCH: Final = 512
_PREDICT_PIXELS: Final = 512 * 64 * 64  # more would take gigabytes
_AVERAGED: Final = 800  # steps


def fit(
    model: Any,
    feed: Feed,
    held_out: Samples,
    how: Recipe,
    checkpoint: Checkpoint,
    observer: Observer,
    patience: int | None = None,
) -> list[Record]:
    """Run the passes that are left, set the best weights, and return the curve, a record a pass.

    Passes are compared on ``held_out``; ``patience`` passes without a better one end the run. The
    state is saved after each pass, and removed if the observer raises to stop.
    """
    curve, best = checkpoint.restore(model)
    progress = Progress(observer, feed.steps * how.epochs, feed.steps * len(curve))
    try:
        for epoch in range(len(curve) + 1, how.epochs + 1):
            if patience is not None and curve and passes_since_best(curve) >= patience:
                break
            learned = _one_pass(model, feed.make_epoch(epoch), how, progress)
            with temporary_weights(model, average_weights(model)):
                record: Record = {"epoch": epoch, **learned, **_held_out(model, held_out)}
                curve.append(record)
                if best is None or rank(record) > max(map(rank, curve[:-1])):
                    best = model.get_weights()
            checkpoint.save(model, curve, best)
            progress.epoch(record)
    except BaseException:
        if progress.stopped_by_observer:
            checkpoint.remove()
        raise
    model.set_weights(best)
    return curve


def passes_since_best(curve: list[Record]) -> int:
    """Return how many passes follow the best one of a curve."""
    return len(curve) - 1 - curve.index(max(curve, key=rank))


@contextlib.contextmanager
def temporary_weights(model: Any, weights: Weights) -> Iterator[None]:
    """Set other weights of a model, and restore its own at the end."""
    own = model.get_weights()
    model.set_weights(weights)
    yield
    model.set_weights(own)


def average_weights(model: Any) -> Weights:
    """Return a model's weights, the moving average of those that its optimizer averages.

    Averaged weights generalise better than the last step's (Polyak, Juditsky, "Acceleration of
    stochastic approximation by averaging", 1992; here with exponential forgetting).
    """
    own = model.get_weights()
    model.optimizer.finalize_variable_values(model.trainable_variables)
    averaged: Weights = model.get_weights()
    model.set_weights(own)
    return averaged


def freeze(model: Any, prefixes: tuple[str, ...]) -> None:
    """Let the layers of these prefixes, and normalisation if there are any, learn no more.

    Of normalisation neither statistics nor scales change: in few passes over few photos they
    follow the photos more than the categories.
    """
    for layer in model.layers if prefixes else ():
        if layer.name.startswith(prefixes) or layer.name.endswith("_norm"):
            layer.trainable = False


def compile_for(model: Any, how: Recipe, steps: int, *, soft_targets: bool = False) -> None:
    """Compile for a recipe that makes so many steps in all, by labels or by soft targets."""
    optimizers = load_keras().optimizers
    rate: Any = warm_cosine(how.rate, steps, 0.05) if how.schedule else how.rate
    settings = {"weight_decay": how.decay or None, **_averaging(_AVERAGED if how.average else 0)}
    if how.optimizer == "sgd":
        settings |= {"momentum": 0.9, "nesterov": True}
    kinds = {"sgd": optimizers.SGD, "adamw": optimizers.AdamW, "adam": optimizers.Adam}
    _compile(model, kinds[how.optimizer](rate, **settings), soft_targets=soft_targets)


def compile_model(
    model: Any, learning_rate: Any, *, soft_targets: bool = False, averaged: int = 0
) -> None:
    """Compile with Adam and cross-entropy.

    Soft targets are probabilities instead of labels; weights are averaged over about ``averaged``
    steps, if any.
    """
    optimizer = load_keras().optimizers.Adam(learning_rate, **_averaging(averaged))
    _compile(model, optimizer, soft_targets=soft_targets)


def _averaging(steps: int) -> dict[str, Any]:
    return {"use_ema": True, "ema_momentum": 1 - 1 / steps} if steps else {}


def _compile(model: Any, optimizer: Any, *, soft_targets: bool) -> None:
    if optimizer.weight_decay:
        # Only kernels decay, not offsets and scales of normalisation.
        spared = [v for v in model.trainable_variables if len(v.shape) < 2]
        optimizer.exclude_from_weight_decay(var_list=spared)
    # What makes its variables only in the first step is traced twice.
    optimizer.build(model.trainable_variables)
    metrics = load_keras().metrics
    if soft_targets:
        loss, kind = "categorical_crossentropy", metrics.CategoricalAccuracy
    else:
        loss, kind = "sparse_categorical_crossentropy", metrics.SparseCategoricalAccuracy
    model.compile(optimizer=optimizer, loss=loss, metrics=[kind(name="accuracy")])
    model.train_function = _step_of(model, soft_targets=soft_targets)


def _step_of(model: Any, *, soft_targets: bool) -> Any:
    """Return a step of learning, traced once for batches of any size.

    Keras' own is traced for the first size and again for the next other one: seconds each time.
    """
    tensorflow = load_tensorflow()
    answers = ((None, model.output_shape[-1]), "float32") if soft_targets else ((None,), "int64")
    signature = [
        tensorflow.TensorSpec((None, *model.input_shape[1:]), tensorflow.uint8),
        tensorflow.TensorSpec(*answers),
        tensorflow.TensorSpec((None,), tensorflow.float32),
    ]

    step = tensorflow.function(
        lambda *batch: model.train_step(batch), input_signature=signature, autograph=False
    )
    return lambda batches: step(*next(batches))


def warm_cosine(rate: float, steps: int, warm_share: float) -> Any:
    """Return a schedule: up to ``rate`` over a share of the steps, then a cosine down to 0."""
    warm = max(1, int(warm_share * steps))
    return load_keras().optimizers.schedules.CosineDecay(
        initial_learning_rate=0.0,
        decay_steps=max(1, steps - warm),
        warmup_target=rate,
        warmup_steps=warm,
    )


def _one_pass(model: Any, parts: Iterator[Samples], how: Recipe, progress: Progress) -> Record:
    seen, loss, right = 0, 0.0, 0.0
    for part in parts:
        figures = learn(model, part, how.batch_size, progress)
        seen += len(part)
        loss += figures[0] * len(part)
        right += figures[1] * len(part)
    return {"stage": "all", "loss": loss / max(1, seen), "accuracy": right / max(1, seen)}


def learn(
    model: Any,
    samples: Samples,
    size: int,
    progress: Progress,
    weights: npt.NDArray[np.float32] | None = None,
) -> tuple[float, float]:
    """Learn from samples in their order, a batch at a time, and return mean loss and accuracy.

    Samples are learned by their targets where they have any, and count by their (samples,) weights
    where some are given. An exception of the progress' observer ends the pass.

    Keras' ``fit`` makes a pipeline of threads for each call: until the last of them has ended, it
    may wait for as long again as the batches took.
    """
    answers = samples.labels if samples.targets is None else samples.targets
    model.reset_metrics()
    figures: dict[str, Any] = {}
    counts = np.ones(len(samples), np.float32) if weights is None else weights
    for start in range(0, len(samples), size):
        part = slice(start, start + size)
        # Not `train_on_batch`, which forgets the batches before.
        figures = model.train_function(iter([(samples.images[part], answers[part], counts[part])]))
        progress.step()
    return float(figures["loss"]), float(figures["accuracy"])


def _held_out(model: Any, held_out: Samples) -> Record:
    probabilities = predict(model, held_out)
    return {
        "held_out_loss": calibrate.negative_log_likelihood(probabilities, held_out.labels),
        "held_out_accuracy": calibrate.accuracy(probabilities, held_out.labels),
    }


def rank(record: Record) -> tuple[float, float]:
    """Return a key by which passes are compared: held-out accuracy, then held-out loss."""
    return float(record["held_out_accuracy"]), -float(record["held_out_loss"])


def predict(model: Any, samples: Samples) -> calibrate.Floats:
    """Return the model's uncalibrated probabilities, (N, K).

    Keras' ``predict`` compiles anew for every model and every size of a last batch.
    """
    images = samples.images
    pixels = math.prod(images.shape[1:3]) if images.ndim == 4 else 1
    size = max(1, min(_PREDICT_BATCH, _PREDICT_PIXELS // max(1, pixels)))
    parts = [
        model(images[start : start + size].astype(np.float32), training=False).numpy()
        for start in range(0, len(images), size)
    ]
    nothing = np.zeros((0, *model.output_shape[1:]))
    return np.concatenate([nothing, *parts])
