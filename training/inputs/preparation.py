"""From a thumbnail to a model's input, the same for training and serving.

NumPy and Pillow only. A model's card names its preparation, so that photos to classify are
prepared as the training samples were.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops, ImageFilter

from training.core.errors import TrainingError

Prepared = npt.NDArray[np.uint8]

_EDGE: Final = 28
_SQUEEZE: Final = 4 / 3
_LIGHT: Final = 128
# What differs from the corner by no more than this, in every channel, is border: 5 % of 255.
_FUZZ: Final = int(0.05 * 255)
# ImageMagick's "sharpen 1x1": twice the sum of a Gaussian of sigma 1 at the centre, less the
# Gaussian around it, over a radius of one pixel.
_SHARPEN: Final = ImageFilter.Kernel(
    (3, 3),
    (-0.36788, -0.60653, -0.36788, -0.60653, 9.79528, -0.60653, -0.36788, -0.60653, -0.36788),
    scale=5.89764,
)


Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


def _trimmed_box(image: Image.Image) -> tuple[int, int, int, int]:
    """Return what lies within the borders of the corner's colour; all of an image of one colour."""
    corner = image.crop((0, 0, 1, 1)).resize(image.size, Image.Resampling.NEAREST)
    fuzz = Image.new(image.mode, image.size, (_FUZZ,) * len(image.getbands()))
    box = ImageChops.subtract(ImageChops.difference(image, corner), fuzz).getbbox()
    return box or (0, 0, *image.size)


def _border_is_light(grey: Image.Image) -> bool:
    """Return true if the background is light: by the median of four corners, an eighth a side.

    Items reach the middle of a border far more often than its corners: no image of Fashion-MNIST's
    70,000 is taken for a light one.
    """
    small = grey.resize((8, 8), Image.Resampling.BOX)
    pixels = small.tobytes()
    corners = sorted((pixels[0], pixels[7], pixels[56], pixels[63]))
    return corners[1] + corners[2] >= 2 * _LIGHT


def _fashion_mnist_28(image: Image.Image) -> Prepared:
    """Return a photo after Fashion-MNIST's own steps, negated only if its border is light.

    Xiao, Rasul, Vollgraf, "Fashion-MNIST", arXiv 1708.07747, section 2: trim what is within 5 % of
    the corner's colour, longest edge to 28, sharpen (radius 1, sigma 1), centre on 28x28, negate,
    8-bit grey. There every photo has a white background; here a photo is negated only if its border
    is light. A 28x28 image with a dark border is one of theirs already and passes untouched.
    """
    grey = image.convert("L")
    negate = _border_is_light(grey)
    if _is_theirs(grey):
        return np.asarray(grey, np.uint8)[:, :, np.newaxis].copy()
    item = image.crop(_trimmed_box(image)).convert("L")
    longest = max(item.size)
    size = (
        max(1, round(item.width * _EDGE / longest)),
        max(1, round(item.height * _EDGE / longest)),
    )
    item = item.resize(size, Image.Resampling.BOX)
    if min(size) >= 3:
        item = item.filter(_SHARPEN)
    if negate:
        item = ImageChops.invert(item)
    canvas = Image.new("L", (_EDGE, _EDGE), 0)
    canvas.paste(item, ((_EDGE - size[0]) // 2, (_EDGE - size[1]) // 2))
    return np.asarray(canvas, np.uint8)[:, :, np.newaxis].copy()


def _is_theirs(grey: Image.Image) -> bool:
    return grey.size == (_EDGE, _EDGE) and not _border_is_light(grey)


def _fashion_mnist_area(image: Image.Image) -> Box:
    """Return the square around what is left when the borders are trimmed."""
    if _is_theirs(image.convert("L")):
        return 0, 0, *image.size
    left, top, right, bottom = _trimmed_box(image)
    half = max(right - left, bottom - top) / 2
    x, y = (left + right) / 2, (top + bottom) / 2
    return x - half, y - half, x + half, y + half


def _border(image: Image.Image) -> tuple[int, ...]:
    """Return the median colour of the outermost pixels."""
    pixels = np.asarray(image)
    rim = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    return tuple(int(value) for value in np.median(rim, axis=0))


def _photo(image: Image.Image, edge: int) -> Prepared:
    """Return the whole photo in colour, as a square.

    Photos up to 4:3 are squeezed: nothing is cropped and no pixel is spent on a frame. Longer ones
    first get a frame of their border's colour up to that ratio, so that a tall narrow thing still
    appears tall. Grey images stand as they are, in three equal channels.
    """
    rgb = image.convert("RGB")
    width, height = _framed(rgb)
    if (width, height) != rgb.size:
        framed = Image.new("RGB", (width, height), _border(rgb))
        framed.paste(rgb, ((width - rgb.width) // 2, (height - rgb.height) // 2))
        rgb = framed
    small = rgb.resize((edge, edge), Image.Resampling.BICUBIC)
    return np.asarray(small, np.uint8).copy()


def _framed(image: Image.Image) -> tuple[int, int]:
    """Return the size of the photo with the frame that it gets."""
    width = max(image.width, round(image.height / _SQUEEZE))
    return width, max(image.height, round(image.width / _SQUEEZE))


def _photo_area(image: Image.Image) -> Box:
    width, height = _framed(image)
    left, top = -((width - image.width) // 2), -((height - image.height) // 2)
    return left, top, left + width, top + height


@dataclass(frozen=True, slots=True)
class _Preparation:
    """A preparation of an RGB or grey image as a model's input.

    ``area`` is what part of the image the input shows, in its pixels; frames lie outside.
    """

    shape: tuple[int, int, int]
    steps: Callable[[Image.Image], Prepared]
    area: Callable[[Image.Image], Box]


_PREPARATIONS: Final = {
    "fashion-mnist-28": _Preparation((_EDGE, _EDGE, 1), _fashion_mnist_28, _fashion_mnist_area),
    "photo-64": _Preparation((64, 64, 3), partial(_photo, edge=64), _photo_area),
    "photo-128": _Preparation((128, 128, 3), partial(_photo, edge=128), _photo_area),
    "photo-192": _Preparation((192, 192, 3), partial(_photo, edge=192), _photo_area),
}
SHOP: Final = "fashion-mnist-28"
"""The preparation for items as a shop shows them."""
PHOTOS: Final = "photo-64"
"""The preparation of the models for photos of 64 pixels."""
LARGE_PHOTOS: Final = "photo-192"
"""The preparation of the models for photos of 192 pixels."""
SYNTHETIC: Final = frozenset({PHOTOS, LARGE_PHOTOS})
"""Preparations of the models that learn items of Fashion-MNIST made into photos."""
NAMES: Final = tuple(_PREPARATIONS)
"""The names of all preparations."""


def _named(name: str) -> _Preparation:
    found = _PREPARATIONS.get(name)
    if found is None:
        raise TrainingError(
            "unknown-preparation",
            f"There is no preparation of photos named {name!r}.",
            f"Use one of: {', '.join(NAMES)}.",
            {"name": name},
        )
    return found


def input_shape(name: str) -> tuple[int, int, int]:
    """Return height, width and channels of a preparation.

    Raises:
        TrainingError: ``unknown-preparation``.
    """
    return _named(name).shape


def prepare(thumbnail: npt.NDArray[np.uint8] | Image.Image, name: str) -> Prepared:
    """Return a thumbnail as a model's input.

    Args:
        thumbnail: RGB (H, W, 3) or grey (H, W) or (H, W, 1) bytes, or a Pillow image (other modes
            are taken as RGB); alpha already flattened; meant to be at most 192 pixels a side.
        name: the preparation that the model's card names.

    Returns:
        uint8 of ``input_shape(name)``; the caller may write to it.

    Raises:
        TrainingError: ``unknown-preparation``.
        ValueError: for an array of another shape, or an image without pixels.
    """
    steps = _named(name).steps
    if isinstance(thumbnail, Image.Image):
        image = thumbnail
    else:
        grey = thumbnail.ndim == 3 and thumbnail.shape[2] == 1
        image = Image.fromarray(thumbnail[:, :, 0] if grey else thumbnail)
    if image.mode not in {"L", "RGB"}:
        image = image.convert("RGB")
    if 0 in image.size:
        raise ValueError("a thumbnail without pixels")
    return steps(image)


def shown_area(thumbnail: Image.Image, name: str) -> Box:
    """Return what part of a thumbnail of mode L or RGB the prepared input shows.

    Returns:
        Left, top, right and bottom as shares of the thumbnail's width and height; below 0 or above
        1 where the preparation adds a frame.
    """
    left, top, right, bottom = _named(name).area(thumbnail)
    width, height = thumbnail.size
    return left / width, top / height, right / width, bottom / height
