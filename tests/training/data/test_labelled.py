import dataclasses
from pathlib import Path

import numpy as np
import pytest

from training.architectures import builders
from training.core.errors import TrainingError
from training.data import fashion_mnist
from training.data.labelled import labelled
from training.evaluation.evaluate import evaluate
from training.inputs.samples import Samples, empty
from training.versions.registry import read_card, write_version


@pytest.fixture
def split(monkeypatch: pytest.MonkeyPatch) -> fashion_mnist.FashionMnist:
    """Fashion-MNIST, of a few noisy images; two of the test's are in the training's."""
    rng = np.random.default_rng(0)

    def some(count: int) -> Samples:
        images = rng.integers(0, 256, (count, 28, 28, 1), np.uint8)
        images[:, [0, -1]] = 0
        images[:, :, [0, -1]] = 0
        return Samples(images, np.arange(count) % 10)

    parts = [some(count) for count in (40, 20, 10, 30)]
    parts[3].images[4] = parts[0].images[7]
    parts[3].images[9] = parts[1].images[2]
    small = fashion_mnist.FashionMnist(*parts)
    monkeypatch.setattr(fashion_mnist, "load", lambda: small)
    return small


def test_labelled_returns_fashion_mnist_as_it_is(split, version: Path) -> None:
    card = dataclasses.replace(read_card(version), categories=fashion_mnist.CATEGORIES)
    found = labelled("fashion-mnist", card)
    assert np.array_equal(found.samples.images, split.test.images)
    assert np.array_equal(found.samples.labels, split.test.labels)
    assert found.photos[3] == "test image 3"
    assert found.duplicated is None


def test_labelled_matches_labels_by_name_when_the_model_has_more_categories(
    split, version: Path
) -> None:
    names = ("Hat", *reversed(fashion_mnist.CATEGORIES), "Sock")
    card = dataclasses.replace(read_card(version), categories=names, preparation="photo-64")
    found = labelled("fashion-mnist", card)
    assert found.samples.images.shape == (30, 64, 64, 3)
    said = [names[label] for label in found.samples.labels]
    assert said == [fashion_mnist.CATEGORIES[label] for label in split.test.labels]


def test_labelled_prepares_items_when_the_model_reads_photos(
    split, version: Path, tmp_path: Path
) -> None:
    names = (*fashion_mnist.CATEGORIES, "Hat")
    card = dataclasses.replace(
        read_card(version),
        name="photos",
        architecture="photo",
        preparation="photo-64",
        categories=names,
    )
    untrained = builders.build("photo", len(names), (64, 64, 3))
    none = empty((64, 64, 3))
    model = write_version(tmp_path / "models", card, untrained, none, none)
    found = evaluate(model, "fashion-mnist", tmp_path / "out", duplicates=True)
    assert (found.count, found.duplicates) == (30, 2)
    assert found.names == names
    assert "Hat" in (tmp_path / "out" / "output.txt").read_text("utf-8")


def test_labelled_finds_duplicates_of_any_training_image(split, version: Path) -> None:
    card = dataclasses.replace(read_card(version), categories=fashion_mnist.CATEGORIES)
    found = labelled("fashion-mnist", card, duplicates=True)
    assert np.flatnonzero(found.duplicated).tolist() == [4, 9]


def test_labelled_raises_when_the_model_lacks_categories(version: Path) -> None:
    with pytest.raises(TrainingError) as caught:
        labelled("fashion-mnist", read_card(version))
    assert caught.value.code == "unknown-label"
    assert "'Ankle boot'" in str(caught.value)


def test_labelled_raises_when_duplicates_of_other_data_are_asked_for(
    version: Path, folder: Path
) -> None:
    with pytest.raises(TrainingError) as caught:
        labelled(str(folder), read_card(version), duplicates=True)
    assert caught.value.code == "no-training-images"


def test_labelled_names_photos_by_their_path_in_the_folder(version: Path, folder: Path) -> None:
    found = labelled(str(folder), read_card(version))
    assert found.source == folder.name
    assert str(Path("bar", "0.png")) in found.photos
    listing = folder.parent / "list.csv"
    listing.write_text(f"photo,label\n{folder.name}/ring/80.png,ring\n")
    found = labelled(str(listing), read_card(version))
    assert (found.source, found.photos) == ("list.csv", (f"{folder.name}/ring/80.png",))
    assert found.samples.labels.tolist() == [2]
