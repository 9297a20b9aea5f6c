from pathlib import Path

import numpy as np
import pytest

from training import backbones, networks
from training.cli import main
from training.errors import TrainingError
from training.preparation import input_shape
from training.recipes import RECIPES
from training.registry import read_card

SIZES = {
    "seed-cnn": 225_034,
    "seed-cnn-dropout": 693_962,
    "seed-cnn-64": 225_034,
    "resnet20": 273_754,
    "fashion-mnist": 1_360_746,
    "photo": 1_510_634,
}


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_every_recipe_builds_a_network_of_its_preparation(name: str) -> None:
    recipe = RECIPES[name]
    shape = input_shape(recipe.preparation)
    network = networks.build(recipe.builder, 10, shape)
    said = network(np.zeros((2, *shape), np.float32), training=False).numpy()
    assert said.shape == (2, 10)
    assert said.sum(axis=1) == pytest.approx([1, 1], abs=1e-5)
    if name in SIZES:
        assert network.count_params() == SIZES[name]


def test_the_small_network_is_small() -> None:
    assert SIZES["fashion-mnist"] <= 1_500_000


def test_outputs_are_taken_along_by_place_and_new_ones_are_unlikely() -> None:
    shape = (28, 28, 1)
    parent = networks.build("seed-cnn", 3, shape)
    head = parent.get_layer(networks.HEAD)
    head.set_weights([head.get_weights()[0], np.array([0.1, 0.5, -0.3], np.float32)])
    child = networks.with_outputs(parent, "seed-cnn", (2, None, 0), shape)
    photos = np.random.default_rng(1).integers(0, 255, (5, *shape)).astype(np.float32)
    old, new = (np.log(n(photos, training=False).numpy()) for n in (parent, child))
    assert new[:, 0] - new[:, 2] == pytest.approx(old[:, 2] - old[:, 0], abs=1e-4)
    assert child.get_layer(networks.HEAD).get_weights()[1].tolist() == pytest.approx(
        [-0.3, -0.3, 0.1]
    )


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    from tests.helpers.photos import make_photos

    for path in make_photos(tmp_path / "all", 18, size=(48, 64)):
        place = tmp_path / "photos" / path.name.rsplit("-", 1)[0]
        place.mkdir(parents=True, exist_ok=True)
        path.rename(place / path.name)
    return tmp_path / "photos"


MAKERS = dict(backbones._MAKERS)


def offline(name: str):
    """A maker whose weights cannot be fetched."""

    def make(weights: str | None, image: object) -> object:
        if weights is not None:
            raise OSError("no route to the store")
        return MAKERS[name](None, image)

    return make


def as_if_fetched(name: str):
    """A maker whose fetched weights are other random ones."""

    def make(_weights: str | None, image: object) -> object:
        return MAKERS[name](None, image)

    return make


@pytest.mark.parametrize("name", backbones.NAMES)
def test_a_backbone_takes_the_weights_that_were_fetched(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shape = (64, 64, 3)
    network = networks.build(name, 4, shape)
    before = [layer.get_weights() for layer in network.layers]
    monkeypatch.setitem(backbones._MAKERS, name, as_if_fetched(name))
    backbones.fill(network, name, shape)
    changed = [
        any(not np.array_equal(a, b) for a, b in zip(old, layer.get_weights(), strict=True))
        for old, layer in zip(before, network.layers, strict=True)
    ]
    assert sum(changed) > 20
    assert not changed[-1], "the head is the categories' own"


def test_without_a_connection_training_goes_on_with_photo(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.setitem(backbones._MAKERS, "mobilenet-v3-small", offline("mobilenet-v3-small"))
    out = tmp_path / "models"
    command = ["train", "--backbone", "mobilenet-v3-small", "--data", str(photos)]
    assert main([*command, "--out", str(out), "--epochs", "1"]) == 0
    said = capsys.readouterr()
    assert "could not be fetched. Training goes on with the network photo." in said.err
    card = read_card(out / "photo")
    assert (card.architecture, card.parent) == ("photo", "photo")
    assert card.categories == ("bag", "coat", "dress", "sneaker", "t-shirt", "trouser")


def test_without_a_connection_the_library_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(backbones._MAKERS, "efficientnet-b0", offline("efficientnet-b0"))
    network = networks.build("seed-cnn", 3, (28, 28, 1))
    with pytest.raises(TrainingError) as caught:
        backbones.fill(network, "efficientnet-b0", (28, 28, 1))
    assert caught.value.code == "no-connection"
