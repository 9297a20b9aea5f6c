"""Images that nearly duplicate each other.

Each image is reduced to 28x28 grey pixels, its mean is taken off, and it is scaled to length 1; the
product of two such vectors is their correlation, from -1 to 1, whatever their brightness and
contrast. Products are made blockwise, so that memory stays bounded.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from training.inputs.samples import ITEM_SHAPE, Images, Samples

NEAR: Final = 0.99
"""Correlation from which two images count as near duplicates.

In Fashion-MNIST, pairs of 0.995 and more show the same product, those from 0.99 mostly the same or
an indistinguishable one; below, most are only of the same cut.
"""
MOST_PAIRS: Final = 1_000_000
_PIXELS: Final = ITEM_SHAPE[0] * ITEM_SHAPE[1]
_ROWS: Final = 2048
_COLUMNS: Final = 4096
Pairs = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]
_Vectors = npt.NDArray[np.float32]


def as_grey(images: Images) -> Images:
    """Return prepared images in grey, (N, 28, 28), uint8; Fashion-MNIST's stay as they are."""
    if images.shape[1:] in {ITEM_SHAPE, ITEM_SHAPE[:2]}:
        return images.reshape(-1, *ITEM_SHAPE[:2])
    small = np.zeros((len(images), *ITEM_SHAPE[:2]), np.uint8)
    for grey, image in zip(small, images, strict=True):
        whole = Image.fromarray(image[:, :, 0] if image.shape[2] == 1 else image).convert("L")
        grey[:] = np.asarray(whole.resize(grey.shape, Image.Resampling.BOX))
    return small


def correlations(first: Images, second: Images) -> npt.NDArray[np.float32]:
    """Return the correlations, (N,), of images with those at the same places."""
    found = (_vectors(first) * _vectors(second)).sum(axis=1)
    return np.asarray(found, np.float32)


def near_duplicates(
    images_a: Images,
    images_b: Images | None = None,
    threshold: float = NEAR,
    most: int = MOST_PAIRS,
) -> Pairs:
    """Return pairs of images that correlate at least so much, exact duplicates among them.

    Args:
        images_a: (N, height, width, channels) or (N, 28, 28), uint8.
        images_b: (M, ...) of the same kind; None to compare the first with each other.
        threshold: the least correlation.
        most: pairs at which to stop: thousands of equal images have millions.

    Returns:
        (P, 2) indices into the first and the second images, in ascending order; without a second
        set the smaller index comes first. At most ``most``.
    """
    rows = _vectors(images_a)
    columns = rows if images_b is None else _vectors(images_b)
    found = [np.zeros((0, 2), np.intp)]
    count = 0
    for top, left, block in _blocks(rows, columns, above=images_b is None):
        pairs = np.argwhere(block >= threshold) + np.array([top, left])
        if images_b is None:
            pairs = pairs[pairs[:, 0] < pairs[:, 1]]
        found.append(pairs[: most - count])
        count += len(found[-1])
        if count >= most:
            break
    every = np.concatenate(found)
    return every[np.lexsort((every[:, 1], every[:, 0]))]


def duplicated_test_images(train: Samples, test: Samples) -> Mask:
    """Return which test images nearly duplicate a training image: (number of test images,) bool."""
    rows, columns = _vectors(test.images), _vectors(train.images)
    found = np.zeros(len(rows), np.bool_)
    for top, _, block in _blocks(rows, columns):
        found[top : top + len(block)] |= (block >= NEAR).any(axis=1)
    return found


def _vectors(images: Images) -> _Vectors:
    """Return vectors, (N, 785), of length 1.

    An image of one grey level has nothing but a 1 in the last place: such images are duplicates of
    each other, and of nothing else.
    """
    grey = as_grey(images)
    vectors = np.zeros((len(grey), _PIXELS + 1), np.float32)
    vectors[:, :-1] = grey.reshape(len(grey), _PIXELS)
    vectors[:, :-1] -= vectors[:, :-1].mean(axis=1, keepdims=True)
    flat = np.ptp(grey, axis=(1, 2)) == 0
    vectors[flat] = 0
    vectors[flat, -1] = 1
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def _blocks(
    rows: _Vectors, columns: _Vectors, *, above: bool = False
) -> Iterator[tuple[int, int, _Vectors]]:
    """Yield blocks of the product with first row and column; ``above`` skips most mirrored ones."""
    for top in range(0, len(rows), _ROWS):
        for left in range(top // _COLUMNS * _COLUMNS if above else 0, len(columns), _COLUMNS):
            yield top, left, rows[top : top + _ROWS] @ columns[left : left + _COLUMNS].T
