"""Several versions as one."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest

from tests.training.conftest import Drawer
from training.architectures import builders
from training.cli.main import main
from training.core.backend import load_keras
from training.core.errors import TrainingError
from training.core.observer import Silent
from training.fitting.blend import _measure_norms, blend
from training.fitting.config import TrainConfig
from training.fitting.train import train
from training.versions.registry import load_model, verify


def test_blend_writes_the_mean_of_the_weights(
    version: Path, config: TrainConfig, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    after = dataclasses.replace(config, name="after", epochs=1, start=str(version))
    other = train(after, tmp_path, Silent())
    asked = ["--architecture", "seed-cnn", "--data", config.data, "--out", str(tmp_path / "out")]
    assert main(["blend", str(version), str(other), *asked, "--name", "both", "--seed", "3"]) == 0
    folder = Path(capsys.readouterr().out.strip())
    card = verify(folder)
    assert card.metrics["test"]["accuracy"] > 0.8
    assert card.command.startswith("python -m training blend")
    assert "curve" not in card.metrics
    ours = load_model(folder).get_weights()
    for mean, one, two in zip(
        ours, load_model(version).get_weights(), load_model(other).get_weights(), strict=True
    ):
        np.testing.assert_allclose(mean, (one + two) / 2, atol=1e-6)
    json.dumps(card.metrics)


def test_blend_raises_when_models_differ(
    version: Path, config: TrainConfig, tmp_path: Path
) -> None:
    shipped = Path(__file__).parents[3] / "models" / "seed-cnn"
    for folders, model in (([version, shipped], "seed-cnn"), ([version, version], "resnet20")):
        asked = dataclasses.replace(config, architecture=model, name="both")
        with pytest.raises(TrainingError) as caught:
            blend(folders, asked, tmp_path)
        assert caught.value.code == "blend-mismatch"
    assert not any(tmp_path.iterdir())


def test_measure_norms_sets_means_of_the_batches(drawn: Drawer) -> None:
    model = builders.build("resnet20", 3, (28, 28, 1))
    norm = model.get_layer("stem_norm")
    usual = norm.momentum
    images = drawn(40).images
    batches = [images[start : start + 40] for start in range(0, 120, 40)]
    _measure_norms(model, iter(batches))
    before = load_keras().Model(model.input, norm.input)
    seen = before(images.astype(np.float32)).numpy()
    np.testing.assert_allclose(norm.moving_mean.numpy(), seen.mean(axis=(0, 1, 2)), atol=1e-4)
    assert norm.momentum == usual
