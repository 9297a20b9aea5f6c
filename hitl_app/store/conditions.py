"""Conditions and counts that several queries share."""

from typing import Final

from sqlalchemy import ColumnElement, Select, String, case, func, literal_column, or_, select
from sqlalchemy.orm import Session

from hitl_app.domain.photos import PhotoState
from hitl_app.store.schema import ModelVersionRow, OperationRow, PhotoRow

Condition = ColumnElement[bool]


def in_state(state: PhotoState) -> Condition:
    """Select photos of a state, as a literal: indexes of some photos are chosen by the text."""
    return PhotoRow.state == literal_column(f"'{state}'", String)


WAITS: Final[Condition] = in_state(PhotoState.TO_REVIEW)
"""To review."""
ACCEPTED: Final[Condition] = in_state(PhotoState.AUTO_ACCEPTED)
"""Auto-accepted."""
PLAIN: Final[tuple[Condition, ...]] = (WAITS, PhotoRow.hold == 0, PhotoRow.blind.is_(False))
"""To review, neither on hold nor blind."""
UNSETTLED: Final[tuple[Condition, ...]] = (
    or_(WAITS, ACCEPTED),
    PhotoRow.certificate_id.is_(None),
)
"""Under a manual threshold: undecided and uncertified."""
REVIEWED: Final[Condition] = PhotoRow.state == PhotoState.REVIEWED
LABELLED: Final[tuple[Condition, ...]] = (REVIEWED, PhotoRow.label_id.is_not(None))
"""Reviewed as a category."""
UNDONE: Final[Select[int | None]] = select(OperationRow.undoes_id).where(
    OperationRow.undoes_id.is_not(None)
)
"""Selects the operations that were undone."""
OUTSIDE: Final[Select[int]] = select(ModelVersionRow.id).where(
    ModelVersionRow.outside, ModelVersionRow.pruned_at.is_(None)
)
"""Selects the outside models in use."""


def count(session: Session, *where: Condition) -> int:
    """Count the rows of the table that conditions name."""
    return session.scalar(select(func.count()).where(*where)) or 0


def count_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Count rows that meet a condition, beside other counts of the same rows."""
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
