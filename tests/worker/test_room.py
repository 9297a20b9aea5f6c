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
    """Where a thread of this process may run; by default, the one that asks."""
    return psutil.Process(thread_id or threading.get_native_id()).cpu_affinity()


@pytest.fixture
def other():
    """The number of a thread that does something else."""
    stop, told = threading.Event(), []

    def run():
        told.append(threading.get_native_id())
        stop.wait()

    thread = threading.Thread(target=run)
    thread.start()
    assert until(lambda: told)
    yield told[0]
    stop.set()
    thread.join()


def test_all_threads_leave_one_processor_and_take_it_back(other):
    room = Room()
    room.make(0.3)
    assert on() == on(other) == sorted(ALL)[:-1]
    assert until(lambda: on() == on(other) == ALL)


def test_who_asks_again_is_left_it_for_longer(other):
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
def test_what_computes_stands_behind_others_but_not_what_writes():
    # In a process of its own: nobody can take such a thread back.
    said = subprocess.check_output([sys.executable, "-c", STANDS], text=True)
    usual, behind = os.SCHED_OTHER, os.SCHED_IDLE
    assert said.split() == [str(n) for n in (usual, usual, behind, behind)]
