"""Counts of a file's entries, strips, chunks and blocks, made before Pillow reads it.

Pillow takes some microseconds and a hundred bytes for each, so that a file of a few megabytes that
is made of nothing else would take minutes and gigabytes.
"""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from safeio.reasons import PhotoError, Reason

MAX_PARTS: Final = 131_072
"""Most strips of a TIFF and most chunks of a PNG: 60 megapixels of 16-bit colour in the usual
8 KiB have 45,000."""

MAX_ENTRIES: Final = 4096
"""Most entries of a TIFF or Exif directory."""

_MAX_COMMENT_BLOCKS: Final = 8192
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_SIZES: Final = {3: 2, 4: 4, 5: 8, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
_STRIPS, _STRIP_SIZES, _TILES, _TILE_SIZES = 273, 279, 324, 325
# Directories that Pillow reads to the last value: Exif, GPS, interoperability.
_BELOW: Final = frozenset({34665, 34853, 40965})


class Entry(NamedTuple):
    """An entry of a TIFF directory: so many values of a kind, which is a number.

    `body` has their bytes, as far as they are in the file.
    """

    tag: int
    kind: int
    length: int
    body: memoryview

    def numbers(self, order: str, most: int = 16) -> tuple[int, ...]:
        """Return its first values if they are whole numbers of 2 or 4 bytes."""
        letter = {3: "H", 4: "I", 13: "I"}.get(self.kind)
        size = _SIZES.get(self.kind, 1)
        known = min(self.length, len(self.body) // size, most) if letter else 0
        return struct.unpack_from(f"{order}{known}{letter}", self.body) if known else ()


def byte_order(data: bytes) -> str:
    """Return the order of bytes of a TIFF file or an Exif block, as `struct` names it."""
    return {b"II": "<", b"MM": ">"}.get(data[:2], "")


def directory(data: bytes, at: int | None = None) -> Iterator[Entry]:
    """Walk a directory of a TIFF file or an Exif block, the first one unless its place is given.

    Raises:
        PhotoError: It has more entries than a photo has.
    """
    order, view = byte_order(data), memoryview(data)
    if not order:
        return
    big = b"\x2b" in data[2:4]
    head, entry = (f"{order}Q", f"{order}HHQ") if big else (f"{order}H", f"{order}HHI")
    pointer, inline = (f"{order}Q", 8) if big else (f"{order}I", 4)
    try:
        start = struct.unpack_from(pointer, data, 8 if big else 4)[0] if at is None else at
        (entries,) = struct.unpack_from(head, data, start)
        if entries > MAX_ENTRIES:
            raise PhotoError(Reason.TOO_COMPLEX, f"{entries} entries")
        start += struct.calcsize(head)
        for at_entry in range(start, start + entries * (20 if big else 12), 20 if big else 12):
            tag, kind, count = struct.unpack_from(entry, data, at_entry)
            size, place = count * _SIZES.get(kind, 1), at_entry + struct.calcsize(entry)
            if size > inline:
                (place,) = struct.unpack_from(pointer, data, place)
            yield Entry(tag, kind, count, view[place : place + size])
    except struct.error:
        return  # Pillow raises the error.


def check_directories(data: bytes) -> None:
    """Refuse a TIFF file, or an Exif block, whose directories are no photo's.

    The data begin with the byte that names the order of bytes.

    Raises:
        PhotoError: It has more entries or values than a photo has.
    """
    order, read = byte_order(data), 0
    waiting: list[int | None] = [None]
    for at in waiting:
        for entry in directory(data, at):
            if entry.kind in _SIZES and entry.length > MAX_PARTS:
                raise PhotoError(Reason.TOO_COMPLEX, f"{entry.length} strips or values")
            # Entries that share their bytes are read one by one.
            read += len(entry.body)
            if read > len(data) + 2**16:
                raise PhotoError(Reason.TOO_COMPLEX, "its entries lie over one another")
            if entry.tag in _BELOW and len(waiting) <= len(_BELOW):
                waiting.extend(entry.numbers(order)[:1])


def ends_early(data: bytes) -> bool:
    """Return True for a TIFF file whose directory or strips lie behind its end."""
    order = byte_order(data)
    if not order or len(data) < 8:
        return False
    tags = {entry.tag: entry.numbers(order, MAX_PARTS) for entry in directory(data)}
    if not tags:
        return bool(len(data) <= struct.unpack_from(f"{order}I", data, 4)[0])
    starts, sizes = (_STRIPS, _STRIP_SIZES) if _STRIPS in tags else (_TILES, _TILE_SIZES)
    ends = map(sum, zip(tags.get(starts, ()), tags.get(sizes, ()), strict=False))
    return max(ends, default=0) > len(data)


def check_chunks(data: bytes) -> None:
    """Raise PhotoError for a PNG file of more chunks than a photo has."""
    at = len(_PNG)
    for _ in range(MAX_PARTS):
        if at + 8 > len(data):
            return
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    raise PhotoError(Reason.TOO_COMPLEX, f"more than {MAX_PARTS} chunks")


def check_blocks(data: bytes) -> None:
    """Raise PhotoError for a GIF file of more comments before its picture than a photo has."""
    if len(data) < 13:
        return
    at = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    blocks = 0
    while data[at : at + 1] == b"!":
        at += 2
        while at < len(data) and data[at]:
            at += data[at] + 1
            blocks += 1
            if blocks > _MAX_COMMENT_BLOCKS:
                raise PhotoError(Reason.TOO_COMPLEX, f"more than {_MAX_COMMENT_BLOCKS} blocks")
        at += 1
        blocks += 1
