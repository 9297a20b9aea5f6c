import numpy as np
import pytest

from training.data.clothing import CATEGORIES
from training.inputs.rendering import garments


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.parametrize("category", garments.DRAWN)
def test_draw_fills_the_square_and_has_seams(category: str) -> None:
    planes = np.asarray(garments.draw(category, rng()))
    where = planes[:, :, 0] > 127
    assert planes.shape == (64, 64, 3)
    assert 0.1 < where.mean() < 0.95
    rows, columns = np.flatnonzero(where.any(axis=1)), np.flatnonzero(where.any(axis=0))
    assert max(np.ptp(rows), np.ptp(columns)) >= 60
    assert np.unique(planes[:, :, 1][where]).size > 3


@pytest.mark.parametrize("category", garments.DRAWN)
def test_draw_depends_on_the_generator(category: str) -> None:
    one, same, other = (np.asarray(garments.draw(category, rng(seed))) for seed in (1, 1, 2))
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)


def test_drawn_has_all_categories_but_bags() -> None:
    assert {*garments.DRAWN} == {*CATEGORIES} - {"Bag"}


def test_as_item_returns_an_image_like_fashion_mnists() -> None:
    item = garments.as_item("Skirt", rng())
    assert (item.shape, item.dtype) == ((28, 28), np.uint8)
    assert item[14, 14] > 60
    assert item[14, 0] == 0
