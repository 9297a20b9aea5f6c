"""The processor that a job leaves to the window."""

import os
import subprocess
import sys
import threading

import psutil
import pytest

from hitl_app.worker.room import Room
from tests.helpers.processes import until

OWN = psutil.Process()
ALL = OWN.cpu_affinity() if hasattr(OWN, "cpu_affinity") else []
pytestmark = pytest.mark.skipif(len(ALL) < 2, reason="there is no processor to leave")


def on(thread_id=None):
    """Return the processors that a thread of this process may use; by default, this thread."""
    return psutil.Process(thread_id or threading.get_native_id()).cpu_affinity()


@pytest.fixture
def other():
    """Yield the number of another, waiting thread."""
    stop, numbers = threading.Event(), []

    def run():
        numbers.append(threading.get_native_id())
        stop.wait()

    thread = threading.Thread(target=run)
    thread.start()
    assert until(lambda: numbers)
    yield numbers[0]
    stop.set()
    thread.join()


def test_make_moves_all_threads_off_one_processor_for_given_time(other):
    room = Room()
    room.make(0.3)
    assert on() == on(other) == sorted(ALL)[:-1]
    assert until(lambda: on() == on(other) == ALL)


def test_make_extends_time_when_called_again(other):
    room = Room()
    room.make(60)
    room.make(0)
    assert until(lambda: on(other) == ALL)
    room.make(0)
    room.make(0.2)
    assert on(other) == sorted(ALL)[:-1]
    assert until(lambda: on(other) == ALL)


STANDS = """
import os, threading
from hitl_app.worker.room import stand_behind

def policy(thread):
    return os.sched_getscheduler(thread)

stop = threading.Event()
threads = [threading.Thread(target=stop.wait) for _ in range(2)]
for thread in threads:
    thread.start()
asked = threading.Thread(target=lambda: (stand_behind(), print(policy(0))))
asked.start()
asked.join()
print(policy(os.getpid()), *(policy(thread.native_id) for thread in threads))
stop.set()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows such threads")
def test_stand_behind_lowers_priority_of_computing_threads_only():
    # In a process of its own: the priority of such a thread cannot be raised again.
    output = subprocess.check_output([sys.executable, "-c", STANDS], text=True)
    usual, behind = os.SCHED_OTHER, os.SCHED_IDLE
    assert output.split() == [str(n) for n in (usual, usual, behind, behind)]
