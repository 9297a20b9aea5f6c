"""Write files atomically, and refuse what cannot be one."""

import csv
import errno
import io
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from hitl_app.domain.errors import KnownError
from safeio import files
from safeio.cells import defuse
from safeio.files import open_ordinary
from training.inputs.lists import EncodingError, ListError


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file that replaces its target once it is on disk.

    Raises:
        KnownError: Code `target-special`; or the disk is full or refuses. An older file of that
            name is untouched then.
    """
    place = file_place(path)
    try:
        with files.whole_file(place) as file:
            yield file
    except OSError as error:
        raise write_error(path, error) from error


def check_target(folder: Path, target: Path) -> None:
    """Refuse a target inside the workspace's own files.

    Raises:
        KnownError: Code `target-own`.
    """
    place, home = target.resolve(), folder.resolve()
    own = place.parent == home and place.name.startswith("review.db")
    if own or home / "models" in place.parents:
        raise KnownError("target-own", path=str(target))


def file_place(path: Path) -> Path:
    """Return the path to write for a requested path, links resolved.

    A link stays: what it leads to is replaced, as every editor does it.

    Raises:
        KnownError: Code `target-special`; a folder, a pipe, a socket or a device is there.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise KnownError("target-special", path=str(path))
    except FileNotFoundError:
        pass
    except OSError as error:
        raise write_error(path, error) from error
    return Path(os.path.realpath(path))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file atomically."""
    with whole_file(path) as file:
        file.write(content)


def write_rows(out: BinaryIO, columns: Sequence[str], rows: Iterable[Iterable[object]]) -> int:
    """Write rows as CSV, no text of which can become a formula; return how many."""
    text = io.TextIOWrapper(out, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow(defuse(cell) if isinstance(cell, str) else cell for cell in row)
        count += 1
    text.detach()
    return count


def write_error(path: Path, error: OSError) -> KnownError:
    """Return the known error for a file that could not be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return KnownError("disk-full", path=str(path))
    return KnownError("write-failed", path=str(path), detail=error.strerror or str(error))


def open_given(path: Path) -> BinaryIO:
    """Open a file that an operator named for reading; never wait for a pipe's other end.

    Raises:
        KnownError: Code `read-failed`; it cannot be opened, or is a pipe, a device or a folder.
    """
    try:
        return open_ordinary(path)
    except OSError as error:
        raise read_error(path, error) from error


@contextmanager
def known_list_errors(path: Path, kind: str) -> Iterator[None]:
    """Raise the known error for a list that could not be read.

    Args:
        path: The list.
        kind: What codes begin with: `labels` or `feed`.

    Raises:
        KnownError: Code `read-failed`; or `KIND-columns`, `KIND-encoding` or `KIND-unreadable`.
    """
    try:
        yield
    except OSError as error:
        raise read_error(path, error) from error
    except ListError as error:
        what = "columns" if error.missing else "unreadable"
        if isinstance(error, EncodingError):
            what = "encoding"
        raise KnownError(f"{kind}-{what}", path=str(path), detail=error.problem) from error


def read_error(path: Path, error: OSError) -> KnownError:
    """Return the known error for a file or folder that could not be read."""
    return KnownError("read-failed", path=str(path), detail=error.strerror or str(error))
