"""Replace a workspace by a backup, atomically.

What the backup holds is unpacked beside the workspace and checked there. Its model versions are
then laid ready under `models`, its database names that folder, and the renaming of the database is
the moment from which on the new workspace stands: `Workspace.open` moves the versions to their
places if a kill came in between.
"""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hitl_app.domain.errors import KnownError
from hitl_app.services.files import write_error
from hitl_app.services.workspace.access import TOKEN
from hitl_app.services.workspace.unpacking import Report, silent, unpack
from hitl_app.services.workspace.verifying import check_unpacked
from hitl_app.slowness import slow_down
from hitl_app.store.engine.database import Database, dialect_of
from hitl_app.store.engine.filesystem import check_no_link
from hitl_app.store.values import RESTORED_VERSIONS, clear_value, set_value
from hitl_app.workspace import READY, Workspace, database_path
from safeio.files import sync_file
from safeio.unfinished import temporary_folder


@dataclass(frozen=True, slots=True)
class Restored:
    """Result of a restore."""

    kept: Path | None
    inspection_closed: bool


def restore(folder: Path, file: Path, report: Report = silent) -> Restored:
    """Put a backup in the place of a folder's workspace, which no program may have open.

    The backup is unpacked, checked and read through beside it first; the old workspace is kept
    under `backups`. An inspection that was open when the backup was made is closed, with its stages
    spent: its suggestions may have been seen since, and a known sample is not blind any more.

    Raises:
        KnownError: The file is no whole backup, the workspace is in use, the disk is full. The
            workspace is unchanged.
        CancelledError: `report` raised it; the workspace is unchanged.
    """
    if dialect_of(database_path(folder)).is_shared:
        raise KnownError("server-restore")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _check_place(folder)
        with temporary_folder(folder / "backup") as place:
            unpack(file, place, report)
            closed = check_unpacked(place, file, report)
            _finish_earlier(folder)
            kept = _set_aside(folder)
            _forget_token(place)
            _lay_ready(place, folder)
            dialect_of(database_path(place)).take_alone()
            slow_down()
            _check_unused(folder)
            database_path(place).replace(database_path(folder))
            sync_file(folder)
        slow_down()
        Workspace.open(folder).close()
        # What a restore laid ready that was killed before its database took its place.
        for left in (folder / "models").glob(f"{READY}*"):
            shutil.rmtree(left, ignore_errors=True)
    except OSError as error:
        raise write_error(folder, error) from error
    return Restored(kept, closed)


def _check_place(folder: Path) -> None:
    """Refuse a workspace of links, whose other ends are no part of it."""
    database = database_path(folder)
    aside = folder / "backups"
    check_no_link(*dialect_of(database).files(), folder / "models", aside, aside / "models")
    if database.exists() and not database.is_file():
        raise KnownError("write-failed", path=str(database), detail="it is not an ordinary file")


def _finish_earlier(folder: Path) -> None:
    """Let what an earlier restore laid ready, and was killed before it moved, take its place."""
    if any((folder / "models").glob(f"{READY}*")) and database_path(folder).exists():
        # A database that cannot be opened is replaced all the same.
        with suppress(KnownError):
            Workspace.open(folder).close()


def _set_aside(folder: Path) -> Path | None:
    """Copy the database that is there to `backups`, once no program has it open."""
    path = database_path(folder)
    if not path.exists():
        return None
    kept = folder / "backups" / f"before-restore-{_stamp()}.db"
    kept.parent.mkdir(exist_ok=True)
    if _check_unused(folder):
        dialect_of(path).copy(kept)
    else:
        # The replaced database may be damaged: keep its bytes unchanged.
        shutil.copyfile(path, kept)
        for log in dialect_of(path).files()[1:]:
            log.unlink(missing_ok=True)
    sync_file(kept)
    return kept


def _check_unused(folder: Path) -> bool:
    """Refuse a workspace that a program has open; return false if its database is damaged."""
    path = database_path(folder)
    try:
        if path.exists():
            dialect_of(path).take_alone()
    except KnownError as error:
        if error.code not in ("not-a-database", "database-damaged"):
            raise
        return False
    return True


def _forget_token(place: Path) -> None:
    """Delete the access token of a backup: the one who made the file may know it."""
    database = Database.open(database_path(place))
    try:
        with database.write() as session:
            clear_value(session, TOKEN)
    finally:
        database.close()


def _lay_ready(place: Path, folder: Path) -> None:
    """Move the backup's versions below the workspace's, under a name that its database holds."""
    root = folder / "models"
    if not (place / "models").is_dir():
        return
    root.mkdir(exist_ok=True)
    ready = root / f"{READY}{_stamp()}"
    for version in (place / "models").iterdir():
        sync_file(version)
    (place / "models").rename(ready)
    sync_file(root)
    database = Database.open(database_path(place))
    try:
        with database.write() as session:
            set_value(session, RESTORED_VERSIONS, ready.name)
    finally:
        database.close()


def _stamp() -> str:
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
