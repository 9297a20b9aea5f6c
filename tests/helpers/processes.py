"""The processes that a test started."""

import psutil


def children() -> list[psutil.Process]:
    """Gives the processes of this one; Python keeps one of its own once others were spawned."""
    found = psutil.Process().children()
    return [child for child in found if "resource_tracker" not in " ".join(child.cmdline())]
