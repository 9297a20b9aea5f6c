"""What differs from one kind of database to another.

`Database` and all queries use this and what SQLAlchemy has for every database. Nothing outside of
this package names a kind of database or its SQL.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine


class Durability(StrEnum):
    """How hard a commit is pushed to the disk."""

    FULL = "FULL"
    """A commit is on the disk when it returns: decisions."""
    NORMAL = "NORMAL"
    """A power cut may take the last commits, never the file: bulk work, which resumes."""


class Dialect(Protocol):
    """One database of some kind; safe to use from several threads.

    What cannot be done raises `KnownError`, whose code says why.
    """

    def create(self) -> None:
        """Make an empty database, unless there is one."""

    def prepare(self) -> None:
        """Check an existing database, and bring an older one up to date."""

    def prepare_to_read(self) -> None:
        """Check an existing database that cannot be written; it stays as it is from then on."""

    def engine(self, durability: Durability) -> Engine:
        """Make an engine; with its execution option `writes` a transaction takes the lock first."""

    def check_in_place(self) -> None:
        """Check that it was neither deleted nor replaced since it was opened."""

    def interruptible(
        self, connection: Connection, stopped: Callable[[], bool]
    ) -> AbstractContextManager[None]:
        """Raise `CancelledError` from queries in the block once `stopped` returns true."""

    def flush(self) -> None:
        """Have the system write what was committed, so that the next commit need not wait."""

    def pulse(self) -> int:
        """Return a number that is another one whenever something was written by anybody since."""

    def checkpoint(self) -> None:
        """Tidy up after commits, as far as nobody has to wait."""

    def copy(self, target: Path, report: Callable[[int, int], None] = ...) -> None:
        """Copy a consistent state into a file, whole or not at all, also while others write.

        Args:
            target: The file to write.
            report: Takes parts copied and parts in all; may raise to cancel.
        """

    def files(self) -> tuple[Path, ...]:
        """Return the files that it may consist of, the main one first."""

    def take_alone(self) -> None:
        """Bring all that it holds into its main file; no program may have it open."""

    def check_foreign(self, stopped: Callable[[], bool]) -> None:
        """Check one from elsewhere as a whole, without changing it or running its SQL.

        Args:
            stopped: Asked every few milliseconds; when it returns true, `CancelledError` is raised.
        """

    def close(self) -> None:
        """Close what it holds open beside the engine."""
