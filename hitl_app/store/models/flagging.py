"""Apply the manual threshold to photos."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from hitl_app.domain.photos import PhotoState
from hitl_app.store.conditions import ACCEPTED, PLAIN
from hitl_app.store.schema import PhotoRow


def flag_slice(session: Session, threshold: float | None, first: int, last: int) -> int:
    """Apply a manual threshold to photos numbered first to last; return how many changed."""
    here = (PhotoRow.id.between(first, last), PhotoRow.certificate_id.is_(None))
    opened = update(PhotoRow).where(*here, ACCEPTED)
    if threshold is not None:
        opened = opened.where(PhotoRow.confidence < threshold)
    changed = _count(session, opened.values(state=PhotoState.TO_REVIEW, label_id=None))
    if threshold is None:
        return changed
    accepted = update(PhotoRow).where(
        *here,
        *PLAIN,
        PhotoRow.confidence >= threshold,
        PhotoRow.version_id.is_not(None),
        PhotoRow.suggestion_id.is_not(None),
    )
    values = {"state": PhotoState.AUTO_ACCEPTED, "label_id": PhotoRow.suggestion_id}
    return changed + _count(session, accepted.values(values))


def _count(session: Session, statement: object) -> int:
    return int(session.execute(statement).rowcount)  # type: ignore[call-overload]
