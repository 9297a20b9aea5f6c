from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from training.evaluation.explain import SIDE, covered, heat_of
from training.inputs.preparation import prepare, shown_area
from training.versions.serving import Classifier


@pytest.fixture(scope="module")
def classifier(version: Path) -> Classifier:
    return Classifier(version)


def heat(classifier: Classifier, photo: np.ndarray, category: str) -> np.ndarray:
    output = classifier.card.categories.index(category)
    return heat_of(photo, lambda photos: np.log(classifier.probabilities(photos)[:, output]))


def middle(heat: np.ndarray) -> tuple[float, float]:
    """Where the heat is on average, as shares of height and width."""
    rows, columns = heat.shape
    total = heat.sum()
    return (
        float((heat.sum(axis=1) * (np.arange(rows) + 0.5)).sum() / total / rows),
        float((heat.sum(axis=0) * (np.arange(columns) + 0.5)).sum() / total / columns),
    )


def item(top: int, left: int) -> np.ndarray:
    """A small block on a dark ground."""
    image = np.zeros((28, 28, 1), np.uint8)
    image[top : top + 10, left : left + 10] = 200
    return image


def brightness(photos: np.ndarray) -> np.ndarray:
    """Score photos by how much of them is bright."""
    return photos.mean(axis=(1, 2, 3))


def test_heat_lies_where_the_item_is() -> None:
    high = middle(heat_of(item(2, 2), brightness))
    low = middle(heat_of(item(16, 16), brightness))
    assert high == pytest.approx((7 / 28, 7 / 28), abs=0.05)
    assert low == pytest.approx((21 / 28, 21 / 28), abs=0.05)


def test_heat_is_between_0_and_1(classifier: Classifier) -> None:
    category = classifier.card.categories[classifier.probabilities(item(8, 8)[None]).argmax()]
    found = heat(classifier, item(8, 8), category)
    assert found.shape == (SIDE, SIDE)
    assert 0 <= found.min() <= found.max() <= 1


def test_heat_is_0_where_no_part_raises_the_score() -> None:
    assert not heat_of(item(8, 8), lambda photos: np.arange(len(photos), dtype=float)).any()


@pytest.mark.parametrize("shape", [(28, 28, 1), (192, 192, 3), (64, 48, 3)])
def test_covered_covers_every_part_with_the_mean(shape: tuple[int, int, int]) -> None:
    photo = np.random.default_rng(1).integers(0, 255, shape, np.uint8)
    found = covered(photo)
    assert found.shape == (SIDE * SIDE, *shape)
    changed = (found != photo).any(axis=3)
    assert changed.any(axis=0).mean() > 0.98, "together they cover all"
    assert all(0.01 < one.mean() < 0.12 for one in changed)
    mean = photo.mean(axis=(0, 1)).round().astype(np.uint8)
    assert all((one[where] == mean).all() for one, where in zip(found, changed, strict=True))


@pytest.mark.parametrize(
    ("size", "area"),
    [
        ((128, 128), (0, 0, 1, 1)),
        ((96, 128), (0, 0, 1, 1)),
        ((32, 128), (-1, 0, 2, 1)),
        ((128, 32), (0, -1, 1, 2)),
    ],
)
def test_shown_area_has_the_frame_of_a_photo(size, area) -> None:
    assert shown_area(Image.new("RGB", size), "photo-64") == pytest.approx(area)


def test_shown_area_lacks_the_borders_of_an_item() -> None:
    image = Image.new("L", (100, 50), 255)
    image.paste(0, (20, 10, 40, 40))
    assert prepare(image, "fashion-mnist-28").shape == (28, 28, 1)
    assert shown_area(image, "fashion-mnist-28") == pytest.approx((0.15, 0.2, 0.45, 0.8))
    assert shown_area(Image.new("L", (28, 28), 0), "fashion-mnist-28") == (0, 0, 1, 1)
