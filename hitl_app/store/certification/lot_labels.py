"""Labels of the lots of audits, beside the decision that is in force on each photo."""

from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import aliased

from hitl_app.domain.decisions import Answer
from hitl_app.store.conditions import REVIEWED
from hitl_app.store.schema import BlindRow, CategoryRow, DecisionRow, LotLabelRow, PhotoRow

LAST = aliased(DecisionRow)
_LATER = aliased(DecisionRow)
_IS_LAST = and_(
    LAST.photo_id == LotLabelRow.photo_id,
    ~select(_LATER.id)
    .where(_LATER.photo_id == LAST.photo_id, _LATER.id > LAST.id)
    .correlate(LAST)
    .exists(),
)
IN_FORCE = func.coalesce(LAST.restores_id, LAST.id) == LotLabelRow.decision_id
"""The label of the lot is the decision in force, or what an undo restored."""
CATEGORY = func.coalesce(CategoryRow.merged_into_id, DecisionRow.category_id)
EQUAL = CATEGORY.is_not_distinct_from(PhotoRow.label_id)
WRONG_NOW = and_(REVIEWED, ~EQUAL, LAST.answer != Answer.DUPLICATE)


def labels_with(*columns: Any) -> Select[*tuple[Any, ...]]:
    """Select labels of lots with photo, decision, category and the last decision of the photo."""
    return (
        select(*columns)
        .select_from(LotLabelRow)
        .join(PhotoRow, PhotoRow.id == LotLabelRow.photo_id)
        .join(DecisionRow, DecisionRow.id == LotLabelRow.decision_id)
        .outerjoin(CategoryRow, CategoryRow.id == DecisionRow.category_id)
        .join(LAST, _IS_LAST)
    )


def blind_of(inspection_id: int) -> Select[int]:
    """Select the blind photos of an inspection."""
    return select(BlindRow.photo_id).where(BlindRow.inspection_id == inspection_id)
