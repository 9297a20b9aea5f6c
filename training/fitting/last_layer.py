"""The training of a model whose last layer alone learns, on features that are computed once."""

import contextlib
import dataclasses
import itertools
from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from training.architectures.recipes import Recipe
from training.core.observer import Observer, Progress, Record
from training.data import fashion_mnist
from training.data.data import prepared_items
from training.data.dataset import Dataset
from training.data.feeds import Feed, PhotoFeed
from training.fitting.features import FeatureReader, FeatureStore, count_batches
from training.fitting.head import LinearHead, fit_head
from training.fitting.loop import passes_since_best, rank
from training.inputs.samples import Samples, concatenate
from training.versions import calibrate

_PART: Final = 256
"""Samples of a part: about 30 MB of photos of 192 pixels."""


class _NoBetterPassError(Exception):
    """Ends a fit."""


def read_features(
    model: Any, dataset: Dataset, feed: Feed, how: Recipe, store: FeatureStore, observer: Observer
) -> Dataset:
    """Return a data set of features, of what is learned and of what is held out.

    Items that are learned as they are have as large a share of what is held out.

    Features that the store has already are not computed again. If the observer raises an
    ``Exception``, the store is removed.

    Args:
        model: whose features are read.
        dataset: of photos, or of items to make photos of.
        feed: of this data set; of its passes so many are read as the recipe has views, of synthetic
            photos one.
        how: the recipe.
        store: of this run.
        observer: receives progress.
    """
    passes = 1 if isinstance(feed, PhotoFeed) else how.tuning.views
    held_out = dataset.held_out if len(dataset.held_out) else dataset.held_out_items
    test = dataset.test_items if len(dataset.test_items) else dataset.test
    made = passes * feed.steps * feed.batch_size
    unchanged = unchanged_items(dataset.items, how.unchanged)
    kept = unchanged_items(dataset.held_out_items, round(len(held_out) * len(unchanged) / made))
    total = sum(map(count_batches, (made, *map(len, (unchanged, held_out, kept, test)))))
    parts = {
        "learned": lambda done: _learned(feed, passes, done),
        "unchanged": lambda done: _as_they_are(unchanged, how.preparation, done),
        "held-out": lambda done: _held_out(dataset, how.preparation, done),
        "held-out-unchanged": lambda done: _as_they_are(kept, how.preparation, done),
        "test": lambda done: _tested(dataset, how.preparation, done),
    }
    # Parts of real photos differ in length: for those the start of a resumed run is approximate.
    done = count_batches(_PART) * sum(map(store.count, parts))
    progress = Progress(observer, total, min(done, total))
    reader = FeatureReader(model, progress.step)
    try:
        for kind, missing in parts.items():
            store.add_missing(kind, missing, reader)
    except BaseException:
        if progress.stopped_by_observer:
            store.remove()
        raise
    learned, items, *apart, test = (store.read(kind, reader.width) for kind in parts)
    return dataclasses.replace(
        dataset, train=concatenate(learned, items), held_out=concatenate(*apart), test=test
    )


def _learned(feed: Feed, passes: int, done: int) -> Iterator[Samples]:
    for number in range(done // feed.parts, passes):
        yield from feed.make_epoch(number + 1, done - number * feed.parts if done else 0)
        done = 0


def unchanged_items(items: Samples, most: int) -> Samples:
    """Return the first items of Fashion-MNIST's categories, which drawn ones do not have."""
    rows = np.flatnonzero(items.labels < len(fashion_mnist.CATEGORIES))
    return items.take(rows[:most])


def _as_they_are(items: Samples, preparation: str, done: int) -> Iterator[Samples]:
    for part in itertools.islice(_parts(items), done, None):
        yield prepared_items(part, preparation)


def _held_out(dataset: Dataset, preparation: str, done: int) -> Iterator[Samples]:
    items = dataset.held_out_items
    if len(dataset.held_out):
        yield from itertools.islice(_parts(dataset.held_out), done, None)
        return
    from training.inputs.rendering.scenes import as_photos

    for number, part in itertools.islice(enumerate(_parts(items)), done, None):
        yield as_photos(part, dataset.categories, preparation, seed=[1, number])


def _tested(dataset: Dataset, preparation: str, done: int) -> Iterator[Samples]:
    if len(dataset.test_items):
        return _as_they_are(dataset.test_items, preparation, done)
    return itertools.islice(_parts(dataset.test), done, None)


def _parts(samples: Samples) -> Iterator[Samples]:
    rows = np.arange(len(samples))
    return (samples.take(rows[start : start + _PART]) for start in range(0, len(samples), _PART))


def fit_last_layer(
    model: Any, dataset: Dataset, how: Recipe, observer: Observer, patience: int | None
) -> list[Record]:
    """Fit the last layer to features, set it in the model, and return a record a pass.

    The pass that does best on the held-out features is kept; ``patience`` passes without a better
    one end the fit. Weights are drawn towards 0, by the recipe's ``decay``.
    """
    learned, held_out = dataset.train, dataset.held_out
    curve: list[Record] = []
    best = base = LinearHead.zero(learned.images.shape[1], len(dataset.categories))

    def on_pass(head: LinearHead, loss: float) -> None:
        nonlocal best
        predicted = head.probabilities(held_out.images)
        record: Record = {
            "epoch": len(curve) + 1,
            "stage": "head",
            "loss": loss,
            "accuracy": calibrate.accuracy(head.logits(learned.images), learned.labels),
            "held_out_loss": calibrate.negative_log_likelihood(predicted, held_out.labels),
            "held_out_accuracy": calibrate.accuracy(predicted, held_out.labels),
        }
        if not curve or rank(record) > max(map(rank, curve)):
            best = head
        curve.append(record)
        observer.epoch(record)
        if patience is not None and passes_since_best(curve) >= patience:
            raise _NoBetterPassError

    with contextlib.suppress(_NoBetterPassError):
        fit_head(
            learned.images,
            learned.labels,
            base,
            how.decay,
            passes=how.epochs,
            on_pass=on_pass,
        )
    best.put_into(model)
    return curve
