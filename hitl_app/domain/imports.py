"""Imports, watched folders and files that could not be read."""

from dataclasses import dataclass
from datetime import datetime

from hitl_app.domain.runs import RunState


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One import of folders or files.

    Attributes:
        id: Row number.
        state: Current state.
        started_at: In UTC.
        finished_at: In UTC, when it ended.
        roots: Paths to read, as text to show.
        found: Files met.
        new: Photos that were not known.
        known: Files whose photo was known.
        unreadable: Files that could not be read.
        watched: Whether it took files from watched folders; `roots` are these folders.
    """

    id: int
    state: RunState
    started_at: datetime
    finished_at: datetime | None
    roots: tuple[str, ...]
    found: int
    new: int
    known: int
    unreadable: int
    watched: bool = False


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """A folder whose new photos are imported automatically.

    Attributes:
        id: Row number.
        raw: Its path's bytes, as the system gave them.
        path: The path as text to show.
        active: Whether it is watched now, or switched off.
    """

    id: int
    raw: bytes
    path: str
    active: bool


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """A file that an import could not read.

    Attributes:
        path: As text to show.
        reason: A key of `safeio.reasons.WORDS`.
        detail: Message of the system or the decoder; may be empty.
        others: How many files of the archive at `path` could not be read for this reason beside
            those that are named; 0 for a file that is named.
    """

    path: str
    reason: str
    detail: str = ""
    others: int = 0

    @property
    def files(self) -> int:
        """Return the number of files that it represents."""
        return self.others or 1
