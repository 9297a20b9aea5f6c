import dataclasses
from pathlib import Path

import numpy as np
import pytest

from training.architectures.recipes import recipe
from training.core.errors import TrainingError
from training.core.observer import Silent
from training.fitting.config import TrainConfig
from training.fitting.first import Sources, first_model
from training.fitting.train import train
from training.versions.registry import load_model, read_card


@pytest.fixture(scope="module")
def adapted(lite0_config: TrainConfig, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a version ``lite0`` that learned for one pass."""
    config = dataclasses.replace(
        lite0_config, architecture="lite0", name="adapted", start=None, epochs=1, batch_size=8
    )
    return train(config, tmp_path_factory.mktemp("adapted"), Silent())


def test_first_model_inherits_weights_and_outputs_of_the_same_name(
    version: Path, config: TrainConfig, tmp_path: Path
) -> None:
    still = dataclasses.replace(config, name="child", epochs=1, start=str(version))
    card = read_card(train(still, tmp_path, Silent()))
    fresh = read_card(train(dataclasses.replace(still, start=None, name="x"), tmp_path, Silent()))
    assert card.parent == "tiny"
    assert card.metrics["curve"][0]["accuracy"] > fresh.metrics["curve"][0]["accuracy"]


def test_train_raises_when_the_start_is_of_another_architecture(
    version: Path, config: TrainConfig, tmp_path: Path
) -> None:
    other = dataclasses.replace(config, architecture="resnet20", name="other", start=str(version))
    with pytest.raises(TrainingError) as caught:
        train(other, tmp_path, Silent())
    assert caught.value.code == "start-mismatch"


def test_first_model_of_the_same_architecture_needs_no_pretrained_weights(
    lite0_version: Path,
) -> None:
    model = first_model(recipe("photo-lite0"), ("ring", "sock"), Sources(lite0_version))
    parent = load_model(lite0_version)
    stems = [m.get_layer("lite0_stem").get_weights()[0] for m in (model, parent)]
    assert np.array_equal(*stems)
    ring = parent.get_layer("categories").get_weights()[0][:, 2]
    assert np.array_equal(model.get_layer("categories").get_weights()[0][:, 0], ring)


def test_lite0_begins_with_pretrained_weights_and_learns_its_upper_blocks_alone(
    lite0_config: TrainConfig, adapted: Path
) -> None:
    model = load_model(adapted)
    with np.load(lite0_config.pretrained) as weights:
        for name in ("stem", "block_1_depthwise", "block_11_project"):
            assert np.array_equal(model.get_layer(name).get_weights()[0], weights[name])
        for name in ("block_12_expand", "block_16_project", "top"):
            assert not np.array_equal(model.get_layer(name).get_weights()[0], weights[name])
        assert np.array_equal(
            np.stack(model.get_layer("block_12_expand_norm").get_weights()),
            weights["block_12_expand_norm"],
        )


def test_photo_clothes_takes_the_upper_blocks_of_lite0_and_lets_the_last_layer_learn(
    lite0_config: TrainConfig, adapted: Path, tmp_path: Path
) -> None:
    config = dataclasses.replace(lite0_config, architecture="photo-clothes", name="clothes")
    config = dataclasses.replace(config, adapted=str(adapted), epochs=3)
    model, source = load_model(train(config, tmp_path, Silent())), load_model(adapted)
    taken = model.get_layer("clothes_top").get_weights()[0]
    np.testing.assert_allclose(taken, source.get_layer("top").get_weights()[0], rtol=2**-11)
    assert read_card(tmp_path / "clothes").architecture == "photo-clothes"


@pytest.mark.parametrize(
    ("architecture", "missing"),
    [("lite0", "pretrained"), ("photo-clothes", "adapted"), ("photo-clothes", "start")],
)
def test_train_says_which_first_weights_are_needed(
    lite0_config: TrainConfig, tmp_path: Path, architecture: str, missing: str
) -> None:
    start = None if architecture == "lite0" else lite0_config.start
    config = dataclasses.replace(lite0_config, architecture=architecture, start=start)
    with pytest.raises(TrainingError) as caught:
        train(dataclasses.replace(config, **{missing: None}), tmp_path, Silent())
    assert caught.value.code == "pretrained-needed"
    assert f"--{missing}" in caught.value.remedy


def test_train_refuses_another_kind_of_adapted_version(
    lite0_config: TrainConfig, tmp_path: Path
) -> None:
    config = dataclasses.replace(
        lite0_config, architecture="photo-clothes", adapted=lite0_config.start
    )
    with pytest.raises(TrainingError) as caught:
        train(config, tmp_path, Silent())
    assert caught.value.code == "start-mismatch"
