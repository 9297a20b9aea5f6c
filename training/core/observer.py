"""How a long run tells its caller how far it is, and how the caller stops it."""

import contextlib
from collections.abc import Iterator
from typing import Protocol

Record = dict[str, float | int | str]


class Observer(Protocol):
    """Hears of progress. An exception that ``batch`` raises ends the run and reaches the caller."""

    def batch(self, done: int, total: int) -> None:
        """After every batch: ``done`` of ``total`` of the whole run."""

    def epoch(self, record: Record) -> None:
        """After every pass: its number (from 1), stage, losses and accuracies."""


class Silent:
    """Listens to nothing and never stops a run."""

    def batch(self, done: int, total: int) -> None:
        """Ignore progress."""

    def epoch(self, record: Record) -> None:
        """Ignore the record."""


class Progress:
    """Counts batches over several ``fit`` calls and remembers whether the observer stopped it."""

    def __init__(self, observer: Observer, total: int, done: int = 0) -> None:
        self._observer = observer
        self._total = total
        self._done = done
        self.stopped_by_observer = False

    def step(self) -> None:
        """One more batch is done. Raises whatever the observer raises."""
        self._done += 1
        with self._noticed():
            self._observer.batch(self._done, self._total)

    def epoch(self, record: Record) -> None:
        """One more pass is done. Raises whatever the observer raises."""
        with self._noticed():
            self._observer.epoch(record)

    @contextlib.contextmanager
    def _noticed(self) -> Iterator[None]:
        """Remember an observer's exception: a person's Ctrl-C there is no wish to forget a run."""
        try:
            yield
        except Exception:
            self.stopped_by_observer = True
            raise
