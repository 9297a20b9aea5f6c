"""Interface of database dialects.

`Database` and all queries use this and what SQLAlchemy has for every database. Only this package
names a database or uses its SQL.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from sqlalchemy import Connection, Engine, Table

from hitl_app.domain.roles import Role

if TYPE_CHECKING:
    from hitl_app.store.engine.copying import Reader, Writer


PATIENCE_S: Final = 20.0
"""For so long a server that is being restarted is waited for."""


class Durability(StrEnum):
    """Durability of commits."""

    FULL = "FULL"
    """A commit is on the disk when it returns: decisions."""
    NORMAL = "NORMAL"
    """A power cut may take the last commits, never the file: bulk work, which resumes."""


class Roles(Protocol):
    """The roles of the operators who share a database."""

    def make(self) -> None:
        """Make the roles, or give existing ones their rights again."""

    def give(self, person: str, role: Role) -> None:
        """Give a person a role instead of the one before.

        Raises:
            KnownError: Code `roles-missing`, `person-unknown` or `server-forbids`.
        """

    def members(self) -> dict[str, Role]:
        """Return those who were given a role, by name."""


class Dialect(Protocol):
    """One database of some kind; safe to use from several threads.

    Failures raise `KnownError` with a code.

    Attributes:
        place: Path or address, for messages.
        is_shared: True if several computers can use it at once.
        clock_offset: What its clock is ahead of this computer's.
        role: What the person who uses it may do; known once it is prepared.
    """

    place: str
    is_shared: bool
    role: Role
    clock_offset: timedelta

    def create(self) -> None:
        """Make an empty database, unless there is one."""

    def prepare(self) -> None:
        """Check an existing database, and bring an older one up to date."""

    def prepare_to_read(self) -> None:
        """Check an existing database that is opened read-only."""

    def engine(self, durability: Durability) -> Engine:
        """Make an engine.

        With its execution option `writes` a transaction takes the lock of the writer first. With
        `beside` as well, a server lets others write meanwhile: the transaction locks rows, and may
        be lost with the server.
        """

    def mark(self, connection: Connection) -> object:
        """Return what names the open transaction; None where a commit's outcome is never unknown.

        The connection to a server can be lost after a commit was sent and before it was confirmed.
        """

    def was_committed(self, mark: object) -> bool:
        """Return True if a transaction was committed, as soon as the server says so.

        Raises:
            KnownError: Code `server-unknown`; it did not answer in time.
        """

    def check_in_place(self) -> None:
        """Check that it was neither deleted nor replaced since it was opened."""

    def interruptible(
        self, connection: Connection, stopped: Callable[[], bool]
    ) -> AbstractContextManager[None]:
        """Raise `CancelledError` from queries in the block once `stopped` returns true."""

    def insert(
        self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]
    ) -> None:
        """Insert rows of the same columns in bulk; columns that they lack get their defaults."""

    def flush(self) -> None:
        """Flush commits to disk, so that the next commit need not wait."""

    def pulse(self) -> int:
        """Return a number that changes with every write by any process."""

    def checkpoint(self) -> None:
        """Checkpoint the log, as far as no other process must wait."""

    def copy(self, target: Path, report: Callable[[int, int], None] = ...) -> None:
        """Copy a consistent state into a file, atomically, also while others write."""

    def reader(self) -> "AbstractContextManager[Reader]":
        """Read all of it in bulk, in one consistent state."""

    def writer(self) -> "AbstractContextManager[Writer]":
        """Write rows in bulk, in one transaction."""

    def files(self) -> tuple[Path, ...]:
        """Return the files that it may consist of, the main one first."""

    def take_alone(self) -> None:
        """Merge the log into the main file; no program may have it open."""

    def check_foreign(self, stopped: Callable[[], bool]) -> None:
        """Check an untrusted database completely, without changing it or running its SQL.

        Args:
            stopped: Asked every few milliseconds; when it returns true, `CancelledError` is raised.
        """

    def roles(self) -> Roles:
        """Return the roles of a server.

        Raises:
            KnownError: Code `roles-need-server`.
        """

    def close(self) -> None:
        """Close resources beside the engine."""
