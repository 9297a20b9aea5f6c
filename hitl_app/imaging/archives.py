"""ZIP files, read in place: nothing is ever unpacked to disk, and member names are only shown."""

import os
import struct
import threading
import zipfile
import zlib
from typing import BinaryIO, Self

from training.decoding.reading import MAX_FILE_BYTES, open_regular, read_bounded
from training.decoding.reasons import PhotoError, Reason, from_system

MAX_DIRECTORY_BYTES = 64 * 2**20
"""Largest table of contents of a ZIP file that is read, in bytes: about half a million photos."""

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_ENCRYPTED_BITS = 0x1 | 0x40
_UTF8_BIT = 0x800
# What the standard library raises on damaged archives, as measured by feeding it such.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    struct.error,
)


class Archive:
    """One open ZIP file.

    Not for several threads at once: each keeps its own.

    Args:
        path: Of the ZIP file, as `os.fsdecode` gives it.

    Raises:
        PhotoError: It cannot be opened, or is no ZIP file, or its table of contents is absurd.
    """

    def __init__(self, path: str) -> None:
        self._file = open_regular(path)
        try:
            _check_directory(self._file)
            self._zip = zipfile.ZipFile(self._file)
        except PhotoError:
            self._file.close()
            raise
        except OSError as error:
            self._file.close()
            raise from_system(error) from error
        except _ZIP_ERRORS as error:
            self._file.close()
            raise PhotoError(Reason.BAD_ZIP, str(error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; more than once does no harm."""
        self._zip.close()
        self._file.close()

    def members(self) -> list[str]:
        """Names of the files in it, sorted, each once.

        Of several of one name the last counts, as it does for all programs that unpack.
        """
        return sorted({info.filename for info in self._zip.infolist() if not info.is_dir()})

    def size(self, member: str) -> int:
        """Bytes of a member when unpacked, by the archive's own word."""
        return self._zip.getinfo(member).file_size

    def shown(self, member: str) -> str:
        """A member's name for people.

        Archives without the UTF-8 mark should use code page 437, but macOS writes UTF-8 all the
        same; what reads as UTF-8 is that.
        """
        if self._zip.getinfo(member).flag_bits & _UTF8_BIT:
            return member
        try:
            return member.encode("cp437").decode("utf-8")
        except UnicodeError:
            return member

    def check(self, member: str, limit: int = MAX_FILE_BYTES) -> None:
        """Raises what can be known of a member without reading it.

        Raises:
            PhotoError: It is encrypted, or unpacks to more than `limit` bytes.
        """
        info = self._zip.getinfo(member)
        if info.flag_bits & _ENCRYPTED_BITS:
            raise PhotoError(Reason.ENCRYPTED)
        if info.file_size > limit:
            raise PhotoError(Reason.TOO_LARGE, f"{info.file_size} bytes")

    def read(self, member: str, limit: int = MAX_FILE_BYTES) -> bytes:
        """A member's bytes; at most `limit` are ever unpacked.

        Raises:
            PhotoError: It is not there, encrypted, too large or damaged.
        """
        try:
            info = self._zip.getinfo(member)
        except KeyError as error:
            raise PhotoError(Reason.MISSING, str(error)) from error
        self.check(member, limit)
        try:
            with self._zip.open(info) as file:
                # `file` ends at the size that the table of contents names and checks the CRC then.
                return read_bounded(file, info.file_size, limit)  # type: ignore[arg-type]
        except OSError as error:
            raise from_system(error) from error
        except _ZIP_ERRORS as error:
            raise PhotoError(Reason.BAD_ZIP, str(error)) from error


def _check_directory(file: BinaryIO) -> None:
    """Refuses a table of contents that would fill the memory, before `zipfile` reads it.

    Raises:
        PhotoError: The table is larger than `MAX_DIRECTORY_BYTES`.
    """
    size = file.seek(0, os.SEEK_END)
    # A comment of at most 65,535 bytes may follow the end record.
    start = file.seek(max(0, size - _END.size - 0xFFFF - _LOCATOR64.size))
    tail = file.read(size - start)
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) - at < _END.size:
        return  # zipfile says what is wrong with it
    directory = _END.unpack_from(tail, at)[5]
    if at >= _LOCATOR64.size and tail[at - _LOCATOR64.size :].startswith(b"PK\6\7"):
        file.seek(_LOCATOR64.unpack_from(tail, at - _LOCATOR64.size)[2])
        record = file.read(_END64.size)
        if len(record) == _END64.size and record.startswith(b"PK\6\6"):
            directory = _END64.unpack(record)[8]
    if min(directory, size) > MAX_DIRECTORY_BYTES:
        raise PhotoError(Reason.TOO_LARGE, f"table of contents of {directory} bytes")


class Archives:
    """The ZIP files that are being read: each thread keeps its latest one open.

    Members come in the order of the archive, so that one handle a thread is enough, and a table of
    contents is read once a thread, not once a photo.
    """

    def __init__(self) -> None:
        self._mine = threading.local()
        self._lock = threading.Lock()
        self._open: set[Archive] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes all; call it when the threads that read have ended."""
        with self._lock:
            archives, self._open = self._open, set()
        for archive in archives:
            archive.close()

    def get(self, path: str) -> Archive:
        """The open archive at a path, for this thread only.

        Raises:
            PhotoError: As `Archive` does.
        """
        latest: tuple[str, Archive] | None = getattr(self._mine, "latest", None)
        if latest is not None and latest[0] == path and latest[1] in self._open:
            return latest[1]
        if latest is not None:
            self._mine.latest = None
            with self._lock:
                self._open.discard(latest[1])
            latest[1].close()
        archive = Archive(path)
        with self._lock:
            self._open.add(archive)
        self._mine.latest = (path, archive)
        return archive
