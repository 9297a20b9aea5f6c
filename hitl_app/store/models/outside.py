"""Queries on outside models: only their suggestions were imported, not the models themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from sqlalchemy import Table, and_, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from hitl_app.domain.photos import PhotoState, Split
from hitl_app.domain.review import Order
from hitl_app.domain.settings import ORDER, THRESHOLD
from hitl_app.store.categories import merges
from hitl_app.store.certification.inspections import under_way
from hitl_app.store.conditions import LABELLED, OUTSIDE, UNSETTLED
from hitl_app.store.models.flagging import flag_slice
from hitl_app.store.schema import (
    CategoryRow,
    LabelImportRow,
    ModelVersionRow,
    OutsideSuggestionRow,
    PhotoRow,
)
from hitl_app.store.values import get_value

MANY = 500
"""Photos that a query compares at once."""
_PHOTOS = cast("Table", PhotoRow.__table__)
_ADD = insert(cast("Table", OutsideSuggestionRow.__table__))
_NO_LOT = 0
_SUGGEST = update(_PHOTOS).where(
    _PHOTOS.c.id == bindparam("photo"),
    # As `UNSETTLED`, whose list of states cannot be part of a statement for many rows.
    _PHOTOS.c.state != PhotoState.REVIEWED,
    _PHOTOS.c.certificate_id.is_(None),
    # As with drafts: no list may show what an inspection hides or counts on.
    _PHOTOS.c.blind.is_(False),
    or_(_PHOTOS.c.lot_id.is_(None), _PHOTOS.c.lot_id != bindparam("lot")),
)


@dataclass(frozen=True, slots=True)
class OutsideSuggestion:
    """Suggestion of an outside model on a photo; no score if it gave none."""

    photo_id: int
    category_id: int
    score: float | None


def add_version(session: Session, name: str, outputs: Sequence[int]) -> int:
    """Register an outside model; return its row number.

    Args:
        session: A writing session.
        name: Its name, which no version has.
        outputs: Ids of the categories that it suggests.
    """
    row = ModelVersionRow(
        name=name,
        parent=None,
        created_at=datetime.now(UTC),
        sha256="",
        outputs=list(outputs),
        metrics={},
        shipped=False,
        outside=True,
    )
    session.add(row)
    session.flush()
    return row.id


def is_used(session: Session, version_id: int) -> bool:
    """Return True if an outside model is in use."""
    return session.get_one(ModelVersionRow, version_id).pruned_at is None


def unchanged(session: Session, wanted: Sequence[OutsideSuggestion]) -> set[int]:
    """Return the photos that the newest outside model in use gives the same suggestion."""
    found: set[int] = set()
    for start in range(0, len(wanted), MANY):
        part = {one.photo_id: one for one in wanted[start : start + MANY]}
        for photo_id, said in _newest(session, list(part)).items():
            one = part[photo_id]
            if (said.category_id, said.score) == (one.category_id, one.score):
                found.add(photo_id)
    return found


def _newest(session: Session, photo_ids: Sequence[int]) -> dict[int, OutsideSuggestion]:
    """Return the suggestions of the newest outside model in force on each photo."""
    row = OutsideSuggestionRow
    query = (
        select(row.photo_id, row.category_id, row.score, row.version_id)
        .where(row.photo_id.in_(photo_ids), row.version_id.in_(OUTSIDE))
        .order_by(row.version_id)
    )
    rows = session.connection().execute(query)
    return {photo: OutsideSuggestion(photo, category, score) for photo, category, score, _ in rows}


def add(session: Session, version_id: int, suggestions: Sequence[OutsideSuggestion]) -> None:
    """Add suggestions of an outside model, and show them on photos that are undecided.

    Photos that are reviewed, certified, blind or in the lot of an open inspection keep what they
    show. A missing score counts as the lowest.
    """
    if not suggestions:
        return
    rows = [
        {
            "version_id": version_id,
            "photo_id": one.photo_id,
            "category_id": one.category_id,
            "score": one.score,
        }
        for one in suggestions
    ]
    session.connection().execute(_ADD, rows)
    _show(session, {one.photo_id: (version_id, one) for one in suggestions})


def _show(session: Session, shown: Mapping[int, tuple[int, OutsideSuggestion]]) -> None:
    inspection = under_way(session)
    lot = _NO_LOT if inspection is None else inspection.id
    most_first = Order(get_value(session, ORDER, Order.INFORMATIVE)) is Order.MOST_CONFIDENT
    rows = [
        {
            "photo": photo_id,
            "lot": lot,
            "version_id": version_id,
            "draft_id": None,
            "lot_id": None,
            "suggestion_id": one.category_id,
            "confidence": one.score or 0.0,
            "place": 1 - (one.score or 0.0) if most_first else one.score or 0.0,
            "state": PhotoState.TO_REVIEW,
            "label_id": None,
        }
        for photo_id, (version_id, one) in shown.items()
    ]
    session.flush()
    session.connection().execute(_SUGGEST, rows)
    session.expire_all()
    threshold = get_value(session, THRESHOLD)
    if threshold is not None:
        flag_slice(session, threshold, min(shown), max(shown))


def take_out(session: Session, version_id: int) -> bool:
    """Take an outside model out of use; return False if it was out of use already.

    Its suggestions stay until `take_some` removed them.
    """
    row = session.get_one(ModelVersionRow, version_id)
    if row.pruned_at is not None:
        return False
    now = datetime.now(UTC)
    row.pruned_at = now
    session.execute(
        update(LabelImportRow).where(LabelImportRow.version_id == version_id).values(removed_at=now)
    )
    return True


def suggestion_count(session: Session, version_id: int) -> int:
    """Count the suggestions of an outside model."""
    query = select(func.count()).where(OutsideSuggestionRow.version_id == version_id)
    return session.scalar(query) or 0


def take_some(session: Session, version_id: int, limit: int) -> int:
    """Remove some suggestions of an outside model that is out of use; return how many.

    Undecided photos show those of an older outside model again, or none until they are scored.
    """
    row = OutsideSuggestionRow
    query = select(row.photo_id).where(row.version_id == version_id).order_by(row.photo_id)
    ids = list(session.connection().execute(query.limit(limit)).scalars())
    if not ids:
        return 0
    mine = (*UNSETTLED, PhotoRow.id.in_(ids), PhotoRow.version_id == version_id)
    showing = list(session.scalars(select(PhotoRow.id).where(*mine)))
    session.execute(
        update(PhotoRow)
        .where(*mine)
        .values(
            version_id=None,
            suggestion_id=None,
            confidence=0.0,
            state=PhotoState.TO_REVIEW,
            label_id=None,
        )
    )
    session.execute(delete(row).where(row.version_id == version_id, row.photo_id.in_(ids)))
    show_again(session, showing)
    session.expire_all()
    return len(ids)


def show_again(session: Session, photo_ids: Sequence[int]) -> None:
    """Show the newest suggestions of outside models in use on photos that are undecided again.

    Suggestions that were imported while a photo was reviewed did not show on it.
    """
    row = OutsideSuggestionRow
    if not photo_ids or session.scalar(OUTSIDE.limit(1)) is None:
        return
    query = (
        select(row.photo_id, row.category_id, row.score, row.version_id)
        .join(CategoryRow, CategoryRow.id == row.category_id)
        .where(
            row.photo_id.in_(photo_ids),
            row.version_id.in_(OUTSIDE),
            CategoryRow.retired_at.is_(None),
        )
        .order_by(row.version_id)
    )
    shown = {
        photo: (version, OutsideSuggestion(photo, category, score))
        for photo, category, score, version in session.execute(query)
    }
    if shown:
        _show(session, shown)


def in_force(session: Session, version_id: int) -> int:
    """Count the undecided photos that show the suggestion of a version."""
    query = select(func.count()).where(*UNSETTLED, PhotoRow.version_id == version_id)
    return session.scalar(query) or 0


def measures(session: Session) -> dict[str, tuple[float, int]]:
    """Return the share of validation photos on which each outside model is right, and their number.

    Only reviewed photos that it gave a label. Blind ones of an open inspection are left out:
    figures on them would reveal their suggestions.
    """
    row, merged = OutsideSuggestionRow, merges(session)
    query = (
        select(ModelVersionRow.name, row.category_id, PhotoRow.label_id, func.count())
        .join(row, row.version_id == ModelVersionRow.id)
        .join(PhotoRow, PhotoRow.id == row.photo_id)
        .where(
            and_(*LABELLED),
            ModelVersionRow.id.in_(OUTSIDE),
            PhotoRow.split == Split.VALIDATION,
            PhotoRow.blind.is_(False),
        )
        .group_by(ModelVersionRow.name, row.category_id, PhotoRow.label_id)
    )
    right: dict[str, int] = {}
    total: dict[str, int] = {}
    for name, category, label, count in session.execute(query):
        total[name] = total.get(name, 0) + count
        if merged.get(category, category) == label:
            right[name] = right.get(name, 0) + count
    return {name: (right.get(name, 0) / count, count) for name, count in total.items()}
