"""Atomic writing of files and folders."""

import contextlib
import errno
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from safeio.reading import open_regular
from safeio.reasons import PhotoError, Reason
from safeio.unfinished import PREFIX, place_beside


def open_ordinary(path: Path) -> io.BufferedReader:
    """Open an ordinary file for reading; never wait for a pipe's other end.

    Raises:
        OSError: It cannot be opened, or is a pipe, a device or a folder.
    """
    try:
        return io.BufferedReader(cast("io.FileIO", open_regular(os.fspath(path))))
    except PhotoError as error:
        kind = FileNotFoundError if error.reason is Reason.MISSING else OSError
        # The system's message is more specific than the words of this reason.
        message = error.detail if error.reason is Reason.READ_FAILED else error.words
        raise kind(_number(error), message) from error


def _number(error: PhotoError) -> int:
    """Return the system's error number, `EINVAL` if it was no error of the system."""
    cause = error.__cause__
    return (cause.errno if isinstance(cause, OSError) else None) or errno.EINVAL


def sync_file(path: Path) -> None:
    """Wait until the file, or the entries of the folder, are on disk."""
    if path.is_dir() and os.name == "nt":  # Windows has no handle for a folder's entries
        return
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file for writing that gets its name once all is written and on the disk.

    Args:
        path: Its path; its folder must exist. At any moment it has the old content or the new.

    Yields:
        The open file, under another name.

    Raises:
        OSError: The disk is full or fails; the old content remains.
    """
    unfinished = place_beside(path)
    try:
        with unfinished.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink()
    sync_file(path.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file of these bytes atomically.

    Raises:
        OSError: The disk is full or fails; the old content remains.
    """
    with whole_file(path) as file:
        file.write(content)


@contextmanager
def whole_folder(target: Path, *, many: bool = False) -> Iterator[Path]:
    """Make a folder that gets its name once all in it is on the disk.

    Args:
        target: Where nothing is, or with `many` an empty folder; its parent must exist.
        many: True if it will hold many files: one wait for the whole disk is shorter then than a
            wait for each.

    Yields:
        The folder to fill, under another name.

    Raises:
        FileExistsError: Something is at `target`.
        OSError: The disk is full or fails.
    """
    unfinished = place_beside(target)
    if not (many and _is_empty(target)):
        _check_free(target)
    unfinished.mkdir()
    try:
        yield unfinished
        if many and hasattr(os, "sync"):
            os.sync()
        else:
            for path in unfinished.iterdir():
                sync_file(path)
            sync_file(unfinished)
        if many and _is_empty(target):
            target.rmdir()
        # POSIX would rename over an empty folder.
        _check_free(target)
        unfinished.rename(target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    sync_file(target.parent)


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir())


def _check_free(target: Path) -> None:
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))


def probe_folder(folder: Path) -> None:
    """Make a folder if it is missing, and try to write a file there.

    Raises:
        OSError: Files cannot be written there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(prefix=PREFIX, dir=folder):
        pass
