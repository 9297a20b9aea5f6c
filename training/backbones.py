"""Keras Applications' small networks, for people with a connection and categories of their own.

Nothing of them is shipped: the weights that learned from ImageNet come from Keras's own store, into
its cache, when a training asks for them.
"""

from collections.abc import Callable
from typing import Any, Final

from training.backend import load_keras
from training.errors import TrainingError

Shape = tuple[int, int, int]
_TOP: Final = "categories"


def _mobilenet(weights: str | None, image: Any) -> Any:
    return load_keras().applications.MobileNetV3Small(
        input_tensor=image, include_top=False, weights=weights
    )


def _efficientnet(weights: str | None, image: Any) -> Any:
    return load_keras().applications.EfficientNetB0(
        input_tensor=image, include_top=False, weights=weights
    )


_MAKERS: Final[dict[str, Callable[[str | None, Any], Any]]] = {
    "mobilenet-v3-small": _mobilenet,
    "efficientnet-b0": _efficientnet,
}
NAMES: Final = tuple(_MAKERS)


def builder(name: str) -> Callable[[int, Shape], Any]:
    """A builder for ``training.networks``: random weights, and a head for the categories."""

    def build(outputs: int, input_shape: Shape) -> Any:
        keras = load_keras()
        image = keras.Input(input_shape, name="image")
        body = _MAKERS[name](None, image)
        x = keras.layers.GlobalAveragePooling2D(name="features")(body.output)
        x = keras.layers.Dense(outputs, activation="softmax", name=_TOP)(x)
        return keras.Model(image, x, name=name.replace("-", "_"))

    return build


def fill(network: Any, name: str, input_shape: Shape) -> None:
    """Gives a network of ``builder(name)`` the weights that learned from ImageNet, but the head.

    Raises:
        TrainingError: ``no-connection`` if Keras has them not in its cache and cannot fetch them.
    """
    image = load_keras().Input(input_shape, name="image")
    try:
        body = _MAKERS[name]("imagenet", image)
    except Exception as error:  # Keras raises a bare Exception when a download fails
        raise TrainingError(
            "no-connection",
            f"The weights of {name} that learned from ImageNet could not be fetched.",
            "Train once with a connection; they are then kept in Keras's cache.",
            {"name": name, "detail": str(error)},
        ) from error
    learned = {layer.name: layer.get_weights() for layer in body.layers}
    for layer in network.layers:
        if layer.name in learned:
            layer.set_weights(learned[layer.name])
