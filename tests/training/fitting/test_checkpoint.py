import dataclasses
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.models.trained import Recorder, same
from training.core.errors import TrainingError
from training.core.observer import Record, Silent
from training.fitting.config import TrainConfig
from training.fitting.train import train

# A run that something ends without any warning, in the middle of its third pass.
KILLED = """
import os, sys
from pathlib import Path
from training.fitting.config import TrainConfig
from training.fitting.train import train

class Killed:
    def batch(self, done, total):
        if done == 15:
            os._exit(9)
    def epoch(self, record):
        pass

config = TrainConfig(data=sys.argv[1], name="tiny", epochs=4, batch_size=16, seed=3)
train(config, Path(sys.argv[2]), Killed())
"""


def test_train_resumes_with_equal_results_after_a_kill(
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


def test_train_keeps_a_checkpoint_of_other_settings(
    config: TrainConfig, tmp_path: Path, folder: Path
) -> None:
    class Interrupted(Silent):
        def epoch(self, record: Record) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(config, tmp_path, Interrupted())
    checkpoint = tmp_path / ".tiny.checkpoint.npz"
    assert checkpoint.exists()
    kept = checkpoint.read_bytes()
    for other in ({"epochs": 1}, {"seed": 9}, {"batch_size": 5}):
        with pytest.raises(TrainingError) as caught:
            train(dataclasses.replace(config, **other), tmp_path, Silent())
        assert caught.value.code == "checkpoint-other"
        assert checkpoint.read_bytes() == kept
    # Where the data lie makes no difference.
    recorder = Recorder()
    moved = shutil.copytree(folder, tmp_path / "moved")
    train(dataclasses.replace(config, data=str(moved)), tmp_path, recorder)
    assert recorder.records[0]["epoch"] == 2
    assert not checkpoint.exists()


def test_train_names_a_damaged_checkpoint(config: TrainConfig, tmp_path: Path) -> None:
    checkpoint = tmp_path / ".tiny.checkpoint.npz"
    checkpoint.write_bytes(b"half of it")
    with pytest.raises(TrainingError) as caught:
        train(config, tmp_path, Silent())
    assert caught.value.code == "checkpoint-unreadable"
    assert str(checkpoint) in str(caught.value)
