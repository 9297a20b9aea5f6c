"""The terminal's tests."""

import pytest


@pytest.fixture(autouse=True)
def small_network(seed_network):
    """What is tested here holds for any network."""
