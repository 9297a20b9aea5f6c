"""Slows the program down for those who kill it at random moments: each step lasts long enough."""

import os
import time
from typing import Final

VARIABLE: Final = "HITL_SLOW_MS"
"""Environment variable: milliseconds to wait at every report and before every commit."""


def _pause_s() -> float:
    """Return what the environment asks for, in seconds; 0 if it asks for nothing."""
    asked = os.environ.get(VARIABLE, "")
    return int(asked) / 1000 if asked.isdecimal() else 0.0


_PAUSE_S: Final = _pause_s()


def slow_down() -> None:
    """Wait as long as the environment asked for when the program began."""
    if _PAUSE_S:
        time.sleep(_PAUSE_S)
