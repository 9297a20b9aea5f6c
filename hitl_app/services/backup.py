"""A workspace as one file, and back."""

import filecmp
import json
import os
import shutil
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath

from hitl_app import __version__
from hitl_app.domain.errors import KnownError
from hitl_app.services.files import check_target, whole_file, write_error
from hitl_app.services.networks import list_versions
from hitl_app.services.partials import place_beside
from hitl_app.store.database import (
    BUSY_TIMEOUT_S,
    Database,
    copy_database,
    known_errors,
    quick_check,
)
from hitl_app.store.inspections import close_restored
from hitl_app.workspace import Workspace, database_path

_MAX_UNPACKED = 64 << 30
_CHUNK = 1 << 20
Report = Callable[[str, int, int], None]
_MANIFEST = "backup.json"
_VERSION_FILES = ("card.json", "network.keras")
# What damaged archives make the ZIP reader raise.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    OverflowError,
    RuntimeError,
    NotImplementedError,
)


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Hears of progress that nobody asked for."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What is in a backup.

    Attributes:
        versions: How many network versions.
        missing: Names of those that are not: their folders are gone.
    """

    versions: int
    missing: tuple[str, ...]


def backup(workspace: Workspace, file: Path, report: Report = _silent) -> BackedUp:
    """Writes the database and the network versions that it refers to into one ZIP file.

    The desk may go on meanwhile: the database is copied through SQLite's backup call.

    Args:
        workspace: An open workspace.
        file: Where to.
        report: Takes what is being done, how much is done and how much there is; may raise to stop.

    Returns:
        What is in it; a version whose folder somebody deleted is no reason to keep nothing.

    Raises:
        KnownError: The disk is full or refuses.
    """
    check_target(workspace.folder, file)
    folders, missing = _folders(workspace)
    manifest: dict[str, object] = {
        "program": f"Second Look {__version__}",
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": list(folders),
    }
    try:
        _write(workspace, file, folders, manifest, report)
    except OSError as error:
        raise write_error(file, error) from error
    return BackedUp(len(folders), tuple(missing))


def _folders(workspace: Workspace) -> tuple[dict[str, Path], list[str]]:
    """Gives the folders of all versions by name, and the names of those that have none."""
    folders, missing = {}, []
    for version in list_versions(workspace):
        # Of a pruned version only its row is left.
        if version.pruned_at is None:
            try:
                folders[version.name] = workspace.version_folder(version.name)
            except KnownError:
                missing.append(version.name)
    return folders, missing


def _write(
    workspace: Workspace,
    file: Path,
    folders: dict[str, Path],
    manifest: dict[str, object],
    report: Report,
) -> None:
    # Beside the target: the workspace's own disk may be full, which is a reason to back it up.
    with _temporary(file.absolute().parent) as place, whole_file(file) as out:
        copy = place / "review.db"
        workspace.database.copy(copy, partial(report, "copy"))
        # Packages and containers may date files before ZIP's calendar begins.
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
            archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))
            _pack(archive, [(copy, "review.db", zipfile.ZIP_DEFLATED), *_weights(folders)], report)


def _weights(folders: dict[str, Path]) -> Iterator[tuple[Path, str, int]]:
    for name, folder in folders.items():
        for path in sorted(folder.iterdir()):
            yield path, f"models/{name}/{path.name}", zipfile.ZIP_STORED


def _pack(archive: zipfile.ZipFile, files: Sequence[tuple[Path, str, int]], report: Report) -> None:
    """Puts files into the archive, and says in megabytes how far it is."""
    total, done = sum(path.stat().st_size for path, _, _ in files), 0
    for path, name, method in files:
        entry = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
        entry.compress_type = method
        with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as out:
            while chunk := source.read(_CHUNK):
                out.write(chunk)
                done += len(chunk)
                report("pack", done // _CHUNK, -(-total // _CHUNK))


@dataclass(frozen=True, slots=True)
class Restored:
    """What a backup took the place of.

    Attributes:
        kept: Where the database that was there is kept, or None if there was none.
        inspection_closed: Whether the backup held an open inspection, which is closed now.
    """

    kept: Path | None
    inspection_closed: bool


def restore(folder: Path, file: Path) -> Restored:
    """Puts a backup in the place of a folder's workspace.

    The backup is unpacked and checked beside it first; what was there is kept under `backups`. An
    inspection that was open when the backup was made is closed, with its looks spent: its checks
    may have been seen since, and a sample that people know is no random one any more.

    Args:
        folder: The workspace's folder; nobody may have it open.
        file: What `backup` wrote.

    Raises:
        KnownError: The file is no whole backup, the workspace is in use, the disk is full.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _temporary(folder) as place:
            _unpack(file, place)
            quick_check(place / "review.db")
            closed = _close_inspection(place / "review.db")
            kept = _set_aside(folder)
            _put_versions(place / "models", folder)
            (place / "review.db").replace(database_path(folder))
    except OSError as error:
        raise write_error(folder, error) from error
    return Restored(kept, closed)


def _close_inspection(path: Path) -> bool:
    # Before it takes its place, so that a kill in between leaves no inspection open.
    database = Database.open(path)
    try:
        with database.write() as session:
            return close_restored(session)
    finally:
        database.close()


@contextmanager
def _temporary(folder: Path) -> Iterator[Path]:
    place = place_beside(folder / "backup")
    place.mkdir()
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _unpack(file: Path, place: Path) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            names = {entry.filename for entry in entries}
            if not {_MANIFEST, "review.db"} <= names or len(names) < len(entries):
                raise KnownError("backup-damaged", path=str(file), detail="it lacks its database")
            versions = {name.split("/")[1] for name in names if name.startswith("models/")}
            needed = {f"models/{v}/{part}" for v in versions for part in _VERSION_FILES}
            if not needed <= names:
                raise KnownError("backup-damaged", path=str(file), detail="a network lacks a file")
            if sum(entry.file_size for entry in entries) > _MAX_UNPACKED:
                raise KnownError("backup-damaged", path=str(file), detail="it is too large")
            for entry in entries:
                _unpack_entry(archive, entry, place, file)
    except FileNotFoundError as error:
        detail = error.strerror or ""
        raise KnownError("read-failed", path=str(file), detail=detail) from error
    except _DAMAGED as error:
        raise KnownError("backup-damaged", path=str(file), detail=str(error)) from error


def _unpack_entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Path, file: Path
) -> None:
    parts = PurePosixPath(entry.filename).parts
    is_version = len(parts) == 3 and parts[0] == "models" and not parts[1].startswith(".")
    plain = all(part not in ("..", "/") and "\\" not in part and ":" not in part for part in parts)
    if not plain or not (is_version or entry.filename in (_MANIFEST, "review.db")):
        detail = f"it holds {entry.filename!r}"
        raise KnownError("backup-damaged", path=str(file), detail=detail)
    target = place.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(entry) as source, target.open("wb") as out:
        shutil.copyfileobj(source, out, 1 << 20)
        out.flush()
        os.fsync(out.fileno())


def _set_aside(folder: Path) -> Path | None:
    """Copies the database that is there to `backups`, once nobody has it open."""
    path = database_path(folder)
    if not path.exists():
        return None
    kept = folder / "backups" / f"before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.db"
    kept.parent.mkdir(exist_ok=True)
    try:
        with known_errors(path):
            _check_unused(path, folder)
        copy_database(path, kept)
    except KnownError as error:
        if error.code not in ("not-a-database", "database-damaged"):
            raise
        # What is restored over may be just what is broken: keep its bytes as they are.
        shutil.copy2(path, kept)
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        return kept
    return kept


def _check_unused(path: Path, folder: Path) -> None:
    """Leaves the write-ahead log, which takes the only connection there is."""
    with closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT_S / 10)) as raw:
        try:
            raw.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.OperationalError as error:
            raise KnownError("restore-busy", path=str(folder)) from error


def _is_same(there: Path, version: Path) -> bool:
    """Whether a version's folder holds what the backup has of it, byte by byte."""
    names = [path.name for path in version.iterdir()]
    same, _, _ = filecmp.cmpfiles(there, version, names, shallow=False)
    return set(same) == set(names)


def _put_versions(source: Path, folder: Path) -> None:
    if not source.is_dir():
        return
    target = folder / "models"
    target.mkdir(exist_ok=True)
    for version in sorted(source.iterdir()):
        there = target / version.name
        if there.exists():
            if _is_same(there, version):
                continue
            aside = folder / "backups" / "models"
            aside.mkdir(parents=True, exist_ok=True)
            there.rename(aside / f"{version.name}-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}")
        version.rename(there)
