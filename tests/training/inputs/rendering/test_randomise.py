import numpy as np
from PIL import Image

from training.inputs.rendering import garments, randomise


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_item_fills_holes_and_stretches_light() -> None:
    grey = np.zeros((28, 28), np.uint8)
    grey[5:23, 8:20] = 100
    grey[10:14, 10:14] = 0  # a dark print, no hole in the cloth
    grey[16:18] = np.where(grey[16:18] > 0, 140, 0)
    planes = np.asarray(randomise.item(grey))
    assert planes[12, 12, 0] == 255
    assert planes[0, 0, 0] == 0
    inside = planes[:, :, 1][planes[:, :, 0] > 0]
    assert (inside.min(), inside.max()) == (0, 255)


def test_item_accepts_an_image_without_an_item() -> None:
    nothing = randomise.item(np.zeros((28, 28), np.uint8))
    assert randomise.photograph(nothing, "Coat", rng(), 64).shape == (64, 64, 3)


def test_photograph_is_coloured_and_depends_on_the_generator() -> None:
    drawn = garments.draw("Coat", rng())
    photos = [randomise.photograph(drawn, "Coat", rng(seed), 64) for seed in (1, 1, 2, 3)]
    assert photos[0].shape == (64, 64, 3)
    assert photos[0].dtype == np.uint8
    assert np.array_equal(photos[0], photos[1])
    assert not np.array_equal(photos[1], photos[2])
    assert all(np.ptp(photo, axis=2).any() for photo in photos)


def test_photograph_shows_the_item_where_it_is() -> None:
    """Over many photos of a block in the middle, the middle differs from the rim."""
    block = Image.new("RGB", (28, 28), (0, 128, 0))
    block.paste((255, 200, 0), (4, 4, 24, 24))
    gaps = []
    for seed in range(40):
        photo = randomise.photograph(block, "Bag", rng(seed), 64).astype(float)
        gaps.append(np.abs(photo[28:36, 28:36].mean((0, 1)) - photo[:4].mean((0, 1))).max())
    assert np.median(gaps) > 25


def test_pair_shows_the_shoe_twice() -> None:
    shoe = Image.new("RGB", (28, 28), (0, 128, 0))
    shoe.paste((255, 200, 0), (2, 12, 26, 20))
    for seed in range(5):
        area = np.asarray(randomise.pair(shoe, rng(seed)))[:, :, 0].astype(float).sum()
        once = 24 * 8 * 255 * 0.62**2
        assert once * 1.1 < area < once * 2.2
