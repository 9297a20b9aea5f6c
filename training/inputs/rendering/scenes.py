"""Items of Fashion-MNIST for a model of photos: some plain, some made into photos."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from training.inputs.augment import jitter
from training.inputs.preparation import input_shape, prepare
from training.inputs.rendering import garments, randomise
from training.inputs.samples import Samples

_PLAIN: Final = 0.22  # of the items stay as Fashion-MNIST shows them
_DRAWN: Final = 0.42  # of the others are drawn garments of the same category
_PAIRED: Final = 0.4
_LARGEST: Final = 96  # items of 28 pixels have no more detail; larger photos are enlarged
_SHOES: Final = frozenset({"Sandal", "Sneaker", "Ankle boot"})


def shown(
    grey: npt.NDArray[np.uint8], category: str, preparation: str, rng: np.random.Generator
) -> npt.NDArray[np.uint8]:
    """Return an item, (28, 28), as a training sample, of the shape of the preparation."""
    if rng.random() < _PLAIN:
        moved = jitter(grey[np.newaxis, :, :, np.newaxis], rng)
        return prepare(moved[0], preparation)
    edge = input_shape(preparation)[0]
    size = min(edge, _LARGEST)
    if category in garments.DRAWN and rng.random() < _DRAWN:
        return _enlarged(
            randomise.photograph(garments.draw(category, rng), category, rng, size), edge
        )
    item = randomise.item(grey)
    if category in _SHOES and rng.random() < _PAIRED:
        item = randomise.pair(item, rng)
    return _enlarged(randomise.photograph(item, category, rng, size), edge)


def _enlarged(photo: npt.NDArray[np.uint8], edge: int) -> npt.NDArray[np.uint8]:
    if len(photo) == edge:
        return photo
    image = Image.fromarray(photo).resize((edge, edge), Image.Resampling.BICUBIC)
    return np.array(image)


def as_photos(
    items: Samples, categories: tuple[str, ...], preparation: str, seed: int | Sequence[int]
) -> Samples:
    """Return items made into photos, always the same: to measure on, or to replay."""
    seeds = [seed] if isinstance(seed, int) else [*seed]
    images = np.zeros((len(items), *input_shape(preparation)), np.uint8)
    for n, (image, label) in enumerate(zip(items.images, items.labels, strict=True)):
        rng = np.random.default_rng([*seeds, n])
        images[n] = shown(image[:, :, 0], categories[label], preparation, rng)
    return Samples(images, items.labels)


def plain(items: Samples, preparation: str) -> Samples:
    """Return items in the model's preparation."""
    # Filled in place: the list of 10,000 large photos would take a gigabyte beside them.
    images = np.zeros((len(items), *input_shape(preparation)), np.uint8)
    for n, image in enumerate(items.images):
        images[n] = prepare(image, preparation)
    return Samples(images, items.labels)
