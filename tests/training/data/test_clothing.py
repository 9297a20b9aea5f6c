import csv
import hashlib
from pathlib import Path

import numpy as np
import pytest

from hitl_app.domain.photos import Split, split_of
from tests.helpers.files.photos import make_photos
from training.core.errors import TrainingError
from training.data import clothing
from training.inputs.preparation import PHOTOS
from training.inputs.samples import Samples

LABELS = (*clothing.SAME, *clothing.OTHERS)


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clothing")
    paths = make_photos(folder, 120, size=(60, 80))
    with (folder / "labels.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("photo", "label"))
        writer.writerows((path.name, LABELS[n % 10]) for n, path in enumerate(paths))
    return folder / "labels.csv"


def test_load_holds_out_the_photos_that_workspaces_do(manifest: Path) -> None:
    found = clothing.load(manifest, PHOTOS)
    splits = [
        split_of(hashlib.sha256(path.read_bytes()).hexdigest())
        for path in manifest.parent.glob("*.jpg")
    ]
    assert len(found.report) == sum(split is Split.VALIDATION for split in splits)
    assert len(found.learn) + len(found.held_out) == sum(
        split is Split.TRAINING for split in splits
    )
    assert 0 < len(found.held_out) < len(found.learn) / 4
    reported = {image.tobytes() for image in found.report.images}
    assert not reported & {image.tobytes() for image in found.learn.images}


def test_load_raises_when_the_list_is_another(manifest: Path) -> None:
    other = manifest.with_name("other.csv")
    other.write_text(manifest.read_text().replace("t-shirt", "sofa"))
    with pytest.raises(TrainingError, match="sofa") as caught:
        clothing.load(other, PHOTOS)
    assert caught.value.code == "unknown-label"


def test_as_categories_labels_shoes_as_the_model_predicts_them() -> None:
    names = ("shoes", "shorts", "longsleeve")
    samples = Samples(np.zeros((3, 2, 2, 3), np.uint8), np.arange(3))
    probabilities = np.zeros((3, 10))
    probabilities[0, clothing.CATEGORIES.index("Bag")] = 0.7
    probabilities[0, clothing.CATEGORIES.index("Ankle boot")] = 0.2
    labels = clothing.as_categories(samples, names, probabilities).labels
    said = [clothing.CATEGORIES[label] for label in labels]
    assert said == ["Ankle boot", "Shorts", "Pullover"]


def test_figures_count_what_is_right_for_each_label() -> None:
    names = ("longsleeve", "shoes", "t-shirt", "hat")
    samples = Samples(np.zeros((5, 2, 2, 3), np.uint8), np.array([0, 0, 1, 2, 3]))
    said = ["Shirt", "Coat", "Sandal", "T-shirt/top", "Hat"]
    probabilities = np.eye(len(clothing.CATEGORIES))[[clothing.CATEGORIES.index(s) for s in said]]
    seven = clothing.figures(probabilities, samples, names, clothing.CATEGORIES)
    assert seven.recall == {"longsleeve": 0.5, "shoes": 1.0, "t-shirt": 1.0}
    assert (seven.macro_recall, seven.accuracy, seven.count) == (pytest.approx(5 / 6), 0.75, 4)
    ten = clothing.figures(probabilities, samples, names, clothing.CATEGORIES, others=True)
    assert ten.recall == {"longsleeve": 0.0, "shoes": 1.0, "t-shirt": 1.0, "hat": 1.0}
    assert ten.accuracy == pytest.approx(3 / 5)


def test_figures_are_0_when_no_photo_bears_a_label_that_counts() -> None:
    photos = Samples(np.zeros((2, 64, 64, 3), np.uint8), np.zeros(2, np.int64))
    found = clothing.figures(np.full((2, 2), 0.5), photos, ("hat",), ("Shirt", "Trouser"))
    assert (found.macro_recall, found.accuracy, found.recall, found.count) == (0, 0, {}, 0)
