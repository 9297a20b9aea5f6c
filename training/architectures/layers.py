"""Groups of layers that architectures share."""

from typing import Any

from training.core.backend import load_keras


def unit(
    x: Any,
    filters: int,
    size: int,
    strides: int,
    name: str,
    *,
    relu: bool = True,
    most: float | None = None,
) -> Any:
    """Add a convolution, batch normalisation and, by default, ReLU, up to ``most`` if given."""
    layers = load_keras().layers
    x = layers.Conv2D(
        filters,
        size,
        strides=strides,
        padding="same",
        use_bias=False,
        kernel_initializer="he_normal",
        data_format="channels_last",
        name=name,
    )(x)
    return normalised(x, name, relu=relu, most=most)


def normalised(x: Any, name: str, *, relu: bool = True, most: float | None = None) -> Any:
    """Add batch normalisation and, by default, ReLU, up to ``most`` if given."""
    layers = load_keras().layers
    x = layers.BatchNormalization(name=f"{name}_norm")(x)
    return layers.ReLU(most, name=f"{name}_relu")(x) if relu else x
