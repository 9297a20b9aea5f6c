"""Queries on imports of labels: which decisions came from which source."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from hitl_app.domain.labels import LabelImport, LabelKind
from hitl_app.store.conditions import REVIEWED, UNSETTLED, count
from hitl_app.store.decisions.decisions import is_undone
from hitl_app.store.schema import DecisionRow, LabelImportRow, ModelVersionRow, PhotoRow

MOST_NAME = 255
"""Characters that the name of a source keeps."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of a source, and what became of them."""

    rows: int
    recorded: int
    unchanged: int
    rejected: int


def begin(
    session: Session,
    kind: LabelKind,
    *,
    source: str,
    label_format: str,
    operator: str,
    annotator: str,
) -> int:
    """Record that an import of labels begins; return its number."""
    row = LabelImportRow(
        kind=kind,
        source=source[:MOST_NAME],
        format=label_format,
        operator=operator,
        annotator=annotator,
        started_at=datetime.now(UTC),
    )
    session.add(row)
    session.flush()
    return row.id


def set_operation(session: Session, import_id: int, operation_id: int) -> None:
    """Set the operation of an import's decisions, in the transaction that begins it."""
    session.get_one(LabelImportRow, import_id).operation_id = operation_id


def set_version(session: Session, import_id: int, version_id: int) -> None:
    """Set the outside model of an import's suggestions, in the transaction that adds it."""
    session.get_one(LabelImportRow, import_id).version_id = version_id


def version_of(session: Session, import_id: int) -> int | None:
    """Return the row number of the outside model of an import's suggestions, if it has one."""
    row = session.get(LabelImportRow, import_id)
    return None if row is None else row.version_id


def finish(session: Session, import_id: int, counts: Counts) -> None:
    """Record the end of an import, cancelled ones included."""
    row = session.get_one(LabelImportRow, import_id)
    row.finished_at = datetime.now(UTC)
    row.rows, row.recorded = counts.rows, counts.recorded
    row.unchanged, row.rejected = counts.unchanged, counts.rejected


def every(session: Session) -> tuple[LabelImport, ...]:
    """Return the imports of labels, oldest first."""
    rows = session.scalars(select(LabelImportRow).order_by(LabelImportRow.id))
    return tuple(_label_import(session, row) for row in rows)


def find(session: Session, import_id: int) -> LabelImport | None:
    """Return an import of labels by its number."""
    row = session.get(LabelImportRow, import_id)
    return None if row is None else _label_import(session, row)


def _label_import(session: Session, row: LabelImportRow) -> LabelImport:
    version = None if row.version_id is None else session.get(ModelVersionRow, row.version_id)
    operation = row.operation_id
    undone = operation is not None and is_undone(session, operation)
    return LabelImport(
        id=row.id,
        kind=LabelKind(row.kind),
        source=row.source,
        format=row.format,
        operator=row.operator,
        annotator=row.annotator,
        started_at=row.started_at,
        finished_at=row.finished_at,
        operation_id=operation,
        version="" if version is None else version.name,
        rows=row.rows,
        recorded=row.recorded,
        unchanged=row.unchanged,
        rejected=row.rejected,
        photos=_in_force(session, row),
        undone=undone or row.removed_at is not None,
    )


def _in_force(session: Session, row: LabelImportRow) -> int:
    if row.version_id is not None:
        return count(session, *UNSETTLED, PhotoRow.version_id == row.version_id)
    if row.operation_id is None:
        return 0
    query = select(func.count()).select_from(photos_in_force(row.id).subquery())
    return session.scalar(query) or 0


def photos_in_force(import_id: int) -> Select[int]:
    """Select the reviewed photos whose decision in force came from an import, by row number.

    A later decision that was undone leaves the imported one in force; a photo that another decision
    is about since is not selected, nor one whose import was undone.
    """
    last, later = aliased(DecisionRow), aliased(DecisionRow)
    after = select(later.id).where(later.photo_id == last.photo_id, later.id > last.id)
    return (
        select(DecisionRow.photo_id)
        .join(LabelImportRow, LabelImportRow.operation_id == DecisionRow.operation_id)
        .join(PhotoRow, PhotoRow.id == DecisionRow.photo_id)
        .join(
            last,
            (last.photo_id == DecisionRow.photo_id)
            & ((last.id == DecisionRow.id) | (last.restores_id == DecisionRow.id)),
        )
        .where(LabelImportRow.id == import_id, REVIEWED, ~after.exists())
        .order_by(DecisionRow.photo_id)
    )
