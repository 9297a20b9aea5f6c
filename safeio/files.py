"""Files and folders that are written whole or not at all."""

import contextlib
import errno
import io
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, cast

from safeio.reading import open_regular
from safeio.reasons import PhotoError, Reason

UNFINISHED: Final = ".unfinished-"
"""Folders and files whose name starts so were being written when something ended the program."""
_STALE_SECONDS: Final = 24 * 3600


def open_ordinary(path: Path) -> io.BufferedReader:
    """Open an ordinary file for reading; never wait for a pipe's other end.

    Raises:
        OSError: It cannot be opened, or is a pipe, a device or a folder.
    """
    try:
        return io.BufferedReader(cast("io.FileIO", open_regular(os.fspath(path))))
    except PhotoError as error:
        missing = error.reason is Reason.MISSING
        raise (FileNotFoundError if missing else OSError)(_number(error), error.words) from error


def _number(error: PhotoError) -> int:
    """Return the system's number of a refusal, if it was the system's."""
    cause = error.__cause__
    return (cause.errno if isinstance(cause, OSError) else None) or errno.EINVAL


def sync_file(path: Path) -> None:
    """Returns when the system says that the file, or the entries of the folder, are on disk."""
    if path.is_dir() and os.name == "nt":  # Windows has no handle for a folder's entries
        return
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file so that at any moment either the old content or the new stands under its name.

    Args:
        path: where; its folder must exist.
        content: all of it.
    """
    temporary = _unfinished(path.parent)
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_file(path.parent)


def _unfinished(folder: Path) -> Path:
    """Return a free place; unlike those of `tempfile`, what is made there follows the umask."""
    return folder / f"{UNFINISHED}{secrets.token_hex(8)}"


def probe_folder(folder: Path) -> None:
    """Makes a folder if it is missing, and sees whether files can be written there.

    Raises:
        OSError: if not, before hours are spent on what would go there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(prefix=UNFINISHED, dir=folder):
        pass


@contextlib.contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """Gives a temporary folder beside ``target``; on leaving, it takes that name at once.

    If the body raises, nothing remains; if the program is killed, a folder that starts with
    ``UNFINISHED`` remains, which readers ignore and a later call sweeps away.

    Args:
        target: a path that does not exist yet; parents are made.

    Yields:
        The temporary folder to fill.

    Raises:
        FileExistsError: if ``target`` appeared meanwhile.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target.parent)
    temporary = _unfinished(target.parent)
    temporary.mkdir()
    try:
        yield temporary
        for path in temporary.iterdir():
            sync_file(path)
        sync_file(temporary)
        _take_name(temporary, target)
    except BaseException:
        shutil.rmtree(temporary)
        raise
    sync_file(target.parent)


def _take_name(temporary: Path, target: Path) -> None:
    """Renames, but never over an empty folder, which POSIX would allow."""
    if os.path.lexists(target):
        raise FileExistsError(target)
    temporary.rename(target)


def _sweep(folder: Path) -> None:
    """Removes what killed programs left a day ago or longer: a younger one may still be written."""
    for path in folder.glob(f"{UNFINISHED}*"):
        if time.time() - path.lstat().st_mtime > _STALE_SECONDS:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
