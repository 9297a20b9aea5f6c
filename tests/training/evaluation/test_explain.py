from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from training.evaluation.explain import Explainer
from training.inputs.preparation import prepare, shown_area


@pytest.fixture(scope="module")
def explainer(version: Path) -> Explainer:
    return Explainer(version)


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


def test_heat_lies_where_the_item_is(explainer: Explainer) -> None:
    output = explainer.card.categories.index("block")
    high = middle(explainer.heat(item(2, 2), output))
    low = middle(explainer.heat(item(16, 16), output))
    assert high[0] < low[0] - 0.2
    assert high[1] < low[1] - 0.2


def test_heat_is_between_0_and_1(explainer: Explainer) -> None:
    heat = explainer.heat(item(8, 8), 0)
    assert heat.min() >= 0
    assert heat.max() <= 1
    assert min(heat.shape) >= 7


def test_heat_raises_when_the_photo_is_not_prepared(explainer: Explainer) -> None:
    with pytest.raises(ValueError, match="a prepared photo"):
        explainer.heat(np.zeros((20, 28, 1), np.uint8), 0)


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
