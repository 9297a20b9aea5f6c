"""The samples of each pass: unchanged, augmented, or made into photos.

A pass depends on seed and number alone, so that a resumed run equals an unbroken one.
"""

import contextlib
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from training.core.errors import TrainingError
from training.data.dataset import Dataset
from training.inputs.augment import augment_images, occlude, photo_jitter
from training.inputs.preparation import SHOP
from training.inputs.rendering.scenes import shown
from training.inputs.samples import Images, Samples

_CHUNK_BATCHES: Final = 16
_AHEAD: Final = 3


class Feed(Protocol):
    """Samples for each pass."""

    batch_size: int
    steps: int
    """Batches a pass."""

    def make_epoch(self, number: int) -> Iterator[Samples]:
        """Return the samples of a pass, in parts of whole batches (the last may be short)."""

    def close(self) -> None:
        """End its processes."""


class MemoryFeed:
    """Samples in a new order each pass, augmented as the recipe says.

    Args:
        samples: to learn from.
        seed: of order and augmentation.
        batch_size: samples a step.
        augment: ``""``, ``"shop"`` or ``"photos"``.
        preparation: of the samples.
    """

    def __init__(
        self, samples: Samples, seed: int, batch_size: int, augment: str, preparation: str = SHOP
    ) -> None:
        self.batch_size = batch_size
        self.steps = -(-len(samples) // batch_size)
        self._samples = samples
        self._seed = seed
        self._augment = augment
        self._preparation = preparation

    def make_epoch(self, number: int) -> Iterator[Samples]:
        """Yield all samples once, in one part."""
        rng = np.random.default_rng([self._seed, number])
        order = rng.permutation(len(self._samples))
        mixed = self._samples.take(order)
        if self._augment == "shop":
            mixed = replace(mixed, images=occlude(mixed.images, rng))
        elif self._augment == "photos":
            mixed = replace(mixed, images=augment_images(mixed.images, self._preparation, rng))
        yield mixed

    def close(self) -> None:
        """Do nothing: there are no processes."""


class PhotoFeed:
    """Fashion-MNIST's items made into photos by two processes, and real photos among them.

    Args:
        items: 28x28 grey images; labels point into ``categories``.
        photos: prepared real photos to add, each ``repeats`` times a pass; may be empty.
        categories: names that the labels point into; the items' are Fashion-MNIST's.
        preparation: of the model.
        seed: of everything random.
        batch_size: samples a step; what does not fill a batch is left out of the pass, unless
            there is less than one in all.
        repeats: how often a pass shows each real photo.
        share: of the items that a pass shows.
    """

    def __init__(
        self,
        items: Samples,
        photos: Samples,
        categories: tuple[str, ...],
        preparation: str,
        seed: int,
        batch_size: int,
        repeats: int = 0,
        share: float = 1.0,
    ) -> None:
        self.batch_size = batch_size
        self._shown = round(len(items) * share)
        self._labels = np.concatenate([items.labels, photos.labels])
        self._items = len(items)
        self._photos = len(photos)
        self._repeats = repeats
        self.steps = max(1, (self._shown + self._photos * repeats) // batch_size)
        self._seed = seed
        self._studio = _Studio(items, photos, categories, preparation)

    def make_epoch(self, number: int) -> Iterator[Samples]:
        """Yield items and photos in a new order, a few batches at a time."""
        rng = np.random.default_rng([self._seed, number])
        order = np.concatenate(
            [
                rng.permutation(self._items)[: self._shown],
                np.tile(np.arange(self._photos) + self._items, self._repeats),
            ]
        )
        order = rng.permutation(order)[: self.steps * self.batch_size]
        chunks = [
            order[start : start + _CHUNK_BATCHES * self.batch_size]
            for start in range(0, len(order), _CHUNK_BATCHES * self.batch_size)
        ]
        for chunk, images in zip(
            chunks, self._studio.photographs(chunks, [self._seed, number]), strict=True
        ):
            yield Samples(images, self._labels[chunk])

    def close(self) -> None:
        """End the two processes."""
        self._studio.close()


Key = list[int]


class _Studio:
    """The processes that make photos, a few parts ahead of the training."""

    def __init__(
        self, items: Samples, photos: Samples, categories: tuple[str, ...], preparation: str
    ) -> None:
        self._pool = ProcessPoolExecutor(
            2,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_prepare_worker,
            initargs=(items, photos, categories, preparation),
        )

    def photographs(self, chunks: list[npt.NDArray[np.intp]], key: Key) -> Iterator[Images]:
        """Return the photos of each part, in order."""
        pending: deque[Future[Images]] = deque()
        coming = enumerate(chunks)
        try:
            while True:
                for number, chunk in coming:
                    pending.append(self._pool.submit(_photograph_all, chunk, [*key, number]))
                    if len(pending) >= _AHEAD:
                        break
                if not pending:
                    return
                yield pending.popleft().result()
        except BrokenProcessPool as error:
            raise TrainingError(
                "helper-ended",
                "A process that makes photos for the training was ended, perhaps for want of "
                "memory.",
                "Give the same command again: the training resumes after its last whole pass.",
            ) from error
        finally:
            for future in pending:
                future.cancel()

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


class _Worker:
    """The state of a process between parts."""

    items: Samples
    photos: Samples
    categories: tuple[str, ...]
    preparation: str


def _prepare_worker(
    items: Samples, photos: Samples, categories: tuple[str, ...], preparation: str
) -> None:
    with contextlib.suppress(ValueError):
        # The training handles Ctrl-C and ends this process.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Worker.items, _Worker.photos = items, photos
    _Worker.categories, _Worker.preparation = categories, preparation


def _end_with_parent() -> None:
    """End this process with the training, also if that was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _photograph_all(chunk: npt.NDArray[np.intp], key: Key) -> Images:
    rng = np.random.default_rng(key)
    return np.stack([_photograph(int(index), rng) for index in chunk])


def _photograph(index: int, rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    items = _Worker.items
    if index >= len(items):
        return photo_jitter(_Worker.photos.images[index - len(items)], rng)
    name = _Worker.categories[items.labels[index]]
    return shown(items.images[index, :, :, 0], name, _Worker.preparation, rng)


def feed_of(dataset: Dataset, preparation: str, augment: str, seed: int, batch_size: int) -> Feed:
    """Return the feed that a recipe asks for."""
    if augment == "photos" and len(dataset.items):
        return PhotoFeed(
            dataset.items,
            dataset.train,
            dataset.categories,
            preparation,
            seed,
            batch_size,
            repeats=dataset.repeats,
            share=dataset.share,
        )
    return MemoryFeed(dataset.train, seed, batch_size, augment, preparation)
