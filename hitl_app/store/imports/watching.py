"""Queries on watched folders, and on the files handed over to imports."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, case, delete, insert, literal, or_, select, update
from sqlalchemy.orm import Session

from hitl_app.domain.imports import FileState, WatchedFolder
from hitl_app.domain.runs import RunState
from hitl_app.store import places
from hitl_app.store.conditions import count
from hitl_app.store.schema import ImportRow, PathRow, WatchedFileRow, WatchedFolderRow

TAKEN_UP = (RunState.FAILED, RunState.INTERRUPTED)
"""States of an import whose files the next one takes; cancelled ones are left out."""


def folders(session: Session) -> tuple[WatchedFolder, ...]:
    """Return the watched folders, the first to be added first."""
    rows = session.scalars(select(WatchedFolderRow).order_by(WatchedFolderRow.id))
    return tuple(_folder(row) for row in rows)


def _folder(row: WatchedFolderRow) -> WatchedFolder:
    raw, shown = places.root_here((row.raw, row.shown))
    return WatchedFolder(row.id, raw, shown, row.active)


def add_folder(session: Session, raw: bytes, shown: str) -> WatchedFolder:
    """Add a folder; the caller has made sure that it is not there yet."""
    stored, text = places.stored_root((raw, shown))
    row = WatchedFolderRow(raw=stored, shown=text, active=True)
    session.add(row)
    session.flush()
    return _folder(row)


def set_active(session: Session, folder_id: int, *, active: bool) -> None:
    """Switch the watching of a folder on or off."""
    row = session.get(WatchedFolderRow, folder_id)
    if row is not None:
        row.active = active


def forget_some(session: Session, folder_id: int, limit: int) -> int:
    """Forget some files of a folder; return how many."""
    some = list(
        session.scalars(
            select(WatchedFileRow.raw).where(WatchedFileRow.folder_id == folder_id).limit(limit)
        )
    )
    session.execute(delete(WatchedFileRow).where(WatchedFileRow.raw.in_(some)))
    return len(some)


def remove_folder(session: Session, folder_id: int) -> None:
    """Remove a folder whose files were forgotten."""
    session.execute(delete(WatchedFolderRow).where(WatchedFolderRow.id == folder_id))


def known_files(
    session: Session, states: Mapping[bytes, FileState]
) -> dict[bytes, list[FileState]]:
    """Return known states of these paths: of photos, and of files handed over.

    Args:
        session: An open session.
        states: The files of now; of a ZIP file's members only the archive's times are kept, so that
            its size is taken from here.
    """
    wanted = {places.stored(raw): raw for raw in states}
    # Reverted files are not imported again after a change of their metadata alone.
    is_reverted = ImportRow.state == RunState.REVERTED
    handed = session.execute(
        select(
            WatchedFileRow.raw,
            literal(""),
            WatchedFileRow.size,
            WatchedFileRow.mtime_ns,
            case((is_reverted, None), else_=WatchedFileRow.stamp),
        )
        .join(ImportRow, ImportRow.id == WatchedFileRow.import_id, isouter=True)
        .where(WatchedFileRow.raw.in_(wanted))
    )
    met = session.execute(
        select(PathRow.raw, PathRow.member, PathRow.size, PathRow.mtime_ns, PathRow.stamp).where(
            PathRow.raw.in_(wanted)
        )
    )
    known: dict[bytes, list[FileState]] = {}
    for raw, member, size, mtime, stamp in (*handed, *met):
        path = wanted[raw]
        of_here = stamp if path == raw else None
        state = FileState(states[path].size if member else size, mtime, of_here)
        known.setdefault(path, []).append(state)
    return known


def hand_over(session: Session, folder_id: int, files: Sequence[tuple[bytes, FileState]]) -> None:
    """Hand files over to the next import, also those changed since they were handed over."""
    rows = []
    for raw, state in files:
        stored = places.stored(raw)
        known = state if stored == raw else state._replace(stamp=None)
        rows.append({"raw": stored, "folder_id": folder_id, "import_id": None, **known._asdict()})
    raws = [row["raw"] for row in rows]
    session.execute(delete(WatchedFileRow).where(WatchedFileRow.raw.in_(raws)))
    if rows:
        session.execute(insert(WatchedFileRow), rows)


def waiting_count(session: Session) -> int:
    """Count the files handed over and not imported, in active folders.

    Includes files left by a failed or interrupted import.
    """
    return count(session, _is_unclaimed(), _is_switched_on())


def roots_to_claim(session: Session) -> list[tuple[bytes, str]]:
    """Return bytes and text of the folders of which an import could take files."""
    some = select(WatchedFileRow.folder_id).where(_is_unclaimed(), _is_switched_on()).distinct()
    rows = session.execute(
        select(WatchedFolderRow.raw, WatchedFolderRow.shown)
        .where(WatchedFolderRow.id.in_(some))
        .order_by(WatchedFolderRow.id)
    )
    return [places.root_here((raw, shown)) for raw, shown in rows]


def claim_some(session: Session, import_id: int, limit: int) -> int:
    """Let an import claim some of the files handed over; return how many.

    Files left by a failed or interrupted import are claimed too: its photos are known.
    """
    some = list(
        session.scalars(
            select(WatchedFileRow.raw).where(_is_unclaimed(), _is_switched_on()).limit(limit)
        )
    )
    session.execute(
        update(WatchedFileRow).where(WatchedFileRow.raw.in_(some)).values(import_id=import_id)
    )
    return len(some)


def claimed(session: Session, import_id: int) -> list[bytes]:
    """Return the paths that an import took, in their order."""
    query = select(WatchedFileRow.raw).where(WatchedFileRow.import_id == import_id)
    found = session.scalars(query.order_by(WatchedFileRow.raw))
    return [places.here(raw) or raw for raw in found]


def _is_switched_on() -> ColumnElement[bool]:
    on = select(WatchedFolderRow.id).where(WatchedFolderRow.active)
    return WatchedFileRow.folder_id.in_(on)


def _is_unclaimed() -> ColumnElement[bool]:
    left = select(ImportRow.id).where(ImportRow.watched, ImportRow.state.in_(TAKEN_UP))
    return or_(WatchedFileRow.import_id.is_(None), WatchedFileRow.import_id.in_(left))
