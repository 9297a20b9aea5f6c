"""Copy a workspace from a folder into a database on a server, and back.

The old workspace stays as it is. A copy that is interrupted leaves nothing at its destination: it
is made in one transaction, or in a file that gets its name at the end.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from hitl_app.domain.errors import KnownError
from hitl_app.domain.models import ModelVersion
from hitl_app.services.files import write_error
from hitl_app.store import presence
from hitl_app.store.engine.copying import VERSION_FILE, Writer, copy_rows
from hitl_app.store.engine.database import Database, dialect_of, server_at
from hitl_app.store.engine.filesystem import check_no_link
from hitl_app.store.models import version_files, versions
from hitl_app.workspace import VERSION_FILES, Workspace, database_path
from safeio.files import sync_file, whole_folder

Report = Callable[[str, int, int], None]
STAGE: Final = "copy"
_UNFINISHED: Final = "review.db.moving"


@dataclass(frozen=True, slots=True)
class Moved:
    """A copied workspace.

    Attributes:
        rows: Rows of all tables.
        versions: Model versions whose files were copied.
        missing: Names of versions whose files were not there.
    """

    rows: int
    versions: int
    missing: tuple[str, ...]


def move_to_server(workspace: Workspace, address: str, report: Report) -> Moved:
    """Copy a workspace into an empty database, which is made if it is missing.

    Args:
        workspace: What is copied; it stays as it is.
        address: Of the database; it has no password.
        report: Called with stage, rows done and their total; the copy is made and then read again.

    Raises:
        KnownError: The workspace is open elsewhere, the database is not empty or cannot be used,
            or a table could not be copied exactly.
    """
    _check_closed(workspace)
    target = server_at(address, workspace.folder)
    try:
        target.create()
        with workspace.database.dialect.reader() as source, target.writer() as copy:
            rows = copy_rows(source, copy, lambda done, total: report(STAGE, done, total))
            found = _copy_versions(workspace, copy)
    finally:
        target.close()
    return Moved(rows, *found)


def _copy_versions(workspace: Workspace, copy: Writer) -> tuple[int, tuple[str, ...]]:
    """Store the files of the versions that were trained or imported in this workspace."""
    with workspace.database.read() as session:
        there = {name for _, name in version_files.stored(session)}
        own = _with_files(session)
    missing = []
    # A server's workspace has them in the database: they were copied with the other rows.
    for version in own:
        if version.name in there:
            continue
        try:
            folder = workspace.version_folder(version.name)
            rows = [(version.id, name, (folder / name).read_bytes()) for name in VERSION_FILES]
        except (KnownError, OSError):
            missing.append(version.name)
            continue
        copy.put(VERSION_FILE, iter([rows]))
    return len(own) - len(missing), tuple(missing)


def move_to_folder(workspace: Workspace, folder: Path, report: Report) -> Moved:
    """Copy a workspace into a folder that has none.

    Raises:
        KnownError: The workspace is open elsewhere, the folder has a workspace or cannot be
            written, or a table could not be copied exactly.
    """
    _check_closed(workspace)
    if database_path(folder).exists() or (folder / "models").exists():
        raise KnownError("move-not-empty")
    unfinished = folder / _UNFINISHED
    check_no_link(unfinished)
    target = dialect_of(unfinished)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in target.files():
            left.unlink(missing_ok=True)
        target.create()
        with workspace.database.dialect.reader() as source, target.writer() as copy:
            rows = copy_rows(source, copy, lambda done, total: report(STAGE, done, total))
        found = _unpack_versions(workspace, unfinished, folder / "models")
        target.take_alone()
        sync_file(unfinished)
        unfinished.replace(folder / "review.db")
        sync_file(folder)
    except OSError as error:
        raise write_error(folder, error) from error
    finally:
        target.close()
        for left in target.files():
            left.unlink(missing_ok=True)
        if not database_path(folder).exists():
            shutil.rmtree(folder / "models", ignore_errors=True)
    return Moved(rows, *found)


def _unpack_versions(workspace: Workspace, file: Path, models: Path) -> tuple[int, tuple[str, ...]]:
    """Write the files of versions into folders, where a workspace in a folder has them."""
    count, missing = 0, []
    database = Database.open(file)
    try:
        with database.read() as session:
            own = _with_files(session)
        with whole_folder(models, many=True) as place:
            for version in own:
                try:
                    folder = workspace.version_folder(version.name)
                except KnownError:
                    missing.append(version.name)
                    continue
                (place / version.name).mkdir()
                for name in VERSION_FILES:
                    (place / version.name / name).write_bytes((folder / name).read_bytes())
                count += 1
        with database.write() as session:
            for version in own:
                version_files.forget(session, version.id)
    finally:
        database.close()
    return count, tuple(missing)


def _with_files(session: Session) -> list[ModelVersion]:
    """Return the versions that have files in the workspace: outside models have none."""
    every = versions.all_versions(session)
    return [v for v in every if not (v.shipped or v.pruned_at or v.outside)]


def _check_closed(workspace: Workspace) -> None:
    """Refuse to copy what others change meanwhile: their decisions would stay behind."""
    with workspace.database.read() as session:
        others = presence.others(session, "")
    if others:
        raise KnownError("move-open", who=", ".join(sorted({one.operator for one in others})))
