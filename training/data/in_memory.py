"""Large photos to choose by and to test on, of which memory holds a part."""

import dataclasses
from typing import Final

import numpy as np

from training.data.data import prepared_items
from training.data.dataset import Dataset

_HELD_OUT: Final = 4
_TEST: Final = 10


def in_memory(dataset: Dataset, preparation: str, share: float) -> Dataset:
    """Return a data set whose samples to choose by and to test on are prepared.

    A pass shows ``share`` as many items.

    Of large photos all of them would take gigabytes: one item in ten is tested, and one in four of
    the held-out ones, where there are no held-out photos.
    """
    if not len(dataset.test_items):
        return dataset
    held_out, rows = dataset.held_out, np.arange(0, len(dataset.held_out_items), _HELD_OUT)
    if not len(held_out):
        from training.inputs.rendering.scenes import as_photos

        some = dataset.held_out_items.take(rows)
        held_out = as_photos(some, dataset.categories, preparation, seed=1)
    tested = dataset.test_items.take(np.arange(0, len(dataset.test_items), _TEST))
    return dataclasses.replace(
        dataset,
        held_out=held_out,
        test=prepared_items(tested, preparation),
        test_items=tested,
        share=share * dataset.share,
        description=f"{dataset.description} Of the test images one in ten was measured.",
    )
