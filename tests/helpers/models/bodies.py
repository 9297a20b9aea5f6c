"""An architecture with every kind of layer that can be recorded, in two branches."""

import numpy as np
import pytest

from training.architectures import lite0
from training.architectures.builders import BUILDERS, HEAD
from training.architectures.layers import normalised, unit
from training.core.backend import load_keras

TWO_BODIES = "two-bodies"


def _two_bodies(outputs: int, input_shape: tuple[int, int, int]):
    keras = load_keras()
    layers = keras.layers
    image = keras.Input(input_shape, name="image")
    x = lite0.add_blocks(lite0.add_stem(image, "a_"), prefix="a_")
    start = keras.initializers.Orthogonal(seed=7)
    x = layers.Dense(40, use_bias=False, kernel_initializer=start, name="a_down")(
        lite0.add_features(x, "a_")
    )
    x = layers.UnitNormalization(name="a_unit")(x)
    y = layers.AveragePooling2D(2, name="b_shrink")(image)
    y = layers.Rescaling(1 / 127.5, -1, name="b_scale")(y)
    y = unit(y, 12, 5, 2, "b_stem")
    # A convolution that two layers read, a normalisation without one before it, and odd windows.
    y = layers.Conv2D(12, 3, strides=2, padding="same", name="b_conv")(y)
    z = normalised(y, "b_side")
    y = layers.Concatenate(name="b_both")([y, z])
    y = normalised(layers.MaxPooling2D(3, strides=2, padding="same", name="b_pool")(y), "b_end")
    y = layers.AveragePooling2D(3, strides=2, padding="same", name="b_mean")(y)
    y = layers.Flatten(name="b_flat")(y)
    y = layers.Dense(9, activation="relu", name="b_dense")(layers.Dropout(0.3, name="b_drop")(y))
    x = layers.Concatenate(name="features")([x, layers.UnitNormalization(name="b_unit")(y)])
    return keras.Model(
        image, layers.Dense(outputs, activation="softmax", name=HEAD)(x), name="two_bodies"
    )


@pytest.fixture
def two_bodies(monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the name of this architecture, which is known while the test runs."""
    monkeypatch.setitem(BUILDERS, TWO_BODIES, _two_bodies)
    return TWO_BODIES


def randomise(model: object, seed: int = 0) -> None:
    """Set all weights as if they had learned: also those of normalisation and biases."""
    rng = np.random.default_rng(seed)
    for layer in model.layers:
        weights = layer.get_weights()
        if "norm" in layer.name:
            # Scale and variance are positive, offset and mean are not.
            weights = [
                rng.uniform(0.7, 1.3, w.shape) if place in (0, 3) else rng.normal(0, 0.3, w.shape)
                for place, w in enumerate(weights)
            ]
        elif len(weights) == 2:
            weights = [weights[0], rng.normal(0, 0.1, weights[1].shape)]
        layer.set_weights(weights)
