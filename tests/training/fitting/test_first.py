import dataclasses
from pathlib import Path

import pytest

from training.core.errors import TrainingError
from training.core.observer import Silent
from training.fitting.train import TrainConfig, train
from training.versions.registry import read_card


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
