"""Processes of this computer, identified by number and start."""

import psutil


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
