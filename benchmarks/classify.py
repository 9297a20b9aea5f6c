"""How fast the worker classifies, against Keras's own predict, and how fast networks learn.

Each shipped network classifies the same 4,096 prepared photos in turns: through
``model.predict(batch_size=256)`` and through the classifier that imports use, five rounds each, the
median counts. Required: at least 1.5 times predict's rate with 99.99 % equal labels, and a single
photo within 5 ms once warm. Learning is timed with the recipe's own batches and photos.

Usage: python -m benchmarks.classify
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.machine import table
from training.architectures.builders import build
from training.architectures.recipes import RECIPES
from training.data import fashion_mnist
from training.data.data import load_dataset
from training.data.feeds import Feed, feed_of
from training.fitting.loop import compile_for
from training.inputs.preparation import input_shape, prepare
from training.versions.registry import load_network, read_card
from training.versions.serving import Classifier

ROOT = Path(__file__).parents[1]
COUNT, ROUNDS, SINGLES = 4096, 5, 200


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def serving(folder: Path) -> tuple[object, ...]:
    card = read_card(folder)
    network = load_network(folder)
    network.compile()
    classifier = Classifier(folder, features=True, fast=True)
    items = fashion_mnist.load().test.images[:COUNT]
    photos = np.stack([prepare(item, card.preparation) for item in items])
    ways = {
        "predict": lambda: network.predict(photos, batch_size=256, verbose=0),
        "ours": lambda: classifier.probabilities(photos),
    }
    said = {name: way().argmax(axis=1) for name, way in ways.items()}  # and warms both up
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            took[name].append(seconds(way))
    rates = {name: COUNT / statistics.median(times) for name, times in took.items()}
    single = [seconds(lambda: classifier.probabilities(photos[:1])) for _ in range(SINGLES)]
    return (
        card.name,
        f"{rates['predict']:,.0f}",
        f"{rates['ours']:,.0f}",
        f"{rates['ours'] / rates['predict']:.2f}",
        f"{100 * (said['predict'] == said['ours']).mean():.3f} %",
        f"{1000 * statistics.median(single):.2f}",
        f"{1000 * float(np.percentile(single, 95)):.2f}",
    )


def learning(name: str) -> tuple[object, ...]:
    how = RECIPES[name]
    dataset = load_dataset("fashion-mnist", how.preparation, 1)
    network = build(how.builder, len(dataset.categories), input_shape(how.preparation))
    feed: Feed = feed_of(dataset, how.preparation, how.augment, 1, how.batch_size)
    try:
        compile_for(network, how, feed.steps)
        parts = feed.make_epoch(1)
        network.fit(*shown(next(parts), how.batch_size * 4), batch_size=how.batch_size, verbose=0)
        parts = feed.make_epoch(2)
        took, seen = 0.0, 0
        while seen < how.batch_size * 60:
            started = time.perf_counter()
            part = next(parts)
            making = time.perf_counter() - started
            images, labels = shown(part, how.batch_size * 60)
            started = time.perf_counter()
            network.fit(images, labels, batch_size=how.batch_size, shuffle=False, verbose=0)
            # A part may be a whole pass, of which only so much is learned here.
            took += time.perf_counter() - started + making * len(labels) / len(part)
            seen += len(labels)
        rate = seen / took
    finally:
        feed.close()
    return (
        name,
        f"{network.count_params():,}",
        f"{rate:,.0f}",
        f"{feed.steps * how.batch_size / rate:.0f}",
    )


def shown(part: object, most: int) -> tuple[np.ndarray, np.ndarray]:
    return part.images[:most], part.labels[:most]  # type: ignore[attr-defined]


def main() -> None:
    versions = [folder.parent for folder in sorted((ROOT / "models").glob("*/card.json"))]
    rows = [serving(folder) for folder in versions]
    columns = ("network", "predict, photos/s", "ours, photos/s", "ratio (limit 1.5)")
    more = ("equal labels (limit 99.99 %)", "one photo, median ms (limit 5)", "p95 ms")
    table("Classification in batches", (*columns, *more), rows)
    names = ("seed-cnn", "resnet20", "fashion-mnist", "photo")
    table(
        "Learning, the making of photos included",
        ("network", "weights", "samples a second", "seconds a pass"),
        [learning(name) for name in names],
    )


if __name__ == "__main__":
    main()
