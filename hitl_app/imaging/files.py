"""Find photo files in folders and ZIP files, and read them within bounds.

Paths are kept as the bytes that the system gave, beside a text to show: undecodable names are
photos too. Nothing is written, and nothing is opened that could block.
"""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hitl_app.domain.imports import FileState, FoundFile, stamp_of
from hitl_app.imaging.archives import Archive, Archives
from hitl_app.imaging.names import show
from hitl_app.imaging.remote import is_remote, read_remote
from safeio.reading import MAX_FILE_BYTES, SUFFIXES, read_file
from safeio.reasons import PhotoError, Reason, from_system

ZIP_SUFFIX = ".zip"

# Files that systems put beside photos: resource forks, thumbnails of network drives, trash.
_IGNORED_NAMES = frozenset({"__macosx", "@eadir", "$recycle.bin", "system volume information"})


@dataclass(frozen=True, slots=True)
class UnreadablePath:
    """A path that was found, or asked for, and cannot be read."""

    raw: bytes
    member: str
    shown: str
    reason: Reason
    detail: str = ""


def scan(
    paths: Iterable[bytes | str | os.PathLike[str]], check: Callable[[], None] = lambda: None
) -> Iterator[FoundFile | UnreadablePath]:
    """Find the photo files under some paths, in an order that is the same every time.

    Folders are entered with all folders below them, each real folder once, whatever links lead to
    it; ZIP files are looked into, ZIP files within these are not. In folders only names with an
    ending of `SUFFIXES` count, and hidden ones are left out. A file that is named itself is
    always found, whatever its name.

    Args:
        paths: Folders, photo files and ZIP files; relative ones start at the current folder.
        check: Called at every path and now and then within ZIP files; may raise to cancel.

    Yields:
        Files to read, and paths that cannot be read; nothing stops the scan.
    """
    entered: set[tuple[int, int] | str] = set()
    for path in paths:
        given = os.fsdecode(path)
        if not given:
            yield UnreadablePath(b"", "", "", Reason.MISSING)
            continue
        absolute = Path(given).absolute()
        # ".." after a link can only be resolved by the system.
        root = os.path.realpath(absolute) if ".." in absolute.parts else str(absolute)
        try:
            status = os.stat(root)  # noqa: PTH116 - beside os.scandir, plain strings throughout
        except (OSError, ValueError) as error:
            yield _unreadable(root, from_system(error))
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _scan_folder(root, entered, check)
        else:
            yield from _scan_file(root, status, check)


def read(found: FoundFile, limit: int = MAX_FILE_BYTES, archives: Archives | None = None) -> bytes:
    """Return the bytes of a file that `scan` found."""
    return read_path(found.raw, found.member, limit, archives)


def read_path(
    raw: bytes, member: str = "", limit: int = MAX_FILE_BYTES, archives: Archives | None = None
) -> bytes:
    """Return the bytes of a file, or of a member of a ZIP file, by the path that was kept.

    Args:
        raw: Absolute path, as `os.fsencode` gives it, or an address.
        member: Name inside the ZIP file or row of the Parquet file, "" for a file of its own.
        limit: Most bytes that are taken.
        archives: Keeps these files open between calls; without it each call opens its own.

    Raises:
        PhotoError: It cannot be read, is empty or larger than `limit`.
    """
    path = os.fsdecode(raw)
    if not member:
        return read_remote(path, limit) if is_remote(path) else read_file(path, limit)
    if archives is not None:
        data = archives.get(path).read(member, limit)
    else:
        with Archives() as opened:
            data = opened.get(path).read(member, limit)
    if not data:
        raise PhotoError(Reason.EMPTY)
    return data


def _scan_folder(
    root: str, entered: set[tuple[int, int] | str], check: Callable[[], None]
) -> Iterator[FoundFile | UnreadablePath]:
    """Scan a folder depth first, with an explicit stack for any depth."""
    stack = [iter([root])]
    while stack:
        path = next(stack[-1], None)
        if path is None:
            stack.pop()
            continue
        check()
        found = _scan(path, entered, check, named=path == root)
        if isinstance(found, list):
            stack.append(iter(found))
        else:
            yield from found


def _scan(
    path: str, entered: set[tuple[int, int] | str], check: Callable[[], None], *, named: bool
) -> list[str] | Iterator[FoundFile | UnreadablePath]:
    """Return the entries of a folder, or the photos of a file."""
    suffix = suffix_of(path)
    photo = suffix in SUFFIXES or suffix == ZIP_SUFFIX
    try:
        status = os.stat(path)  # noqa: PTH116 - beside os.scandir, plain strings throughout
    except OSError as error:
        # A dead link without an ending may have been a folder of photos; others are not ours.
        return iter([_unreadable(path, from_system(error))] if photo or not suffix else [])
    if stat.S_ISDIR(status.st_mode):
        key = (status.st_dev, status.st_ino) if status.st_ino else os.path.realpath(path)
        if key in entered:
            return []
        entered.add(key)
        try:
            return _entries(path)
        except OSError as error:
            return iter([_unreadable(path, from_system(error))])
    return _scan_file(path, status, check) if photo or named else iter(())


def _entries(folder: str) -> list[str]:
    """Return the relevant paths in a folder, sorted by their bytes."""
    with os.scandir(folder) as entries:
        found = [
            entry.path
            for entry in entries
            if not is_ignored(entry.name) and (suffix_of(entry.name) in WANTED or _may_enter(entry))
        ]
    return sorted(found, key=os.fsencode)


WANTED = SUFFIXES | {ZIP_SUFFIX}
"""Endings of what an import reads in folders."""


def _may_enter(entry: os.DirEntry[str]) -> bool:
    """Return True if an entry without a photo's ending is, or may lead to, a folder."""
    return entry.is_symlink() or entry.is_dir(follow_symlinks=False)


def _scan_file(
    path: str, status: os.stat_result, check: Callable[[], None]
) -> Iterator[FoundFile | UnreadablePath]:
    if not stat.S_ISREG(status.st_mode):
        yield _unreadable(path, PhotoError(Reason.NOT_A_FILE))
    elif suffix_of(path) == ZIP_SUFFIX:
        yield from _scan_archive(path, status, check)
    else:
        raw = os.fsencode(path)
        yield FoundFile(raw, "", show(path), *state_of(status))


def _scan_archive(
    path: str, status: os.stat_result, check: Callable[[], None]
) -> Iterator[FoundFile | UnreadablePath]:
    try:
        archive = Archive(path, check)
    except PhotoError as error:
        yield _unreadable(path, error)
        return
    raw = os.fsencode(path)
    with archive:
        for member in archive.members():
            parts = member.split("/")
            if suffix_of(parts[-1]) not in SUFFIXES or any(map(is_ignored, parts)):
                continue
            shown = show(f"{path}/{archive.shown(member)}")
            try:
                archive.check(member)
            except PhotoError as error:
                yield UnreadablePath(raw, member, shown, error.reason, error.detail)
            else:
                state = state_of(status)
                size = archive.size(member)
                yield FoundFile(raw, member, shown, size, state.mtime_ns, state.stamp)


def state_of(status: os.stat_result) -> FileState:
    """Return the state by which an unchanged file is recognised."""
    stamp = stamp_of(status.st_ino, status.st_ctime_ns)
    return FileState(status.st_size, status.st_mtime_ns, stamp)


def suffix_of(path: str) -> str:
    """Return the ending of a name, in small letters."""
    return os.path.splitext(path)[1].lower()  # noqa: PTH122 - a third of the time of Path


def is_ignored(name: str) -> bool:
    """Return True if a name is hidden or a system's own; `..` in a ZIP file is not hidden."""
    return (name.startswith(".") and name not in {".", ".."}) or name.lower() in _IGNORED_NAMES


def _unreadable(path: str, error: PhotoError) -> UnreadablePath:
    return UnreadablePath(os.fsencode(path), "", show(path), error.reason, error.detail)
