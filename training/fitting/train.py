"""Training of a model on a data set: seeded, resumable, the best pass by held-out samples."""

import contextlib
import dataclasses
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from safeio.files import probe_folder
from training.architectures.recipes import Recipe, recipe
from training.core.backend import load_keras
from training.core.errors import TrainingError
from training.core.observer import Observer, Record
from training.core.provenance import program
from training.data import clothing, fashion_mnist
from training.data.data import load_dataset
from training.data.dataset import Dataset
from training.data.feeds import feed_of
from training.evaluation.evaluate import most_confused
from training.evaluation.plots import curves
from training.fitting import distill
from training.fitting.checkpoint import Checkpoint, fingerprint
from training.fitting.first import first_model
from training.fitting.loop import compile_for, fit, predict, rank
from training.inputs.samples import Images, Samples, balanced
from training.versions import calibrate
from training.versions.card import Card
from training.versions.registry import check_new_name, load_model, read_card, write_version

HOLDOUT_EACH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainConfig:
    """All that a run depends on; the same config and data give the same model.

    Attributes:
        architecture: a name of ``training.architectures.recipes``.
        data: ``fashion-mnist``, a folder with a subfolder a category, a CSV list, Kaggle's CSV or a
            folder of IDX files.
        name: of the version to write.
        seed: of the weights, the order of samples, and the split of a folder or list.
        epochs: passes over the training samples, if not the recipe's; the best by the held-out
            ones is kept.
        batch_size: samples a step, if not the recipe's.
        photos: the list of the Clothing dataset, to learn its photos as well.
        start: folder of a version of the same architecture whose weights are the first.
        teachers: folders of versions to learn from beside the labels, for items of Fashion-MNIST's
            shape.
        report: the list of the Clothing dataset, to measure the photos that only report.
        patience: ends the run after so many passes without a better one.
        command: what was typed, for the card.
        known_failures: in words, for the card; what it most often confuses is added.
    """

    architecture: str = "seed-cnn"
    data: str = "fashion-mnist"
    name: str = "seed-cnn"
    seed: int = 1
    epochs: int | None = None
    batch_size: int | None = None
    photos: str | None = None
    start: str | None = None
    teachers: tuple[str, ...] = ()
    report: str | None = None
    patience: int | None = None
    command: str = ""
    known_failures: str = ""

    @property
    def recipe(self) -> Recipe:
        """The recipe with this run's own settings.

        Raises:
            TrainingError: ``unknown-architecture``.
        """
        usual = recipe(self.architecture)
        return dataclasses.replace(
            usual,
            epochs=self.epochs or usual.epochs,
            batch_size=self.batch_size or usual.batch_size,
        )


def train(config: TrainConfig, out: Path, observer: Observer) -> Path:
    """Train a model, write it as a version, and return that version's folder.

    A run that was killed or interrupted resumes after its last whole pass when it is started again
    with the same config and data. If the observer raises an ``Exception``, nothing of it remains.

    Raises:
        TrainingError: for unusable data, names and checkpoints.
    """
    check_new_name(out, config.name)
    probe_folder(out)
    how = config.recipe
    dataset = _dataset(config)
    report = _report(config, dataset.categories)
    load_keras().utils.set_random_seed(config.seed)
    start = None if config.start is None else Path(config.start)
    model = first_model(how, dataset.categories, start)
    learned = _with_teachers(dataset, config, observer)
    feed = feed_of(learned, how.preparation, how.augment, config.seed, how.batch_size)
    with contextlib.closing(feed):
        compile_for(model, how, feed.steps * how.epochs, soft_targets=bool(config.teachers))
        checkpoint = Checkpoint(out, config.name, _identity(config, dataset))
        curve = fit(model, feed, dataset.held_out, how, checkpoint, observer, config.patience)
    folder = write_trained(model, dataset, config, curve, report, out)
    checkpoint.remove()
    return folder


def _dataset(config: TrainConfig) -> Dataset:
    if config.photos is None:
        return load_dataset(config.data, config.recipe.preparation, config.seed)
    start = None if config.start is None else load_model(Path(config.start))

    def predictions(images: Images) -> calibrate.Probabilities:
        return predict(start, Samples(images, np.zeros(len(images), np.int64)))

    return load_dataset(
        config.data,
        config.recipe.preparation,
        config.seed,
        Path(config.photos),
        None if start is None else predictions,
    )


def _with_teachers(dataset: Dataset, config: TrainConfig, observer: Observer) -> Dataset:
    if not config.teachers:
        return dataset
    if config.recipe.augment != "shop":
        raise TrainingError(
            "teacher-unfit",
            f"The architecture {config.architecture} cannot be trained with a teacher.",
            "Leave --teacher out, or train fashion-mnist or resnet20.",
            {"name": config.architecture},
        )
    teachers = [Path(folder) for folder in config.teachers]
    learned = distill.with_teachers(
        dataset.train, teachers, dataset.categories, config.seed, lambda: observer.batch(0, 1)
    )
    return dataclasses.replace(dataset, train=learned)


def _identity(config: TrainConfig, dataset: Dataset) -> str:
    """Return what a checkpoint must agree in with the run that resumes it.

    Paths of data, and what is measured or written at the end, have no effect on the passes.
    """
    settings = {
        "name": config.name,
        "seed": config.seed,
        "recipe": asdict(config.recipe),
        "start": None if config.start is None else read_card(Path(config.start)).sha256,
        "teachers": [read_card(Path(folder)).sha256 for folder in config.teachers],
        "samples": fingerprint(dataset.train, dataset.items, dataset.held_out),
    }
    return json.dumps(settings, sort_keys=True)


def measure(
    probabilities: calibrate.Probabilities, labels: np.ndarray[Any, Any]
) -> dict[str, float | int]:
    """Return count, accuracy, negative log likelihood and calibration error of probabilities."""
    return {
        "count": len(labels),
        "accuracy": round(calibrate.accuracy(probabilities, labels), 5),
        "nll": round(calibrate.negative_log_likelihood(probabilities, labels), 5),
        "ece": round(calibrate.expected_calibration_error(probabilities, labels), 5),
    }


def _confusions(test: calibrate.Probabilities, dataset: Dataset) -> str:
    """Return the most frequent confusions on the test samples as a sentence."""
    from sklearn.metrics import confusion_matrix

    names = dataset.categories
    labels = np.arange(len(names))
    counts = confusion_matrix(dataset.test.labels, test.argmax(axis=1), labels=labels)
    pairs = [
        f"{names[label]} for {names[guess]} ({counts[label, guess]} of {counts[label].sum()})"
        for label, guess in most_confused(counts, 3)
    ]
    return f"Of the test samples it most often takes {'; '.join(pairs)}." if pairs else ""


def _report(config: TrainConfig, categories: tuple[str, ...]) -> clothing.Clothing | None:
    """Return the Clothing dataset's photos, if the run is to be measured on them."""
    manifest = config.report or config.photos
    if manifest is None:
        return None
    found = clothing.load(Path(manifest), config.recipe.preparation)
    if not len(found.report) or not set(fashion_mnist.CATEGORIES) <= set(categories):
        raise TrainingError(
            "report-unfit",
            f"A model of these categories cannot be measured on the photos of {manifest}.",
            "Leave --report out, or give the Clothing dataset's list and train on Fashion-MNIST.",
            {"path": manifest, "photos": len(found.report)},
        )
    return found


def write_trained(
    model: Any,
    dataset: Dataset,
    config: TrainConfig,
    curve: list[Record],
    report: clothing.Clothing | None,
    out: Path,
) -> Path:
    """Calibrate and measure a model, write it as a version, and return that version's folder.

    The curve is empty if the model was not trained by passes; ``report`` has photos that only
    report, if there are any.
    """
    held_out = predict(model, dataset.held_out)
    temperature = calibrate.fit_temperature(held_out, dataset.held_out.labels)
    test = calibrate.apply_temperature(predict(model, dataset.test), temperature)
    metrics = _metrics(dataset, held_out, test, temperature, curve)
    if report is not None:
        metrics["photos"] = _on_photos(model, temperature, dataset.categories, report)
    card = Card(
        name=config.name,
        architecture=config.recipe.builder,
        preparation=config.recipe.preparation,
        categories=dataset.categories,
        parent=None if config.start is None else read_card(Path(config.start)).name,
        data=dataset.description,
        seed=config.seed,
        command=config.command,
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        program=program(),
        metrics=metrics,
        temperature=temperature,
        purpose=config.recipe.purpose,
        known_failures=f"{_confusions(test, dataset)} {config.known_failures}".strip(),
    )
    rng = np.random.default_rng(config.seed)
    replay = dataset.learned.take(balanced(dataset.learned.labels, config.recipe.replay_each, rng))
    holdout = dataset.kept.take(balanced(dataset.kept.labels, HOLDOUT_EACH, rng))
    picture = {"curves.png": curves(curve)} if curve else {}
    return write_version(out, card, model, replay, holdout, extras=picture)


def _metrics(
    dataset: Dataset,
    held_out: calibrate.Probabilities,
    test: calibrate.Probabilities,
    temperature: float,
    curve: list[Record],
) -> dict[str, Any]:
    labels = dataset.held_out.labels
    metrics: dict[str, Any] = {
        "held_out": measure(calibrate.apply_temperature(held_out, temperature), labels),
        "held_out_uncalibrated": measure(held_out, labels),
        "test": measure(test, dataset.test.labels),
    }
    if curve:
        metrics["best_epoch"] = max(curve, key=rank)["epoch"]
        metrics["curve"] = [rounded(record) for record in curve]
    return metrics


def _on_photos(
    model: Any, temperature: float, categories: tuple[str, ...], found: clothing.Clothing
) -> dict[str, Any]:
    """Return figures on the fifth of the Clothing dataset's photos that only reports."""
    probabilities = calibrate.apply_temperature(predict(model, found.report), temperature)
    seven = clothing.figures(probabilities, found.report, found.names, categories)
    ten = clothing.figures(probabilities, found.report, found.names, categories, others=True)
    return {
        "data": "one photo in five of the Clothing dataset, chosen by hash",
        "seven_mapped": rounded(asdict(seven)),
        "ten_labels": rounded(asdict(ten)),
    }


def rounded(values: dict[str, Any]) -> dict[str, Any]:
    """Return values for the card, rounded to five decimals, nested ones too."""
    return {
        key: rounded(v) if isinstance(v, dict) else round(v, 5) if isinstance(v, float) else v
        for key, v in values.items()
    }
