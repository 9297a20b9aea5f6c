"""Queries on the files that an import could not read."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import ColumnElement, Select, case, func, insert, select
from sqlalchemy.orm import Session

from hitl_app.domain.imports import UnreadableFile
from hitl_app.store.schema import UnreadableRow

# A row without a file name counts as `others`, any other row as one.
_MORE = case((UnreadableRow.others > 0, UnreadableRow.others - 1), else_=0)


def unreadable_count() -> Select[int]:
    """Return the query that counts files that could not be read, named or not."""
    count: ColumnElement[int] = func.count() + func.coalesce(func.sum(_MORE), 0)
    return select(count).select_from(UnreadableRow)


def add_unreadable(session: Session, import_id: int, files: Sequence[UnreadableFile]) -> None:
    """Record files that could not be read; those that are not named are added to their count."""
    rows = []
    for file in files:
        row = file.others and session.scalar(
            select(UnreadableRow).where(
                UnreadableRow.import_id == import_id,
                UnreadableRow.path == file.path,
                UnreadableRow.reason == file.reason,
                UnreadableRow.others > 0,
            )
        )
        if row:
            row.others += file.others
        else:
            rows.append({"import_id": import_id, **asdict(file)})
    if rows:
        session.execute(insert(UnreadableRow), rows)


def unreadable_files(session: Session, import_id: int) -> tuple[UnreadableFile, ...]:
    """Return the files that an import could not read."""
    query = select(UnreadableRow).where(UnreadableRow.import_id == import_id)
    rows = session.scalars(query.order_by(UnreadableRow.id))
    return tuple(UnreadableFile(row.path, row.reason, row.detail, row.others) for row in rows)
