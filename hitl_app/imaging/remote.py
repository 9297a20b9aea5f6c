"""Photos in object stores, and wherever else Apache Arrow has a filesystem.

An address such as `s3://bucket/folder/photo.jpg` takes the place of a path. Access is configured
as for every program on this computer: by environment, profile or role.
"""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final

from hitl_app.domain.errors import KnownError
from hitl_app.domain.imports import FoundFile
from hitl_app.imaging.names import show
from safeio.reasons import PhotoError, Reason, from_system

SCHEMES: Final = ("s3://", "gs://", "file://")
Entry = tuple[str, Any]
"""An address and what the filesystem says of it."""


def is_remote(path: str) -> bool:
    """Return True for an address."""
    return path.startswith(SCHEMES)


def walk(address: str, check: Callable[[], None] = lambda: None) -> Iterator[Entry]:
    """Yield the files at an address and below it, in the same order every time.

    One folder is listed at a time, so that memory does not grow with the number of files.

    Raises:
        PhotoError: Nothing is there, or it cannot be listed.
    """
    with _errors():
        info = info_of(address)
        if info.is_file:
            yield address, info
            return
        stack = [_listed(address)]
    while stack:
        entry = next(stack[-1], None)
        if entry is None:
            stack.pop()
            continue
        check()
        if entry[1].is_file:
            yield entry
        else:
            with _errors():
                stack.append(_listed(entry[0]))


def _listed(address: str) -> Iterator[Entry]:
    from pyarrow.fs import FileSelector

    system, path = _opened(address)
    found = system.get_file_info(FileSelector(path, recursive=False))
    scheme = address.partition("://")[0]
    pairs = ((f"{scheme}://{info.path}", info) for info in found)
    return iter(sorted(pairs, key=lambda pair: pair[0]))


def info_of(address: str) -> Any:
    """Return what the filesystem says of an address.

    Raises:
        OSError: Nothing is there, or it cannot be reached.
    """
    from pyarrow.fs import FileType

    system, path = _opened(address)
    info = system.get_file_info(path)
    if info.type == FileType.NotFound:
        raise FileNotFoundError(2, "there is no such object or folder", address)
    return info


def found_at(address: str, info: Any) -> FoundFile:
    """Return the file at an address."""
    return FoundFile(address.encode(), "", show(address), info.size or 0, info.mtime_ns or 0)


def read_remote(address: str, limit: int) -> bytes:
    """Return the bytes at an address.

    Raises:
        PhotoError: It cannot be read, is empty or larger than `limit`.
    """
    with _errors(), open_remote(address) as file:
        size = file.size()
        if size > limit:
            raise PhotoError(Reason.TOO_LARGE, f"{size} bytes")
        data: bytes = file.read(limit)
    if not data:
        raise PhotoError(Reason.EMPTY)
    return data


def open_remote(address: str) -> Any:
    """Open the file at an address for reading at any place; the caller closes it."""
    system, path = _opened(address)
    if address.startswith("file://") and not _is_regular(path):
        # Never wait for the other end of a pipe.
        raise PhotoError(Reason.NOT_A_FILE)
    return system.open_input_file(path)


def _is_regular(path: str) -> bool:
    return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116 - a plain string


def _opened(address: str) -> tuple[Any, str]:
    """Return filesystem and path in it; keys of object stores are not decoded."""
    scheme, _, rest = address.partition("://")
    bucket = "" if scheme == "file" else rest.partition("/")[0]
    return _filesystem(f"{scheme}://{bucket or '/'}"), rest.rstrip("/") or "/"


@lru_cache(16)
def _filesystem(root: str) -> Any:
    """Return the filesystem of a bucket.

    Raises:
        KnownError: Code `scale-missing`; the library is not installed.
        PhotoError: It cannot be reached.
    """
    try:
        from pyarrow.fs import FileSystem
    except ImportError as error:
        raise KnownError("scale-missing") from error
    with _errors():
        return FileSystem.from_uri(root)[0]


@contextmanager
def _errors() -> Iterator[None]:
    """Turn errors of a filesystem into reasons."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise from_system(error) from error
