"""Progress of long runs, and how their callers stop them."""

import contextlib
from collections.abc import Iterator
from typing import Protocol

Record = dict[str, float | int | str]


class Observer(Protocol):
    """Receives progress. An exception that ``batch`` raises ends the run and reaches the caller."""

    def batch(self, done: int, total: int) -> None:
        """Receive the progress after every batch: ``done`` of ``total`` of the whole run."""

    def epoch(self, record: Record) -> None:
        """Receive the record of a pass: its number (from 1), stage, losses and accuracies."""


class Silent:
    """Ignores progress and never stops a run."""

    def batch(self, done: int, total: int) -> None:
        """Ignore progress."""

    def epoch(self, record: Record) -> None:
        """Ignore the record."""


class Progress:
    """Counts the batches of a run and records whether the observer stopped it."""

    def __init__(self, observer: Observer, total: int, done: int = 0) -> None:
        self._observer = observer
        self._total = total
        self._done = done
        self.stopped_by_observer = False

    def step(self, batches: int = 1) -> None:
        """Count a batch, or several at once. Raises whatever the observer raises."""
        self._done += batches
        with self._noticed():
            self._observer.batch(self._done, self._total)

    def epoch(self, record: Record) -> None:
        """Report a pass. Raises whatever the observer raises."""
        with self._noticed():
            self._observer.epoch(record)

    @contextlib.contextmanager
    def _noticed(self) -> Iterator[None]:
        """Record an observer's exception; Ctrl-C is none, since it is to leave the checkpoint."""
        try:
            yield
        except Exception:
            self.stopped_by_observer = True
            raise
