"""Photos in the rows of Parquet files, read in place."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any, Final

from hitl_app.domain.errors import KnownError
from hitl_app.domain.imports import FileState, FoundFile, stamp_of
from hitl_app.imaging.names import show
from hitl_app.imaging.remote import info_of, is_remote, open_remote
from safeio.foreign import foreign_bytes
from safeio.reading import MAX_FILE_BYTES, open_regular
from safeio.reasons import PhotoError, Reason, from_system

SUFFIXES: Final = (".parquet", ".pq")
BYTES: Final = ("image", "bytes", "photo", "picture", "img", "content", "data")
"""Names of columns of bytes; the first one that a file has counts, else its only one."""
PATHS: Final = (
    "photo", "path", "file_path", "filepath", "image_path", "file_name", "filename", "file",
    "image", "image_name", "img", "picture", "url", "uri",
)  # fmt: skip
"""Names of columns of paths; the first one that a file has counts."""
_ENDINGS: Final = (
    (b"\x89PNG", ".png"), (b"RIFF", ".webp"), (b"GIF8", ".gif"), (b"BM", ".bmp"),
    (b"II*\0", ".tif"), (b"MM\0*", ".tif"),
)  # fmt: skip
"""Endings of formats by their first bytes."""
_AT_ONCE: Final = 16
"""Rows that are in memory at once."""


def is_table(path: str) -> bool:
    """Return True if a path or an address leads to a Parquet file, by its ending."""
    return path.lower().endswith(SUFFIXES)


class PhotoTable(AbstractContextManager["PhotoTable"]):
    """One open Parquet file whose rows hold photos, or name them.

    Not for several threads at once: each keeps its own.

    Args:
        path: Path or address of the file.

    Raises:
        PhotoError: It cannot be opened, or is damaged.
        KnownError: Code `parquet-missing` or `table-columns`.

    Attributes:
        state: Of the file when it was opened.
        column: The column of photos or paths.
        of_bytes: Whether the column holds photos.
    """

    def __init__(self, path: str) -> None:
        try:
            from pyarrow import parquet, types
        except ImportError as error:
            raise KnownError("parquet-missing") from error
        self._path = path
        self._file, self.state = _opened(path)
        try:
            with foreign_bytes(_damage):
                self._table = parquet.ParquetFile(self._file, pre_buffer=False)
                schema = self._table.schema_arrow
            self.column, self.of_bytes = _column(path, schema)
        except BaseException:
            self._file.close()
            raise
        leaf = {True: "bytes", False: "path"}[self.of_bytes]
        nested = types.is_struct(schema.field(self.column).type)
        self._leaf = f"{self.column}.{leaf}" if nested else self.column
        self._rows: Iterator[tuple[int, bytes | None]] = iter(())
        self._group, self._next = -1, 0
        self._latest: tuple[int, bytes | None] = (-1, None)

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; more than once does no harm."""
        self._file.close()

    def photos(self) -> Iterator[FoundFile]:
        """Yield its photos, whose names are the numbers of their rows."""
        raw, row = os.fsencode(self._path), 0
        meta = self._table.metadata
        for group in range(meta.num_row_groups):
            part = meta.row_group(group)
            # Of a photo nothing else is known before it is read.
            size = part.total_byte_size // max(1, part.num_rows)
            for _ in range(part.num_rows):
                name = str(row)
                shown = show(f"{self._path}/{name}")
                yield FoundFile(raw, name, shown, size, self.state.mtime_ns, self.state.stamp)
                row += 1

    def paths(self) -> Iterator[str | None]:
        """Yield the paths of its rows."""
        with foreign_bytes(_damage):
            for batch in self._table.iter_batches(10_000, columns=[self._leaf]):
                for value in batch.column(0).to_pylist():
                    yield value.get("path") if isinstance(value, dict) else value

    def read(self, member: str, limit: int = MAX_FILE_BYTES) -> bytes:
        """Return the bytes in a row; rows that are asked for in their order are read once.

        Raises:
            PhotoError: There is no such row, or it is empty, too large or damaged.
        """
        row = int(member)
        if row != self._latest[0]:
            self._latest = row, self._read(row)
        return _checked(self._latest[1], limit)

    def shown(self, member: str) -> str:
        """Return a file name for the photo in a row, with the ending of its format."""
        data = self.read(member)
        ending = next((ending for start, ending in _ENDINGS if data.startswith(start)), ".jpg")
        return f"{member}{ending}"

    def _read(self, row: int) -> bytes | None:
        group, first = self._group_of(row)
        if group != self._group or row < self._next:
            self._group, self._next = group, first
            self._rows = self._of_group(group, first)
        with foreign_bytes(_damage):
            for at, data in self._rows:
                self._next = at + 1
                if at == row:
                    return data
        raise PhotoError(Reason.MISSING)

    def _group_of(self, row: int) -> tuple[int, int]:
        """Return the group that a row is in, and the group's first row."""
        first, meta = 0, self._table.metadata
        for group in range(meta.num_row_groups):
            count = meta.row_group(group).num_rows
            if first <= row < first + count:
                return group, first
            first += count
        raise PhotoError(Reason.MISSING)

    def _of_group(self, group: int, row: int) -> Iterator[tuple[int, bytes | None]]:
        batches = self._table.iter_batches(_AT_ONCE, row_groups=[group], columns=[self._leaf])
        for batch in batches:
            for value in batch.column(0):
                found = value.as_py()
                yield row, found.get("bytes") if isinstance(found, dict) else found
                row += 1


def _checked(data: bytes | None, limit: int) -> bytes:
    if not data:
        raise PhotoError(Reason.EMPTY)
    if len(data) > limit:
        raise PhotoError(Reason.TOO_LARGE, f"{len(data)} bytes")
    return data


def _damage(error: Exception) -> PhotoError:
    return PhotoError(Reason.DAMAGED, next(iter(str(error).splitlines()), ""))


def _opened(path: str) -> tuple[Any, FileState]:
    """Open a file; return it with its state."""
    if is_remote(path):
        try:
            info = info_of(path)
            return open_remote(path), FileState(info.size or 0, info.mtime_ns or 0, None)
        except OSError as error:
            raise from_system(error) from error
    file = open_regular(path)
    status = os.fstat(file.fileno())
    stamp = stamp_of(status.st_ino, status.st_ctime_ns)
    return file, FileState(status.st_size, status.st_mtime_ns, stamp)


def _column(path: str, schema: Any) -> tuple[str, bool]:
    """Return the column of photos, and whether it holds their bytes; else that of their paths.

    Raises:
        KnownError: Code `table-columns`; there is neither.
    """
    from pyarrow import types

    photos: list[str] = []
    paths: list[str] = []
    for field in schema:
        kind = field.type
        if types.is_struct(kind):
            # Of an image of the datasets library.
            (photos if kind.get_field_index("bytes") >= 0 else []).append(field.name)
            (paths if kind.get_field_index("path") >= 0 else []).append(field.name)
        elif types.is_binary(kind) or types.is_large_binary(kind):
            photos.append(field.name)
        elif types.is_string(kind) or types.is_large_string(kind):
            paths.append(field.name)
    for found, wanted, of_bytes in ((photos, BYTES, True), (paths, PATHS, False)):
        names = {name.strip().casefold(): name for name in reversed(found)}
        known = next((names[name] for name in wanted if name in names), None)
        if known is not None or len(found) == 1:
            return known or found[0], of_bytes
    raise KnownError("table-columns", path=show(path))
