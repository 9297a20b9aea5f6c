"""Find the photos of the sources that very many are taken from.

Sources are folders, photos and ZIP files as for every import, lists of paths (text or a table),
Parquet files of paths or of photos, and addresses such as `s3://bucket/folder`.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from hitl_app.domain.errors import KnownError
from hitl_app.domain.imports import FoundFile
from hitl_app.imaging import remote
from hitl_app.imaging.files import UnreadablePath, is_ignored, scan, suffix_of
from hitl_app.imaging.names import show
from hitl_app.imaging.remote import is_remote
from hitl_app.imaging.tables import PATHS, PhotoTable, is_table
from hitl_app.services.files import read_error
from safeio.reading import SUFFIXES
from safeio.reasons import PhotoError, Reason
from training.inputs.lists import ListError, open_records, plain_names, read_lines

_TEXT: Final = ".txt"
LISTS: Final = (_TEXT, ".csv", ".tsv", ".tab")
_MAX_MB: Final = 64 * 1024
"""Lists are read as streams."""
_PLAIN, _LIST, _TABLE, _REMOTE = "plain", "list", "table", "remote"
Check = Callable[[], None]
Found = Iterator[FoundFile | UnreadablePath]


def root_of(source: str) -> bytes:
    """Return a source as it is kept: an address as it is, a path absolute."""
    return source.encode() if is_remote(source) else os.fsencode(Path(source).absolute())


def needs_listing(root: bytes, *, resumed: bool) -> bool:
    """Return True for a source of an import that only this module reads.

    Args:
        root: As `root_of` returns it.
        resumed: Whether the import was interrupted. Another one may be of a text that was chosen
            by mistake, which is listed as no photo.
    """
    return _kind(root) != _PLAIN and (resumed or suffix_of(os.fsdecode(root)) != _TEXT)


def find(roots: Sequence[bytes], check: Check = lambda: None) -> Found:
    """Find the photos of some sources, in an order that is the same every time.

    Args:
        roots: As `root_of` returns them.
        check: Called now and then; may raise to cancel.

    Yields:
        Files to read, and paths that cannot be read.

    Raises:
        KnownError: A list cannot be read or has no column of photos, a library is missing, or a
            list changed while it was read.
    """
    for kind, some in groupby(roots, _kind):
        if kind == _PLAIN:
            yield from scan(list(some), check)
            continue
        for root in some:
            path = os.fsdecode(root)
            if kind == _REMOTE:
                yield from _in_store(path, check)
            elif kind == _TABLE:
                yield from _of_table(path, check)
            else:
                yield from _of_list(Path(path), check)


def _kind(root: bytes) -> str:
    path = os.fsdecode(root)
    if is_remote(path):
        return _REMOTE
    if is_table(path):
        return _TABLE
    return _LIST if suffix_of(path) in LISTS else _PLAIN


def _in_store(address: str, check: Check) -> Found:
    """Find the photos at an address and below it."""
    named = True
    try:
        for found, info in remote.walk(address, check):
            named = found == address.rstrip("/")
            below = found[len(address) :].split("/")
            if not named and any(map(is_ignored, filter(None, below))):
                continue
            if is_table(found):
                yield from _of_table(found, check)
            elif suffix_of(found) in SUFFIXES:
                yield remote.found_at(found, info)
            elif named:
                yield _unreadable(found, PhotoError(Reason.UNSUPPORTED, suffix_of(found)))
    except PhotoError as error:
        yield _unreadable(address, error)


def _of_table(path: str, check: Check) -> Found:
    """Find the photos in a Parquet file, or at the paths in it."""
    try:
        with PhotoTable(path) as table:
            if table.of_bytes:
                for photo in table.photos():
                    check()
                    yield photo
                return
            place = path.rpartition("/")[0] if is_remote(path) else os.path.dirname(path)  # noqa: PTH120
            for named in table.paths():
                check()
                yield from _at(named or "", place, check)
        with PhotoTable(path) as again:
            if not again.state.is_same(table.state):
                raise KnownError("source-changed", path=show(path))
    except PhotoError as error:
        yield _unreadable(path, error)


def _of_list(file: Path, check: Check) -> Found:
    """Find the photos that a text or a table lists."""
    try:
        before = file.stat()
        for named in _lines(file) if file.suffix.lower() == _TEXT else _cells(file):
            check()
            yield from _at(named, str(file.parent), check)
        after = file.stat()
    except OSError as error:
        raise read_error(file, error) from error
    except ListError as error:
        code = "paths-columns" if error.missing else "paths-unreadable"
        raise KnownError(code, path=str(file), detail=error.problem) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise KnownError("source-changed", path=str(file))


def _lines(file: Path) -> Iterator[str]:
    for _, line in read_lines(file, _MAX_MB):
        if line.strip():
            yield line


def _cells(file: Path) -> Iterator[str]:
    with open_records(file, _MAX_MB) as records:
        names = plain_names(next(records, (1, []))[1])
        at = next((names.index(name) for name in PATHS if name in names), None)
        if at is None:
            raise ListError("its first line names no column of photos", ("photo",))
        for _, cells in records:
            if at < len(cells) and cells[at].strip():
                yield cells[at]


def _at(named: str, folder: str, check: Check) -> Found:
    """Find the photo, or the photos of the folder, that a row names; relative to a folder."""
    if is_remote(named):
        yield from _in_store(named, check)
    elif not named.strip() or "\0" in named:
        yield UnreadablePath(os.fsencode(folder), "", show(named) or show(folder), Reason.MISSING)
    elif is_remote(folder):
        yield from _in_store(f"{folder}/{named}", check)
    else:
        yield from scan([os.path.join(folder, named)], check)  # noqa: PTH118 - a path a row


def _unreadable(path: str, error: PhotoError) -> UnreadablePath:
    return UnreadablePath(os.fsencode(path), "", show(path), error.reason, error.detail)
