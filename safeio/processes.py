"""Processes of this computer: which are running, and how urgent this one is."""

import sys
from typing import Final

import psutil

_NICENESS: Final = 15


def is_running(pid: int, started: float) -> bool:
    """Return True if a process of this computer is still running.

    Args:
        pid: Its number.
        started: When it began, in seconds since 1970; a second off at most.
    """
    try:
        found = psutil.Process(pid).create_time()
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True
    # Process numbers are reused; the start time differs.
    return bool(abs(found - started) < 1.0)


def lower_priority() -> None:
    """Lower the priority of this process below that of a window."""
    process = psutil.Process()
    process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if sys.platform == "win32" else _NICENESS)
