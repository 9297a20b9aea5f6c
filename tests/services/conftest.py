"""The services' tests."""

import pytest


@pytest.fixture(autouse=True)
def small_model(seed_model):
    """What is tested here holds for any model."""
