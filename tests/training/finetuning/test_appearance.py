from pathlib import Path

import numpy as np
import pytest

from training.architectures import builders
from training.core.observer import Silent
from training.finetuning.appearance import APPEARANCES, Appearance, find_appearance
from training.finetuning.config import FinetuneConfig
from training.finetuning.finetune import finetune
from training.fitting.loop import predict
from training.inputs.samples import Samples, concatenate, empty
from training.versions.registry import load_model, read_card

CHANCE = np.random.default_rng


@pytest.fixture
def features(version: Path):
    before_head = builders.without_head(load_model(version))
    return lambda samples: predict(before_head, samples)


def looking(way, samples: Samples) -> Samples:
    return Samples(way(samples.images, CHANCE(5)), samples.labels)


@pytest.mark.parametrize(
    ("way", "kinds"),
    [
        (Appearance("inverted"), ("inverted",)),
        (Appearance("turned", 180), ("turned",)),
        (Appearance("noisy", 100), ("noisy",)),
        (Appearance("pale", 0.5), ("pale", "lit")),
    ],
    ids=str,
)
def test_find_appearance_returns_the_change_of_the_training_photos(
    features, drawn, way: Appearance, kinds: tuple
) -> None:
    found = find_appearance(features, drawn(60), looking(way, drawn(30, seed=1)), CHANCE(1))
    assert found is not None
    assert found.kind in kinds


def test_find_appearance_returns_none_when_training_photos_are_unchanged(features, drawn) -> None:
    assert find_appearance(features, drawn(60), drawn(30, seed=1), CHANCE(1)) is None


def test_find_appearance_returns_the_change_when_half_of_the_training_photos_have_it(
    features, drawn
) -> None:
    half = looking(Appearance("inverted"), drawn(30, seed=1))
    found = find_appearance(features, drawn(60), concatenate(half, drawn(30, seed=2)), CHANCE(1))
    assert found == Appearance("inverted")


def test_find_appearance_returns_none_when_training_photos_are_few(features, drawn) -> None:
    training_photos = looking(Appearance("inverted"), drawn(4, seed=1))
    assert (
        find_appearance(features, drawn(60), training_photos.take(np.arange(9)), CHANCE(1)) is None
    )
    assert (
        find_appearance(features, drawn(60), training_photos.take(np.arange(10)), CHANCE(1))
        is not None
    )


def test_find_appearance_returns_none_when_nothing_is_known(features, drawn) -> None:
    nothing = drawn(1).take(np.zeros(0, np.intp))
    assert find_appearance(features, nothing, drawn(30, seed=1), CHANCE(1)) is None


@pytest.mark.parametrize("way", APPEARANCES, ids=str)
def test_appearance_returns_no_photos_when_there_are_none(way: Appearance) -> None:
    for shape in ((0, 28, 28, 1), (0, 64, 64, 3)):
        assert way(np.zeros(shape, np.uint8), CHANCE(1)).shape == shape


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("way", APPEARANCES, ids=str)
def test_appearance_changes_photos_and_keeps_their_shape(way: Appearance, channels: int) -> None:
    images = CHANCE(2).integers(0, 256, (4, 20, 28, channels)).astype(np.uint8)
    before = images.copy()
    shown = way(images, CHANCE(3))
    assert (shown.shape, shown.dtype) == (images.shape, np.uint8)
    assert all((one != other).any() for one, other in zip(shown, images, strict=True))
    np.testing.assert_array_equal(images, before)
    np.testing.assert_array_equal(shown, way(images, CHANCE(3)))


def test_zoomed_keeps_the_middle() -> None:
    image = np.zeros((1, 28, 28, 1), np.uint8)
    image[0, 10:18, 10:18] = 200
    rows, columns = np.nonzero(Appearance("zoomed", 0.5)(image, CHANCE(0))[0, ..., 0])
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (12, 15, 12, 15)


def test_finetune_changes_replayed_samples_when_an_appearance_is_found(
    version: Path, drawn, tmp_path: Path
) -> None:
    # Nobody shows it an inverted ring.
    training_photos = looking(Appearance("inverted"), drawn(8, seed=1).take(np.arange(16)))
    fresh = looking(Appearance("inverted"), drawn(40, seed=2).take(np.arange(80, 120)))
    right, data = {}, {}
    for alike in (0, 1):
        how = FinetuneConfig(head_epochs=1, epochs=8, distillation=True, appearance_ratio=alike)
        child = finetune(
            version, training_photos, empty((28, 28, 1)), how, tmp_path, f"a{alike}", Silent()
        )
        said = predict(load_model(child), fresh).argmax(axis=1)
        right[alike] = (said == fresh.labels).mean()
        card = read_card(child)
        data[alike] = (card.metrics["appearance"], card.data)
    assert data[0] == (None, "16 training photos, with 96 samples replayed.")
    assert data[1][0] == {"kind": "inverted", "strength": 1.0}
    assert data[1][1].endswith("samples replayed, also inverted, as the training photos looked.")
    assert right[0] < 0.5 < right[1]
