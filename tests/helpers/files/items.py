"""Items like those of Fashion-MNIST."""

import numpy as np

from training.data.clothing import CATEGORIES
from training.inputs.samples import Samples


def items(count: int = 26) -> Samples:
    rng = np.random.default_rng(4)
    images = np.zeros((count, 28, 28, 1), np.uint8)
    images[:, 4:24, 8:20] = rng.integers(40, 255, (count, 20, 12, 1))
    return Samples(images, np.arange(count) % len(CATEGORIES))
