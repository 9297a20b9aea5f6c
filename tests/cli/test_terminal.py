"""Ctrl+C in a terminal: the first cancels a job, the second ends the process."""

import signal

import pytest

from hitl_app.cli import terminal
from hitl_app.domain.errors import CancelledError


class LeftError(Exception):
    """Raised where the process would end."""


def test_shown_job_cancels_on_first_interrupt_and_exits_on_second(monkeypatch):
    def leave(status):
        raise LeftError(status)

    monkeypatch.setattr(terminal.os, "_exit", leave)
    before = signal.getsignal(signal.SIGINT)
    with terminal.shown_job("Importing") as job:
        assert not job.is_cancelled()
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(CancelledError):
            job.check()
        with pytest.raises(LeftError) as left:
            signal.raise_signal(signal.SIGINT)
    assert left.value.args == (130,)
    assert signal.getsignal(signal.SIGINT) is before
