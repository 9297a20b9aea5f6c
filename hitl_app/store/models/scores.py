"""Queries on scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, and_, bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from hitl_app.domain.models import Score
from hitl_app.domain.photos import PhotoState, Split
from hitl_app.store.conditions import LABELLED, OUTSIDE, UNSETTLED, count
from hitl_app.store.engine.inserting import insert_rows
from hitl_app.store.models.flagging import flag_slice
from hitl_app.store.photos import vectors
from hitl_app.store.schema import EmbeddingRow, PhotoRow, PredictionRow, ThumbnailRow

# Tables, not rows: SQLAlchemy's unit of work takes long, and the write lock is held.
_PREDICTIONS = cast("Table", PredictionRow.__table__)
_EMBEDDINGS = cast("Table", EmbeddingRow.__table__)
_PHOTOS = cast("Table", PhotoRow.__table__)
_SUGGEST = update(_PHOTOS).where(
    PhotoRow.id == bindparam("photo"),
    # As `UNSETTLED`, whose list of states cannot be part of a statement for many rows.
    PhotoRow.state != PhotoState.REVIEWED,
    PhotoRow.certificate_id.is_(None),
)
_REOPEN = (
    update(_PHOTOS)
    .where(PhotoRow.id == bindparam("photo"))
    .values(state=PhotoState.TO_REVIEW, label_id=None, lot_id=None)
)
# Values that one statement may carry, on every database.
_MANY = 500


@dataclass(frozen=True, slots=True)
class Source:
    """The version that scored photos, and the backbone that computed their features."""

    version_id: int
    backbone_id: int


def _stale(version_id: int) -> tuple[ColumnElement[bool], ...]:
    """Select undecided, uncertified photos whose score is not of this version.

    Suggestions of outside models stay. Blind photos have no suggestion to show, and scores would
    move them in the queue. Those that are to review when their inspection ends follow then.
    """
    other = and_(PhotoRow.version_id != version_id, PhotoRow.version_id.not_in(OUTSIDE))
    return (*UNSETTLED, PhotoRow.blind.is_(False), or_(PhotoRow.version_id.is_(None), other))


def stale_count(session: Session, version_id: int) -> int:
    """Count the photos that the given version must score again."""
    return count(session, *_stale(version_id))


def stale_ids(session: Session, version_id: int, after: int, limit: int) -> list[int]:
    """Return row numbers of photos to score again, behind a row number."""
    query = select(PhotoRow.id).where(*_stale(version_id), PhotoRow.id > after)
    return list(session.scalars(query.order_by(PhotoRow.id).limit(limit)))


def add_scores(
    session: Session, source: Source, scores: Mapping[int, Score], threshold: float | None
) -> None:
    """Add predictions of a version by photo, and set suggestion, confidence and state.

    A photo that was reviewed meanwhile keeps its label: only the prediction is added.
    """
    if not scores:
        return
    connection, version_id = session.connection(), source.version_id
    known = select(PredictionRow.photo_id).where(
        PredictionRow.version_id == version_id, PredictionRow.photo_id.in_(scores)
    )
    there = set(connection.execute(known).scalars())
    rows = [
        {"photo_id": i, "version_id": version_id, "probabilities": s.probabilities}
        for i, s in scores.items()
        if i not in there
    ]
    insert_rows(session, _PREDICTIONS, rows)
    vectors.put(session, source.backbone_id, [(i, s.vector) for i, s in scores.items()])
    set_suggestions(session, scores, {"draft_id": None, "version_id": version_id}, threshold)


def add_first_scores(
    session: Session, source: Source, scores: Mapping[int, Score], threshold: float | None
) -> None:
    """Add predictions and features of photos that were added in this transaction with their scores.

    Args:
        session: A writing session.
        source: The version and the backbone that they are of.
        scores: By photo.
        threshold: The manual threshold; photos above it become auto-accepted.
    """
    version_id, backbone_id = source.version_id, source.backbone_id
    predictions = [
        {"photo_id": i, "version_id": version_id, "probabilities": s.probabilities}
        for i, s in scores.items()
    ]
    insert_rows(session, _PREDICTIONS, predictions)
    embeddings = [
        {"photo_id": i, "backbone_id": backbone_id, "vector": s.vector}
        for i, s in scores.items()
        if s.vector
    ]
    insert_rows(session, _EMBEDDINGS, embeddings)
    if scores and threshold is not None:
        flag_slice(session, threshold, min(scores), max(scores))


def set_suggestions(
    session: Session,
    scores: Mapping[int, Score],
    more: Mapping[str, Any],
    threshold: float | None,
) -> None:
    """Set suggestion, confidence, place and state of undecided photos, and more columns of them."""
    rows = [
        {
            "photo": i,
            "suggestion_id": s.suggestion_id,
            "confidence": s.confidence,
            "place": s.confidence if s.place is None else s.place,
            **more,
        }
        for i, s in scores.items()
    ]
    session.flush()
    reopen(session, list(scores))
    session.connection().execute(_SUGGEST, rows)
    session.expire_all()
    if threshold is not None:
        flag_slice(session, threshold, min(scores), max(scores))


def reopen(session: Session, photo_ids: Sequence[int], lot: int | None = None) -> None:
    """Put undecided photos back to review, out of their lots: a new suggestion was not inspected.

    State and lot are in most indexes of photos, so only rows that change are written.

    Args:
        session: A writing session.
        photo_ids: Row numbers of the photos.
        lot: Photos of this lot are left alone.
    """
    connection = session.connection()
    columns = PhotoRow.id, PhotoRow.state, PhotoRow.label_id, PhotoRow.lot_id
    for start in range(0, len(photo_ids), _MANY):
        here = PhotoRow.id.in_(photo_ids[start : start + _MANY])
        # By row number alone: more conditions would make it search an index of states.
        rows = connection.execute(select(*columns, PhotoRow.certificate_id).where(here))
        changed = [
            {"photo": row.id}
            for row in rows
            if row.state != PhotoState.REVIEWED
            and row.certificate_id is None
            and (lot is None or row.lot_id != lot)
            and (row.state, row.label_id, row.lot_id) != (PhotoState.TO_REVIEW, None, None)
        ]
        if changed:
            connection.execute(_REOPEN, changed)


def labelled(session: Session, split: Split) -> list[tuple[int, int, bytes]]:
    """Return row number, category and thumbnail of the reviewed photos of one split.

    A missing thumbnail is empty. Blind validation photos of an open inspection are left out:
    figures on them would reveal their suggestions.
    """
    query = (
        select(PhotoRow.id, PhotoRow.label_id, ThumbnailRow.encoded)
        .outerjoin(ThumbnailRow, ThumbnailRow.photo_id == PhotoRow.id)
        .where(*_of_split(split))
        .order_by(PhotoRow.id)
    )
    rows = session.execute(query)
    return [(photo_id, label_id or 0, encoded or b"") for photo_id, label_id, encoded in rows]


def labelled_counts(session: Session, split: Split) -> dict[int, int]:
    """Count the photos that `labelled` returns by category."""
    query = select(PhotoRow.label_id, func.count()).where(*_of_split(split))
    return {label_id or 0: n for label_id, n in session.execute(query.group_by(PhotoRow.label_id))}


def _of_split(split: Split) -> tuple[ColumnElement[bool], ...]:
    shown = () if split is Split.TRAINING else (PhotoRow.blind.is_(False),)
    return (*LABELLED, PhotoRow.split == split, *shown)


def validation_outcomes(session: Session, version_id: int) -> list[tuple[float, bool]]:
    """Return confidence and correctness of a version on reviewed validation photos.

    Only photos that were decided as a category, and that this version had scored before. Those
    that an open inspection has made blind are left out, as above.
    """
    rows = session.execute(
        select(PhotoRow.confidence, PhotoRow.label_id == PhotoRow.suggestion_id).where(
            *LABELLED,
            PhotoRow.split == Split.VALIDATION,
            PhotoRow.version_id == version_id,
            PhotoRow.draft_id.is_(None),
            PhotoRow.suggestion_id.is_not(None),
            PhotoRow.blind.is_(False),
        )
    )
    return [(confidence, bool(right)) for confidence, right in rows]
