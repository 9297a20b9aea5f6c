"""How fast models learn, with the recipe's own batches and photos.

Usage: python -m benchmarks.training
"""

import time

import numpy as np

from benchmarks.figures import Row, report
from training.architectures.builders import build
from training.architectures.recipes import RECIPES
from training.data.data import load_dataset
from training.data.feeds import Feed, feed_of
from training.fitting.loop import compile_for
from training.inputs.preparation import input_shape


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
    return [learning(name) for name in ("seed-cnn", "resnet20", "fashion-mnist", "photo")]


if __name__ == "__main__":
    report(main())
