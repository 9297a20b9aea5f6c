"""Queries on packed features: of each photo those of the backbone that computed them last."""

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Table, and_, bindparam, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from hitl_app.domain.review import DecisionLine
from hitl_app.domain.vectors import SIZE, Bytes, Packed, sketches
from hitl_app.store.conditions import LABELLED, count
from hitl_app.store.decisions.decisions import in_force
from hitl_app.store.photos.counts import count_photos
from hitl_app.store.schema import DecisionRow, EmbeddingRow, PhotoRow, ThumbnailRow

# Values that one statement may carry, on every database.
_MANY = 500
# A table, not rows: SQLAlchemy's unit of work takes long, and the write lock is held.
_TABLE = cast("Table", EmbeddingRow.__table__)
_PUT, _DROP = insert(_TABLE), delete(_TABLE).where(_TABLE.c.photo_id == bindparam("photo_id"))
_SKETCH = func.substr(EmbeddingRow.vector, 1, 4 + SIZE)


def put(session: Session, backbone_id: int, vectors: Sequence[tuple[int, bytes]]) -> None:
    """Store packed features by a backbone, replacing earlier ones. Empty ones are left out."""
    rows = [
        {"photo_id": photo_id, "backbone_id": backbone_id, "vector": vector}
        for photo_id, vector in vectors
        if vector
    ]
    if rows:
        connection = session.connection()
        connection.execute(_DROP, [{"photo_id": row["photo_id"]} for row in rows])
        connection.execute(_PUT, rows)


def missing_count(session: Session, backbone_id: int) -> int:
    """Count the photos that have no features of a backbone."""
    return count_photos(session) - count(session, EmbeddingRow.backbone_id == backbone_id)


def missing(session: Session, backbone_id: int, after: int, limit: int) -> list[tuple[int, bytes]]:
    """Return row numbers and thumbnails of photos without features, behind a row number.

    A missing thumbnail is empty: each photo that `missing_count` counts is returned.
    """
    of_another = or_(EmbeddingRow.backbone_id.is_(None), EmbeddingRow.backbone_id != backbone_id)
    rows = session.execute(
        select(PhotoRow.id, ThumbnailRow.encoded)
        .outerjoin(ThumbnailRow, ThumbnailRow.photo_id == PhotoRow.id)
        .outerjoin(EmbeddingRow, EmbeddingRow.photo_id == PhotoRow.id)
        .where(PhotoRow.id > after, of_another)
        .order_by(PhotoRow.id)
        .limit(limit)
    )
    return [(photo_id, encoded or b"") for photo_id, encoded in rows]


def of_photos(session: Session, backbone_id: int, photo_ids: Sequence[int]) -> dict[int, bytes]:
    """Return packed features by their photos' row numbers, of those that have them."""
    return _found(session, EmbeddingRow.vector, backbone_id, photo_ids)


def sketches_of(
    session: Session, backbone_id: int, photo_ids: Sequence[int]
) -> tuple[list[int], Bytes]:
    """Return the photos that have features, and their sketches."""
    found = _found(session, _SKETCH, backbone_id, photo_ids)
    return list(found), sketches(table(list(found.values())))


def _found(
    session: Session, column: Any, backbone_id: int, photo_ids: Sequence[int]
) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    for start in range(0, len(photo_ids), _MANY):
        part = [int(photo_id) for photo_id in photo_ids[start : start + _MANY]]
        query = select(EmbeddingRow.photo_id, column).where(
            EmbeddingRow.photo_id.in_(part), EmbeddingRow.backbone_id == backbone_id
        )
        found |= dict(session.connection().execute(query).all())
    return found


def table(rows: Sequence[bytes]) -> Packed:
    """Return packed features, or the beginnings of some, as an array."""
    return np.frombuffer(b"".join(rows), np.uint8).reshape(len(rows), -1 if rows else 4)


def decided_page(
    session: Session, backbone_id: int, after: int, limit: int
) -> tuple[NDArray[np.int64], Bytes] | None:
    """Return sketches of decided photos behind a row number; None when there are no more."""
    rows = session.execute(
        select(EmbeddingRow.photo_id, _SKETCH)
        .join(PhotoRow, PhotoRow.id == EmbeddingRow.photo_id)
        .where(EmbeddingRow.backbone_id == backbone_id, PhotoRow.id > after, *LABELLED)
        .order_by(PhotoRow.id)
        .limit(limit)
    ).all()
    if not rows:
        return None
    ids = np.array([photo_id for photo_id, _ in rows], np.int64)
    return ids, sketches(table([vector for _, vector in rows]))


def decided_since(session: Session, decision_id: int) -> dict[int, bool]:
    """Return photos with decisions since a given one, and whether each is reviewed now."""
    touched = select(DecisionRow.photo_id).where(DecisionRow.id > decision_id)
    is_decided = and_(*LABELLED)
    rows = session.execute(select(PhotoRow.id, is_decided).where(PhotoRow.id.in_(touched)))
    return {photo_id: bool(decided) for photo_id, decided in rows}


def labels_of(session: Session, photo_ids: Sequence[int]) -> dict[int, int]:
    """Return the labels of reviewed photos by row number."""
    found: dict[int, int] = {}
    for start in range(0, len(photo_ids), _MANY):
        part = [int(photo_id) for photo_id in photo_ids[start : start + _MANY]]
        query = select(PhotoRow.id, PhotoRow.label_id).where(PhotoRow.id.in_(part), *LABELLED)
        rows = session.connection().execute(query)
        found |= {photo_id: label for photo_id, label in rows if label is not None}
    return found


def decided_lines(session: Session, photo_ids: Sequence[int]) -> list[DecisionLine]:
    """Return the decisions on photos, in the order of the given row numbers."""
    rows = session.execute(
        select(PhotoRow.id, PhotoRow.first_path, ThumbnailRow.encoded)
        .join(ThumbnailRow, ThumbnailRow.photo_id == PhotoRow.id)
        .where(PhotoRow.id.in_(photo_ids), *LABELLED)
    )
    found = {row.id: (row.first_path, row.encoded) for row in rows}
    latest = in_force(session, list(found))
    return [DecisionLine(latest[i], *found[i]) for i in photo_ids if i in latest]
