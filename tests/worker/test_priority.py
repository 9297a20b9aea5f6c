"""The priority of a job's threads."""

import os
import subprocess
import sys

import pytest

THREADS = """
import os, threading
from hitl_app.worker.priority import lower_computing_threads

def policy(thread):
    return os.sched_getscheduler(thread)

stop = threading.Event()
threads = [threading.Thread(target=stop.wait) for _ in range(2)]
for thread in threads:
    thread.start()
asked = threading.Thread(target=lambda: (lower_computing_threads(), print(policy(0))))
asked.start()
asked.join()
print(policy(os.getpid()), *(policy(thread.native_id) for thread in threads))
stop.set()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows such threads")
def test_lower_computing_threads_leaves_main_and_calling_threads():
    # In a process of its own: the priority of such a thread cannot be raised again.
    output = subprocess.check_output([sys.executable, "-c", THREADS], text=True)
    usual, behind = os.SCHED_OTHER, os.SCHED_IDLE
    assert output.split() == [str(n) for n in (usual, usual, behind, behind)]
