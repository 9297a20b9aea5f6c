"""How many validation photos the promotion gate needs for a verdict."""

from collections.abc import Sequence
from typing import Final

ENOUGH: Final = 30
"""The fewest validation photos for a verdict."""
ENOUGH_FIRST: Final = 10
"""The same against a version that lacks one of the outputs, and is never right there."""


def least_validation(inherits: Sequence[int | None]) -> int:
    """Return how many validation photos a verdict on a candidate needs.

    Args:
        inherits: for each output of the candidate, the active version's output that initialises
            it, or None for a new one.
    """
    return ENOUGH_FIRST if None in inherits else ENOUGH
