"""Training photos of teachers."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from tests.training.conftest import NAMES, Drawer
from training.architectures import builders
from training.core.errors import TrainingError
from training.core.observer import Silent
from training.data.feeds import MemoryFeed
from training.fitting import distill
from training.fitting.checkpoint import Checkpoint
from training.fitting.config import TrainConfig
from training.fitting.loop import compile_for, fit, predict
from training.fitting.train import train
from training.versions.calibrate import accuracy
from training.versions.registry import verify


def test_with_teachers_mixes_labels_and_probabilities(version: Path, drawn: Drawer) -> None:
    samples = drawn(20, seed=5)
    wrong = dataclasses.replace(samples, labels=(samples.labels + 1) % 3)
    views = []
    told = distill.with_teachers(wrong, [version], NAMES, 1, lambda: views.append(1))
    targets = told.targets
    assert targets is not None
    assert len(views) == 8
    np.testing.assert_allclose(targets.sum(axis=1), 1, atol=1e-5)
    own = targets[np.arange(60), wrong.labels]
    assert own.min() >= 1 - distill.SHARE - 1e-6, "the label's own part is its own"
    assert accuracy(targets.astype(np.float64), samples.labels) > 0.6, "the teacher knows better"
    again = distill.with_teachers(wrong, [version], NAMES, 1, lambda: None).targets
    np.testing.assert_array_equal(targets, again)


def test_feed_keeps_targets_with_their_samples(version: Path, drawn: Drawer) -> None:
    told = distill.with_teachers(drawn(20), [version], NAMES, 1, lambda: None)
    assert told.targets is not None
    known = {(int(n), row.tobytes()) for n, row in zip(told.labels, told.targets, strict=True)}
    (mixed,) = MemoryFeed(told, 1, 16, "shop").make_epoch(1)
    assert mixed.targets is not None
    shown = {(int(n), row.tobytes()) for n, row in zip(mixed.labels, mixed.targets, strict=True)}
    assert shown == known
    assert not np.array_equal(mixed.labels, told.labels), "in another order"


def test_training_follows_the_teacher_when_labels_differ(
    version: Path, config: TrainConfig, tmp_path: Path, drawn: Drawer
) -> None:
    samples = drawn(40, seed=5)
    wrong = dataclasses.replace(samples, labels=(samples.labels + 1) % 3)
    feed = MemoryFeed(distill.with_teachers(wrong, [version], NAMES, 1, lambda: None), 1, 16, "")
    pupil, how = builders.build("seed-cnn", 3, (28, 28, 1)), config.recipe
    compile_for(pupil, how, feed.steps * how.epochs, soft_targets=True)
    fit(pupil, feed, drawn(8, seed=7), how, Checkpoint(tmp_path, "x", "x"), Silent())
    assert accuracy(predict(pupil, samples), samples.labels) > 0.6


def test_train_writes_a_version_when_there_is_a_teacher(
    version: Path, config: TrainConfig, tmp_path: Path
) -> None:
    asked = dataclasses.replace(
        config, architecture="resnet20", name="pupil", epochs=1, teachers=(str(version),)
    )
    assert verify(train(asked, tmp_path, Silent())).categories == NAMES


@pytest.mark.parametrize(
    ("model", "code"), [("resnet20", "teacher-mismatch"), ("seed-cnn", "teacher-unfit")]
)
def test_train_raises_when_the_teacher_does_not_fit(
    config: TrainConfig, tmp_path: Path, model: str, code: str
) -> None:
    shipped = Path(__file__).parents[3] / "models" / "seed-cnn"
    asked = dataclasses.replace(config, architecture=model, teachers=(str(shipped),))
    with pytest.raises(TrainingError) as caught:
        train(asked, tmp_path, Silent())
    assert caught.value.code == code
    assert not any(tmp_path.iterdir())
