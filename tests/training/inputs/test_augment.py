import numpy as np

from training.inputs.augment import jitter


def test_jitter_moves_and_mirrors_without_loss() -> None:
    images = np.zeros((200, 28, 28, 1), np.uint8)
    images[:, 13, 5] = 200
    moved = jitter(images, np.random.default_rng(0))
    assert (moved.sum(axis=(1, 2, 3)) == 200).all()
    _, rows, columns, _ = np.nonzero(moved)
    assert set(rows) == set(range(11, 16))
    assert set(columns) == {*range(3, 8), *range(20, 25)}
    np.testing.assert_array_equal(moved, jitter(images, np.random.default_rng(0)))
