"""Trains a network from scratch: seeded, resumable, the best pass by the held-out samples."""

import contextlib
import dataclasses
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from training import __version__, calibrate, networks
from training.averaging import Average
from training.backend import load_keras
from training.card import Card
from training.checkpoint import Checkpoint, fingerprint
from training.data import Dataset, load_dataset
from training.feeds import Feed, feed_of
from training.observer import Observer, Progress, Record, after_batch
from training.preparation import input_shape
from training.recipes import Recipe, recipe
from training.registry import check_new_name, write_version
from training.samples import Samples, balanced

REPLAY_EACH = 100
HOLDOUT_EACH = 50
_PREDICT_BATCH = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainConfig:
    """All that a run from scratch depends on; the same config and data give the same network.

    Attributes:
        network: a name of ``training.recipes``.
        data: ``fashion-mnist``, a folder with a subfolder a category, or a CSV list.
        name: of the version to write.
        seed: of the weights, the order of samples, and the split of a folder or list.
        epochs: passes over the training samples, if not the recipe's; the best by the held-out
            ones is kept.
        batch_size: samples a step, if not the recipe's.
        command: what was typed, for the card.
        known_failures: in words, for the card; what it most often confuses is added.
    """

    network: str = "seed-cnn"
    data: str = "fashion-mnist"
    name: str = "seed-cnn"
    seed: int = 1
    epochs: int | None = None
    batch_size: int | None = None
    command: str = ""
    known_failures: str = ""

    @property
    def recipe(self) -> Recipe:
        """The recipe with what this run does otherwise.

        Raises:
            TrainingError: ``unknown-network``.
        """
        usual = recipe(self.network)
        return dataclasses.replace(
            usual,
            epochs=self.epochs or usual.epochs,
            batch_size=self.batch_size or usual.batch_size,
        )


def train(config: TrainConfig, out: Path, observer: Observer) -> Path:
    """Trains a network and writes it as a version.

    A run that was killed goes on after its last whole pass when it is started again with the same
    config and data. If the observer raises, nothing of the run remains.

    Args:
        config: what to train, on what, and how.
        out: the folder of versions to write to.
        observer: hears of every batch and pass; may raise to stop.

    Returns:
        The version's folder.

    Raises:
        TrainingError: for data, names and checkpoints that a person can mend.
    """
    check_new_name(out, config.name)
    how = config.recipe
    dataset = load_dataset(config.data, how.preparation, config.seed)
    load_keras().utils.set_random_seed(config.seed)
    network = networks.build(how.builder, len(dataset.categories), input_shape(how.preparation))
    feed = feed_of(dataset, how.preparation, how.augment, config.seed, how.batch_size)
    with contextlib.closing(feed):
        compile_for(network, how, feed.steps * how.epochs)
        checkpoint = Checkpoint(out, config.name, _identity(config, dataset))
        curve = _fit(network, feed, dataset.held_out, how, checkpoint, observer)
    folder = _write(network, dataset, config, curve, out)
    checkpoint.remove()
    return folder


def _fit(
    network: Any,
    feed: Feed,
    held_out: Samples,
    how: Recipe,
    checkpoint: Checkpoint,
    observer: Observer,
) -> list[Record]:
    """Runs what passes are left, leaves the best weights in the network, returns the curve."""
    curve, best, mean = checkpoint.restore(network)
    average = Average(mean) if how.average else None
    progress = Progress(observer, feed.steps * how.epochs, feed.steps * len(curve))
    try:
        for epoch in range(len(curve) + 1, how.epochs + 1):
            learned = _one_pass(network, feed.a_pass(epoch), how, average, progress)
            with _averaged(network, average):
                record: Record = {"epoch": epoch, **learned, **_held_out(network, held_out)}
                curve.append(record)
                if best is None or _rank(record) > max(map(_rank, curve[:-1])):
                    best = network.get_weights()
            checkpoint.save(network, curve, best, average.weights if average else [])
            progress.epoch(record)
    except BaseException:
        if progress.stopped_by_observer:
            checkpoint.remove()
        raise
    network.set_weights(best)
    return curve


@contextlib.contextmanager
def _averaged(network: Any, average: Average | None) -> Iterator[None]:
    """The network with the mean weights, then again with its own."""
    if average is None or not average.weights:
        yield
        return
    own = network.get_weights()
    network.set_weights(average.weights)
    yield
    network.set_weights(own)


def compile_for(network: Any, how: Recipe, steps: int) -> None:
    """Compiles for a recipe that makes so many steps in all."""
    keras = load_keras()
    rate: Any = warm_cosine(how.rate, steps, 0.05) if how.schedule else how.rate
    decay = how.decay or None
    if how.optimizer == "sgd":
        optimizer = keras.optimizers.SGD(rate, momentum=0.9, nesterov=True, weight_decay=decay)
    elif how.optimizer == "adamw":
        optimizer = keras.optimizers.AdamW(rate, weight_decay=how.decay)
    else:
        optimizer = keras.optimizers.Adam(rate, weight_decay=decay)
    _compile(network, optimizer)


def compile_network(network: Any, learning_rate: Any) -> None:
    """Adam on sparse categorical cross-entropy; the rate may be a number or a Keras schedule."""
    _compile(network, load_keras().optimizers.Adam(learning_rate))


def _compile(network: Any, optimizer: Any) -> None:
    if optimizer.weight_decay:
        # Offsets and scales of normalisation pull nothing out of shape: only kernels decay.
        spared = [v for v in network.trainable_variables if len(v.shape) < 2]
        optimizer.exclude_from_weight_decay(var_list=spared)
    network.compile(
        optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )


def warm_cosine(rate: float, steps: int, warm_share: float) -> Any:
    """A schedule: up from 0 to ``rate`` over a share of the steps, then down to 0 in a cosine."""
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
    """Learns from a pass; returns its mean loss and accuracy."""
    callbacks = [progress.callback()]
    if average is not None:
        average.restart()
        callbacks.append(after_batch(lambda: average.step(network)))
    seen, loss, right = 0, 0.0, 0.0
    for part in parts:
        history = network.fit(
            part.images,
            part.labels,
            batch_size=how.batch_size,
            shuffle=False,
            verbose=0,
            callbacks=callbacks,
        ).history
        seen += len(part)
        loss += float(history["loss"][0]) * len(part)
        right += float(history["accuracy"][0]) * len(part)
    return {"stage": "all", "loss": loss / max(1, seen), "accuracy": right / max(1, seen)}


def _held_out(network: Any, held_out: Samples) -> Record:
    probabilities = predict(network, held_out)
    return {
        "held_out_loss": calibrate.negative_log_likelihood(probabilities, held_out.labels),
        "held_out_accuracy": calibrate.accuracy(probabilities, held_out.labels),
    }


def _rank(record: Record) -> tuple[float, float]:
    """Right more often on what is held out; of equals, the surer of what is right."""
    return float(record["held_out_accuracy"]), -float(record["held_out_loss"])


def predict(network: Any, samples: Samples) -> calibrate.Floats:
    """The network's uncalibrated probabilities, (N, K).

    Not by ``predict``, which compiles anew for every network and every size of a last batch.
    """
    images = samples.images
    parts = [
        network(images[start : start + _PREDICT_BATCH].astype(np.float32), training=False).numpy()
        for start in range(0, len(images), _PREDICT_BATCH)
    ]
    return np.concatenate(parts).astype(np.float64)


def _identity(config: TrainConfig, dataset: Dataset) -> str:
    """What a checkpoint must agree in with the run that goes on from it."""
    settings = asdict(dataclasses.replace(config, command="", known_failures=""))
    settings["samples"] = fingerprint(dataset.train, dataset.items, dataset.held_out)
    return json.dumps(settings, sort_keys=True)


def measure(
    probabilities: calibrate.Probabilities, labels: np.ndarray[Any, Any]
) -> dict[str, float | int]:
    """Count, accuracy, negative log likelihood and calibration error of some probabilities."""
    return {
        "count": len(labels),
        "accuracy": round(calibrate.accuracy(probabilities, labels), 5),
        "nll": round(calibrate.negative_log_likelihood(probabilities, labels), 5),
        "ece": round(calibrate.expected_calibration_error(probabilities, labels), 5),
    }


def _confusions(test: calibrate.Probabilities, dataset: Dataset) -> str:
    """What it most often takes for something else on the test samples, in words."""
    predicted, labels = test.argmax(axis=1), dataset.test.labels
    counts = np.zeros((len(dataset.categories),) * 2, np.int64)
    np.add.at(counts, (labels, predicted), 1)
    np.fill_diagonal(counts, 0)
    worst = np.argsort(-counts, axis=None, kind="stable")[:3]
    said = [
        f"{dataset.categories[label]} for {dataset.categories[guess]} "
        f"({counts[label, guess]} of {(labels == label).sum()})"
        for label, guess in zip(*np.unravel_index(worst, counts.shape), strict=True)
        if counts[label, guess]
    ]
    return f"Of the test samples it most often takes {'; '.join(said)}." if said else ""


def rounded(record: Record) -> Record:
    """A record for the card: five decimals tell passes apart."""
    return {key: round(v, 5) if isinstance(v, float) else v for key, v in record.items()}


def _write(
    network: Any, dataset: Dataset, config: TrainConfig, curve: list[Record], out: Path
) -> Path:
    held_out = predict(network, dataset.held_out)
    temperature = calibrate.fit_temperature(held_out, dataset.held_out.labels)
    test = calibrate.apply_temperature(predict(network, dataset.test), temperature)
    best = max(curve, key=_rank)
    metrics = {
        "best_epoch": best["epoch"],
        "held_out": measure(
            calibrate.apply_temperature(held_out, temperature), dataset.held_out.labels
        ),
        "held_out_uncalibrated": measure(held_out, dataset.held_out.labels),
        "test": measure(test, dataset.test.labels),
        "curve": [rounded(record) for record in curve],
    }
    card = Card(
        name=config.name,
        architecture=config.recipe.builder,
        preparation=config.recipe.preparation,
        categories=dataset.categories,
        parent=None,
        data=dataset.description,
        seed=config.seed,
        command=config.command,
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        program=__version__,
        metrics=metrics,
        temperature=temperature,
        known_failures=f"{_confusions(test, dataset)} {config.known_failures}".strip(),
    )
    rng = np.random.default_rng(config.seed)
    learned = dataset.items if len(dataset.items) else dataset.train
    replay = learned.take(balanced(learned.labels, REPLAY_EACH, rng))
    holdout = dataset.held_out.take(balanced(dataset.held_out.labels, HOLDOUT_EACH, rng))
    return write_version(out, card, network, replay, holdout)
