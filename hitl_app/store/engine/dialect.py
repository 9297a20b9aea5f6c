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
    """One database of some kind; safe to use from several threads."""

    def create(self) -> None:
        """Make an empty database, unless there is one."""

    def prepare(self) -> None:
        """Check an existing database, and bring an older one up to date.

        Raises:
            KnownError: It cannot be used; the code says why.
        """

    def prepare_to_read(self) -> None:
        """Check an existing database that cannot be written; it stays as it is from then on.

        Raises:
            KnownError: As `prepare` does, and codes `workspace-older` and `log-unread`.
        """

    def engine(self, durability: Durability) -> Engine:
        """Make an engine; with its execution option `writes` a transaction takes the lock first."""

    def check_in_place(self) -> None:
        """Check that what is written now will be found again.

        Raises:
            KnownError: Code `database-gone`; it was deleted or replaced since it was opened.
        """

    def interruptible(
        self, connection: Connection, stopped: Callable[[], bool]
    ) -> AbstractContextManager[None]:
        """End queries within the block when they are no longer wanted.

        Raises:
            CancelledError: A query was stopped.
        """

    def flush(self) -> None:
        """Have the system write what was committed, so that the next commit need not wait."""

    def pulse(self) -> int:
        """Return a number that is another one whenever something was written by anybody since."""

    def checkpoint(self) -> None:
        """Tidy up after commits, as far as nobody has to wait."""

    def copy(self, target: Path, report: Callable[[int, int], None] = ...) -> None:
        """Copy a consistent state into a file of its own, also while others write.

        Args:
            target: The file to write; whole or not at all.
            report: Takes parts copied and parts in all; may raise to stop.

        Raises:
            KnownError: The source cannot be read or the target not be written.
        """

    def files(self) -> tuple[Path, ...]:
        """Return the files that it may consist of, the main one first."""

    def take_alone(self) -> None:
        """Bring all that it holds into its main file.

        Raises:
            KnownError: Code `restore-busy`; a program has it open.
        """

    def check_foreign(self, stopped: Callable[[], bool]) -> None:
        """Check one from elsewhere as a whole, without changing it or running its SQL.

        Args:
            stopped: Asked every few milliseconds; true when it takes too long.

        Raises:
            KnownError: It is no review database, damaged, newer than this program, or of another
                schema.
            CancelledError: It took too long.
        """

    def close(self) -> None:
        """Close what it holds open beside the engine."""
