"""Files that are written whole or not at all, and numbers that are read without trusting them."""

import contextlib
import errno
import io
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
import numpy.typing as npt

from training.core.errors import require
from training.core.foreign import foreign_bytes
from training.core.reading import open_regular
from training.core.reasons import PhotoError, Reason
from training.core.zip_directory import open_checked

UNFINISHED: Final = ".unfinished-"
"""Folders and files whose name starts so were being written when something ended the program."""
_STALE_SECONDS: Final = 24 * 3600
_MAX_ARRAYS: Final = 10_000
_MAX_PACKED: Final = 256 * 2**20
_MAX_UNPACKED: Final = 512 * 2**20


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


def pack_arrays(arrays: Mapping[str, npt.NDArray[Any]]) -> bytes:
    """The bytes of a compressed ``.npz`` of these arrays."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **dict(arrays))  # type: ignore[arg-type]
    return buffer.getvalue()


def unpack_arrays(path: Path) -> dict[str, npt.NDArray[Any]]:
    """Reads a ``.npz`` that anybody may have made: no pickles, nothing larger than it says.

    Args:
        path: the file; at most 256 MiB, and 512 MiB unpacked.

    Returns:
        Its arrays by name.

    Raises:
        ValueError: for anything but a sound archive of plain arrays within these bounds.
        OSError: if the file cannot be read.
    """
    require(path.stat().st_size <= _MAX_PACKED, "the file is too large")
    # NumPy's parser of headers is as open to surprises as that of archives.
    with (
        foreign_bytes(lambda error: ValueError(str(error)), ValueError, OSError),
        open_checked(path, most=_MAX_ARRAYS, limit=_MAX_UNPACKED) as archive,
    ):
        members = archive.infolist()
        unpacked = sum(member.file_size for member in members)
        require(unpacked <= _MAX_UNPACKED, "the file unpacks to too much")
        return {
            member.filename.removesuffix(".npy"): _array(archive.read(member)) for member in members
        }


def _array(content: bytes) -> npt.NDArray[Any]:
    """One ``.npy``, whose header must claim just the bytes that follow it.

    NumPy makes room for what a header claims before it reads; a header of a few bytes can claim
    terabytes.
    """
    file = io.BytesIO(content)
    if np.lib.format.read_magic(file) != (1, 0):
        raise ValueError("an array has an unknown format")
    shape, _, dtype = np.lib.format.read_array_header_1_0(file)
    claimed = dtype.itemsize
    for side in shape:
        claimed *= side
    if dtype.hasobject or claimed != len(content) - file.tell():
        raise ValueError("an array's header does not fit its content")
    file.seek(0)
    return np.lib.format.read_array(file, allow_pickle=False)
