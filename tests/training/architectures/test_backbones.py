from pathlib import Path

import numpy as np
import pytest

from training.architectures import backbones, builders
from training.cli.main import main
from training.core.errors import TrainingError
from training.versions.registry import read_card


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    from tests.helpers.files.photos import make_photos

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


def with_learned(make, weights: str | None, image: object, monkeypatch, tmp_path: Path):
    """A body as Keras makes it for learned weights, which are other random ones here."""
    if weights is None:
        return make(None, image)
    import keras

    learned = make(None, keras.Input(image.shape[1:]))
    for layer in learned.layers:
        if isinstance(layer, keras.layers.Normalization):
            layer.set_weights([np.array([0.4, 0.5, 0.6]), np.array([0.1, 0.2, 0.3]), np.array(0)])
    learned.save_weights(tmp_path / "learned.weights.h5")
    for module in ("efficientnet", "mobilenet_v3"):
        monkeypatch.setattr(
            f"keras.src.applications.{module}.file_utils.get_file",
            lambda *_what, **_named: tmp_path / "learned.weights.h5",
        )
    return make(weights, image)


@pytest.mark.parametrize("name", backbones.NAMES)
def test_fill_sets_the_weights_that_were_fetched(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import keras

    shape = (64, 64, 3)
    model = builders.build(name, 4, shape)
    head = model.layers[-1].get_weights()
    bodies = []

    def make(weights: str | None, image: object) -> object:
        bodies.append(with_learned(MAKERS[name], weights, image, monkeypatch, tmp_path))
        return bodies[-1]

    monkeypatch.setitem(backbones._MAKERS, name, make)
    backbones.fill(model, name, shape)
    (body,) = bodies
    photos = np.random.default_rng(3).integers(0, 255, (2, *shape)).astype(np.float32)
    said = keras.Model(model.inputs, model.get_layer("features").output)([photos])
    theirs = keras.ops.mean(body([photos]), axis=(1, 2))
    np.testing.assert_allclose(said, theirs, rtol=1e-3, atol=1e-5)
    assert np.ptp(theirs) > 0
    for before, after in zip(head, model.layers[-1].get_weights(), strict=True):
        np.testing.assert_array_equal(before, after, err_msg="the head is the categories' own")
    # A copy with other outputs sees the same.
    copy = builders.with_outputs(model, name, [1, None], shape)
    again = keras.Model(copy.inputs, copy.get_layer("features").output)([photos])
    np.testing.assert_allclose(again, said, rtol=1e-5, atol=1e-6)


def test_train_command_trains_photo_when_there_is_no_connection(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.setitem(backbones._MAKERS, "mobilenet-v3-small", offline("mobilenet-v3-small"))
    out = tmp_path / "models"
    command = ["train", "--backbone", "mobilenet-v3-small", "--data", str(photos)]
    assert main([*command, "--out", str(out), "--epochs", "1"]) == 0
    said = capsys.readouterr()
    assert "could not be fetched. The model photo is trained instead." in said.err
    card = read_card(out / "photo")
    assert (card.architecture, card.parent) == ("photo-clothes", None)
    assert card.categories == ("bag", "coat", "dress", "sneaker", "t-shirt", "trouser")


def test_fill_raises_when_there_is_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(backbones._MAKERS, "efficientnet-b0", offline("efficientnet-b0"))
    model = builders.build("seed-cnn", 3, (28, 28, 1))
    with pytest.raises(TrainingError) as caught:
        backbones.fill(model, "efficientnet-b0", (28, 28, 1))
    assert caught.value.code == "no-connection"
