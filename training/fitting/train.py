"""Training of a model on a data set: seeded, resumable, the best pass by held-out samples."""

import contextlib
import dataclasses
import hashlib
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from safeio.files import probe_folder
from training.architectures.recipes import Recipe
from training.core.backend import load_keras
from training.core.errors import TrainingError
from training.core.observer import Observer, Record
from training.core.provenance import program
from training.data import clothing, fashion_mnist
from training.data.data import load_dataset
from training.data.dataset import Dataset
from training.data.feeds import Feed, feed_of
from training.data.in_memory import in_memory
from training.evaluation.evaluate import most_confused
from training.evaluation.plots import curves
from training.fitting import distill
from training.fitting.checkpoint import Checkpoint, fingerprint
from training.fitting.config import TrainConfig
from training.fitting.features import FeatureStore, head_model
from training.fitting.first import Sources, first_model
from training.fitting.last_layer import fit_last_layer, read_features, unchanged_items
from training.fitting.loop import compile_for, fit, freeze, predict, rank
from training.inputs.samples import Images, Samples, balanced, shrunk
from training.versions import calibrate
from training.versions.card import Card
from training.versions.registry import check_new_name, load_model, read_card, write_version

HOLDOUT_EACH = 50


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
    if how.optimizer != "lbfgs":
        dataset = in_memory(dataset, how.preparation, how.share)
    report = _report(config, dataset.categories)
    load_keras().utils.set_random_seed(config.seed)
    places = (config.start, config.pretrained, config.adapted)
    sources = Sources(*(None if place is None else Path(place) for place in places))
    model = first_model(how, dataset.categories, sources)
    learned = _with_teachers(dataset, config, observer)
    feed = feed_of(learned, how.preparation, how.augment, config.seed, how.batch_size)
    if how.optimizer == "lbfgs":
        return _train_last_layer(model, dataset, config, feed, report, out, observer)
    freeze(model, how.frozen)
    with contextlib.closing(feed):
        compile_for(model, how, feed.steps * how.epochs, soft_targets=bool(config.teachers))
        checkpoint = Checkpoint(out, config.name, _identity(config, dataset))
        curve = fit(model, feed, dataset.held_out, how, checkpoint, observer, config.patience)
    folder = write_trained(model, dataset, config, curve, report, out)
    checkpoint.remove()
    return folder


def _train_last_layer(
    model: Any,
    dataset: Dataset,
    config: TrainConfig,
    feed: Feed,
    report: clothing.Clothing | None,
    out: Path,
    observer: Observer,
) -> Path:
    """Train the last layer on features; a run that was killed resumes with those that it has."""
    with contextlib.closing(feed):
        store = FeatureStore(out, config.name, _identity(config, dataset))
        seen = read_features(model, dataset, feed, config.recipe, store, observer)
    curve = fit_last_layer(model, seen, config.recipe, observer, config.patience)
    folder = write_trained(model, dataset, config, curve, report, out, seen=seen)
    store.remove()
    return folder


def _dataset(config: TrainConfig) -> Dataset:
    if config.photos is None:
        return load_dataset(config.data, config.recipe.preparation, config.seed)
    start: Any = None if config.start is None else load_model(Path(config.start))

    def predictions(images: Images) -> calibrate.Probabilities:
        # A model of one body is asked as the other's half is: about averages of pixels.
        small = shrunk(images, start.input_shape[1])
        return predict(start, Samples(small, np.zeros(len(images), np.int64)))

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
        "recipe": _settings(config.recipe),
        "start": None if config.start is None else read_card(Path(config.start)).sha256,
        "teachers": [read_card(Path(folder)).sha256 for folder in config.teachers],
        "samples": fingerprint(dataset.train, dataset.items, dataset.held_out),
    }
    if config.adapted is not None:
        settings["adapted"] = read_card(Path(config.adapted)).sha256
    if config.pretrained is not None:
        settings["pretrained"] = hashlib.sha256(Path(config.pretrained).read_bytes()).hexdigest()
    return json.dumps(settings, sort_keys=True)


def _settings(how: Recipe) -> dict[str, Any]:
    """Return the settings that a checkpoint depends on; features depend on few of them."""
    if how.optimizer != "lbfgs":
        return asdict(how)
    names = ("builder", "preparation", "batch_size", "augment", "unchanged")
    return {**{name: getattr(how, name) for name in names}, "views": how.tuning.views}


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
    *,
    seen: Dataset | None = None,
) -> Path:
    """Calibrate and measure a model, write it as a version, and return that version's folder.

    The curve is empty if the model was not trained by passes; ``report`` has photos that only
    report, if there are any; ``seen`` has the data set's features, if they are known.
    """
    measured, asked = (dataset, model) if seen is None else (seen, head_model(model))
    held_out = predict(asked, measured.held_out)
    temperature = calibrate.fit_temperature(held_out, measured.held_out.labels)
    test = calibrate.apply_temperature(predict(asked, measured.test), temperature)
    metrics = _metrics(measured, held_out, test, temperature, curve)
    if report is not None:
        metrics["photos"] = _on_photos(model, temperature, dataset.categories, report)
    card = Card(
        name=config.name,
        architecture=config.recipe.builder,
        preparation=config.recipe.preparation,
        categories=dataset.categories,
        parent=_parent(config),
        data=_data(dataset, config.recipe),
        seed=config.seed,
        command=config.command,
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        program=program(),
        metrics=metrics,
        temperature=temperature,
        purpose=config.recipe.purpose,
        known_failures=f"{_confusions(test, measured)} {config.known_failures}".strip(),
    )
    rng = np.random.default_rng(config.seed)
    replay = dataset.learned.take(balanced(dataset.learned.labels, config.recipe.replay_each, rng))
    holdout = dataset.kept.take(balanced(dataset.kept.labels, HOLDOUT_EACH, rng))
    picture = {"curves.png": curves(curve)} if curve else {}
    return write_version(out, card, model, replay, holdout, extras=picture)


def _data(dataset: Dataset, how: Recipe) -> str:
    """Return in words what a version learned from, for the card."""
    unchanged = len(unchanged_items(dataset.items, how.unchanged))
    text = (
        f"{unchanged:,} of the items were learned as they are too; in proportion as many were held "
        "out as they are."
    )
    parts = (dataset.description, text if unchanged else "", how.origin)
    return " ".join(part for part in parts if part)


def _parent(config: TrainConfig) -> str | None:
    """Return the version that all weights began with; none if it is fitted again by itself."""
    card = None if config.start is None else read_card(Path(config.start))
    if card is None or card.architecture != config.recipe.builder or card.name == config.name:
        return None
    return card.name


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
