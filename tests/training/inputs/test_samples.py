import numpy as np
import pytest

from training.inputs.samples import stack_images


def test_stack_images_keeps_the_order() -> None:
    images = [np.full((2, 3, 1), value, np.uint8) for value in (4, 9)]
    batch = stack_images(images, (2, 3, 1))
    assert batch.dtype == np.uint8
    assert batch[:, 0, 0, 0].tolist() == [4, 9]


def test_stack_images_returns_an_empty_array_of_the_shape_when_there_are_no_images() -> None:
    batch = stack_images([], (64, 64, 3))
    assert (batch.shape, batch.dtype) == ((0, 64, 64, 3), np.uint8)


def test_stack_images_raises_when_an_image_has_another_shape() -> None:
    with pytest.raises(ValueError, match="same shape"):
        stack_images([np.zeros((2, 2, 1), np.uint8)], (2, 3, 1))
