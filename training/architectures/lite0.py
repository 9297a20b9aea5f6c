"""EfficientNet-Lite0, the body of the models for photos.

Tan and Le, "EfficientNet", arXiv 1905.11946, in the variant for small devices: without
squeeze-and-excitation and with ReLU6, which compute fast and quantise well. The pretrained weights
are Google's, converted by ``tools.lite0``.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from training.architectures.layers import normalised, unit
from training.core.backend import load_keras, put_weights

WIDTH: Final = 1280
"""Features a photo."""
_MOST: Final = 6.0


class Block(NamedTuple):
    """An inverted residual block.

    Attributes:
        filters: of the output.
        size: of the depthwise convolution, in pixels.
        strides: of the depthwise convolution.
        expansion: filters of the depthwise convolution for each of the input's.
    """

    filters: int
    size: int
    strides: int
    expansion: int


_STAGES: Final = (
    (1, Block(16, 3, 1, 1)),
    (2, Block(24, 3, 2, 6)),
    (2, Block(40, 5, 2, 6)),
    (3, Block(80, 3, 2, 6)),
    (3, Block(112, 5, 1, 6)),
    (4, Block(192, 5, 2, 6)),
    (1, Block(320, 3, 1, 6)),
)
BLOCKS: Final = tuple(
    block._replace(strides=block.strides if number == 0 else 1)
    for repeats, block in _STAGES
    for number in range(repeats)
)
"""The sixteen blocks, from the input to the features."""
LOWER: Final = 11
"""How many of them find patterns that things of all kinds have; the others are adapted."""


def add_stem(image: Any, prefix: str = "") -> Any:
    """Add scaling to about [-1, 1] and the first convolution.

    Args:
        image: (N, height, width, 3), values 0 to 255.
        prefix: of the layers' names.
    """
    layers = load_keras().layers
    x = layers.Rescaling(1 / 128, offset=-127 / 128, name=f"{prefix}scale")(image)
    return unit(x, 32, 3, 2, f"{prefix}stem", most=_MOST)


def add_blocks(x: Any, first: int = 0, last: int = len(BLOCKS), prefix: str = "") -> Any:
    """Add the blocks from ``first`` up to, but without, ``last``."""
    for number in range(first, last):
        x = _add_block(x, BLOCKS[number], f"{prefix}block_{number + 1}")
    return x


def add_features(x: Any, prefix: str = "") -> Any:
    """Add the last convolution and the average over places: (N, ``WIDTH``)."""
    layers = load_keras().layers
    x = unit(x, WIDTH, 1, 1, f"{prefix}top", most=_MOST)
    return layers.GlobalAveragePooling2D(data_format="channels_last", name=f"{prefix}average")(x)


def fill(model: Any, weights: Mapping[str, npt.NDArray[np.float32]], prefix: str = "") -> None:
    """Give the layers of a body their pretrained weights.

    Args:
        model: with a body of this module; layers of other names keep their weights.
        weights: by layer name, as ``tools.lite0`` writes them.
        prefix: of the body's layers.

    Raises:
        ValueError: the model has no such layer, or one of another shape.
    """
    for name in weights:
        layer = model.get_layer(f"{prefix}{name}")
        values = weights[name]
        put_weights(layer, list(values) if name.endswith("_norm") else [values])


def _add_block(x: Any, block: Block, name: str) -> Any:
    layers = load_keras().layers
    inside = x
    if block.expansion > 1:
        inside = unit(x, x.shape[-1] * block.expansion, 1, 1, f"{name}_expand", most=_MOST)
    inside = layers.DepthwiseConv2D(
        block.size,
        strides=block.strides,
        padding="same",
        use_bias=False,
        data_format="channels_last",
        name=f"{name}_depthwise",
    )(inside)
    inside = normalised(inside, f"{name}_depthwise", most=_MOST)
    inside = unit(inside, block.filters, 1, 1, f"{name}_project", relu=False)
    if block.strides > 1 or x.shape[-1] != block.filters:
        return inside
    return layers.Add(name=f"{name}_add")([x, inside])
