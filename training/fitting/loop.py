"""The passes of a training: optimizer and rate, one pass after the other, the best one kept."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from training.architectures.recipes import Recipe
from training.core.backend import load_keras
from training.core.observer import Observer, Progress, Record
from training.data.feeds import Feed
from training.fitting.averaging import Average
from training.fitting.checkpoint import Checkpoint, Weights
from training.inputs.samples import Samples
from training.versions import calibrate

_PREDICT_BATCH: Final = 512


def fit(
    network: Any,
    feed: Feed,
    held_out: Samples,
    how: Recipe,
    checkpoint: Checkpoint,
    observer: Observer,
    patience: int | None = None,
) -> list[Record]:
    """Run the passes that are left, and leave the best weights in the network.

    Args:
        network: compiled.
        feed: what it sees.
        held_out: tells which pass was the best.
        how: passes, batches and averaging.
        checkpoint: where the state is kept after each pass.
        observer: hears of every batch and pass; may raise to stop, then the checkpoint is removed.
        patience: ends the run after so many passes without a better one.

    Returns:
        The curve, a record a pass.
    """
    curve, best, mean = checkpoint.restore(network)
    average = Average(mean) if how.average else None
    progress = Progress(observer, feed.steps * how.epochs, feed.steps * len(curve))
    try:
        for epoch in range(len(curve) + 1, how.epochs + 1):
            if patience is not None and curve and _passes_in_vain(curve) >= patience:
                break
            learned = _one_pass(network, feed.a_pass(epoch), how, average, progress)
            with wearing(network, average.weights if average else []):
                record: Record = {"epoch": epoch, **learned, **_held_out(network, held_out)}
                curve.append(record)
                if best is None or rank(record) > max(map(rank, curve[:-1])):
                    best = network.get_weights()
            checkpoint.save(network, curve, best, average.weights if average else [])
            progress.epoch(record)
    except BaseException:
        if progress.stopped_by_observer:
            checkpoint.remove()
        raise
    network.set_weights(best)
    return curve


def _passes_in_vain(curve: list[Record]) -> int:
    """How many passes there were since the best one."""
    return len(curve) - 1 - curve.index(max(curve, key=rank))


@contextlib.contextmanager
def wearing(network: Any, weights: Weights) -> Iterator[None]:
    """Return the network with other weights, if there are any, then again with its own."""
    if not weights:
        yield
        return
    own = network.get_weights()
    network.set_weights(weights)
    yield
    network.set_weights(own)


def compile_for(network: Any, how: Recipe, steps: int, *, taught: bool = False) -> None:
    """Compile for a recipe that makes so many steps in all, by labels or by teachers' beliefs."""
    keras = load_keras()
    rate: Any = warm_cosine(how.rate, steps, 0.05) if how.schedule else how.rate
    decay = how.decay or None
    if how.optimizer == "sgd":
        optimizer = keras.optimizers.SGD(rate, momentum=0.9, nesterov=True, weight_decay=decay)
    elif how.optimizer == "adamw":
        optimizer = keras.optimizers.AdamW(rate, weight_decay=how.decay)
    else:
        optimizer = keras.optimizers.Adam(rate, weight_decay=decay)
    _compile(network, optimizer, taught=taught)


def compile_network(network: Any, learning_rate: Any, *, taught: bool = False) -> None:
    """Adam on cross-entropy, by labels or by beliefs; the rate may be a number or a schedule."""
    _compile(network, load_keras().optimizers.Adam(learning_rate), taught=taught)


def _compile(network: Any, optimizer: Any, *, taught: bool = False) -> None:
    if optimizer.weight_decay:
        # Offsets and scales of normalisation pull nothing out of shape: only kernels decay.
        spared = [v for v in network.trainable_variables if len(v.shape) < 2]
        optimizer.exclude_from_weight_decay(var_list=spared)
    loss = "categorical_crossentropy" if taught else "sparse_categorical_crossentropy"
    network.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])


def warm_cosine(rate: float, steps: int, warm_share: float) -> Any:
    """Return a schedule: up to ``rate`` over a share of the steps, then a cosine down to 0."""
    warm = max(1, int(warm_share * steps))
    return load_keras().optimizers.schedules.CosineDecay(
        initial_learning_rate=0.0,
        decay_steps=max(1, steps - warm),
        warmup_target=rate,
        warmup_steps=warm,
    )


def _one_pass(
    network: Any, parts: Iterator[Samples], how: Recipe, average: Average | None, progress: Progress
) -> Record:
    """Learn from a pass; return its mean loss and accuracy."""
    after = [progress.step]
    if average is not None:
        average.restart()
        after.append(lambda: average.step(network))
    seen, loss, right = 0, 0.0, 0.0
    for part in parts:
        told = learn(network, part, how.batch_size, after)
        seen += len(part)
        loss += told[0] * len(part)
        right += told[1] * len(part)
    return {"stage": "all", "loss": loss / max(1, seen), "accuracy": right / max(1, seen)}


def learn(
    network: Any,
    samples: Samples,
    size: int,
    after: Sequence[Callable[[], None]],
    weights: npt.NDArray[np.float32] | None = None,
) -> tuple[float, float]:
    """Learn from samples in their order, a batch at a time; by beliefs where they have any.

    Not by ``fit``, which makes a pipeline of threads for each call: until the last of them has
    ended, it may wait for as long again as the batches took.

    Args:
        network: compiled.
        samples: one or more.
        size: of a batch.
        after: what is called after every batch; whatever it raises ends the pass.
        weights: (samples,) how much each counts; all the same by default.

    Returns:
        Mean loss and accuracy.
    """
    answers = samples.labels if samples.beliefs is None else samples.beliefs
    network.reset_metrics()
    told: dict[str, Any] = {}
    for start in range(0, len(samples), size):
        part = slice(start, start + size)
        counts = None if weights is None else weights[part]
        told = network.train_on_batch(
            samples.images[part], answers[part], sample_weight=counts, return_dict=True
        )
        for act in after:
            act()
    return float(told["loss"]), float(told["accuracy"])


def _held_out(network: Any, held_out: Samples) -> Record:
    probabilities = predict(network, held_out)
    return {
        "held_out_loss": calibrate.negative_log_likelihood(probabilities, held_out.labels),
        "held_out_accuracy": calibrate.accuracy(probabilities, held_out.labels),
    }


def rank(record: Record) -> tuple[float, float]:
    """Right more often on what is held out; of equals, the surer of what is right."""
    return float(record["held_out_accuracy"]), -float(record["held_out_loss"])


def predict(network: Any, samples: Samples) -> calibrate.Floats:
    """Return the network's uncalibrated probabilities, (N, K).

    Not by ``predict``, which compiles anew for every network and every size of a last batch.
    """
    images = samples.images
    parts = [
        network(images[start : start + _PREDICT_BATCH].astype(np.float32), training=False).numpy()
        for start in range(0, len(images), _PREDICT_BATCH)
    ]
    nothing = np.zeros((0, *network.output_shape[1:]))
    return np.concatenate([nothing, *parts])
