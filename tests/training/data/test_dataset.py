import numpy as np

from training.data.dataset import Dataset
from training.inputs.samples import Samples


def samples(count: int, side: int = 28) -> Samples:
    return Samples(np.zeros((count, side, side, 1), np.uint8), np.zeros(count, np.int64))


def test_dataset_keeps_its_own_samples_when_there_are_no_items() -> None:
    found = Dataset(samples(3), samples(2), samples(1), ("a", "b"), "")
    assert found.learned is found.train
    assert found.kept is found.held_out


def test_dataset_keeps_items_when_there_are_some() -> None:
    items, held_out = samples(5), samples(4)
    found = Dataset(
        samples(3, 64),
        samples(2, 64),
        samples(1, 64),
        ("a", "b"),
        "",
        items=items,
        held_out_items=held_out,
    )
    assert found.learned is items
    assert found.kept is held_out
