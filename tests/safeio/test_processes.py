import os

import psutil

from safeio.processes import is_running


def test_is_running_is_true_of_this_process() -> None:
    assert is_running(os.getpid(), psutil.Process().create_time())


def test_is_running_is_false_when_the_number_is_of_a_later_process() -> None:
    assert not is_running(os.getpid(), psutil.Process().create_time() - 10)


def test_is_running_is_false_when_there_is_no_such_process(monkeypatch) -> None:
    def missing(pid: int) -> psutil.Process:
        raise psutil.NoSuchProcess(pid)

    with monkeypatch.context() as patch:
        patch.setattr(psutil, "Process", missing)
        assert not is_running(1, 0.0)


def test_is_running_is_true_when_the_process_is_not_to_be_seen(monkeypatch) -> None:
    def hidden(pid: int) -> psutil.Process:
        raise psutil.AccessDenied(pid)

    with monkeypatch.context() as patch:
        patch.setattr(psutil, "Process", hidden)
        assert is_running(1, 0.0)
