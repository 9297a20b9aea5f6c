"""Augmentation: changes that keep a photo's category."""

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageEnhance, ImageOps

from training.inputs.preparation import SHOP
from training.inputs.samples import Images, stack_images

_REACH = 2


def jitter(images: Images, rng: np.random.Generator) -> Images:
    """Mirror half of the photos and move each by up to two pixels, black where nothing was.

    Images are (N, height, width, channels) uint8, their background near 0.
    """
    count, height, width, _ = images.shape
    room = ((0, 0), (_REACH, _REACH), (_REACH, _REACH), (0, 0))
    padded = np.pad(images, room)
    rows = rng.integers(0, 2 * _REACH + 1, (count, 1)) + np.arange(height)
    columns = rng.integers(0, 2 * _REACH + 1, (count, 1)) + np.arange(width)
    mirrored = rng.random(count) < 0.5
    columns[mirrored] = columns[mirrored, ::-1]
    which = np.arange(count)[:, np.newaxis, np.newaxis]
    return np.ascontiguousarray(padded[which, rows[:, :, np.newaxis], columns[:, np.newaxis, :]])


def erase(images: Images, rng: np.random.Generator) -> Images:
    """Overwrite a random rectangle of half of the photos with noise, in place, and return them.

    Zhong et al., "Random Erasing Data Augmentation", arXiv 1708.04896, with its settings: areas of
    2 to 40 % of the photo, sides of 0.3 to 3.3.
    """
    count, height, width, channels = images.shape
    for index in np.flatnonzero(rng.random(count) < 0.5):
        area = rng.uniform(0.02, 0.4) * height * width
        ratio = np.exp(rng.uniform(np.log(0.3), np.log(1 / 0.3)))
        tall, wide = round(np.sqrt(area * ratio)), round(np.sqrt(area / ratio))
        if not (0 < tall < height and 0 < wide < width):
            continue
        top, left = rng.integers(0, height - tall), rng.integers(0, width - wide)
        images[index, top : top + tall, left : left + wide] = rng.integers(
            0, 256, (tall, wide, channels), np.uint8
        )
    return images


def photo_jitter(image: npt.NDArray[np.uint8], rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    """Return a photo as if taken again: mirrored, turned, moved, zoomed, in other light.

    Photos are (height, width, 3) uint8.
    """
    photo = Image.fromarray(image)
    if rng.random() < 0.5:
        photo = ImageOps.mirror(photo)
    if rng.random() < 0.8:
        photo = _moved(photo, rng)
    for enhancer in (ImageEnhance.Brightness, ImageEnhance.Contrast, ImageEnhance.Color):
        photo = enhancer(photo).enhance(rng.uniform(0.7, 1.3))
    changed = np.array(photo)
    if rng.random() < 0.3:
        changed = changed[:, :, rng.permutation(3)]
    if rng.random() < 0.4:
        erase_one(changed, rng)
    return changed


def _moved(photo: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Return a photo zoomed, turned and shifted; the rim is repeated outside of it."""
    width, height = photo.size
    pad = width // 4
    pixels = np.asarray(photo)
    padded = Image.fromarray(np.pad(pixels, ((pad, pad), (pad, pad), (0, 0)), mode="reflect"))
    zoom, stretch = rng.uniform(0.75, 1.2), np.exp(rng.normal(0, 0.07))
    turn = rng.normal(0, 0.12)
    c, s = np.cos(turn) * zoom, np.sin(turn) * zoom
    middle = np.array([width / 2, height / 2])
    a, b, d, e = c * stretch, -s, s, c / stretch
    shift = middle + pad + rng.normal(0, 0.05, 2) * width
    x, y = shift - [a * middle[0] + b * middle[1], d * middle[0] + e * middle[1]]
    return padded.transform(
        photo.size, Image.Transform.AFFINE, (a, b, x, d, e, y), Image.Resampling.BICUBIC
    )


def erase_one(image: npt.NDArray[np.uint8], rng: np.random.Generator) -> None:
    """Cover a random rectangle, up to a quarter of the photo, with one colour, in place."""
    height, width, channels = image.shape
    tall, wide = (rng.uniform(0.1, 0.5, 2) * (height, width)).astype(int)
    top, left = rng.integers(0, height - tall), rng.integers(0, width - wide)
    image[top : top + tall, left : left + wide] = rng.integers(0, 256, channels, np.uint8)


def occlude(images: Images, rng: np.random.Generator) -> Images:
    """Return items, light on black, mirrored and moved, half of them partly erased."""
    return erase(jitter(images, rng), rng)


def augment_images(images: Images, preparation: str, rng: np.random.Generator) -> Images:
    """Return each prepared image augmented as the models of this preparation need it."""
    if preparation == SHOP:
        return jitter(images, rng)
    return stack_images([photo_jitter(image, rng) for image in images], images.shape[1:])


def augment_strongly(images: Images, preparation: str, rng: np.random.Generator) -> Images:
    """Return images augmented, those of 28x28 items partly erased as well."""
    return occlude(images, rng) if preparation == SHOP else augment_images(images, preparation, rng)
