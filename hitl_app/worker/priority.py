"""Priority of a job's threads below the window's."""

import os
import sys
import threading
from contextlib import suppress
from pathlib import Path


def lower_computing_threads() -> None:
    """Give all threads but the main and calling ones the lowest scheduling class.

    By its niceness a thread gets less of the time, but the window's threads, which wake for a
    moment at a time, would still wait until it has had its slice. The main thread stays as it is:
    it writes, and a holder of the database's lock must be able to release it. So does the calling
    thread. Only Linux has such a scheduling class; call again for later threads.
    """
    if sys.platform != "linux":
        return
    for task in Path("/proc/self/task").iterdir():
        thread = int(task.name)
        if thread not in {os.getpid(), threading.get_native_id()}:
            # It ended meanwhile.
            with suppress(OSError):
                os.sched_setscheduler(thread, os.SCHED_IDLE, os.sched_param(0))
