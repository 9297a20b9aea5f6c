"""Groups of layers that architectures share."""

from typing import Any

from training.core.backend import load_keras

Shape = tuple[int, int, int]


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


def scaled(input_shape: Shape, scale: float, offset: float) -> tuple[Any, Any]:
    """Return the input, and the input times ``scale`` plus ``offset``."""
    keras = load_keras()
    image = keras.Input(input_shape, name="image")
    return image, keras.layers.Rescaling(scale, offset, name="scale")(image)


def centred(input_shape: Shape) -> tuple[Any, Any]:
    """Return the input, and the input scaled to [-1, 1]."""
    return scaled(input_shape, 1 / 127.5, -1)


def residual(x: Any, filters: int, strides: int, name: str) -> Any:
    """Add two 3x3 convolutions with a shortcut (He et al., arXiv 1512.03385).

    Where the size changes, the shortcut is an average and a 1x1 convolution, which uses every pixel
    (He et al., "Bag of Tricks", arXiv 1812.01187).
    """
    layers = load_keras().layers
    around = x
    if strides > 1 or x.shape[-1] != filters:
        if strides > 1:
            around = layers.AveragePooling2D(
                strides, padding="same", data_format="channels_last", name=f"{name}_pool"
            )(around)
        around = unit(around, filters, 1, 1, f"{name}_around", relu=False)
    x = unit(x, filters, 3, strides, f"{name}_a")
    x = unit(x, filters, 3, 1, f"{name}_b", relu=False)
    x = layers.Add(name=f"{name}_add")([around, x])
    return layers.ReLU(name=f"{name}_relu")(x)
