import numpy as np
import pytest

from training.inputs import samples
from training.inputs.samples import Samples, stack_images


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


@pytest.mark.parametrize("bound", [0, 10**6], ids=["in a file", "in memory"])
def test_room_for_holds_images_in_memory_or_in_a_file(
    bound: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples, "_IN_MEMORY", bound)
    room = samples.room_for(3, (4, 5, 1))
    room[1] = 7
    found = Samples(room[:2], np.zeros(2, np.int64))
    assert isinstance(room, np.memmap) == (bound == 0)
    assert found.take(np.array([1])).images.tolist() == np.full((1, 4, 5, 1), 7).tolist()
    assert not found.images[0].any()
