"""Queries on drafts, and on what they learn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from hitl_app.domain.decisions import Answer
from hitl_app.domain.models import Draft, Score
from hitl_app.domain.photos import PhotoState, Split
from hitl_app.store.categories import merges
from hitl_app.store.certification.inspections import under_way
from hitl_app.store.conditions import LABELLED, UNSETTLED
from hitl_app.store.models.flagging import flag_slice
from hitl_app.store.models.scores import reopen
from hitl_app.store.schema import DecisionRow, DraftPredictionRow, DraftRow, PhotoRow

MOST = 10_000
"""Photos that a draft learns from at most; more would take longer than an operator waits."""
_MANY = 500
_NO_LOT = 0
_PREDICTIONS = cast("Table", DraftPredictionRow.__table__)
_FORGET = delete(_PREDICTIONS).where(_PREDICTIONS.c.photo_id == bindparam("photo_id"))
_PREDICT = insert(_PREDICTIONS)


def _open_to_drafts(lot: int) -> tuple[ColumnElement[bool], ...]:
    """Select photos whose suggestion a draft may change: neither blind nor in an open lot."""
    outside = or_(PhotoRow.lot_id.is_(None), PhotoRow.lot_id != lot)
    return (*UNSETTLED, PhotoRow.blind.is_(False), outside)


_SUGGEST = update(cast("Table", PhotoRow.__table__)).where(
    PhotoRow.id == bindparam("photo"),
    PhotoRow.version_id == bindparam("version"),
    # As `_open_to_drafts`, whose list of states cannot be part of a statement for many rows.
    PhotoRow.state != PhotoState.REVIEWED,
    PhotoRow.certificate_id.is_(None),
    PhotoRow.blind.is_(False),
    or_(PhotoRow.lot_id.is_(None), PhotoRow.lot_id != bindparam("lot")),
)


def add(session: Session, draft: Draft) -> int:
    """Record a draft; return its number."""
    row = DraftRow(
        version_id=draft.version_id,
        decision_id=draft.decision_id,
        training_photos=draft.training_photos,
        outputs=list(draft.outputs),
        figures=dict(draft.figures),
        used=draft.used,
        at=datetime.now(UTC),
    )
    session.add(row)
    session.flush()
    return row.id


def find(session: Session, draft_id: int) -> Draft | None:
    """Return a draft by its number."""
    row = session.get(DraftRow, draft_id)
    return None if row is None else _draft(row)


def last(session: Session, version_id: int) -> Draft | None:
    """Return the last draft of a version."""
    query = select(DraftRow).where(DraftRow.version_id == version_id)
    row = session.scalar(query.order_by(DraftRow.id.desc()).limit(1))
    return None if row is None else _draft(row)


def _draft(row: DraftRow) -> Draft:
    return Draft(
        id=row.id,
        version_id=row.version_id,
        decision_id=row.decision_id,
        training_photos=row.training_photos,
        outputs=tuple(row.outputs),
        figures=row.figures,
        used=row.used,
    )


def last_decision(session: Session) -> int:
    """Return the number of the last decision, 0 without one."""
    return session.scalar(select(func.max(DecisionRow.id))) or 0


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a reviewed photo."""

    photo_id: int
    category_id: int
    split: Split


def labels(session: Session) -> list[Label]:
    """Return the labels in force, the newest first, `MOST` at most.

    Blind validation photos of an open inspection are left out.
    """
    hidden = (PhotoRow.split == Split.VALIDATION) & PhotoRow.blind
    query = select(PhotoRow.id, PhotoRow.label_id, PhotoRow.split).where(*LABELLED, ~hidden)
    newest = query.order_by(PhotoRow.decided_at.desc(), PhotoRow.id).limit(MOST)
    rows = session.connection().execute(newest)
    return [Label(photo_id, label or 0, Split(split)) for photo_id, label, split in rows]


def labels_after(session: Session, decision_id: int) -> list[Label]:
    """Return the labels that were in force after a decision, as `labels` returns those of now."""
    latest = (
        select(func.max(DecisionRow.id))
        .where(DecisionRow.id <= decision_id)
        .group_by(DecisionRow.photo_id)
    )
    query = (
        select(PhotoRow.id, DecisionRow.category_id, PhotoRow.split)
        .join(DecisionRow, DecisionRow.photo_id == PhotoRow.id)
        .where(DecisionRow.id.in_(latest), DecisionRow.answer == Answer.CATEGORY)
    )
    merged = merges(session)
    newest = query.order_by(DecisionRow.at.desc(), PhotoRow.id).limit(MOST)
    rows = session.execute(newest)
    return [
        Label(photo, merged.get(label or 0, label or 0), Split(split))
        for photo, label, split in rows
    ]


def any_outdated(session: Session, draft: Draft) -> bool:
    """Return True if a photo whose suggestion a draft may change has none of this draft."""
    query = _outdated(session, draft.version_id, draft.id)
    return session.scalar(query.limit(1)) is not None


def outdated(session: Session, version_id: int, draft_id: int | None) -> list[int]:
    """Return photos with a suggestion of another draft than this one, in queue order.

    None stands for the version itself.
    """
    query = _outdated(session, version_id, draft_id)
    order = PhotoRow.state.desc(), PhotoRow.hold, PhotoRow.place, PhotoRow.id
    return list(session.connection().execute(query.order_by(*order)).scalars())


def _outdated(session: Session, version_id: int, draft_id: int | None) -> Select[int]:
    query = select(PhotoRow.id).where(*_open_to_drafts(_open_lot(session)))
    return query.where(
        PhotoRow.version_id == version_id, PhotoRow.draft_id.is_distinct_from(draft_id)
    )


def suggestions(session: Session, photo_ids: Sequence[int]) -> dict[int, tuple[int | None, float]]:
    """Return suggestion and confidence of photos that a draft may change."""
    found: dict[int, tuple[int | None, float]] = {}
    conditions = _open_to_drafts(_open_lot(session))
    for start in range(0, len(photo_ids), _MANY):
        part = photo_ids[start : start + _MANY]
        query = select(PhotoRow.id, PhotoRow.suggestion_id, PhotoRow.confidence)
        rows = session.connection().execute(query.where(PhotoRow.id.in_(part), *conditions))
        found |= {photo_id: (suggestion, share) for photo_id, suggestion, share in rows}
    return found


def suggest(
    session: Session,
    draft: Draft,
    scores: Mapping[int, Score],
    threshold: float | None,
) -> None:
    """Set suggestion, confidence, place and state of photos, as far as a draft may change them."""
    lot = _open_lot(session)
    rows = [
        {
            "photo": photo_id,
            "version": draft.version_id,
            "lot": lot,
            "suggestion_id": score.suggestion_id,
            "confidence": score.confidence,
            "draft_id": draft.id,
            **({} if score.place is None else {"place": score.place}),
        }
        for photo_id, score in scores.items()
    ]
    connection = session.connection()
    reopen(session, list(scores), lot)
    connection.execute(_SUGGEST, rows)
    connection.execute(_FORGET, [{"photo_id": photo_id} for photo_id in scores])
    connection.execute(
        _PREDICT,
        [
            {"photo_id": photo_id, "draft_id": draft.id, "probabilities": score.probabilities}
            for photo_id, score in scores.items()
        ],
    )
    session.expire_all()
    if threshold is not None:
        flag_slice(session, threshold, min(scores), max(scores))


def any_in_force(session: Session) -> bool:
    """Return True if an undecided photo has a draft's suggestion."""
    drafted = select(PhotoRow.id).where(*UNSETTLED, PhotoRow.draft_id.is_not(None))
    return session.scalar(drafted.limit(1)) is not None


def forget(session: Session) -> None:
    """Mark photos with a draft's suggestion to be scored again; place and state stay until then."""
    drafted = update(PhotoRow).where(*UNSETTLED, PhotoRow.draft_id.is_not(None))
    session.execute(drafted.values(version_id=None))


def _open_lot(session: Session) -> int:
    inspection = under_way(session)
    return _NO_LOT if inspection is None else inspection.id
