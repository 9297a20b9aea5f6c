import numpy as np
import pytest

from training.data import duplicates
from training.data.duplicates import as_grey, correlations, duplicated_test_images, near_duplicates
from training.inputs.samples import Samples

pytestmark = pytest.mark.usefixtures("blocks")


def noise(count: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (count, 28, 28, 1), np.uint8)


def samples(images: np.ndarray) -> Samples:
    return Samples(images, np.zeros(len(images), np.int64))


def almost(image: np.ndarray) -> np.ndarray:
    """Darker, flatter, and one pixel of another colour."""
    changed = (image * 0.6 + 20).astype(np.uint8)
    changed[3, 3] = 0
    return changed


@pytest.fixture(params=[(2048, 4096), (3, 7)], ids=["one block", "many blocks"])
def blocks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "_ROWS", request.param[0])
    monkeypatch.setattr(duplicates, "_COLUMNS", request.param[1])


def test_near_duplicates_finds_equal_and_nearly_equal_images_once() -> None:
    images = noise(20)
    images[17] = images[2]
    images[11] = almost(images[5])
    assert near_duplicates(images).tolist() == [[2, 17], [5, 11]]


def test_near_duplicates_agrees_with_numpy() -> None:
    images = noise(20)[:, :14].repeat(2, axis=1)
    images[::2, 10:] = images[4, 10:]
    expected = np.corrcoef(images.reshape(20, -1).astype(float))
    for threshold in (0.2, 0.5, 0.9):
        above = np.argwhere(np.triu(expected >= threshold, 1))
        assert near_duplicates(images, None, threshold).tolist() == above.tolist()
    np.testing.assert_allclose(
        correlations(images[:10], images[10:]),
        [expected[k, k + 10] for k in range(10)],
        atol=1e-5,
    )


def test_near_duplicates_compares_two_sets() -> None:
    first, second = noise(20), noise(9, seed=1)
    second[4], second[8] = first[19], almost(first[0])
    assert near_duplicates(first, second).tolist() == [[0, 8], [19, 4]]
    mask = duplicated_test_images(samples(first), samples(second))
    assert np.flatnonzero(mask).tolist() == [4, 8]


def test_near_duplicates_pairs_images_of_one_grey_level_with_each_other_only() -> None:
    images = noise(10)
    images[3], images[6] = 0, 200
    assert near_duplicates(images).tolist() == [[3, 6]]


def test_near_duplicates_stops_at_the_most_pairs() -> None:
    images = np.repeat(noise(1), 30, axis=0)
    assert len(near_duplicates(images)) == 30 * 29 / 2
    pairs = near_duplicates(images, most=17)
    assert len(np.unique(pairs, axis=0)) == 17
    assert (pairs[:, 0] < pairs[:, 1]).all()


def test_near_duplicates_returns_none_when_there_are_no_images() -> None:
    none = noise(0)
    assert near_duplicates(none).shape == (0, 2)
    assert near_duplicates(noise(3), none).shape == (0, 2)
    assert duplicated_test_images(samples(none), samples(noise(3))).tolist() == [False] * 3
    assert duplicated_test_images(samples(noise(3)), samples(none)).shape == (0,)


def test_as_grey_reduces_photos() -> None:
    photos = np.random.default_rng(0).integers(0, 256, (4, 64, 64, 3), np.uint8)
    assert as_grey(photos).shape == (4, 28, 28)
    photos[2] = photos[0, :, :, ::-1]  # other colours, nearly the same light
    photos[3] = photos[1]
    assert [1, 3] in near_duplicates(photos).tolist()
    grey = noise(2)
    assert as_grey(grey).base is not None
    np.testing.assert_array_equal(as_grey(grey), grey[..., 0])
