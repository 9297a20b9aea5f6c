import numpy as np
import pytest

from training.architectures import builders, side_by_side
from training.core.backend import load_keras
from training.core.errors import TrainingError

SHAPE = (192, 192, 3)


@pytest.fixture(scope="module")
def model():
    return builders.build("photo-lite0", 4, SHAPE)


@pytest.fixture(scope="module")
def photo():
    return builders.build("photo", 3, (64, 64, 3))


def pretrained(model) -> dict[str, np.ndarray]:
    """Return weights for EfficientNet-Lite0's layers, all of their own value."""
    names = [layer.name for layer in model.layers if layer.weights]
    own = [n for n in names if n.startswith("lite0_") and n != "lite0_projection"]
    found = {}
    for number, name in enumerate(own, 1):
        weights = model.get_layer(name).get_weights()
        values = np.stack(weights) if name.endswith("_norm") else weights[0]
        found[name.removeprefix("lite0_")] = np.full_like(values, 1 / (50 + number))
    return found


def features(model, images: np.ndarray) -> np.ndarray:
    return builders.without_head(model)(images.astype(np.float32), training=False).numpy()


def images(count: int) -> np.ndarray:
    return np.random.default_rng(5).integers(0, 256, (count, *SHAPE), np.uint8)


def test_features_of_each_half_have_length_1(model) -> None:
    found = features(model, images(3))
    assert found.shape == (3, side_by_side.WIDTH)
    for half in np.split(found, [side_by_side.PROJECTED], axis=1):
        assert np.linalg.norm(half, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)


def test_stored_features_stay_within_1536_bytes_at_one_byte_a_number() -> None:
    assert side_by_side.WIDTH + 4 <= 1536


def test_directions_of_the_projection_are_orthonormal(model) -> None:
    (kernel,) = model.get_layer("lite0_projection").get_weights()
    np.testing.assert_allclose(kernel.T @ kernel, np.eye(side_by_side.PROJECTED), atol=1e-4)


def test_directions_of_the_projection_are_the_same_in_every_model(model) -> None:
    other = builders.build("photo-lite0", 2, SHAPE)
    kernels = [m.get_layer("lite0_projection").get_weights()[0] for m in (model, other)]
    assert np.array_equal(*kernels)


def test_unit_length_of_no_features_is_zero() -> None:
    nothing = np.zeros((1, 8), np.float32)
    assert not load_keras().layers.UnitNormalization()(nothing).numpy().any()


def test_fill_takes_both_bodies(model, photo) -> None:
    filled = builders.build("photo-lite0", 4, SHAPE)
    weights = pretrained(filled)
    side_by_side.fill(filled, weights, photo)
    stem = filled.get_layer("lite0_stem").get_weights()[0]
    np.testing.assert_allclose(stem, weights["stem"], rtol=2**-11)
    for layer in filled.layers:
        if layer.name.startswith(("lite0_", "photo_")):
            for values in layer.get_weights():
                assert not (values.view(np.uint32) & 0x1FFF).any(), "not 11 bits"
    shown = images(2)
    # 192 pixels are shrunk to the 64 that the body of photo was made for.
    shrunk = shown.reshape(2, 64, 3, 64, 3, 3).mean(axis=(2, 4))
    alone = features(photo, shrunk)
    alone /= np.linalg.norm(alone, axis=1, keepdims=True)
    half = features(filled, shown)[:, side_by_side.PROJECTED :]
    assert half == pytest.approx(alone, abs=1e-3)


@pytest.mark.parametrize(
    "change",
    [
        lambda weights: weights.pop("block_7_expand"),
        lambda weights: weights.update(more=np.zeros(3, np.float32)),
        lambda weights: weights.update(stem=np.zeros((5, 5, 3, 32), np.float32)),
    ],
    ids=["missing", "unknown", "another shape"],
)
def test_fill_refuses_weights_of_another_model(model, photo, change) -> None:
    weights = pretrained(model)
    change(weights)
    with pytest.raises(TrainingError) as caught:
        side_by_side.fill(model, weights, photo)
    assert caught.value.code == "pretrained-unfit"


def test_fill_takes_all_three_bodies(photo) -> None:
    filled = builders.build("photo-clothes", 4, SHAPE)
    adapted = builders.build("lite0", 3, SHAPE)
    weights = pretrained(filled)
    side_by_side.fill(filled, weights, photo, adapted)
    shown = images(2)
    found = features(filled, shown)
    assert found.shape == (2, side_by_side.WIDTH_OF_THREE)
    assert side_by_side.WIDTH_OF_THREE + 4 <= 1536
    first, second = side_by_side.PROJECTED_BOTH
    for part in np.split(found, [first, len(found[0]) - second], axis=1):
        assert np.linalg.norm(part, axis=1) == pytest.approx([1, 1], abs=1e-5)
    names = [layer.name for layer in filled.layers if layer.name.startswith("clothes_")]
    assert "clothes_block_12_expand" in names
    assert "clothes_block_11_expand" not in names, "the lower blocks are shared"
    for name in ("block_12_depthwise", "block_16_project", "top"):
        taken = filled.get_layer(f"clothes_{name}").get_weights()[0]
        np.testing.assert_allclose(taken, adapted.get_layer(name).get_weights()[0], rtol=2**-11)
        assert not (taken.view(np.uint32) & 0x1FFF).any(), "not 11 bits"
        own = filled.get_layer(f"lite0_{name}").get_weights()[0]
        np.testing.assert_allclose(own, weights[name], rtol=2**-11)
