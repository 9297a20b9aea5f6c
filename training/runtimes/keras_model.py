"""A model version as a Keras model, from the pixels of a photo to calibrated probabilities.

It is made of Keras's own layers and operations alone: a program that loads it needs no other code,
and Keras's safe mode refuses nothing of it.
"""

from pathlib import Path
from typing import Any

import numpy as np

from training.architectures import builders
from training.core.backend import load_keras, load_tensorflow
from training.runtimes.onnx_model import LEAST_LENGTH
from training.runtimes.outputs import Rounding, Shares
from training.runtimes.steps import add_preparation
from training.versions.onnx_graph import PHOTOS, PROBABILITIES
from training.versions.registry import load_model, read_card


def keras_model(folder: Path, shares: Shares) -> Any:
    """Return a version as a model from (N, H, W, 3) uint8 to (N, K) probabilities.

    Args:
        folder: the version's.
        shares: how its outputs become categories.

    Raises:
        TrainingError: those of ``registry.load_model``.
    """
    keras = load_keras()
    card = read_card(folder)
    version = load_model(folder)
    photos = keras.Input((None, None, 3), dtype="uint8", name=PHOTOS)
    prepared = add_preparation(keras.ops, photos, card.preparation)
    features = builders.without_head(version)(prepared)
    kernel, bias = version.get_layer(builders.HEAD).get_weights()
    # The temperature is part of the weights.
    temperature = np.float32(card.temperature)
    kernel, bias = kernel / temperature, bias / temperature
    if shares.rounding is not None:
        features = _rounded(features, shares.rounding)
        kernel = shares.rounding.basis.T @ kernel
    plain = shares.are_plain
    name = PROBABILITIES if plain else "calibrated"
    result = _dense(features, name, kernel, bias, activation="softmax")
    if not plain:
        result = _dense(result, PROBABILITIES, shares.matrix)
    return keras.Model(photos, result, name="second_look")


def _rounded(features: Any, rounding: Rounding) -> Any:
    ops = load_keras().ops
    length = ops.sqrt(ops.sum(features * features, axis=1, keepdims=True))
    units = features / ops.maximum(length, LEAST_LENGTH)
    steps = ops.round(_dense(units, "turn", rounding.basis) / rounding.step)
    most = float(rounding.most)
    return ops.minimum(ops.maximum(steps, -most), most) * (length * rounding.step)


def _dense(inputs: Any, name: str, kernel: Any, *bias: Any, activation: str | None = None) -> Any:
    """Add a layer with these weights: numbers in operations would be written as text."""
    dense = load_keras().layers.Dense
    layer = dense(kernel.shape[1], activation=activation, use_bias=bool(bias), name=name)
    result = layer(inputs)
    layer.set_weights([kernel, *bias])
    return result


def traced(model: Any) -> Any:
    """Return the model as a module of TensorFlow, whose `serve` has named inputs and outputs."""
    tensorflow = load_tensorflow()
    signature = tensorflow.TensorSpec((None, None, None, 3), tensorflow.uint8, name=PHOTOS)
    module = tensorflow.Module()
    module.model = model
    module.serve = tensorflow.function(
        lambda photos: {PROBABILITIES: model(photos, training=False)},
        input_signature=[signature],
        autograph=False,
    )
    return module
