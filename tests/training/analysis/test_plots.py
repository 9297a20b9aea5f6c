import io

import numpy as np
from PIL import Image

from training.analysis.figures import LEVELS, Analysis, CategoryImages, Duplicates
from training.analysis.plots import distribution, first_images, intensities

NO_DUPLICATES = Duplicates(pairs=0, exact=0, different_labels=0, images=0, more=False, examples=())


def found(count: int) -> Analysis:
    """An analysis of so many categories, the last one without images to learn from."""
    whole = [CategoryImages(f"c{k}", 10 + k, 2, 20.0 + k, 5.0) for k in range(count - 1)]
    return Analysis(
        data="data",
        train=10,
        test=2,
        test_given=True,
        mean=20.0,
        spread=5.0,
        levels=(1,) * LEVELS,
        one_level=0,
        categories=(*whole, CategoryImages("empty", 0, 1, None, None)),
        threshold=0.99,
        within_train=NO_DUPLICATES,
        across=NO_DUPLICATES,
        unreadable=(),
    )


def size_of(png: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(png)).size


def test_distribution_is_taller_when_there_are_more_categories_up_to_forty() -> None:
    few, many, most = (size_of(distribution(found(count))) for count in (3, 40, 60))
    assert few[1] < many[1] == most[1]


def test_intensities_shows_categories_with_images_to_learn_from() -> None:
    assert size_of(intensities(found(3)))[0] == 1760
    assert intensities(found(3)) == intensities(found(3))


def test_first_images_shows_grey_and_coloured_images_and_empty_categories() -> None:
    images = [
        np.full((2, 28, 28, 1), 90, np.uint8),
        np.full((12, 64, 64, 3), 90, np.uint8),
        np.zeros((0, 28, 28, 1), np.uint8),
    ]
    assert size_of(first_images(images, ("grey", "coloured", "empty")))[0] == 1440
