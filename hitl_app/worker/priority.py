"""Processors that a job uses: all, or one less during review."""

import os
import sys
import threading
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Final

import psutil

MOST_S: Final = 60.0
"""Maximum seconds for which one request reserves a processor."""


class Room:
    """Keeps one processor free for the window for a time after each request.

    A lower priority alone does not suffice: the window would share caches and wait for context
    switches. With one processor, or where the system cannot bind a process to some (macOS), there
    is nothing to keep.
    """

    def __init__(self) -> None:
        self._all = _processors()
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def make(self, seconds: float) -> None:
        """Leave one processor to others for a while, restarted with each call."""
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
            # Requested again as it ran out: a later timer restores the processors.
            if self._timer is threading.current_thread():
                self._timer = None
                _run_on(self._all)


def _processors() -> list[int]:
    """Return the processors that this process may run on; empty if they cannot be changed."""
    process = psutil.Process()
    return sorted(process.cpu_affinity()) if hasattr(process, "cpu_affinity") else []


def _run_on(processors: Collection[int]) -> None:
    """Bind all threads of this process; new threads inherit the binding."""
    if sys.platform == "linux":
        for thread in _threads():
            # It ended meanwhile, or this process was given other processors.
            with suppress(OSError):
                os.sched_setaffinity(thread, processors)
    else:
        with suppress(psutil.Error, OSError):
            psutil.Process().cpu_affinity(list(processors))


def _threads() -> set[int]:
    """Return the threads of this process, as Linux numbers them."""
    return {int(task.name) for task in Path("/proc/self/task").iterdir()}


def stand_behind() -> None:
    """Give all threads but the main and calling ones the lowest scheduling class.

    By its niceness a thread gets less of the time, but the window's threads, which wake for a
    moment at a time, would still wait until it has had its slice. The main thread stays as it is:
    it writes, and a holder of the database's lock must be able to release it. So does the calling
    thread. Only Linux has such a scheduling class; call again for later threads.
    """
    if sys.platform != "linux":
        return
    for thread in _threads() - {os.getpid(), threading.get_native_id()}:
        # It ended meanwhile.
        with suppress(OSError):
            os.sched_setscheduler(thread, os.SCHED_IDLE, os.sched_param(0))
