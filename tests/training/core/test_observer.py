import pytest

from training.core.observer import Progress, Silent


class StopError(Exception):
    pass


class Stopping(Silent):
    def batch(self, done: int, total: int) -> None:
        if done == total:
            raise StopError


class Interrupted(Silent):
    def batch(self, done: int, total: int) -> None:
        raise KeyboardInterrupt


def test_progress_counts_batches_from_those_that_were_done() -> None:
    seen = []

    class Recorder(Silent):
        def batch(self, done: int, total: int) -> None:
            seen.append((done, total))

    progress = Progress(Recorder(), 5, 3)
    progress.step()
    progress.step()
    assert seen == [(4, 5), (5, 5)]


def test_progress_records_that_the_observer_stopped_the_run() -> None:
    progress = Progress(Stopping(), 1)
    with pytest.raises(StopError):
        progress.step()
    assert progress.stopped_by_observer


def test_progress_does_not_count_ctrl_c_as_stopped_by_the_observer() -> None:
    progress = Progress(Interrupted(), 1)
    with pytest.raises(KeyboardInterrupt):
        progress.step()
    assert not progress.stopped_by_observer
