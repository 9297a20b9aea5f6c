from pathlib import Path

import numpy as np
import pytest

from tests.helpers.models.trained import Recorder
from training.core.observer import Silent
from training.finetuning.config import FinetuneConfig
from training.finetuning.finetune import finetune
from training.fitting.loop import predict
from training.inputs.rendering.scenes import plain
from training.inputs.samples import Samples
from training.versions.calibrate import accuracy
from training.versions.registry import load_model, read_card


class StopError(Exception):
    """Raised by a job that is stopped."""


@pytest.fixture(scope="module")
def photos(drawn) -> Samples:
    """Inverted items: the parent's categories as it has not seen them."""
    found = plain(drawn(8, seed=9), "photo-192")
    return Samples(255 - found.images, found.labels)


@pytest.fixture(scope="module")
def config() -> FinetuneConfig:
    return FinetuneConfig.of("photo-lite0", seed=2, views=2)


@pytest.fixture(scope="module")
def validation(drawn) -> Samples:
    """Enough photos to choose the penalty."""
    found = plain(drawn(17, seed=3), "photo-192")
    return Samples(255 - found.images, found.labels)


@pytest.fixture(scope="module")
def child(
    lite0_version: Path, photos, validation, config, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    out = tmp_path_factory.mktemp("children")
    return finetune(lite0_version, photos, validation, config, out, "c", Recorder())


@pytest.fixture(scope="module")
def taught(child: Path):
    """The model of the child; not to be changed."""
    return load_model(child)


def test_finetune_learns_the_last_layer_alone(taught, lite0_version: Path, photos) -> None:
    old, new = load_model(lite0_version), taught
    before, after = (accuracy(predict(model, photos), photos.labels) for model in (old, new))
    assert after > before
    assert after > 0.8
    for layer, own in zip(old.layers, new.layers, strict=True):
        equal = [
            np.array_equal(*pair)
            for pair in zip(layer.get_weights(), own.get_weights(), strict=True)
        ]
        assert all(equal) == (layer.name != "categories")


def test_finetune_chooses_the_penalty_by_validation_photos(child: Path, taught, validation) -> None:
    card = read_card(child)
    found = predict(taught, validation)
    assert card.parent == "eyes"
    assert card.metrics["validation"]["accuracy"] == pytest.approx(
        accuracy(found, validation.labels), abs=0.02
    )
    assert card.metrics["holdout"]["parent"]["count"] == 3
    curve = card.metrics["curve"]
    assert [record["stage"] for record in curve] == ["head"] * 4
    losses = [record["validation_loss"] for record in curve]
    assert card.metrics["validation"]["nll"] == pytest.approx(min(losses), abs=1e-3)


def test_finetune_gives_new_categories_an_output(
    lite0_version: Path, photos, tmp_path: Path
) -> None:
    names = ("bar", "block", "ring", "inverted ring")
    labels = np.where(photos.labels == 2, 3, photos.labels)
    config = FinetuneConfig.of("photo-lite0", views=1, categories=names)
    taught = Samples(photos.images, labels)
    nothing = photos.take(np.zeros(0, np.int64))
    folder = finetune(lite0_version, taught, nothing, config, tmp_path, "c", Silent())
    assert read_card(folder).categories == names
    predicted = predict(load_model(folder), photos).argmax(axis=1)
    assert (predicted == labels).mean() > 0.8


def test_finetune_writes_nothing_when_the_observer_raises(
    lite0_version: Path, photos, config, tmp_path: Path
) -> None:
    class Impatient(Recorder):
        def batch(self, done: int, total: int) -> None:
            if done > total // 2:
                raise StopError

    with pytest.raises(StopError):
        finetune(lite0_version, photos, photos, config, tmp_path, "c", Impatient())
    assert list(tmp_path.iterdir()) == []
