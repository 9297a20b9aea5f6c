import numpy as np
import pytest

from training.inputs.rendering import surfaces


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.parametrize("seed", range(20))
def test_surfaces_are_between_0_and_1(seed: int) -> None:
    ground = surfaces.background(rng(seed), 64)
    cloth = surfaces.fabric("Dress", rng(seed), 64)
    assert (ground.shape, cloth.shape) == ((64, 64, 3), (64, 64))
    for surface in (ground, cloth):
        assert surface.dtype == np.float32
        assert surface.min() >= 0
        assert surface.max() <= 1
