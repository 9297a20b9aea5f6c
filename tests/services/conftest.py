"""The services' tests."""

import pytest


@pytest.fixture(autouse=True)
def small_model(seed_model):
    """Use the smallest model: these tests hold for any."""
