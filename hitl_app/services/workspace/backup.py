"""Back up a workspace into one file."""

import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from hitl_app import __version__
from hitl_app.services.files import check_target, whole_file, write_error
from hitl_app.services.models.versions import list_versions, trouble_of
from hitl_app.services.workspace.unpacking import MANIFEST, Report, silent
from hitl_app.workspace import Workspace
from safeio.unfinished import temporary_folder

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class BackedUp:
    """Content of a backup.

    Attributes:
        missing: Names of those that are not: their folders are gone or damaged.
    """

    versions: int
    missing: tuple[str, ...]


def backup(workspace: Workspace, file: Path, report: Report = silent) -> BackedUp:
    """Write the database and the model versions that it refers to into one ZIP file.

    The window may stay open: a consistent state of the database is copied.

    Returns:
        Its content; versions whose folders are missing or damaged are left out.
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
    """Return the folders of all versions by name, and the names of those that cannot be used."""
    folders, missing = {}, []
    for version in list_versions(workspace):
        # Of a pruned version only its row is left; an outside one never had a folder.
        if version.pruned_at is None and not version.outside:
            # A restore would refuse a version that differs from the registered one.
            if trouble_of(workspace, version) is None:
                folders[version.name] = workspace.version_folder(version.name)
            else:
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
    with temporary_folder(file.absolute().parent / "backup") as place, whole_file(file) as out:
        copy = place / "review.db"
        workspace.database.dialect.copy(copy, partial(report, "copy"))
        # Packages and containers may date files before ZIP's calendar begins.
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
            _pack(archive, [(copy, "review.db", zipfile.ZIP_DEFLATED), *_weights(folders)], report)


def _weights(folders: dict[str, Path]) -> Iterator[tuple[Path, str, int]]:
    for name, folder in folders.items():
        for path in sorted(p for p in folder.iterdir() if p.is_file() and not p.is_symlink()):
            yield path, f"models/{name}/{path.name}", zipfile.ZIP_STORED


def _pack(archive: zipfile.ZipFile, files: Sequence[tuple[Path, str, int]], report: Report) -> None:
    """Put files into the archive, and report progress in megabytes."""
    total, done = sum(path.stat().st_size for path, _, _ in files), 0
    for path, name, method in files:
        entry = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
        entry.compress_type = method
        with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as out:
            while chunk := source.read(_CHUNK):
                out.write(chunk)
                done += len(chunk)
                report("pack", done // _CHUNK, -(-total // _CHUNK))
