"""Tests of what a running job reports."""

from types import SimpleNamespace

import pytest

from hitl_app.jobs import job as jobs
from hitl_app.jobs.job import Job


@pytest.fixture
def clock(monkeypatch):
    clock = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(jobs, "time", SimpleNamespace(monotonic=lambda: clock.now))
    return clock


def test_time_left_counts_no_preparation_before_the_first_item(clock):
    events = []
    job = Job(events.append)
    job.progress("train", 0, 1)
    clock.now += 60
    for done in range(1, 12):
        job.progress("train", done, 101)
        clock.now += 1
    assert events[-1]["rate"] == 1
    assert events[-1]["left_s"] == 90


def test_time_left_follows_the_whole_stage_when_more_items_are_found(clock):
    events = []
    job = Job(events.append)
    for done in range(0, 60, 10):
        job.progress("read", done, 100 + done)
        clock.now += 5
    assert events[-1]["rate"] == 2
    assert events[-1]["left_s"] == 50
