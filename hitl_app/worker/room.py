"""How much of the machine a job takes: all of it, or all but a processor while somebody decides."""

import os
import sys
import threading
from collections.abc import Collection
from contextlib import suppress
from typing import Final

import psutil

MOST_S: Final = 60.0
"""Longer than that nobody is believed to be deciding who does not say so again."""


class Room:
    """Keeps one processor free for the desk when it asks, and takes it back later.

    A lower priority alone does not do: what somebody waits for would share caches and wait for
    processors to be handed over. With one processor, or where the system cannot bind a process to
    some (macOS), there is nothing to keep.
    """

    def __init__(self) -> None:
        self._all = _processors()
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def make(self, seconds: float) -> None:
        """Leaves one processor to others for a while, counted anew with each call."""
        if len(self._all) < 2:
            return
        with self._lock:
            if self._timer is None:
                _run_on(self._all[:-1])
            else:
                self._timer.cancel()
            self._timer = threading.Timer(min(max(seconds, 0), MOST_S), self._take_back)
            self._timer.daemon = True
            self._timer.start()

    def _take_back(self) -> None:
        with self._lock:
            # Asked again in the moment in which it ran out, another one does this later.
            if self._timer is threading.current_thread():
                self._timer = None
                _run_on(self._all)


def _processors() -> list[int]:
    """Those that this process may run on, as far as that can be told and changed."""
    process = psutil.Process()
    return sorted(process.cpu_affinity()) if hasattr(process, "cpu_affinity") else []


def _run_on(processors: Collection[int]) -> None:
    """Binds all threads of this process; those to come begin as the one that starts them."""
    if sys.platform == "linux":
        for thread in psutil.Process().threads():
            # It ended meanwhile, or this process was given other processors.
            with suppress(OSError):
                os.sched_setaffinity(thread.id, processors)
    else:
        with suppress(psutil.Error, OSError):
            psutil.Process().cpu_affinity(list(processors))
