"""Unpack a backup from its ZIP file, which is never trusted."""

import json
import os
import shutil
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.services.files import open_given, write_error
from safeio.foreign import foreign_bytes
from safeio.zip_directory import open_checked

MANIFEST: Final = "backup.json"
DATABASE: Final = "review.db"
VERSION_FILES: Final = ("card.json", "network.keras")
Report = Callable[[str, int, int], None]
_MOST_BYTES: Final = 64 << 30
_MOST_ENTRIES: Final = 20_000
_MOST_MANIFEST: Final = 1 << 20
# A database shrinks to a tenth at most: what unpacks to so much more was made to fill a disk.
_MOST_RATIO: Final = 200
_SMALL: Final = 64 << 20
_MB: Final = 1 << 20
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1 | 0x40


def damaged(file: Path, detail: str) -> KnownError:
    """Return the error for a file that is no whole backup."""
    return KnownError("backup-damaged", path=str(file), detail=detail)


def silent(_stage: str, _done: int, _total: int) -> None:
    """Ignore progress."""


def unpack(file: Path, place: Path, report: Report) -> None:
    """Unpack a backup into a folder.

    Raises:
        KnownError: The file cannot be read, is no backup, or claims more than a backup holds;
            the disk is full.
        OSError: The folder cannot be written.
    """
    # What cannot be read is no damage.
    open_given(file).close()
    with (
        foreign_bytes(
            lambda error: damaged(file, str(error) or type(error).__name__),
            *(KnownError, CancelledError, MemoryError),
        ),
        open_checked(file, most=_MOST_ENTRIES, limit=_MOST_BYTES) as archive,
    ):
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        _check_entries(file, entries)
        total = sum(entry.file_size for entry in entries)
        if total > shutil.disk_usage(place).free:
            raise KnownError("disk-full", path=str(place.parent))
        done = 0
        for entry in entries:
            target = place.joinpath(*PurePosixPath(entry.filename).parts)
            for written in _unpack_entry(archive, entry, target, place.parent):
                done += written
                report("unpack", done // _MB, -(-total // _MB))
        _check_manifest(file, place / MANIFEST)


def _unpack_entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, folder: Path
) -> Iterator[int]:
    """Unpack an entry and yield the size of each part; what the disk refuses is its own error."""
    with _refusals(folder):
        target.parent.mkdir(parents=True, exist_ok=True)
        out = target.open("wb")
    with archive.open(entry) as packed, out:
        while chunk := packed.read(_MB):
            with _refusals(folder):
                out.write(chunk)
            yield len(chunk)
        with _refusals(folder):
            out.flush()
            os.fsync(out.fileno())


@contextmanager
def _refusals(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise write_error(folder, error) from error


def _check_entries(file: Path, entries: list[zipfile.ZipInfo]) -> None:
    names = {entry.filename for entry in entries}
    if not {MANIFEST, DATABASE} <= names:
        raise damaged(file, "it lacks its database")
    if len({name.casefold() for name in names}) < len(entries):
        raise damaged(file, "it holds two files of the same name")
    for entry in entries:
        _check_entry(file, entry)
    versions = {name.split("/")[1] for name in names if name.startswith("models/")}
    if not {f"models/{v}/{part}" for v in versions for part in VERSION_FILES} <= names:
        raise damaged(file, "a model lacks a file")
    if sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise damaged(file, "it is too large")


def _check_entry(file: Path, entry: zipfile.ZipInfo) -> None:
    parts = PurePosixPath(entry.filename).parts
    is_version = len(parts) == 3 and parts[0] == "models" and not parts[1].startswith(".")
    plain = all(part not in ("..", "/") and not set(part) & set("\\:\0") for part in parts)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if not plain or not (is_version or entry.filename in (MANIFEST, DATABASE)):
        raise damaged(file, f"it holds {entry.filename[:100]!a}")
    if kind not in (0, stat.S_IFREG):
        raise damaged(file, f"{entry.filename[:100]!a} in it is no ordinary file")
    if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS:
        raise damaged(file, f"{entry.filename[:100]!a} in it is encrypted or packed otherwise")
    if entry.file_size > _SMALL and entry.file_size > _MOST_RATIO * entry.compress_size:
        raise damaged(file, "it claims to hold far more than it does")


def _check_manifest(file: Path, manifest: Path) -> None:
    with manifest.open("rb") as source:
        text = source.read(_MOST_MANIFEST + 1)
    if len(text) > _MOST_MANIFEST or not isinstance(json.loads(text), dict):
        raise damaged(file, f"{MANIFEST} in it is no list of what it holds")
