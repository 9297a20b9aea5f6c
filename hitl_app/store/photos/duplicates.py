"""Queries on near-duplicates: what can be compared, what was dropped, and what must stay."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from hitl_app.domain.certification.inspections import InspectionState
from hitl_app.domain.decisions import Answer, OpinionState
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.vectors import SIZE, Bytes, sketches
from hitl_app.store.conditions import REVIEWED, Condition
from hitl_app.store.photos.vectors import table
from hitl_app.store.schema import (
    CertificateRow,
    DecisionRow,
    EmbeddingRow,
    InspectionRow,
    OpinionRow,
    PhotoRow,
)

_MANY = 500
_UNDER_WAY = (InspectionState.OPENING, InspectionState.OPEN)


def dropped() -> Select[int]:
    """Select the photos that were dropped as duplicates."""
    # Under names of their own: it is part of queries on photos.
    photo, last, later = aliased(PhotoRow), aliased(DecisionRow), aliased(DecisionRow)
    is_later = and_(later.photo_id == photo.id, later.id > last.id)
    return (
        select(photo.id)
        .join(last, last.photo_id == photo.id)
        .where(
            photo.state == PhotoState.REVIEWED,
            photo.label_id.is_(None),
            last.answer == Answer.DUPLICATE,
            ~select(later.id).where(is_later).exists(),
        )
    )


def comparable_page(
    session: Session, backbone_id: int, after: int, limit: int
) -> tuple[NDArray[np.int64], Bytes] | None:
    """Return sketches of photos behind a row number; None when there are no more.

    Blind photos are left out: a label of the same picture would be an opinion. So are dropped ones.
    """
    rows = session.execute(
        select(EmbeddingRow.photo_id, func.substr(EmbeddingRow.vector, 1, 4 + SIZE))
        .join(PhotoRow, PhotoRow.id == EmbeddingRow.photo_id)
        .where(
            EmbeddingRow.backbone_id == backbone_id,
            PhotoRow.id > after,
            PhotoRow.blind.is_(False),
            PhotoRow.id.not_in(dropped()),
        )
        .order_by(PhotoRow.id)
        .limit(limit)
    ).all()
    if not rows:
        return None
    ids = np.array([photo_id for photo_id, _ in rows], np.int64)
    return ids, sketches(table([vector for _, vector in rows]))


def bound_among(session: Session, photo_ids: Collection[int]) -> set[int]:
    """Return the photos that cannot be dropped.

    A lot, or a certificate, is about them, or they wait for another operator's opinion.
    """
    lots = or_(
        PhotoRow.lot_id.in_(select(InspectionRow.id).where(InspectionRow.state.in_(_UNDER_WAY))),
        PhotoRow.lot_id.in_(select(CertificateRow.inspection_id)),
    )
    open_to = select(OpinionRow.photo_id).where(
        OpinionRow.state.in_((OpinionState.WANTED, OpinionState.DISPUTED))
    )
    bound = or_(PhotoRow.certificate_id.is_not(None), lots, PhotoRow.id.in_(open_to))
    return set(session.scalars(select(PhotoRow.id).where(PhotoRow.id.in_(photo_ids), bound)))


def shown_groups(
    session: Session,
    groups: Sequence[Sequence[int]],
    visible: Condition,
    matching: Sequence[Condition],
) -> list[tuple[list[int], bool]]:
    """Return groups as they are now, and whether each is settled: reviewed, with one label.

    Groups to be settled come first, and the largest of both; in a group reviewed photos, and the
    largest of both.

    Args:
        session: A reading session.
        groups: Row numbers, as the job `duplicates` found them.
        visible: Which photos an operator may see with their labels; others are left out.
        matching: Of each group, one photo at least meets these.
    """
    found: dict[int, Any] = {}
    wanted = and_(*matching) if matching else PhotoRow.id.is_not(None)
    ids = [photo_id for group in groups for photo_id in group]
    for start in range(0, len(ids), _MANY):
        rows = session.execute(
            select(
                PhotoRow.id,
                REVIEWED.label("reviewed"),
                (PhotoRow.width * PhotoRow.height).label("size"),
                PhotoRow.bytes,
                PhotoRow.label_id,
                wanted.label("wanted"),
            ).where(
                PhotoRow.id.in_(ids[start : start + _MANY]),
                PhotoRow.id.not_in(dropped()),
                visible,
            )
        )
        found |= {row.id: row for row in rows}
    result = []
    for group in groups:
        here = sorted((found[i] for i in group if i in found), key=_best_first)
        if len(here) > 1 and any(row.wanted for row in here):
            labels = {row.label_id if row.reviewed else None for row in here}
            settled = len(labels) == 1 and None not in labels
            result.append(([row.id for row in here], settled))
    return sorted(result, key=lambda one: (one[1], -len(one[0])))


def _best_first(row: Any) -> tuple[bool, int, int, int]:
    return not row.reviewed, -row.size, -row.bytes, row.id
