import dataclasses
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.helpers.models.trained import Recorder, same
from training.core.errors import TrainingError
from training.core.observer import Record, Silent
from training.data.data import load_dataset
from training.fitting.config import TrainConfig
from training.fitting.train import train
from training.versions.calibrate import accuracy
from training.versions.registry import read_card, verify
from training.versions.serving import Classifier


class StopError(Exception):
    """Raised by a job that is stopped."""


def test_train_learns_and_records_figures(version: Path, config: TrainConfig) -> None:
    card = verify(version)
    dataset = load_dataset(config.data, config.recipe.preparation, config.seed)
    found = accuracy(Classifier(version).probabilities(dataset.test.images), dataset.test.labels)
    assert found > 0.8
    assert card.metrics["test"]["accuracy"] == pytest.approx(found, abs=1e-4)
    curve = card.metrics["curve"]
    assert [record["epoch"] for record in curve] == [1, 2, 3, 4]
    best = max(record["held_out_accuracy"] for record in curve)
    assert card.metrics["held_out"]["accuracy"] == best
    assert card.metrics["held_out"]["count"] == 12
    assert (card.seed, card.architecture) == (3, "seed-cnn")
    assert card.program.startswith("0.1.0")


def test_train_writes_curves_beside_the_card(version: Path) -> None:
    with Image.open(version / "curves.png") as picture:
        picture.load()
        assert picture.format == "PNG"


def test_train_depends_on_the_seed(version: Path, config: TrainConfig, tmp_path: Path) -> None:
    again = train(config, tmp_path, Silent())
    assert same(version, again)
    assert read_card(version).temperature == read_card(again).temperature
    short = dataclasses.replace(config, name="other", epochs=1, seed=4)
    assert not same(version, train(short, tmp_path, Silent()))


def test_train_writes_nothing_when_the_observer_raises(config: TrainConfig, tmp_path: Path) -> None:
    class Impatient(Recorder):
        def batch(self, done: int, total: int) -> None:
            super().batch(done, total)
            if done == 9:  # after a checkpoint
                raise StopError

    impatient = Impatient()
    with pytest.raises(StopError):
        train(config, tmp_path, impatient)
    assert impatient.batches == [(number, 24) for number in range(1, 10)]
    assert list(tmp_path.iterdir()) == []


def test_train_raises_at_once_when_the_name_is_taken(version: Path, config: TrainConfig) -> None:
    recorder = Recorder()
    with pytest.raises(TrainingError) as caught:
        train(config, version.parent, recorder)
    assert caught.value.code == "version-exists"
    assert recorder.batches == []


def test_train_ends_when_patience_is_used_up(config: TrainConfig, tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    for number in range(36):  # noise teaches nothing
        place = tmp_path / "noise" / "abc"[number % 3]
        place.mkdir(parents=True, exist_ok=True)
        noise = rng.integers(0, 255, (28, 28), np.uint8)
        noise[[0, 0, -1, -1], [0, -1, 0, -1]] = 0
        Image.fromarray(noise).save(place / f"{number}.png")
    recorder = Recorder()
    long = dataclasses.replace(config, data=str(tmp_path / "noise"), epochs=60, patience=2)
    card = read_card(train(long, tmp_path, recorder))
    passes = [record["epoch"] for record in recorder.records]
    assert len(passes) < 60
    assert passes[-1] == card.metrics["best_epoch"] + 2

    class Killed(Silent):
        def epoch(self, record: Record) -> None:
            if record["epoch"] == passes[-1]:
                raise KeyboardInterrupt

    again = dataclasses.replace(long, name="again")
    with pytest.raises(KeyboardInterrupt):
        train(again, tmp_path, Killed())
    more = Recorder()
    train(again, tmp_path, more)
    assert more.records == [], "the run had come to its end"


def test_train_raises_at_once_when_the_folder_is_not_writable(
    config: TrainConfig, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    missing = dataclasses.replace(config, data=str(tmp_path / "none"))
    with pytest.raises(OSError, match="file"):
        train(missing, tmp_path / "file", Silent())


def test_train_raises_at_once_when_the_report_does_not_fit(
    config: TrainConfig, tmp_path: Path, folder: Path
) -> None:
    (tmp_path / "labels.csv").write_text(f"photo,label\n{folder / 'bar' / '0.png'},t-shirt\n")
    recorder = Recorder()
    for manifest, code in (("labels.csv", "report-unfit"), ("none.csv", "manifest-unreadable")):
        with pytest.raises(TrainingError) as caught:
            train(dataclasses.replace(config, report=str(tmp_path / manifest)), tmp_path, recorder)
        assert caught.value.code == code
    assert recorder.batches == []


@pytest.mark.parametrize("name", [b"\xff\xfe", b" "])
def test_train_raises_at_once_when_a_card_cannot_hold_a_name(
    config: TrainConfig, tmp_path: Path, folder: Path, name: bytes
) -> None:
    odd = Path(shutil.copytree(folder, tmp_path / "odd"))
    (odd / "bar").rename(odd / os.fsdecode(name))
    recorder = Recorder()
    with pytest.raises(TrainingError) as caught:
        train(dataclasses.replace(config, data=str(odd)), tmp_path, recorder)
    assert caught.value.code == "category-name"
    assert recorder.batches == []
    str(caught.value).encode()


def test_train_records_unreadable_photos(config: TrainConfig, tmp_path: Path, folder: Path) -> None:
    part = Path(shutil.copytree(folder, tmp_path / "part"))
    (part / "bar" / "broken.png").write_text("no image")
    (part / "bar" / ".thumbnails").mkdir()
    shutil.copy(part / "bar" / "0.png", part / "bar" / ".thumbnails" / "0.png")
    card = read_card(
        train(dataclasses.replace(config, data=str(part), epochs=1), tmp_path, Silent())
    )
    assert card.data.startswith("96 photos of part")
    assert card.data.endswith("1 could not be read, broken.png first.")
