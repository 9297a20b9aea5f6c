"""Imports, watched folders, and the files that an import finds or cannot read."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from hitl_app.domain.runs import RunState


class EngineName(StrEnum):
    """Engines that classify very many photos: processes of this computer, or Ray."""

    LOCAL = "local"
    RAY = "ray"


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One import of folders or files.

    Attributes:
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
        raw: Its path's bytes, as the system gave them.
    """

    id: int
    raw: bytes
    path: str
    active: bool


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """A file that an import could not read.

    Attributes:
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


@dataclass(frozen=True, slots=True)
class FeedDetails:
    """What a product feed says of a photo; empty texts where it says nothing."""

    item: str
    title: str
    product: str


class FileState(NamedTuple):
    """The state of a file as the system reports it.

    Attributes:
        mtime_ns: Last change in nanoseconds since 1970, which programs set as they like.
        stamp: Made of what programs cannot set; None where an earlier program did not keep it.
    """

    size: int
    mtime_ns: int
    stamp: int | None

    def is_same(self, other: "FileState") -> bool:
        """Return True if a file in this state has the content that it had in the other."""
        stamps = {self.stamp, other.stamp} - {None}
        return (self.size, self.mtime_ns) == (other.size, other.mtime_ns) and len(stamps) < 2


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may contain a photo, and its state.

    Attributes:
        raw: Absolute path, as `os.fsencode` gives it; that of the ZIP file for a member of one.
        member: Name inside the ZIP file, "" for a file of its own.
        shown: Text to show.
        mtime_ns: Last change in nanoseconds since 1970; that of the ZIP file for a member.
        stamp: As `FileState` has it; that of the ZIP file for a member.
    """

    raw: bytes
    member: str
    shown: str
    size: int
    mtime_ns: int
    stamp: int | None = None

    @property
    def state(self) -> FileState:
        """Return the attributes by which an unchanged file is recognised."""
        return FileState(self.size, self.mtime_ns, self.stamp)


def stamp_of(inode: int, ctime_ns: int) -> int:
    """Return one number of a file's inode and the time of its last change of any kind.

    A program that writes a file and sets its time back changes that time, and one that puts
    another file in its place the inode. A copy has another stamp too and is read again.
    """
    # Spread by the golden ratio, so that no two pairs of a disk meet; columns hold 63 bits.
    return (ctime_ns * 0x9E3779B97F4A7C15 + inode) & (2**63 - 1)
