import dataclasses
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from training.calibrate import accuracy
from training.data import load_dataset
from training.errors import TrainingError
from training.observer import Record, Silent
from training.registry import load_network, read_card, verify
from training.serving import Classifier
from training.train import TrainConfig, train

# A run that something ends without any warning, in the middle of its third pass.
KILLED = """
import os, sys
from pathlib import Path
from training.train import TrainConfig, train

class Killed:
    def batch(self, done, total):
        if done == 15:
            os._exit(9)
    def epoch(self, record):
        pass

config = TrainConfig(data=sys.argv[1], name="tiny", epochs=4, batch_size=16, seed=3)
train(config, Path(sys.argv[2]), Killed())
"""


class Recorder(Silent):
    def __init__(self) -> None:
        self.batches: list[tuple[int, int]] = []
        self.records: list[Record] = []

    def batch(self, done: int, total: int) -> None:
        self.batches.append((done, total))

    def epoch(self, record: Record) -> None:
        self.records.append(record)


class StopError(Exception):
    """What a job raises when its person has enough."""


def weights(folder: Path) -> list[np.ndarray]:
    return load_network(folder).get_weights()


def same(one: Path, two: Path) -> bool:
    return all(map(np.array_equal, weights(one), weights(two)))


def test_learns_and_says_how_well(version: Path, config: TrainConfig) -> None:
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
    assert (card.seed, card.architecture, card.program) == (3, "seed-cnn", "0.1.0")


def test_the_same_seed_gives_the_same_network_and_another_another(
    version: Path, config: TrainConfig, tmp_path: Path
) -> None:
    again = train(config, tmp_path, Silent())
    assert same(version, again)
    assert read_card(version).temperature == read_card(again).temperature
    short = dataclasses.replace(config, name="other", epochs=1, seed=4)
    assert not same(version, train(short, tmp_path, Silent()))


def test_goes_on_after_a_kill_as_if_nothing_had_been(
    version: Path, config: TrainConfig, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", KILLED, config.data, str(tmp_path)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 9
    assert [path.name for path in tmp_path.iterdir()] == [".tiny.checkpoint.npz"]
    recorder = Recorder()
    resumed = train(config, tmp_path, recorder)
    assert [record["epoch"] for record in recorder.records] == [3, 4]
    assert (recorder.batches[0], recorder.batches[-1]) == ((13, 24), (24, 24))
    assert [path.name for path in tmp_path.iterdir()] == ["tiny"]
    assert same(version, resumed)


def test_other_settings_start_over(config: TrainConfig, tmp_path: Path) -> None:
    class Interrupted(Silent):
        def epoch(self, record: Record) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(config, tmp_path, Interrupted())
    checkpoint = tmp_path / ".tiny.checkpoint.npz"
    assert checkpoint.exists()
    recorder = Recorder()
    train(dataclasses.replace(config, epochs=1), tmp_path, recorder)
    assert [record["epoch"] for record in recorder.records] == [1]
    assert not checkpoint.exists()


def test_a_damaged_checkpoint_is_named(config: TrainConfig, tmp_path: Path) -> None:
    checkpoint = tmp_path / ".tiny.checkpoint.npz"
    checkpoint.write_bytes(b"half of it")
    with pytest.raises(TrainingError) as caught:
        train(config, tmp_path, Silent())
    assert caught.value.code == "checkpoint-unreadable"
    assert str(checkpoint) in str(caught.value)


def test_an_observer_that_raises_ends_it_and_leaves_nothing(
    config: TrainConfig, tmp_path: Path
) -> None:
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


def test_a_taken_name_is_refused_before_anything_is_trained(
    version: Path, config: TrainConfig
) -> None:
    recorder = Recorder()
    with pytest.raises(TrainingError) as caught:
        train(config, version.parent, recorder)
    assert caught.value.code == "version-exists"
    assert recorder.batches == []
