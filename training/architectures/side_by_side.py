"""Bodies that read the same photo; their features stand side by side.

EfficientNet-Lite0 brings what ImageNet teaches about things of all kinds, the residual body of
``photo`` what clothes look like, and EfficientNet-Lite0's upper blocks, adapted to clothes, both.
Linear models on all of them predict better than on any. The features of each body are scaled to
length 1, so that all weigh the same.
"""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from training.architectures import lite0, photo
from training.core.backend import load_keras, put_weights
from training.core.errors import TrainingError

LITE0: Final = "lite0_"
"""Prefix of the layers of EfficientNet-Lite0."""
PHOTO: Final = "photo_"
"""Prefix of the layers of the residual body."""
CLOTHES: Final = "clothes_"
"""Prefix of the upper layers of EfficientNet-Lite0 that are adapted to clothes."""
PROJECTED: Final = 1024
"""Features that are kept of EfficientNet-Lite0's 1,280, beside the residual body alone."""
PROJECTED_BOTH: Final = (640, 608)
"""The same as it came and adapted, where all three bodies stand side by side."""
WIDTH: Final = PROJECTED + photo.WIDTH
"""Features a photo of two bodies."""
WIDTH_OF_THREE: Final = sum(PROJECTED_BOTH) + photo.WIDTH
"""Features a photo of three bodies."""
_SEED: Final = 7
_STEPS: Final = 64
Weights = Mapping[str, npt.NDArray[np.float32]]


def add_features(image: Any, name: str) -> Any:
    """Add two bodies and the layer ``name`` with the features of both: (N, ``WIDTH``).

    Args:
        image: (N, edge, edge, 3), values 0 to 255; the edge is a multiple of 64.
        name: of the last layer.
    """
    layers = load_keras().layers
    x = lite0.add_blocks(lite0.add_stem(image, LITE0), prefix=LITE0)
    parts = [_projected(lite0.add_features(x, LITE0), PROJECTED, LITE0), _photo_part(image)]
    return layers.Concatenate(name=name)(parts)


def add_features_of_three(image: Any, name: str) -> Any:
    """Add three bodies and the layer ``name`` with their features: (N, ``WIDTH_OF_THREE``).

    EfficientNet-Lite0 as it came and adapted have the lower blocks in common.

    Args:
        image: (N, edge, edge, 3), values 0 to 255; the edge is a multiple of 64.
        name: of the last layer.
    """
    x = lite0.add_blocks(lite0.add_stem(image, LITE0), last=lite0.LOWER, prefix=LITE0)
    parts = []
    for prefix, width in zip((LITE0, CLOTHES), PROJECTED_BOTH, strict=True):
        upper = lite0.add_blocks(x, first=lite0.LOWER, prefix=prefix)
        parts.append(_projected(lite0.add_features(upper, prefix), width, prefix))
    parts.insert(1, _photo_part(image))
    return load_keras().layers.Concatenate(name=name)(parts)


def _projected(features: Any, width: int, prefix: str) -> Any:
    """Add a projection on fixed orthonormal directions.

    Distances and angles survive a projection on random directions nearly unchanged (Johnson and
    Lindenstrauss, 1984).
    """
    keras = load_keras()
    x = keras.layers.Dense(
        width,
        use_bias=False,
        kernel_initializer=keras.initializers.Orthogonal(seed=_SEED),
        name=f"{prefix}projection",
    )(features)
    return keras.layers.UnitNormalization(name=f"{prefix}unit")(x)


def _photo_part(image: Any) -> Any:
    """Add the average of squares of pixels, down to 64 a side, and the residual body."""
    layers = load_keras().layers
    x = layers.AveragePooling2D(
        image.shape[1] // photo.EDGE, data_format="channels_last", name=f"{PHOTO}shrink"
    )(image)
    x = photo.add_photo_blocks(x, PHOTO)
    x = layers.GlobalAveragePooling2D(data_format="channels_last", name=f"{PHOTO}average")(x)
    return layers.UnitNormalization(name=f"{PHOTO}unit")(x)


def fill(model: Any, pretrained: Weights, start: Any, adapted: Any = None) -> None:
    """Give all bodies of a model their weights, rounded to the 11 bits of half precision.

    The directions of projections are rounded more coarsely. Files of rounded weights compress to
    half their size; features change by less than 0.001.

    Args:
        model: with the features of this module.
        pretrained: EfficientNet-Lite0's, as ``tools.lite0`` writes them.
        start: a model ``photo``, whose body is taken.
        adapted: a model ``lite0``, whose upper blocks are taken if the model has three bodies.

    Raises:
        TrainingError: ``pretrained-unfit`` if the weights are of another model.
    """
    try:
        lite0.fill(model, pretrained, LITE0)
    except ValueError as error:
        raise unfit(str(error)) from error
    layers = {layer.name: layer for layer in model.layers if layer.weights}
    learned = [name for name in layers if not name.endswith("_projection")]
    missing = {name for name in learned if name.startswith(LITE0)}
    missing -= {LITE0 + name for name in pretrained}
    if missing:
        raise unfit(f"{min(missing)} is missing")
    for prefix, source in ((PHOTO, start), (CLOTHES, adapted)):
        for name in learned:
            if name.startswith(prefix):
                own = source.get_layer(name.removeprefix(prefix))
                put_weights(layers[name], own.get_weights())
    for name, layer in layers.items():
        if name.startswith((LITE0, PHOTO, CLOTHES)):
            rounded = _rounded if name in learned else _coarse
            put_weights(layer, [rounded(weights) for weights in layer.get_weights()])


def _coarse(directions: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return directions as multiples of a half of their spread: random ones are as good as others.

    They take a fifth of the space.
    """
    steps = np.float32(_STEPS)
    return np.asarray(np.rint(directions * steps) / steps, np.float32)


def _rounded(weights: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return floats with 11 significant bits, as half precision has, and all of their range."""
    bits = np.ascontiguousarray(weights).view(np.uint32)
    return ((bits + np.uint32(1 << 12)) & np.uint32(0xFFFFE000)).view(np.float32)


def unfit(detail: str) -> TrainingError:
    """Return the error of weights that are not EfficientNet-Lite0's."""
    return TrainingError(
        "pretrained-unfit",
        f"The pretrained weights are not those of EfficientNet-Lite0: {detail}.",
        "Write them with python -m tools.lite0.",
        {"detail": detail},
    )
