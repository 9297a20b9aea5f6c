"""The processor that a job leaves to the desk."""

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
