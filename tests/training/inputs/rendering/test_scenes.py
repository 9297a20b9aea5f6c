import numpy as np
import pytest

from tests.helpers.files.items import items
from training.data.clothing import CATEGORIES
from training.inputs.preparation import PHOTOS, prepare
from training.inputs.rendering.scenes import as_photos, plain
from training.inputs.samples import empty


def test_as_photos_makes_the_same_photos_again() -> None:
    one, two = (as_photos(items(6), CATEGORIES, PHOTOS, seed=2).images for _ in range(2))
    assert np.array_equal(one, two)


def test_plain_prepares_items_as_serving_does() -> None:
    samples = items(3)
    served = np.stack([prepare(image, PHOTOS) for image in samples.images])
    assert np.array_equal(plain(samples, PHOTOS).images, served)


@pytest.mark.parametrize(
    "made",
    [lambda none: as_photos(none, CATEGORIES, PHOTOS, seed=2), lambda none: plain(none, PHOTOS)],
    ids=["as_photos", "plain"],
)
def test_scenes_make_no_photos_when_there_are_no_items(made) -> None:
    photos = made(empty((28, 28, 1)))
    assert (photos.images.shape, photos.labels.shape) == ((0, 64, 64, 3), (0,))
