from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from tests.helpers.models.bodies import randomise, two_bodies
from training.architectures import backbones
from training.architectures.builders import BUILDERS, HEAD, build
from training.architectures.graph import Graph, record
from training.architectures.recipes import RECIPES
from training.core.backend import load_keras
from training.inputs.preparation import input_shape
from training.versions.calibrate import apply_temperature
from training.versions.onnx_graph import EXTREMES, FEATURES, PHOTOS, PROBABILITIES, onnx_bytes
from training.versions.parts import Head
from training.versions.rounding import rounded_tensors

__all__ = ["two_bodies"]
OURS = sorted(BUILDERS.keys() - set(backbones.NAMES))
CATEGORIES = 5
Weights = dict[str, np.ndarray]


def parts(model, recorded: Graph, temperature: float = 1.0) -> tuple[Head, Weights]:
    """Returns the weights of a Keras model as they are read from a file."""
    head = Head(*model.get_layer(HEAD).get_weights(), temperature)
    return head, {
        f"{path}/vars/{number}": values
        for tensor, path in recorded.paths.items()
        for number, values in enumerate(model.get_layer(tensor.layer.name).get_weights())
    }


def compare(name: str, shape: tuple[int, int, int]) -> None:
    """Checks features and probabilities of an architecture against Keras's."""
    model, recorded = build(name, CATEGORIES, shape), record(name, CATEGORIES, shape)
    randomise(model)
    photos = np.random.default_rng(2).integers(0, 256, (6, *shape)).astype(np.uint8)
    head = model.get_layer(HEAD)
    both = load_keras().Model(model.inputs, [head.output, head.input])
    raw, expected = both.predict(photos, verbose=0)
    session = onnxruntime.InferenceSession(onnx_bytes(recorded, *parts(model, recorded, 0.7)))
    probabilities, features = session.run([PROBABILITIES, FEATURES], {PHOTOS: photos})
    np.testing.assert_allclose(features, expected, rtol=1e-4, atol=1e-5 * np.abs(expected).max())
    np.testing.assert_allclose(probabilities, apply_temperature(raw, 0.7), atol=1e-4)
    assert np.ptp(features, axis=0).max() > 0, "photos differ"


@pytest.mark.parametrize("name", OURS)
def test_graph_computes_what_keras_computes(name: str) -> None:
    compare(name, input_shape(RECIPES[name].preparation))


def test_graph_of_two_branches_computes_what_keras_computes(two_bodies: str) -> None:
    compare(two_bodies, (96, 96, 3))


@pytest.mark.parametrize("damage", ["missing", "shape", "head"])
def test_onnx_bytes_raises_when_weights_do_not_fit(damage: str) -> None:
    shape = (28, 28, 1)
    recorded = record("seed-cnn", CATEGORIES, shape)
    head, weights = parts(build("seed-cnn", CATEGORIES, shape), recorded)
    if damage == "missing":
        del weights["layers/conv2d_1/vars/1"]
    if damage == "shape":
        weights["layers/dense/vars/0"] = np.zeros((1600, 127), np.float32)
    if damage == "head":
        head = Head(np.zeros((127, CATEGORIES), np.float32), head.bias, 1.0)
    with pytest.raises(ValueError, match=r"is not|another input"):
        onnx_bytes(recorded, head, weights)


def test_onnx_file_is_valid(tmp_path: Path) -> None:
    import onnx

    shape = (64, 64, 3)
    recorded = record("photo", CATEGORIES, shape)
    content = onnx_bytes(recorded, *parts(build("photo", CATEGORIES, shape), recorded))
    onnx.checker.check_model(onnx.load_from_string(content), full_check=True)


@pytest.mark.parametrize("name", [*OURS, "two-bodies"])
def test_graph_with_bytes_computes_nearly_the_same(name: str, two_bodies: str) -> None:
    shape = (96, 96, 3) if name == two_bodies else input_shape(RECIPES[name].preparation)
    model, recorded = build(name, CATEGORIES, shape), record(name, CATEGORIES, shape)
    randomise(model)
    weights = parts(model, recorded)
    photos = np.random.default_rng(2).integers(0, 256, (16, *shape)).astype(np.uint8)
    observed = onnxruntime.InferenceSession(onnx_bytes(recorded, *weights, observe=True))
    expected, extremes = observed.run([FEATURES, EXTREMES], {PHOTOS: photos})
    tensors = rounded_tensors(recorded)
    assert extremes.shape == (len(tensors), 2)
    assert (extremes[:, 0] <= extremes[:, 1]).all()
    ranges = dict(zip(tensors, extremes.astype(float), strict=True))
    rounded = onnxruntime.InferenceSession(onnx_bytes(recorded, *weights, ranges=ranges))
    (found,) = rounded.run([FEATURES], {PHOTOS: photos})
    error = np.linalg.norm(found - expected) / np.linalg.norm(expected)
    assert 0 < error < 0.2
