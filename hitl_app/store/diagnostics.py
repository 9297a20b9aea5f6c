"""Diagnostics of a database, without its content."""

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from hitl_app.store.imports.unreadable import unreadable_count
from hitl_app.store.schema import (
    CategoryRow,
    CertificateRow,
    DecisionRow,
    ImportRow,
    InspectionRow,
    ModelVersionRow,
    OperationRow,
    PathRow,
    UnreadableRow,
)

_COUNTED = {
    "paths": PathRow.id,
    "categories": CategoryRow.id,
    "model versions": ModelVersionRow.id,
    "imports": ImportRow.id,
    "decisions": DecisionRow.id,
    "operations": OperationRow.id,
    "inspections": InspectionRow.id,
    "certificates": CertificateRow.id,
}


def revision(session: Session) -> str:
    """Return the schema's revision."""
    return str(session.scalar(text("SELECT version_num FROM alembic_version")))


def rows(session: Session) -> dict[str, int]:
    """Return the largest row number of each table: counting a million rows takes too long."""
    return {name: session.scalar(select(func.max(key))) or 0 for name, key in _COUNTED.items()}


def unreadable_reasons(session: Session) -> dict[str, int]:
    """Count unreadable files by reason code."""
    query = unreadable_count().add_columns(UnreadableRow.reason).group_by(UnreadableRow.reason)
    return {reason: count for count, reason in session.execute(query)}
