import dataclasses
from pathlib import Path

import numpy as np
import pytest

from tests.helpers.models.trained import Recorder, same
from training.architectures import builders
from training.core.errors import TrainingError
from training.core.observer import Silent
from training.data.data import load_dataset
from training.data.feeds import feed_of
from training.fitting.config import TrainConfig
from training.fitting.features import FeatureStore
from training.fitting.last_layer import read_features
from training.fitting.loop import predict
from training.fitting.train import train
from training.inputs.samples import Samples
from training.versions.calibrate import accuracy
from training.versions.registry import load_model, read_card, read_samples


class StopError(Exception):
    """Raised by a job that is stopped."""


class Stopping(Recorder):
    """Stops a run after so many batches, as a person or as a kill would."""

    def __init__(self, after: int, error: type[BaseException]) -> None:
        super().__init__()
        self._after, self._error = after, error
        self.calls = 0

    def batch(self, done: int, total: int) -> None:
        super().batch(done, total)
        self.calls += 1
        if self.calls == self._after:
            raise self._error


@pytest.fixture(scope="module")
def model(lite0_version: Path):
    """The model of the version; not to be changed."""
    return load_model(lite0_version)


def test_train_learns_the_last_layer_alone(
    model, lite0_version: Path, lite0_config: TrainConfig
) -> None:
    card = read_card(lite0_version)
    dataset = load_dataset(lite0_config.data, "photo-192", lite0_config.seed)
    assert accuracy(predict(model, dataset.train), dataset.train.labels) > 0.8
    assert (card.architecture, card.preparation, card.parent) == ("photo-lite0", "photo-192", None)
    assert {record["stage"] for record in card.metrics["curve"]} == {"head"}
    body = model.get_layer("photo_block_2_a").get_weights()[0]
    begun = load_model(Path(str(lite0_config.start))).get_layer("block_2_a").get_weights()[0]
    np.testing.assert_allclose(body, begun, rtol=1e-3)
    assert not (body.view(np.uint32) & 0x1FFF).any()


def test_train_writes_compressed_weights(model, lite0_version: Path) -> None:
    weights = sum(w.nbytes for w in model.get_weights())
    assert (lite0_version / "network.keras").stat().st_size < 0.7 * weights


def test_train_keeps_samples_of_the_photos(lite0_version: Path) -> None:
    assert read_samples(lite0_version, "replay").images.shape[1:] == (192, 192, 3)


def test_train_ends_with_the_same_weights_after_an_interruption(
    lite0_version: Path, lite0_config: TrainConfig, tmp_path: Path
) -> None:
    store = tmp_path / ".eyes.features"
    with pytest.raises(KeyboardInterrupt):
        train(lite0_config, tmp_path, Stopping(3, KeyboardInterrupt))
    done = sorted(file.name for file in store.glob("*.npz"))
    assert done == ["learned-0000.npz", "learned-0001.npz"]
    again = Recorder()
    assert same(train(lite0_config, tmp_path, again), lite0_version)
    assert not store.exists()


def test_train_removes_its_features_when_the_observer_raises(
    lite0_config: TrainConfig, tmp_path: Path
) -> None:
    with pytest.raises(StopError):
        train(lite0_config, tmp_path, Stopping(3, StopError))
    assert list(tmp_path.iterdir()) == []


def test_train_refuses_features_of_another_run(lite0_config: TrainConfig, tmp_path: Path) -> None:
    FeatureStore(tmp_path, "eyes", "another run")
    with pytest.raises(TrainingError) as caught:
        train(lite0_config, tmp_path, Silent())
    assert caught.value.code == "checkpoint-other"


def test_train_reports_damaged_features(tmp_path: Path) -> None:
    store = FeatureStore(tmp_path, "eyes", "a run")
    store.add("test", Samples(np.ones((2, 4), np.float32), np.zeros(2, np.int64)))
    assert store.read("test", 4).images.tolist() == [[1] * 4] * 2
    (store.folder / "test-0000.npz").write_bytes(b"cut")
    with pytest.raises(TrainingError) as caught:
        store.read("test", 4)
    assert caught.value.code == "checkpoint-unreadable"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"pretrained": None}, "pretrained-needed"),
        ({"start": None}, "pretrained-needed"),
        ({"start": "fashion-mnist"}, "start-mismatch"),
        ({"pretrained": "nowhere.npz"}, "pretrained-unreadable"),
    ],
)
def test_train_needs_weights_of_both_bodies(
    lite0_config: TrainConfig, tmp_path: Path, change: dict[str, str | None], code: str
) -> None:
    if change.get("start"):
        change = {"start": str(Path(str(lite0_config.start)).parent / "fashion-mnist")}
    with pytest.raises(TrainingError) as caught:
        train(dataclasses.replace(lite0_config, **change), tmp_path, Silent())
    assert caught.value.code == code


def test_read_features_holds_out_items_as_they_are_in_the_share_of_those_that_are_learned(
    drawn, tmp_path: Path
) -> None:
    items = drawn(2)
    recipe = TrainConfig(architecture="photo-lite0").recipe
    recipe = dataclasses.replace(recipe, batch_size=2, unchanged=3)
    nothing = Samples(np.zeros((0, 192, 192, 3), np.uint8), np.zeros(0, np.int64))
    dataset = dataclasses.replace(
        load_dataset_of(items, nothing), held_out_items=items, test_items=items
    )
    model = builders.build("photo-lite0", 3, (192, 192, 3))
    feed = feed_of(dataset, "photo-192", "photos", 1, 2)
    store = FeatureStore(tmp_path, "x", "")
    try:
        seen = read_features(model, dataset, feed, recipe, store, Silent())
    finally:
        feed.close()
    assert (len(seen.train), len(seen.held_out), len(seen.test)) == (9, 9, 6)
    assert seen.test.images.shape == (6, 1280)
    assert seen.held_out.labels.tolist() == [*items.labels, *items.labels[:3]]
    # As they are, learned, held-out and test items are the same pictures here; the last digits
    # depend on how many of them are computed at once.
    apart = np.ptp(seen.test.images[:3], axis=0).max()
    for found in (seen.train, seen.held_out):
        assert np.abs(found.images[6:] - seen.test.images[:3]).max() < apart / 1000


def load_dataset_of(items: Samples, nothing: Samples):
    from training.data.dataset import Dataset

    names = ("Trouser", "Dress", "Bag")
    return Dataset(nothing, nothing, nothing, names, "items", items=items)
