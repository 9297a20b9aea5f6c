"""Items of Fashion-MNIST for a model of photos: some plain, some made into photos."""

from typing import Final

import numpy as np
import numpy.typing as npt

from training.inputs.augment import jitter
from training.inputs.preparation import input_shape, prepare
from training.inputs.rendering import garments, randomise
from training.inputs.samples import Samples, stack_images

_PLAIN: Final = 0.22  # of the items stay as Fashion-MNIST shows them
_DRAWN: Final = 0.42  # of the others are drawn garments of the same category
_PAIRED: Final = 0.4
_SHOES: Final = frozenset({"Sandal", "Sneaker", "Ankle boot"})


def shown(
    grey: npt.NDArray[np.uint8], category: str, preparation: str, rng: np.random.Generator
) -> npt.NDArray[np.uint8]:
    """Return an item, (28, 28), as a training sample, of the shape of the preparation."""
    if rng.random() < _PLAIN:
        moved = jitter(grey[np.newaxis, :, :, np.newaxis], rng)
        return prepare(moved[0], preparation)
    size = input_shape(preparation)[0]
    if category in garments.DRAWN and rng.random() < _DRAWN:
        return randomise.photograph(garments.draw(category, rng), category, rng, size)
    item = randomise.item(grey)
    if category in _SHOES and rng.random() < _PAIRED:
        item = randomise.pair(item, rng)
    return randomise.photograph(item, category, rng, size)


def as_photos(items: Samples, categories: tuple[str, ...], preparation: str, seed: int) -> Samples:
    """Return items made into photos, always the same: to measure on, or to replay."""
    images = [
        shown(image[:, :, 0], categories[label], preparation, np.random.default_rng([seed, n]))
        for n, (image, label) in enumerate(zip(items.images, items.labels, strict=True))
    ]
    return Samples(stack_images(images, input_shape(preparation)), items.labels)


def plain(items: Samples, preparation: str) -> Samples:
    """Return items in the model's preparation."""
    images = [prepare(image, preparation) for image in items.images]
    return Samples(stack_images(images, input_shape(preparation)), items.labels)
