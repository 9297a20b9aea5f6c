"""Bounded reading of untrusted ordinary files."""

import os
import stat
from typing import BinaryIO, Final

from safeio.reasons import PhotoError, Reason, from_system

SUFFIXES: Final = frozenset(
    {
        *(".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".avif"),
        *(".tif", ".tiff", ".bmp", ".gif", ".heic", ".heif"),
    }
)
"""Endings, in lower case, of the photo files in folders and ZIP files."""

MAX_FILE_BYTES: Final = 512 * 2**20
"""Largest photo file that is read, in bytes."""


def read_file(path: str, limit: int = MAX_FILE_BYTES) -> bytes:
    """Return the whole of a photo file.

    Args:
        path: As `os.fsdecode` gives it.
        limit: Most bytes that are taken.

    Raises:
        PhotoError: It cannot be read, is empty or larger than `limit`.
    """
    with open_regular(path) as file:
        try:
            data = read_bounded(file, os.fstat(file.fileno()).st_size, limit)
        except OSError as error:
            raise from_system(error) from error
    if not data:
        raise PhotoError(Reason.EMPTY)
    return data


def open_regular(path: str) -> BinaryIO:
    """Open a file, unbuffered, if it is an ordinary one; never wait for a pipe's other end.

    The kind is read from the open file, not from the path, so that a file that is replaced by a
    pipe in between cannot block the caller. The caller closes it.

    Raises:
        PhotoError: It cannot be opened or is no ordinary file.
    """
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY", "O_NOINHERIT"):
        flags |= getattr(os, name, 0)
    try:
        handle = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise _refused(path, error) from error
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return os.fdopen(handle, "rb", buffering=0)
    os.close(handle)
    raise PhotoError(Reason.NOT_A_FILE)


def _refused(path: str, error: OSError | ValueError) -> PhotoError:
    """Return the error of a failed open; Windows reports a folder as "permission denied"."""
    if isinstance(error, PermissionError) and os.path.isdir(path):  # noqa: PTH112 - a plain str
        return PhotoError(Reason.NOT_A_FILE, error.strerror or "")
    return from_system(error)


def read_bounded(file: BinaryIO, expected: int, limit: int) -> bytes:
    """Read a file to its end, within a limit.

    Args:
        file: An open file; may give fewer bytes than asked for.
        expected: Bytes that it probably holds.
        limit: Most bytes that are taken.

    Raises:
        PhotoError: It holds more than `limit` bytes.
        OSError: A read failed.
    """
    if expected > limit:
        raise PhotoError(Reason.TOO_LARGE, f"{expected} bytes")
    chunks: list[bytes] = []
    total = 0
    while chunk := file.read(max(expected - total, 0) + 1):
        chunks.append(chunk)
        total += len(chunk)
        if total > limit:
            raise PhotoError(Reason.TOO_LARGE, f"more than {limit} bytes")
        if total > expected:
            expected = min(total + 2**20, limit)
    return b"".join(chunks)
