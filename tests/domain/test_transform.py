import numpy as np
import pytest
from scipy.fft import dct, idct

from hitl_app.domain.transform import cosines, cosines_back


@pytest.mark.parametrize("width", [1, 2, 3, 4, 63, 64, 1280])
def test_cosines_are_those_of_scipy(width):
    vectors = np.random.default_rng(width).normal(size=(20, width)).astype(np.float32)
    exact = vectors.astype(np.float64)
    for ours, theirs in ((cosines, dct), (cosines_back, idct)):
        found = ours(vectors)
        assert found.dtype == np.float32
        np.testing.assert_allclose(found, theirs(exact, axis=1, norm="ortho"), atol=2e-6)
