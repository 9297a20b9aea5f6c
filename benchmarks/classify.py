"""How fast the worker classifies, against Keras's own predict, and how fast models learn.

Each shipped model classifies the same 4,096 prepared photos in turns: through
``model.predict(batch_size=256)`` and through the classifier that imports use, five rounds each, the
median counts. Learning is timed with the recipe's own batches and photos.

Usage: python -m benchmarks.classify
"""

import statistics
import time
from pathlib import Path

import numpy as np

from benchmarks.figures import Row, report, seconds
from benchmarks.registry import ROOT
from training.architectures.builders import build
from training.architectures.recipes import RECIPES
from training.data import fashion_mnist
from training.data.data import load_dataset
from training.data.feeds import Feed, feed_of
from training.fitting.loop import compile_for
from training.inputs.preparation import input_shape, prepare
from training.versions.registry import load_model, read_card
from training.versions.serving import Classifier

COUNT, ROUNDS, SINGLES = 4096, 5, 200


def serving(folder: Path) -> list[Row]:
    card = read_card(folder)
    model = load_model(folder)
    model.compile()
    classifier = Classifier(folder, features=True, fast=True)
    items = fashion_mnist.load().test.images[:COUNT]
    photos = np.stack([prepare(item, card.preparation) for item in items])
    ways = {
        "predict": lambda: model.predict(photos, batch_size=256, verbose=0),
        "ours": lambda: classifier.probabilities(photos),
    }
    said = {name: way().argmax(axis=1) for name, way in ways.items()}  # and warms both up
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            took[name].append(seconds(way))
    rates = {name: COUNT / statistics.median(times) for name, times in took.items()}
    single = [seconds(lambda: classifier.probabilities(photos[:1])) for _ in range(SINGLES)]
    equal = 100 * (said["predict"] == said["ours"]).mean()
    p95 = f"95th percentile {1000 * np.percentile(single, 95):.2f}"
    median, case = 1000 * statistics.median(single), card.name
    return [
        Row("classification", case=case, value=rates["ours"], unit="photos/s",
            peer=rates["predict"]),
        Row("labels equal to those of predict", case=case, value=equal, unit="%"),
        Row("one photo, median", case=case, value=median, unit="ms", detail=p95),
    ]  # fmt: skip


def learning(name: str) -> Row:
    how = RECIPES[name]
    dataset = load_dataset("fashion-mnist", how.preparation, 1)
    model = build(how.builder, len(dataset.categories), input_shape(how.preparation))
    feed: Feed = feed_of(dataset, how.preparation, how.augment, 1, how.batch_size)
    try:
        compile_for(model, how, feed.steps)
        parts = feed.make_epoch(1)
        model.fit(*shown(next(parts), how.batch_size * 4), batch_size=how.batch_size, verbose=0)
        parts = feed.make_epoch(2)
        took, seen = 0.0, 0
        while seen < how.batch_size * 60:
            started = time.perf_counter()
            part = next(parts)
            making = time.perf_counter() - started
            images, labels = shown(part, how.batch_size * 60)
            started = time.perf_counter()
            model.fit(images, labels, batch_size=how.batch_size, shuffle=False, verbose=0)
            # A part may be a whole pass, of which only so much is learned here.
            took += time.perf_counter() - started + making * len(labels) / len(part)
            seen += len(labels)
        rate = seen / took
    finally:
        feed.close()
    detail = f"{model.count_params():,} weights, {feed.steps * how.batch_size / rate:.0f} s a pass"
    return Row("training", case=name, value=rate, unit="samples/s", detail=detail)


def shown(part: object, most: int) -> tuple[np.ndarray, np.ndarray]:
    return part.images[:most], part.labels[:most]  # type: ignore[attr-defined]


def main() -> list[Row]:
    versions = [folder.parent for folder in sorted((ROOT / "models").glob("*/card.json"))]
    rows = [row for folder in versions for row in serving(folder)]
    return rows + [learning(name) for name in ("seed-cnn", "resnet20", "fashion-mnist", "photo")]


if __name__ == "__main__":
    report(main())
