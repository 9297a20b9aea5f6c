"""Drawn garments: outlines with seams, for categories of Fashion-MNIST in poses that it lacks.

Fashion-MNIST shows clothes upright on a form. People lay them on a floor with the sleeves spread,
and photograph shoes in pairs from above. The drawings have random measures and use no photo.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from training.inputs.rendering import bottoms, shoes, tops
from training.inputs.rendering.drawing import CLOTH, EDGE, Drawing, Rng

_GARMENTS: Final[dict[str, Callable[[Drawing, Rng], None]]] = {
    "T-shirt/top": tops.t_shirt,
    "Trouser": bottoms.trousers,
    "Pullover": tops.pullover,
    "Dress": tops.dress,
    "Coat": tops.coat,
    "Sandal": shoes.as_pair(shoes.sandal),
    "Shirt": tops.shirt,
    "Sneaker": shoes.as_pair(shoes.sneaker),
    "Ankle boot": shoes.as_pair(shoes.boot),
    "Shorts": bottoms.shorts,
    "Skirt": bottoms.skirt,
    "Hat": bottoms.hat,
}
DRAWN: Final = tuple(_GARMENTS)
"""The categories that can be drawn: all of Fashion-MNIST's but bags, and three more."""


def draw(category: str, rng: np.random.Generator) -> Image.Image:
    """Draw one garment of ``DRAWN`` with random measures.

    Returns:
        64x64, mode RGB, the item filling the longer edge: red is where it is, green how light the
        cloth is, blue where a second colour shows.
    """
    drawing = Drawing.blank(int(rng.integers(1, 3)))
    _GARMENTS[category](drawing, rng)
    return _fitted(drawing.image)


def as_item(category: str, rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    """Return a drawn garment as Fashion-MNIST would show it: (28, 28), light on black."""
    drawn = np.asarray(draw(category, rng).resize((28, 28), Image.Resampling.BOX), np.uint16)
    light = np.uint16(rng.integers(120, 256))
    return (drawn[:, :, 0] * drawn[:, :, 1] // 255 * light // 255).astype(np.uint8)


def _fitted(drawn: Image.Image) -> Image.Image:
    """Return the garment centred, its longest edge filling a square."""
    box = drawn.getchannel(0).getbbox() or (0, 0, *drawn.size)
    item = drawn.crop(box)
    square = Image.new("RGB", (max(item.size),) * 2, (0, CLOTH, 0))
    square.paste(item, ((square.width - item.width) // 2, (square.height - item.height) // 2))
    return square.resize((EDGE // 2, EDGE // 2), Image.Resampling.BOX)
