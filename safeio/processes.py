"""Processes of this computer, told apart although their numbers are used again."""

import psutil


def is_running(pid: int, started: float) -> bool:
    """Return true if the process of this computer that began at a time is still there.

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
    # Process numbers are used again; the start time tells the two apart.
    return bool(abs(found - started) < 1.0)
