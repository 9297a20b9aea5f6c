"""Queries on decisions about scored photos: checks and others."""

from dataclasses import dataclass

import numpy as np
from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from hitl_app.domain.certification.bound import Found
from hitl_app.domain.certification.calibration import Evidence
from hitl_app.domain.certification.inspections import Inspection
from hitl_app.domain.flagging import BINS, bin_holding
from hitl_app.store.conditions import REVIEWED, WAITS, count, count_of
from hitl_app.store.schema import BlindRow, PhotoRow

WRONG = and_(
    REVIEWED, or_(PhotoRow.label_id.is_(None), PhotoRow.label_id != PhotoRow.suggestion_id)
)
"""Condition: it was decided as another category, or as no product photo."""


@dataclass(frozen=True, slots=True)
class Status:
    """Counts of the checks of an inspection.

    Attributes:
        undecided: Undecided checks.
        left: Photos of the lot to review, neither skipped nor asked.
    """

    checks: int
    wrong: int
    undecided: int
    held: int
    wrong_decided: int
    left: int

    def found(self, lot: int, *, undecided_wrong: bool) -> Found:
        """Return the counts for a stage, with undecided checks taken as wrong or as right."""
        wrong = self.wrong + (self.undecided if undecided_wrong else 0)
        # Skipped and asked photos stay to review: only the others would be accepted.
        return Found(lot, self.checks, wrong, lot - self.left, self.wrong_decided)


def count_checks(session: Session, inspection: Inspection) -> Status:
    """Count the checks of an inspection for its next stage."""
    number = len(inspection.stages) + 1
    is_check = and_(BlindRow.inspection_id == inspection.id, BlindRow.stage.between(1, number))
    checks, wrong, undecided, held = session.execute(
        select(
            func.count(),
            count_of(WRONG),
            count_of(~REVIEWED),
            count_of(and_(~REVIEWED, PhotoRow.hold > 0)),
        )
        .select_from(BlindRow)
        .join(PhotoRow, PhotoRow.id == BlindRow.photo_id)
        .where(is_check)
    ).one()
    # A separate query, so that an index alone counts the many photos to review.
    mine = PhotoRow.lot_id == inspection.id
    wrong_decided = session.scalar(select(count_of(WRONG)).where(mine, REVIEWED)) or 0
    left = count(session, mine, WAITS, PhotoRow.hold == 0)
    return Status(checks, wrong, undecided, held, wrong_decided, left)


def evidence(session: Session, version_id: int | None) -> Evidence:
    """Count decisions on photos that this version had scored, by confidence.

    Blind photos of an inspection under way are left out: a proposal must not reveal which are
    checks.
    """
    rows = session.execute(
        select(PhotoRow.confidence, func.count(), count_of(WRONG))
        .where(
            REVIEWED,
            PhotoRow.version_id == version_id,
            PhotoRow.suggestion_id.is_not(None),
            PhotoRow.blind.is_(False),
        )
        .group_by(PhotoRow.confidence)
    )
    decided, wrong = np.zeros(BINS, np.int64), np.zeros(BINS, np.int64)
    # Half-precision numbers are few.
    for confidence, photos, bad in rows:
        decided[bin_holding(confidence)] += photos
        wrong[bin_holding(confidence)] += bad
    return Evidence(decided, wrong)
