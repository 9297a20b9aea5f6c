import numpy as np
import pytest

from training.architectures import lite0
from training.core.backend import load_keras


@pytest.fixture(scope="module")
def body():
    keras = load_keras()
    image = keras.Input((64, 64, 3), name="image")
    x = lite0.add_blocks(lite0.add_stem(image, "a_"), prefix="a_")
    return keras.Model(image, lite0.add_features(x, "a_"))


def make_weights(model, seed: int) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    return {
        layer.name.removeprefix("a_"): (
            np.stack([rng.uniform(0.5, 1.5, w.shape) for w in layer.get_weights()])
            if layer.name.endswith("_norm")
            else rng.normal(0, 0.1, layer.get_weights()[0].shape)
        ).astype(np.float32)
        for layer in model.layers
        if layer.weights
    }


def test_body_has_published_number_of_weights(body) -> None:
    statistics = sum(int(np.prod(weight.shape)) for weight in body.non_trainable_weights)
    classifier = 1280 * 1000 + 1000
    assert body.count_params() - statistics + classifier == 4_652_008


def test_body_halves_the_resolution_five_times(body) -> None:
    assert body.get_layer("a_top").output.shape == (None, 2, 2, lite0.WIDTH)


def test_fill_sets_every_layer(body) -> None:
    weights = make_weights(body, 3)
    lite0.fill(body, weights, "a_")
    for layer in body.layers:
        if layer.weights:
            np.testing.assert_array_equal(
                np.squeeze(np.stack(layer.get_weights())),
                np.squeeze(weights[layer.name.removeprefix("a_")]),
            )


def test_fill_refuses_layers_that_the_model_lacks(body) -> None:
    with pytest.raises(ValueError, match="No such layer"):
        lite0.fill(body, {"block_17_project": np.zeros((1, 1, 1, 1), np.float32)}, "a_")


def test_scaling_maps_bytes_as_the_original_does(body) -> None:
    scale = body.get_layer("a_scale")
    np.testing.assert_allclose(scale(np.array([0.0, 127.0, 255.0])), [-127 / 128, 0, 1], atol=1e-6)
