"""A ZIP file's table of contents: read within bounds, and checked against the file.

The table is untrusted: each entry has to lie within the file, apart from every other one, and to
unpack to the size of a photo at most. Other entries are refused one by one; the rest of the archive
is read.
"""

import os
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from safeio.reading import MAX_FILE_BYTES, open_regular
from safeio.reasons import PhotoError, Reason

MAX_DIRECTORY_BYTES = 64 * 2**20
"""Largest table of contents of a ZIP file that is read, in bytes."""
MAX_ENTRIES = 200_000
"""Most files of a ZIP file that is read."""
STORED, DEFLATED, BZIP2 = 0, 8, 12

_END: Final = struct.Struct("<4s4H2LH")
_END64: Final = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64: Final = struct.Struct("<4sLQL")
_ENTRY: Final = struct.Struct("<4s4B4HL2L5H2L")
LOCAL: Final = struct.Struct("<4s2B4HL2L2H")
_MAX_COMMENT: Final = 0xFFFF
_NOT_HERE: Final = 0xFFFFFFFF
_ENCRYPTED_BITS: Final = 0x1 | 0x40
_UTF8_BIT: Final = 0x800
_UNIX: Final = 3
_CHECK_EVERY: Final = 8192


class Entry(NamedTuple):
    """One file of an archive, as the table of contents describes it.

    Attributes:
        start: Offset of its local header in the file.
        packed: Bytes in the file.
        size: Bytes when unpacked.
        crc: CRC-32 of the unpacked bytes.
        method: How it is packed.
        flags: As the format numbers them.
        is_link: True of a symbolic link, whose bytes are a path.
    """

    start: int
    packed: int
    size: int
    crc: int
    method: int
    flags: int
    is_link: bool


@dataclass(slots=True)
class Directory:
    """A table of contents.

    Attributes:
        entries: The files by name; of several of one name the last, as other programs do.
        end: Offset at which the files end.
        overlapping: Names of files that share bytes with another one.
    """

    entries: dict[str, Entry]
    end: int
    overlapping: set[str] = field(default_factory=set)

    def check(self, name: str, limit: int = MAX_FILE_BYTES) -> None:
        """Check a file without reading it.

        Raises:
            PhotoError: It is not there, is encrypted, packed in an unknown way, larger than
                `limit`, or does not lie where the archive has room for it.
        """
        entry = self.entries.get(name)
        if entry is None:
            raise PhotoError(Reason.MISSING)
        if entry.is_link:
            raise PhotoError(Reason.NOT_A_FILE, "a symbolic link")
        if entry.flags & _ENCRYPTED_BITS:
            raise PhotoError(Reason.ENCRYPTED)
        if entry.method not in (STORED, DEFLATED, BZIP2):
            raise PhotoError(Reason.UNKNOWN_PACKING, f"method {entry.method}")
        if max(entry.size, entry.packed) > limit:
            raise PhotoError(Reason.TOO_LARGE, f"{entry.size} bytes")
        if entry.start + LOCAL.size + entry.packed > self.end:
            raise PhotoError(Reason.BAD_ZIP, "it lies outside the archive")
        if name in self.overlapping:
            raise PhotoError(Reason.BAD_ZIP, "it shares bytes with another file")


def open_checked(path: Path, *, most: int, limit: int) -> zipfile.ZipFile:
    """Open a ZIP file with `zipfile` after its table of contents was checked.

    It may hold ``most`` files, of ``limit`` bytes each when unpacked.

    Raises:
        ValueError: It is no whole ZIP file, or holds something that is not read.
        Exception: Any exception of Python's parsers means damage too.
    """
    try:
        with open_regular(os.fspath(path)) as file:
            directory = read_directory(file, lambda: None, most)
        for name in directory.entries:
            directory.check(name, limit)
    except PhotoError as error:
        raise ValueError(": ".join(filter(None, (error.words, error.detail)))) from error
    return zipfile.ZipFile(path)


def read_directory(file: BinaryIO, check: Callable[[], None], most: int | None = None) -> Directory:
    """Read the table of contents of an open ZIP file, with all files that are no folders.

    Args:
        file: The whole file, open.
        check: Called repeatedly; may raise to stop.
        most: Most files that it may hold; `MAX_ENTRIES` if not given.

    Raises:
        PhotoError: The file is no whole ZIP file, or the table is larger than is read.
        Exception: Any exception of Python's parsers means damage too.
    """
    size = file.seek(0, os.SEEK_END)
    # A comment may follow the end record, and resemble one.
    begin = file.seek(max(0, size - _END.size - _MAX_COMMENT - _LOCATOR64.size - _END64.size))
    tail = file.read(size - begin)
    for at in _end_records(tail):
        found = _place(tail, at, begin)
        if found is None:
            continue
        start, length, shift = found
        file.seek(start)
        if not length:
            return Directory({}, start)
        if file.read(4) == b"PK\1\2":
            if length > MAX_DIRECTORY_BYTES:
                raise PhotoError(Reason.TOO_LARGE, f"table of contents of {length} bytes")
            file.seek(start)
            table = file.read(length)
            return _directory(table, start, shift, check, most or MAX_ENTRIES)
    raise PhotoError(Reason.BAD_ZIP, "it has no table of contents")


def _end_records(tail: bytes) -> list[int]:
    """Return offsets of possible end records: first those whose comment ends with the file."""
    found: list[int] = []
    at = len(tail) - _END.size + 4
    while (at := tail.rfind(b"PK\5\6", 0, at)) >= 0:
        found.append(at)
        # The next one lies before it.
        at += 3
    fits = {a: a + _END.size + _END.unpack_from(tail, a)[-1] == len(tail) for a in found}
    return sorted(found, key=lambda a: not fits[a])


def _place(tail: bytes, at: int, begin: int) -> tuple[int, int, int] | None:
    """Find the table of contents by an end record.

    Returns:
        Its offset, its length, and the bytes that stand before the archive, such as a program that
        unpacks it; None if it cannot lie before the record.
    """
    _, disk, first_disk, _, _, length, offset, _ = _END.unpack_from(tail, at)
    end = at
    if at >= _LOCATOR64.size and tail[at - _LOCATOR64.size : at].startswith(b"PK\6\7"):
        record = at - _LOCATOR64.size - _END64.size
        if record >= 0 and tail[record:].startswith(b"PK\6\6"):
            unpacked = _END64.unpack_from(tail, record)
            disk, first_disk, length, offset, end = *unpacked[4:6], *unpacked[8:10], record
    if (disk, first_disk) != (0, 0):
        raise PhotoError(Reason.BAD_ZIP, "it is one of several parts")
    start = begin + end - length
    shift = start - offset
    # Only a file that is nothing else is an empty archive: a comment may hold such a record too.
    is_there = start >= 0 and shift >= 0 if length else start == shift == 0
    return (start, length, shift) if is_there else None


def _directory(
    table: bytes, end: int, shift: int, check: Callable[[], None], most: int
) -> Directory:
    entries: dict[str, Entry] = {}
    for number, (name, entry) in enumerate(_entries(table, shift)):
        if number == most:
            raise PhotoError(Reason.TOO_MANY_FILES, f"more than {most} files")
        if number % _CHECK_EVERY == 0:
            check()
        if not name.endswith("/"):
            entries[name] = entry
    directory = Directory(entries, end)
    directory.overlapping = _overlapping(entries)
    return directory


def _entries(table: bytes, shift: int) -> Iterator[tuple[str, Entry]]:
    at = 0
    while at < len(table):
        fields = _ENTRY.unpack_from(table, at)
        signature, _, made_on, _, _, flags, method, _, _, crc, packed, size = fields[:12]
        name_length, extra_length, comment_length, _, _, attributes, start = fields[12:]
        if signature != b"PK\1\2":
            raise PhotoError(Reason.BAD_ZIP, "its table of contents is damaged")
        at += _ENTRY.size
        name = table[at : at + name_length]
        at += name_length
        if _NOT_HERE in (packed, size, start):
            extra = table[at : at + extra_length]
            size, packed, start = _large(extra, size, packed, start)
        at += extra_length + comment_length
        is_link = made_on == _UNIX and stat.S_ISLNK(attributes >> 16)
        entry = Entry(start + shift, packed, size, crc, method, flags, is_link)
        yield _name(name, flags), entry
    if at != len(table):
        raise PhotoError(Reason.BAD_ZIP, "its table of contents is damaged")


def _large(extra: bytes, *values: int) -> list[int]:
    """Return the 64-bit values of those that do not fit an entry."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            numbers = struct.iter_unpack("<Q", extra[at + 4 : at + 4 + length // 8 * 8])
            return [next(numbers)[0] if value == _NOT_HERE else value for value in values]
        at += 4 + length
    return list(values)


def _name(raw: bytes, flags: int) -> str:
    """Return a file's name as `zipfile` does, which kept the names of earlier imports."""
    try:
        name = raw.decode("utf-8" if flags & _UTF8_BIT else "cp437")
    except UnicodeDecodeError:
        name = raw.decode("cp437")
    name = name.split("\0", 1)[0]
    return name.replace(os.sep, "/")


def shown_name(name: str, flags: int) -> str:
    """Return a file's name to show.

    Archives without the UTF-8 mark should use code page 437, but macOS writes UTF-8 without it.
    """
    if flags & _UTF8_BIT:
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _overlapping(entries: dict[str, Entry]) -> set[str]:
    """Return the names of files that share bytes: such an archive can unpack without end."""
    found: set[str] = set()
    last, end = "", -1
    for name, entry in sorted(entries.items(), key=lambda item: item[1].start):
        if entry.start < end:
            found |= {name, last}
        own_end = entry.start + LOCAL.size + entry.packed
        if own_end > end:
            last, end = name, own_end
    return found
