"""Queries on scores, and on the manual threshold."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from hitl_app.domain.models import Score
from hitl_app.domain.photos import PhotoState, Split
from hitl_app.store.conditions import LABELLED, PLAIN, UNSETTLED, count
from hitl_app.store.photos import vectors
from hitl_app.store.schema import PhotoRow, PredictionRow, ThumbnailRow


def flag_slice(session: Session, threshold: float | None, first: int, last: int) -> int:
    """Apply a manual threshold to photos numbered first to last; return how many changed."""
    here = (PhotoRow.id.between(first, last), PhotoRow.certificate_id.is_(None))
    opened = update(PhotoRow).where(*here, PhotoRow.state == PhotoState.AUTO_ACCEPTED)
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


def _stale(version_id: int) -> tuple[ColumnElement[bool], ...]:
    """Select undecided, uncertified photos whose score is not of this version."""
    return (*UNSETTLED, or_(PhotoRow.version_id.is_(None), PhotoRow.version_id != version_id))


def stale_count(session: Session, version_id: int) -> int:
    """Count the photos that the given version must score again."""
    return count(session, *_stale(version_id))


def stale_thumbnails(
    session: Session, version_id: int, after: int, limit: int
) -> list[tuple[int, bytes]]:
    """Return row numbers and thumbnails of photos to score again, behind a row number."""
    rows = session.execute(
        select(PhotoRow.id, ThumbnailRow.encoded)
        .join(ThumbnailRow, ThumbnailRow.photo_id == PhotoRow.id)
        .where(*_stale(version_id), PhotoRow.id > after)
        .order_by(PhotoRow.id)
        .limit(limit)
    )
    return [(photo_id, encoded) for photo_id, encoded in rows]


def add_scores(
    session: Session, version_id: int, scores: Mapping[int, Score], threshold: float | None
) -> None:
    """Add predictions of a version by photo, and set suggestion, confidence and state.

    A photo that was reviewed meanwhile keeps its label: only the prediction is added.
    """
    if not scores:
        return
    there = set(
        session.scalars(
            select(PredictionRow.photo_id).where(
                PredictionRow.version_id == version_id, PredictionRow.photo_id.in_(scores)
            )
        )
    )
    session.add_all(
        PredictionRow(photo_id=i, version_id=version_id, probabilities=s.probabilities)
        for i, s in scores.items()
        if i not in there
    )
    session.flush()
    vectors.put(session, version_id, [(i, s.vector) for i, s in scores.items()])
    open_ids = set(session.scalars(select(PhotoRow.id).where(PhotoRow.id.in_(scores), *UNSETTLED)))
    rows = [
        {
            "id": i,
            "suggestion_id": s.suggestion_id,
            "confidence": s.confidence,
            "place": s.confidence,
            "version_id": version_id,
            "state": PhotoState.TO_REVIEW,
            "label_id": None,
            # The new suggestion was not inspected.
            "lot_id": None,
        }
        for i, s in scores.items()
        if i in open_ids
    ]
    if rows:
        session.execute(update(PhotoRow), rows)
    if threshold is not None:
        flag_slice(session, threshold, min(scores), max(scores))


def stored_probabilities(
    session: Session, version_id: int, photo_ids: Sequence[int]
) -> dict[int, bytes]:
    """Return a version's stored probabilities of photos."""
    query = select(PredictionRow.photo_id, PredictionRow.probabilities).where(
        PredictionRow.version_id == version_id, PredictionRow.photo_id.in_(photo_ids)
    )
    return dict(session.execute(query).all())


def labelled(session: Session, split: Split) -> list[tuple[int, int, bytes]]:
    """Return row number, category and thumbnail of the reviewed photos of one split.

    A missing thumbnail is empty. Blind validation photos of an open inspection are left out:
    figures on them would reveal their suggestions.
    """
    query = (
        select(PhotoRow.id, PhotoRow.label_id, ThumbnailRow.encoded)
        .outerjoin(ThumbnailRow, ThumbnailRow.photo_id == PhotoRow.id)
        .where(*LABELLED, PhotoRow.split == split)
        .order_by(PhotoRow.id)
    )
    if split is Split.VALIDATION:
        query = query.where(PhotoRow.blind.is_(False))
    rows = session.execute(query)
    return [(photo_id, label_id or 0, encoded or b"") for photo_id, label_id, encoded in rows]


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
            PhotoRow.suggestion_id.is_not(None),
            PhotoRow.blind.is_(False),
        )
    )
    return [(confidence, bool(right)) for confidence, right in rows]
