"""The samples of each pass: unchanged, augmented, or made into photos.

A pass depends on seed and number alone, so that a resumed run equals an unbroken one.
"""

import contextlib
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Final

import numpy as np
import numpy.typing as npt

from training.core.errors import TrainingError
from training.data.dataset import Dataset
from training.inputs.augment import augment_images, occlude, photo_jitter
from training.inputs.preparation import SHOP
from training.inputs.rendering.scenes import shown
from training.inputs.samples import Images, Samples

_CHUNK_BATCHES: Final = 16
_HELPERS: Final = 2
_AHEAD: Final = 3


class MemoryFeed:
    """Samples in a new order each pass, augmented as "shop", as "photos", or not at all."""

    def __init__(
        self, samples: Samples, seed: int, batch_size: int, augment: str, preparation: str = SHOP
    ) -> None:
        self.batch_size = batch_size
        self.steps = -(-len(samples) // batch_size)
        self._samples = samples
        self._seed = seed
        self._augment = augment
        self._preparation = preparation

    @property
    def parts(self) -> int:
        """How many parts a pass has."""
        return 1

    def make_epoch(self, number: int, skipped: int = 0) -> Iterator[Samples]:
        """Yield all samples once, in one part, which may be ``skipped``."""
        if skipped:
            return
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
    """Items made into photos by two processes, a few parts ahead, and real photos among them.

    The dataset tells how often and how much of them a pass shows. Samples that do not fill a batch
    are left out of the pass, unless there is less than one in all.
    """

    def __init__(self, dataset: Dataset, preparation: str, seed: int, batch_size: int) -> None:
        self.batch_size = batch_size
        items, photos = dataset.items, dataset.train
        self._items = len(items)
        self._shown = round(len(items) * dataset.share)
        self._photos = np.tile(np.arange(len(photos)) + len(items), dataset.repeats)
        self._labels = np.concatenate([items.labels, photos.labels])
        self.steps = max(1, (self._shown + len(self._photos)) // batch_size)
        self._seed = seed
        described = (items, photos, dataset.categories, preparation)
        self._helpers = [_Helper(*described) for _ in range(_HELPERS)]
        self._pending: deque[_Helper] = deque()

    @property
    def parts(self) -> int:
        """How many parts a pass has."""
        return -(-self.steps // _CHUNK_BATCHES)

    def make_epoch(self, number: int, skipped: int = 0) -> Iterator[Samples]:
        """Yield items and photos in a new order, a few batches at a time.

        The first ``skipped`` parts are left out and not made.
        """
        rng = np.random.default_rng([self._seed, number])
        order = np.concatenate([rng.permutation(self._items)[: self._shown], self._photos])
        order = rng.permutation(order)[: self.steps * self.batch_size]
        size = _CHUNK_BATCHES * self.batch_size
        chunks = [order[start : start + size] for start in range(0, len(order), size)]
        for chunk, images in zip(
            chunks[skipped:], self._made(chunks, number, skipped), strict=True
        ):
            yield Samples(images, self._labels[chunk])

    def _made(
        self, chunks: list[npt.NDArray[np.intp]], number: int, skipped: int
    ) -> Iterator[Images]:
        coming = iter(list(enumerate(chunks))[skipped:])
        try:
            while self._pending:
                self._pending.popleft().answer()  # of a pass that was left
            while True:
                for part, chunk in coming:
                    helper = self._helpers[part % _HELPERS]
                    helper.ask(chunk, [self._seed, number, part])
                    self._pending.append(helper)
                    if len(self._pending) >= _AHEAD:
                        break
                if not self._pending:
                    return
                yield self._pending.popleft().answer()
        except (EOFError, OSError) as error:
            raise TrainingError(
                "helper-ended",
                "A process that makes photos for the training was ended, perhaps for want of "
                "memory.",
                "Give the same command again: the training resumes after its last whole pass.",
            ) from error

    def close(self) -> None:
        """End the two processes."""
        for helper in self._helpers:
            helper.close()


class _Helper:
    """A process that makes photos, and the one pipe to it.

    Not a pool: if a process is killed while it sends, a pool waits for the rest of the message
    without end, since it holds the other end of its pipe open itself.
    """

    def __init__(
        self, items: Samples, photos: Samples, categories: tuple[str, ...], preparation: str
    ) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, items, photos, categories, preparation), daemon=True
        )
        self._process.start()
        theirs.close()

    def ask(self, chunk: npt.NDArray[np.intp], key: list[int]) -> None:
        """Ask for the photos of a chunk; answers come in the same order."""
        self._pipe.send((chunk, key))

    def answer(self) -> Images:
        """Return the photos that were asked for first.

        Raises:
            EOFError: The process has ended.
            OSError: It ended while it sent.
        """
        images: Images = self._pipe.recv()
        return images

    def close(self) -> None:
        """End the process, in the middle of a part too."""
        self._pipe.close()
        self._process.terminate()
        self._process.join()
        self._process.close()


def _serve(
    pipe: Connection,
    items: Samples,
    photos: Samples,
    categories: tuple[str, ...],
    preparation: str,
) -> None:
    """Answer until the training ends or is killed: then the pipe breaks."""
    with contextlib.suppress(ValueError):
        # The training handles Ctrl-C and ends this process.
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def photograph(index: int, rng: np.random.Generator) -> npt.NDArray[np.uint8]:
        if index >= len(items):
            return photo_jitter(photos.images[index - len(items)], rng)
        name = categories[items.labels[index]]
        return shown(items.images[index, :, :, 0], name, preparation, rng)

    with contextlib.suppress(EOFError, OSError):
        while True:
            chunk, key = pipe.recv()
            rng = np.random.default_rng(key)
            pipe.send(np.stack([photograph(int(index), rng) for index in chunk]))


Feed = MemoryFeed | PhotoFeed
"""Samples in parts of whole batches (the last may be short), so many ``steps`` a pass."""


def feed_of(dataset: Dataset, preparation: str, augment: str, seed: int, batch_size: int) -> Feed:
    """Return the feed that a recipe asks for."""
    if augment == "photos" and len(dataset.items):
        return PhotoFeed(dataset, preparation, seed, batch_size)
    return MemoryFeed(dataset.train, seed, batch_size, augment, preparation)
