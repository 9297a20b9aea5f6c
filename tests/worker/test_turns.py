"""When a job writes while an operator decides."""

import threading
import time

import pytest

from hitl_app.worker import turns
from hitl_app.worker.turns import Turns
from tests.helpers.processes import until


class Writer(threading.Thread):
    """A thread that writes whenever it may, and counts."""

    def __init__(self, own: Turns) -> None:
        super().__init__()
        self.turns, self.count, self.stop = own, 0, False

    def run(self) -> None:
        while not self.stop:
            self.turns.wait()
            self.count += 1
            time.sleep(0.001)


@pytest.fixture
def writer(monkeypatch):
    monkeypatch.setattr(turns, "SELDOM_S", 60.0)
    monkeypatch.setattr(turns, "LEAST_S", 0.0)
    monkeypatch.setattr(turns, "MOST_BEHIND_S", 0.0)
    writer = Writer(Turns())
    yield writer
    writer.stop = True
    writer.turns.decided(0)
    writer.join()


def test_wait_returns_at_once_when_no_operator_decides(writer):
    writer.start()
    assert until(lambda: writer.count > 20)


def test_wait_blocks_between_decisions_until_operator_stops(writer):
    writer.turns.decided(60)
    writer.start()
    assert until(lambda: writer.count == 1)
    time.sleep(0.05)
    assert writer.count == 1
    writer.turns.decided(0)
    assert until(lambda: writer.count > 20)


def test_wait_returns_after_every_decision(writer, monkeypatch):
    writer.turns.decided(60)
    writer.start()
    assert until(lambda: writer.count == 1)
    monkeypatch.setattr(turns, "LEAST_S", 60.0)
    writer.turns.decided(60)
    assert until(lambda: writer.count > 20)


def test_wait_returns_when_time_of_last_decision_expires(writer):
    writer.turns.decided(0.05)
    writer.start()
    assert until(lambda: writer.count > 20)


def test_behind_follows_pace_of_decisions(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(turns.time, "monotonic", lambda: now[0])
    own = Turns()
    assert own._behind() == turns.LEAST_S

    def decide(*gaps):
        for gap in gaps:
            now[0] += gap
            own.decided(10)

    decide(0, 1.0, 0.8, 3.0)
    assert own._behind() == pytest.approx(0.4)
    decide(2.5, 2.5, 2.5, 2.5, 2.5)
    assert own._behind() == turns.MOST_BEHIND_S
    decide(0.01)
    assert own._behind() == turns.LEAST_S
    decide(60, 1.5, 1.5, 1.5, 1.5, 1.5)
    assert own._behind() == pytest.approx(0.75), "a break of a minute is no pause"
