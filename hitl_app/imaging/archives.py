"""ZIP files, read in place: nothing is ever unpacked to disk, and member names are only shown."""

import bz2
import os
import threading
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import BinaryIO, Protocol

from hitl_app.domain.errors import CancelledError
from hitl_app.imaging.tables import PhotoTable, is_table
from safeio.foreign import foreign_bytes
from safeio.reading import MAX_FILE_BYTES, open_regular
from safeio.reasons import PhotoError, Reason, from_system
from safeio.zip_directory import (
    BZIP2,
    DEFLATED,
    LOCAL,
    STORED,
    Directory,
    Entry,
    read_directory,
    shown_name,
)

_CHUNK = 1 << 18
# No photo is packed so tightly: deflate's own limit is 1032, which only zeros reach.
_MAX_RATIO = 500
_RATIO_FROM = 8 << 20
_ENCRYPTED_BIT = 0x1
_Key = tuple[int, int, int, int]


class Archive(AbstractContextManager["Archive"]):
    """One open ZIP file.

    Not for several threads at once: each keeps its own.

    Args:
        path: Of the ZIP file, as `os.fsdecode` gives it.
        check: Called now and then while the table of contents is read; may raise to cancel.
        directories: Keeps tables of contents for other archives of the same file.

    Raises:
        PhotoError: It cannot be opened, or is no ZIP file, or its table of contents is absurd.
    """

    def __init__(
        self,
        path: str,
        check: Callable[[], None] = lambda: None,
        directories: "_Directories | None" = None,
    ) -> None:
        self._file = open_regular(path)
        try:
            with foreign_bytes(_damage, CancelledError):
                source = directories or _Directories()
                self._directory = source.get(self._file, check)
        except BaseException:
            self._file.close()
            raise

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; more than once does no harm."""
        self._file.close()

    def members(self) -> list[str]:
        """Return the names of its files, sorted, each once.

        Of several of one name the last counts, as it does for all programs that unpack.
        """
        return sorted(self._directory.entries)

    def size(self, member: str) -> int:
        """Return the unpacked size of a member, as the archive states it."""
        return self._directory.entries[member].size

    def shown(self, member: str) -> str:
        """Return a member's name as text to show."""
        return shown_name(member, self._directory.entries[member].flags)

    def check(self, member: str, limit: int = MAX_FILE_BYTES) -> None:
        """Check a member without reading it.

        Raises:
            PhotoError: It is not there, encrypted, packed in an unknown way, unpacks to more than
                `limit` bytes, or lies where it cannot.
        """
        self._directory.check(member, limit)
        entry = self._directory.entries[member]
        if entry.size > _RATIO_FROM and entry.size > _MAX_RATIO * entry.packed:
            raise PhotoError(Reason.UNPACKS_TO_TOO_MUCH, f"{entry.size} bytes of {entry.packed}")

    def read(self, member: str, limit: int = MAX_FILE_BYTES) -> bytes:
        """Return a member's bytes; at most `limit` are ever unpacked.

        Raises:
            PhotoError: It is not there, encrypted, too large or damaged.
        """
        self.check(member, limit)
        entry = self._directory.entries[member]
        with foreign_bytes(_damage):
            self._file.seek(_data_start(self._file, entry, self._directory.end))
            data = _unpacked(self._file, entry)
            if zlib.crc32(data) != entry.crc:
                raise _broken("its checksum is another one")
            return data


def _damage(error: Exception) -> PhotoError:
    """Return the error for a failed read: the system's refusal, else damage."""
    if isinstance(error, OSError) and error.errno is not None:
        return from_system(error)
    return _broken(str(error) or type(error).__name__)


def _broken(detail: str) -> PhotoError:
    return PhotoError(Reason.BAD_ZIP, detail)


def _data_start(file: BinaryIO, entry: Entry, end: int) -> int:
    """Return the offset of a member's bytes, from its own header."""
    file.seek(entry.start)
    fields = LOCAL.unpack(file.read(LOCAL.size))
    start = entry.start + LOCAL.size + int(fields[-2]) + int(fields[-1])
    if fields[0] != b"PK\3\4" or start + entry.packed > end:
        raise _broken("it lies outside the archive")
    if fields[3] & _ENCRYPTED_BIT:
        raise PhotoError(Reason.ENCRYPTED)
    return start


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int = ...) -> bytes: ...


class _AsItIs:
    eof = False

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Return no more than `max_length` bytes of the data."""
        return data[:max_length]


_UNPACKERS: dict[int, Callable[[], _Unpacker]] = {
    STORED: _AsItIs,
    DEFLATED: lambda: zlib.decompressobj(-zlib.MAX_WBITS),
    BZIP2: bz2.BZ2Decompressor,
}


def _unpacked(file: BinaryIO, entry: Entry) -> bytes:
    """Unpack a member, up to its stated size."""
    unpacker, chunks = _UNPACKERS[entry.method](), list[bytes]()
    total, left = 0, entry.packed
    while left and not unpacker.eof:
        packed = file.read(min(left, _CHUNK))
        if not packed:
            raise _broken("it ends too early")
        left -= len(packed)
        # One byte above the limit shows that it is too large.
        chunks.append(unpacker.decompress(packed, entry.size - total + 1))
        total += len(chunks[-1])
        if total > entry.size:
            raise _broken("it unpacks to more than it says")
    if total < entry.size:
        raise _broken("it unpacks to less than it says")
    return b"".join(chunks)


class _Directories:
    """Cache of the last table of contents, for all threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: tuple[_Key, Directory] | None = None

    def get(self, file: BinaryIO, check: Callable[[], None]) -> Directory:
        """Return the table of contents of an open file."""
        status = os.fstat(file.fileno())
        key = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
        with self._lock:
            if self._last is None or self._last[0] != key:
                # Free the last one first: both may be large.
                self._last = None
                self._last = key, read_directory(file, check)
            return self._last[1]


class Container(Protocol):
    """An open file that holds several photos."""

    def read(self, member: str, limit: int = ...) -> bytes:
        """Return the bytes of a photo by its name in the file."""

    def shown(self, member: str) -> str:
        """Return the name of a photo as text to show."""

    def close(self) -> None:
        """Close the file."""


class Archives(AbstractContextManager["Archives"]):
    """The ZIP and Parquet files that are being read: each thread keeps its latest one open.

    Members come in the order of the archive, so that one handle a thread is enough, and a table of
    contents is read once, not once a photo.
    """

    def __init__(self) -> None:
        self._mine = threading.local()
        self._lock = threading.Lock()
        self._open: set[Container] = set()
        self._directories = _Directories()

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all; call it when the threads that read have ended."""
        with self._lock:
            archives, self._open = self._open, set()
        for archive in archives:
            archive.close()

    def get(self, path: str) -> Container:
        """Return the open file at a path, for this thread only.

        Raises:
            PhotoError: As `Archive` and `PhotoTable` do.
        """
        latest: tuple[str, Container] | None = getattr(self._mine, "latest", None)
        if latest is not None and latest[0] == path and latest[1] in self._open:
            return latest[1]
        if latest is not None:
            self._mine.latest = None
            with self._lock:
                self._open.discard(latest[1])
            latest[1].close()
        archive: Container = (
            PhotoTable(path) if is_table(path) else Archive(path, directories=self._directories)
        )
        with self._lock:
            self._open.add(archive)
        self._mine.latest = (path, archive)
        return archive
