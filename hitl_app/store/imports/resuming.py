"""Queries on unfinished imports, and on resuming them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from hitl_app.domain.runs import UNFINISHED, RunState
from hitl_app.store import places
from hitl_app.store.imports.imports import listed_roots
from hitl_app.store.schema import ImportRow, UnreadableRow, WatchedFileRow, WatchedFolderRow

# Only one of the latest imports is resumed by its paths.
_LATEST = 200


@dataclass(frozen=True, slots=True)
class Restarted:
    """A resumed import.

    Attributes:
        before: Photos that it added if it had finished, else 0: photos of an interrupted run count
            for the one that resumes it.
        feed: How a product feed is read.
    """

    number: int
    roots: list[bytes]
    watched: bool
    before: int = 0
    resumed: bool = False
    feed: Mapping[str, Any] | None = None


def restart_import(
    session: Session, import_id: int, feed: Mapping[str, Any] | None = None
) -> Restarted | None:
    """Restart an import; unreadable files are tried again.

    `feed` replaces how a product feed is read.

    Returns:
        The restarted import; None if there is no such import.
    """
    row = session.get(ImportRow, import_id)
    if row is None:
        return None
    resumed = row.state in UNFINISHED
    before = 0 if resumed else row.new
    row.state, row.finished_at = RunState.RUNNING, None
    if feed is not None:
        row.feed = dict(feed)
    session.execute(delete(UnreadableRow).where(UnreadableRow.import_id == import_id))
    roots = [places.root_here((bytes.fromhex(raw), shown))[0] for raw, shown in row.roots]
    return Restarted(row.id, roots, row.watched, before, resumed, row.feed)


def unfinished_import(session: Session, roots: Sequence[tuple[bytes, str]]) -> int | None:
    """Return the number of the last import of these paths if it is unfinished."""
    listed = listed_roots(roots)
    rows = session.execute(
        select(ImportRow.id, ImportRow.state, ImportRow.roots)
        .where(~ImportRow.watched)
        .order_by(ImportRow.id.desc())
        .limit(_LATEST)
    )
    last = next((row for row in rows if row.roots == listed), None)
    return last.id if last is not None and last.state in UNFINISHED else None


def unfinished_watched(session: Session, states: Collection[RunState]) -> int | None:
    """Return the last import in one of these states that still has files of watched folders."""
    query = (
        select(func.max(ImportRow.id))
        .join(WatchedFileRow, WatchedFileRow.import_id == ImportRow.id)
        .join(WatchedFolderRow, WatchedFolderRow.id == WatchedFileRow.folder_id)
        .where(ImportRow.watched, ImportRow.state.in_(states), WatchedFolderRow.active)
    )
    return session.scalar(query)


def widen_import(session: Session, import_id: int, roots: Sequence[tuple[bytes, str]]) -> None:
    """Add paths to those of an import."""
    row = session.get_one(ImportRow, import_id)
    listed = listed_roots(roots)
    row.roots = [*row.roots, *(one for one in listed if one not in row.roots)]
