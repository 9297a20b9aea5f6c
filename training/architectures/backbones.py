"""Keras Applications' small models, pretrained on ImageNet.

They are not shipped: Keras downloads the weights into its cache when a training asks for them.
"""

import warnings
from collections.abc import Callable
from functools import partial
from typing import Any, Final

import numpy as np

from training.core.backend import load_keras, put_weights
from training.core.errors import TrainingError

Shape = tuple[int, int, int]
_TOP: Final = "categories"


def _body(kind: str, weights: str | None, image: Any) -> Any:
    make = getattr(load_keras().applications, kind)
    return make(input_tensor=image, include_top=False, weights=weights)


_MAKERS: Final[dict[str, Callable[[str | None, Any], Any]]] = {
    "mobilenet-v3-small": partial(_body, "MobileNetV3Small"),
    "efficientnet-b0": partial(_body, "EfficientNetB0"),
}
NAMES: Final = tuple(_MAKERS)


def builder(name: str) -> Callable[[int, Shape], Any]:
    """Return a builder for ``builders``: random weights, and a head for the categories."""

    def build(outputs: int, input_shape: Shape) -> Any:
        keras = load_keras()
        image = keras.Input(input_shape, name="image")
        body = _MAKERS[name](None, image)
        x = keras.layers.GlobalAveragePooling2D(name="features")(body.output)
        x = keras.layers.Dense(outputs, activation="softmax", name=_TOP)(x)
        return keras.Model(image, x, name=name.replace("-", "_"))

    return build


def fill(model: Any, name: str, input_shape: Shape) -> None:
    """Give a model of ``builder(name)`` weights pretrained on ImageNet, except the head's.

    Raises:
        TrainingError: ``no-connection`` if they are not in Keras' cache and cannot be fetched.
    """
    image = load_keras().Input(input_shape, name="image")
    try:
        with warnings.catch_warnings():
            # MobileNet warns that these weights were trained on another size of photos.
            warnings.simplefilter("ignore", UserWarning)
            body = _MAKERS[name]("imagenet", image)
    except Exception as error:  # Keras raises a bare Exception when a download fails
        raise TrainingError(
            "no-connection",
            f"The weights of {name} that learned from ImageNet could not be fetched.",
            "Train once with a connection; they are then kept in Keras's cache.",
            {"name": name, "detail": str(error)},
        ) from error
    # By position: layers without a name are numbered through the whole process.
    own = [layer for layer in model.layers if layer.weights and layer.name != _TOP]
    learned = [layer for layer in body.layers if layer.weights]
    for layer, source in zip(own, learned, strict=True):
        put_weights(layer, source.get_weights())
    _take_scale(model, body)


def _take_scale(model: Any, body: Any) -> None:
    """Merge the scale that Keras adds behind the normalisation for these weights into it.

    EfficientNet's weights expect another division by the square root of each channel's deviation
    (``keras.applications.efficientnet``); as a variance that much larger it needs no layer.
    """
    kinds = load_keras().layers
    scales = [layer for layer in body.layers if isinstance(layer, kinds.Rescaling)][1:]
    norms = [layer for layer in model.layers if isinstance(layer, kinds.Normalization)]
    for layer, scale in zip(norms, scales, strict=False):
        mean, variance, *more = layer.get_weights()
        put_weights(layer, [mean, variance / np.square(np.array(scale.scale)), *more])
