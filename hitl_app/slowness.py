"""Slow the program down for tests that kill it at random moments."""

import os
import time
from typing import Final

VARIABLE: Final = "HITL_SLOW_MS"
"""Environment variable: milliseconds to wait at every report and before every commit."""


def _pause_s() -> float:
    """Return the pause set in the environment, in seconds; 0 by default."""
    asked = os.environ.get(VARIABLE, "")
    return int(asked) / 1000 if asked.isdecimal() else 0.0


_PAUSE_S: Final = _pause_s()


def slow_down() -> None:
    """Wait as long as the environment sets."""
    if _PAUSE_S:
        time.sleep(_PAUSE_S)
