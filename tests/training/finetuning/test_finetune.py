import dataclasses
from pathlib import Path

import numpy as np
import pytest

from hitl_app.training_words import CHILD
from tests.helpers.models.finetuned import shifted
from training.architectures import builders
from training.core.errors import TrainingError
from training.core.observer import Record, Silent
from training.finetuning.config import FinetuneConfig
from training.finetuning.finetune import finetune
from training.inputs.preparation import PHOTOS, input_shape
from training.inputs.rendering.scenes import plain
from training.inputs.samples import Samples, empty
from training.versions.calibrate import accuracy
from training.versions.registry import load_model, read_card, read_samples, verify, write_version
from training.versions.serving import Classifier

BRIEF = FinetuneConfig(head_epochs=1, epochs=1)


QUICK = FinetuneConfig(head_epochs=1, epochs=4)


NONE = empty((28, 28, 1))


def right(folder: Path, samples: Samples) -> float:
    return accuracy(Classifier(folder).probabilities(samples.images), samples.labels)


def test_finetune_learns_training_photos_and_forgets_little(
    version: Path, child: Path, drawn
) -> None:
    fresh = shifted(drawn(40, seed=3))
    assert right(child, fresh) > right(version, fresh) + 0.1
    assert right(child, fresh) > 0.8
    assert right(child, drawn(40, seed=4)) > right(version, drawn(40, seed=4)) - 0.1


def test_finetune_writes_a_card_with_parent_and_figures(version: Path, child: Path, drawn) -> None:
    card, parent = verify(child), read_card(version)
    assert (card.name, card.parent) == ("c", "tiny")
    assert (card.categories, card.preparation) == (parent.categories, parent.preparation)
    assert card.metrics["training_photos"] == 180
    assert card.metrics["replayed"] == len(read_samples(version, "replay"))
    assert card.purpose == CHILD["purpose"].format(parent="tiny")
    assert card.known_failures == CHILD["known_failures"]
    assert card.metrics["validation"]["count"] == 60
    assert card.metrics["holdout"]["parent"]["count"] == 12
    assert card.temperature != parent.temperature
    stages = [record["stage"] for record in card.metrics["curve"]]
    assert stages[:6] == ["head"] * 5 + ["all"]
    assert len(stages) <= 13
    assert {"loss", "accuracy", "validation_loss", "validation_accuracy"} < set(
        card.metrics["curve"][0]
    )
    for which in ("replay", "holdout"):
        mine, theirs = read_samples(child, which), read_samples(version, which)
        np.testing.assert_array_equal(mine.images, theirs.images)


def test_finetune_gives_the_same_child_when_the_seed_is_the_same(
    version: Path, drawn, tmp_path: Path
) -> None:
    training_photos = shifted(drawn(8))
    one, two = (
        finetune(version, training_photos, NONE, BRIEF, tmp_path, name, Silent())
        for name in ("a", "b")
    )
    pairs = zip(load_model(one).get_weights(), load_model(two).get_weights(), strict=True)
    assert all(np.array_equal(mine, other) for mine, other in pairs)


def test_finetune_keeps_the_temperature_when_validation_photos_are_few(
    version: Path, drawn, tmp_path: Path
) -> None:
    training_photo = shifted(drawn(1)).take(np.array([2]))
    records: list[Record] = []

    class Recorder(Silent):
        def epoch(self, record: Record) -> None:
            records.append(record)

    child = finetune(version, training_photo, drawn(16), QUICK, tmp_path, "one", Recorder())
    assert read_card(child).temperature == read_card(version).temperature
    assert [record["epoch"] for record in records] == [1, 2, 3, 4, 5]
    assert Classifier(child).probabilities(training_photo.images)[0, 2] > 0.3


def test_finetune_learns_a_new_category(version: Path, drawn, tmp_path: Path) -> None:
    names = (*read_card(version).categories, "empty")
    rng = np.random.default_rng(0)
    blank = Samples(rng.integers(0, 40, (40, 28, 28, 1)).astype(np.uint8), np.full(40, 3, np.int64))
    config = FinetuneConfig(epochs=6, categories=names)
    child = finetune(version, blank, NONE, config, tmp_path, "grown", Silent())
    assert read_card(child).categories == names
    assert right(child, blank) > 0.9
    assert right(child, drawn(40, seed=5)) > right(version, drawn(40, seed=5)) - 0.1


def own_categories(names: str, inherits: tuple[int | None, ...]) -> FinetuneConfig:
    return dataclasses.replace(BRIEF, categories=tuple(names), inherits=inherits)


@pytest.fixture(scope="module")
def reads_photos(version: Path, drawn, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A version that reads photos in colour and keeps grey items, as the one for photos does."""
    model = builders.build("seed-cnn", 3, input_shape(PHOTOS))
    card = dataclasses.replace(read_card(version), name="photos", preparation=PHOTOS)
    return write_version(tmp_path_factory.mktemp("photo"), card, model, drawn(4), drawn(2))


def test_finetune_accepts_a_parent_without_replay_samples(
    reads_photos: Path, drawn, tmp_path: Path
) -> None:
    training_photos = plain(drawn(1), PHOTOS)
    own = own_categories("xyz", (None, None, None))
    first = finetune(
        reads_photos, training_photos, training_photos, own, tmp_path, "first", Silent()
    )
    more = Samples(training_photos.images, np.array([3, 0, 1]))
    second = finetune(
        first, more, more, own_categories("xyzw", (0, 1, 2, None)), tmp_path, "second", Silent()
    )
    for child in (first, second):
        assert len(read_samples(child, "replay")) == len(read_samples(child, "holdout")) == 0
        assert read_card(child).metrics["replayed"] == 0
        assert read_card(child).metrics["holdout"]["child"] == {"count": 0}
    assert read_card(second).categories == ("x", "y", "z", "w")


def test_finetune_raises_when_there_are_no_training_photos(version: Path, tmp_path: Path) -> None:
    with pytest.raises(TrainingError) as caught:
        finetune(version, NONE, NONE, QUICK, tmp_path, "none", Silent())
    assert caught.value.code == "no-training-photos"


@pytest.mark.parametrize("wrong", ["label", "shape", "categories"])
def test_finetune_raises_value_error_when_training_photos_do_not_fit(
    version: Path, drawn, tmp_path: Path, wrong: str
) -> None:
    training_photos, config = drawn(2), QUICK
    if wrong == "label":
        training_photos = Samples(training_photos.images, training_photos.labels + 1)
    if wrong == "shape":
        training_photos = Samples(training_photos.images[:, :20], training_photos.labels)
    if wrong == "categories":
        config = FinetuneConfig(categories=("bar", "block"))
    with pytest.raises(ValueError, match=r"categor|shape"):
        finetune(version, training_photos, NONE, config, tmp_path, "wrong", Silent())


@pytest.mark.parametrize("stage", ["head", "all"])
def test_finetune_writes_nothing_when_the_observer_raises(
    version: Path, drawn, tmp_path: Path, stage: str
) -> None:
    class StopError(Exception):
        pass

    class Impatient(Silent):
        def batch(self, done: int, total: int) -> None:
            assert total == 5 * 8
            if done == (3 if stage == "head" else 12):
                raise StopError

    with pytest.raises(StopError):
        finetune(version, drawn(8), NONE, QUICK, tmp_path, "half", Impatient())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("replay", [True, False])
def test_finetune_does_not_distil_when_nothing_is_replayed(
    version: Path, drawn, tmp_path: Path, replay: bool
) -> None:
    names, none = ("one", "two", "three"), (None, None, None)
    how = FinetuneConfig.of(
        "fashion-mnist", epochs=8, categories=names, inherits=none, replay=replay
    )
    child = finetune(version, drawn(40), NONE, how, tmp_path, "own", Silent())
    assert read_card(child).categories == names
    assert right(child, drawn(40, seed=6)) > 0.8
