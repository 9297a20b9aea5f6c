"""Queries on feature vectors: one per photo, of the version that computed it last."""

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Table, and_, bindparam, delete, insert, or_, select
from sqlalchemy.orm import Session

from hitl_app.domain.review import DecisionLine
from hitl_app.store.conditions import LABELLED, count
from hitl_app.store.decisions.decisions import in_force
from hitl_app.store.photos.counts import count_photos
from hitl_app.store.schema import DecisionRow, EmbeddingRow, PhotoRow, ThumbnailRow

# Values that one statement may carry, on every database.
_MANY = 500
# A table, not rows: SQLAlchemy's unit of work takes long, and the write lock is held.
_TABLE = cast("Table", EmbeddingRow.__table__)
_PUT, _DROP = insert(_TABLE), delete(_TABLE).where(_TABLE.c.photo_id == bindparam("photo_id"))
Vectors = NDArray[np.int8]


def put(session: Session, version_id: int, vectors: Sequence[tuple[int, bytes]]) -> None:
    """Store vectors of a version, replacing earlier ones. Empty ones are left out."""
    rows = [
        {"photo_id": photo_id, "version_id": version_id, "vector": vector}
        for photo_id, vector in vectors
        if vector
    ]
    if rows:
        connection = session.connection()
        connection.execute(_DROP, [{"photo_id": row["photo_id"]} for row in rows])
        connection.execute(_PUT, rows)


def missing_count(session: Session, version_id: int) -> int:
    """Count the photos that have no vector of a version."""
    return count_photos(session) - count(session, EmbeddingRow.version_id == version_id)


def missing(session: Session, version_id: int, after: int, limit: int) -> list[tuple[int, bytes]]:
    """Return row numbers and thumbnails of photos without a vector, behind a row number."""
    of_another = or_(EmbeddingRow.version_id.is_(None), EmbeddingRow.version_id != version_id)
    rows = session.execute(
        select(PhotoRow.id, ThumbnailRow.encoded)
        .join(ThumbnailRow, ThumbnailRow.photo_id == PhotoRow.id)
        .outerjoin(EmbeddingRow, EmbeddingRow.photo_id == PhotoRow.id)
        .where(PhotoRow.id > after, of_another)
        .order_by(PhotoRow.id)
        .limit(limit)
    )
    return [(photo_id, encoded) for photo_id, encoded in rows]


def of_photos(session: Session, version_id: int, photo_ids: Sequence[int]) -> dict[int, Vectors]:
    """Return vectors of a version by their photos' row numbers, of those that have one."""
    found: dict[int, Vectors] = {}
    for start in range(0, len(photo_ids), _MANY):
        part = [int(photo_id) for photo_id in photo_ids[start : start + _MANY]]
        rows = session.execute(
            select(EmbeddingRow.photo_id, EmbeddingRow.vector).where(
                EmbeddingRow.photo_id.in_(part), EmbeddingRow.version_id == version_id
            )
        )
        found |= {photo_id: np.frombuffer(vector, np.int8) for photo_id, vector in rows}
    return found


def decided_page(
    session: Session, version_id: int, after: int, limit: int
) -> tuple[NDArray[np.int64], Vectors] | None:
    """Return vectors of decided photos behind a row number; None when there are no more."""
    rows = session.execute(
        select(EmbeddingRow.photo_id, EmbeddingRow.vector)
        .join(PhotoRow, PhotoRow.id == EmbeddingRow.photo_id)
        .where(EmbeddingRow.version_id == version_id, PhotoRow.id > after, *LABELLED)
        .order_by(PhotoRow.id)
        .limit(limit)
    ).all()
    if not rows:
        return None
    ids = np.array([row.photo_id for row in rows], np.int64)
    return ids, np.frombuffer(b"".join(row.vector for row in rows), np.int8).reshape(len(rows), -1)


def decided_since(session: Session, decision_id: int) -> dict[int, bool]:
    """Return photos with decisions since a given one, and whether each is reviewed now."""
    touched = select(DecisionRow.photo_id).where(DecisionRow.id > decision_id)
    is_decided = and_(*LABELLED)
    rows = session.execute(select(PhotoRow.id, is_decided).where(PhotoRow.id.in_(touched)))
    return {photo_id: bool(decided) for photo_id, decided in rows}


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
