"""Poll a folder for new files at low cost.

Change notifications of systems do not work on every disk, and for a limited number of folders;
polling works everywhere. Only folders whose own time changed are read again, and now and then all
of them, since a file that is written over leaves its folder's time as it is.
"""

import errno
import os
import stat
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from hitl_app.domain.imports import FileState
from hitl_app.imaging.files import WANTED, is_ignored, state_of, suffix_of

_WHOLE = 60
"""Number of scans after which all folders are read."""
_PAUSE_AT = 64
_BATCH = 500
# Some file systems store times in steps of two seconds: a folder may change twice within one.
_FRESH_NS = 3_000_000_000


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file that may be a photo, or a ZIP file."""

    raw: bytes
    state: FileState


@dataclass(frozen=True, slots=True)
class _Folder:
    stamp: int
    below: tuple[str, ...]


class Tree:
    """A folder and all folders below it, each real one once."""

    def __init__(self, root: str, leave_out: Collection[str] = ()) -> None:
        self._root, self._leave_out = root, frozenset(leave_out)
        self._folders: dict[str, _Folder] = {}
        self._device: int | None = None
        self._scans = 0
        self._met = 0

    def look(self, pause: Callable[[], None]) -> Iterator[list[SeenFile]]:
        """Return the files of every folder that changed since the last scan, and of some others.

        Args:
            pause: Called every few files: yields to other threads, and may raise to end the scan.

        Raises:
            OSError: The folder itself is not there, or cannot be read.
        """
        before, self._folders = self._folders, {}
        self._scans += 1
        whole = self._scans % _WHOLE == 0
        self._check_root()
        entered: set[tuple[int, int] | str] = set()
        stack = [self._root]
        while stack:
            path = stack.pop()
            self._count(pause)
            try:
                status = os.stat(path)  # noqa: PTH116 - plain strings throughout
                key = (status.st_dev, status.st_ino) if status.st_ino else os.path.realpath(path)
                if key in entered:
                    continue
                entered.add(key)
                known = before.get(path)
                if whole or known is None or known.stamp != status.st_mtime_ns:
                    below: list[str] = []
                    yield from self._read(path, below, pause)
                    known = _Folder(_stamp(status), tuple(below))
            except OSError:
                if path == self._root:
                    raise
                continue
            self._folders[path] = known
            stack += known.below

    def _check_root(self) -> None:
        """Detect an unmounted disk by the empty folder that remains."""
        device = os.stat(self._root).st_dev  # noqa: PTH116 - plain strings throughout
        if self._device not in (None, device):
            with os.scandir(self._root) as entries:
                if next(entries, None) is None:
                    raise FileNotFoundError(errno.ENOENT, "nothing is mounted there", self._root)
        self._device = device

    def _read(
        self, folder: str, below: list[str], pause: Callable[[], None]
    ) -> Iterator[list[SeenFile]]:
        batch: list[SeenFile] = []
        with os.scandir(folder) as entries:
            for entry in entries:
                self._count(pause)
                file = self._scan(entry, below)
                if file is not None:
                    batch.append(file)
                if len(batch) == _BATCH:
                    yield batch
                    batch = []
        if batch:
            yield batch

    def _count(self, pause: Callable[[], None]) -> None:
        self._met += 1
        if self._met % _PAUSE_AT == 0:
            pause()

    def _scan(self, entry: os.DirEntry[str], below: list[str]) -> SeenFile | None:
        if is_ignored(entry.name):
            return None
        try:
            if entry.is_dir():
                if entry.path not in self._leave_out:
                    below.append(entry.path)
                return None
            if suffix_of(entry.name) not in WANTED:
                return None
            return seen_file(os.fsencode(entry.path), _status(entry))
        except OSError:
            # A dead link, or deleted since: not new.
            return None


def _status(entry: os.DirEntry[str]) -> os.stat_result:
    """Return the status of an entry; Windows lists no inodes."""
    if os.name == "nt":
        return os.stat(entry.path)  # noqa: PTH116 - plain strings throughout
    return entry.stat()


def seen_file(raw: bytes, status: os.stat_result) -> SeenFile | None:
    """Return a file from its status; None for other entries."""
    if not stat.S_ISREG(status.st_mode):
        return None
    return SeenFile(raw, state_of(status))


def _stamp(status: os.stat_result) -> int:
    """Return the time that shows a change; None while it is too recent."""
    return status.st_mtime_ns if time.time_ns() - status.st_mtime_ns > _FRESH_NS else -1
