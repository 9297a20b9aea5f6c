"""The processes that a test started."""

import psutil


def children() -> list[psutil.Process]:
    """Gives the processes of this one; Python keeps one of its own once others were spawned."""
    return [child for child in psutil.Process().children() if _is_ours(child)]


def _is_ours(child: psutil.Process) -> bool:
    try:
        return "resource_tracker" not in " ".join(child.cmdline())
    except (psutil.ZombieProcess, psutil.NoSuchProcess):
        return False
