import numpy as np
import pytest

from training.architectures import builders
from training.architectures.recipes import RECIPES
from training.inputs.preparation import input_shape

SIZES = {
    "seed-cnn": 225_034,
    "seed-cnn-dropout": 693_962,
    "seed-cnn-64": 225_034,
    "resnet20": 273_754,
    "fashion-mnist": 1_360_746,
    "photo": 1_510_634,
    "photo-lite0": 6_244_618,
    "photo-clothes": 9_229_674,
    "lite0": 3_425_834,
}


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_build_makes_a_model_of_every_recipe(name: str) -> None:
    recipe = RECIPES[name]
    shape = input_shape(recipe.preparation)
    model = builders.build(recipe.builder, 10, shape)
    said = model(np.zeros((2, *shape), np.float32), training=False).numpy()
    assert said.shape == (2, 10)
    assert said.sum(axis=1) == pytest.approx([1, 1], abs=1e-5)
    if name in SIZES:
        assert model.count_params() == SIZES[name]


def test_build_makes_a_small_model_of_seed_cnn() -> None:
    assert SIZES["fashion-mnist"] <= 1_500_000


def test_with_outputs_keeps_outputs_by_place_and_gives_new_ones_the_lowest_bias() -> None:
    shape = (28, 28, 1)
    parent = builders.build("seed-cnn", 3, shape)
    head = parent.get_layer(builders.HEAD)
    head.set_weights([head.get_weights()[0], np.array([0.1, 0.5, -0.3], np.float32)])
    child = builders.with_outputs(parent, "seed-cnn", (2, None, 0), shape)
    photos = np.random.default_rng(1).integers(0, 255, (5, *shape)).astype(np.float32)
    old, new = (np.log(n(photos, training=False).numpy()) for n in (parent, child))
    assert new[:, 0] - new[:, 2] == pytest.approx(old[:, 2] - old[:, 0], abs=1e-4)
    assert child.get_layer(builders.HEAD).get_weights()[1].tolist() == pytest.approx(
        [-0.3, -0.3, 0.1]
    )
