import numpy as np
import pytest

from hitl_app.domain.vectors import SIZE, as_unit, pack, sketches, turned, turned_back, unpack


@pytest.fixture
def features():
    """Return features as a model gives them: positive, many of them zero, of any length."""
    rng = np.random.default_rng(3)
    numbers = np.maximum(rng.normal(size=(300, 400)), 0) * rng.lognormal(size=(300, 1))
    return numbers.astype(np.float32)


def test_packed_features_are_lengths_and_bytes(features):
    packed = pack(features)
    assert packed.dtype == np.uint8
    assert packed.shape == (300, 4 + 400)


def test_unpack_returns_turned_features_nearly(features):
    error = unpack(pack(features)) - turned(features)
    lengths = np.linalg.norm(features, axis=1)
    assert (np.linalg.norm(error, axis=1) < 0.015 * lengths).all()


def test_head_gives_same_logits_on_packed_features(features):
    rng = np.random.default_rng(4)
    kernel = rng.normal(size=(400, 7)).astype(np.float32)
    expected = features @ kernel
    found = unpack(pack(features)) @ turned(kernel.T).T
    assert np.abs(found - expected).max() < 0.02 * np.abs(expected).max()


def test_turned_back_is_inverse_of_turned(features):
    np.testing.assert_allclose(turned_back(turned(features)), features, atol=1e-4)
    np.testing.assert_allclose(
        np.linalg.norm(turned(features), axis=1), np.linalg.norm(features, axis=1), rtol=1e-4
    )


def test_zero_features_stay_zero():
    nothing = pack(np.zeros((2, 50), np.float32))
    assert not unpack(nothing).any()
    assert not sketches(nothing).any()


def test_sketches_need_beginning_of_packed_features_alone(features):
    packed = pack(features)
    whole = sketches(packed)
    assert whole.shape == (300, SIZE)
    np.testing.assert_array_equal(sketches(packed[:, : 4 + SIZE]), whole)


def test_cosines_of_sketches_are_near_those_of_features(features):
    unit = features / np.linalg.norm(features, axis=1, keepdims=True)
    sketched = as_unit(sketches(pack(features)))
    error = sketched @ sketched.T - unit @ unit.T
    assert np.abs(error).mean() < 0.08
