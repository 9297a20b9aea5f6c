"""The residual body of the models for photos of 64 pixels."""

from typing import Any, Final

from training.architectures.layers import residual, unit
from training.core.backend import load_keras

EDGE: Final = 64
"""Pixels a side that the body is made for."""
WIDTH: Final = 256
"""Features a photo, after the average over places."""
_BLOCKS: Final = ((64, 2), (128, 2), (128, 1), (WIDTH, 2))


def add_photo_blocks(image: Any, prefix: str = "") -> Any:
    """Add scaling to [-1, 1] and a residual body of 1.5 million weights: (N, 8, 8, ``WIDTH``).

    All blocks work at a quarter of the resolution or less: on a processor without much memory
    bandwidth the layers at full resolution would take most of the time.

    Args:
        image: (N, ``EDGE``, ``EDGE``, 3), values 0 to 255.
        prefix: of the layers' names.
    """
    x = load_keras().layers.Rescaling(1 / 127.5, -1, name=f"{prefix}scale")(image)
    x = unit(x, 32, 5, 2, f"{prefix}stem")
    for number, (filters, strides) in enumerate(_BLOCKS, 1):
        x = residual(x, filters, strides, f"{prefix}block_{number}")
    return x
