"""Propose an inspection: lot, number of checks, expected savings."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from hitl_app.domain.certification.bound import LEAST_TARGET, MOST_TARGET
from hitl_app.domain.certification.calibration import Evidence
from hitl_app.domain.certification.planning import (
    Counts,
    Plan,
    pays,
    plan_lot,
    propose,
    saves_enough,
)
from hitl_app.domain.certification.projecting import decisions_until
from hitl_app.domain.errors import KnownError
from hitl_app.domain.flagging import BINS
from hitl_app.domain.photos import decisions_for
from hitl_app.domain.settings import CONFIDENCE, TARGET
from hitl_app.services.settings import get_setting
from hitl_app.store.certification import budget
from hitl_app.store.certification.checks import evidence
from hitl_app.store.models import versions
from hitl_app.store.photos import counts as tallies
from hitl_app.workspace import Workspace

ENOUGH_VALIDATION = 50
"""With fewer validation photos the confidences are not calibrated on these photos."""
SECONDS_A_CHECK = 2.7
"""Assumed seconds of a blind decision, until the operator's own pace is known."""
_DECOYS = 2
"""Photos that come up for each check: itself and a decoy."""
_LEAST_LEVEL = 1e-6
"""Smaller remainders are rounding errors, and no lot could use them."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Cost and benefit of a possible inspection.

    Attributes:
        plan: Lot and sample; None if nothing is expected to be saved.
        minutes: Duration of the first stage, checks and decoys.
        after_id: Photos with higher numbers belong to the lot; 0 for all.
        until: While it is not worthwhile, about how many more decisions it takes until it will be;
            None if it never will, and for a lot or sample that a person chose.
    """

    plan: Plan | None
    target: float
    confidence: float
    to_review: int
    stages_left: int
    trusted: bool
    validation: int
    minutes: float
    after_id: int
    pays: bool
    extends_id: int | None = None
    until: int | None = None

    @property
    def blind(self) -> int:
        """Return about how many photos the first stage takes, checks and decoys; 0 for none."""
        return 0 if self.plan is None else _DECOYS * self.plan.checks

    @property
    def is_worthwhile(self) -> bool:
        """Return True if it is expected to save a worthwhile share of the work."""
        return saves_enough(self.plan, self.to_review)


def is_trusted(workspace: Workspace) -> bool:
    """Return True if enough validation photos calibrated the confidences."""
    with workspace.database.read() as session:
        return tallies.validation_count(session) >= ENOUGH_VALIDATION


def proposal(
    workspace: Workspace,
    target: float | None = None,
    threshold: float | None = None,
    checks: int | None = None,
    training_photos_due: int = 0,
) -> Proposal:
    """Propose lot and sample for a target.

    Args:
        workspace: An open workspace.
        target: Share that must be right; None for the setting's.
        threshold: Least confidence of the lot, if a person chose it.
        checks: First sample, if a person chose it.
        training_photos_due: Decisions until the next retraining, if there will be one.

    Raises:
        KnownError: Code `target-range` or `threshold-range`.
    """
    target = float(get_setting(workspace, TARGET) or 0) if target is None else target
    if not LEAST_TARGET <= target <= MOST_TARGET:
        raise KnownError("target-range", low=LEAST_TARGET, high=MOST_TARGET, value=target)
    if threshold is not None and not 0 <= threshold <= 1:
        raise KnownError("threshold-range", value=threshold)
    confidence = float(get_setting(workspace, CONFIDENCE) or 0)
    with workspace.database.read() as session:
        after_id, left = _open_to_stages(session)
        counts, to_review = tallies.lot_histogram(session, after_id)
        validation = tallies.validation_count(session)
        training_photos = tallies.counts(session).training
        known = evidence(session, versions.active_id(session))
        level = _level(session, after_id, left, confidence)
    left = left if level > 0 else 0
    trusted = validation >= ENOUGH_VALIDATION
    if threshold is None and checks is None:
        plan = propose(counts, 1 - target, level, trusted=trusted, stages_left=left, evidence=known)
    else:
        place = _place(counts, 1 - target, level, threshold, left, known)
        plan = plan_lot(counts, place, 1 - target, level, left, checks, known)
    until = None
    if threshold is None and checks is None and left > 0 and not saves_enough(plan, to_review):

        def will_pay(counts: Counts, known: Evidence, decisions: int) -> bool:
            by_then = validation + decisions // decisions_for(1) >= ENOUGH_VALIDATION
            later = propose(
                *(counts, 1 - target, level),
                trusted=by_then,
                stages_left=left,
                evidence=known,
            )
            return saves_enough(later, to_review - decisions)

        until = decisions_until(will_pay, counts, known, to_review, training_photos)
        calibrated = decisions_for(ENOUGH_VALIDATION - validation)
        if until is None and 0 < calibrated < to_review:
            # Nothing reliable is known before.
            until = calibrated
    minutes = 0.0 if plan is None else minutes_of(plan.checks)
    return Proposal(
        plan=plan,
        target=target,
        confidence=confidence,
        to_review=to_review,
        stages_left=max(0, left),
        trusted=trusted,
        validation=validation,
        minutes=minutes,
        after_id=after_id,
        pays=plan is not None
        and pays(plan, to_review, trusted=trusted, training_photos_due=training_photos_due),
        until=until,
    )


def minutes_of(checks: int) -> float:
    """Return about how long checks take, with their decoys."""
    return _DECOYS * checks * SECONDS_A_CHECK / 60


def stages_left(workspace: Workspace) -> tuple[int, bool]:
    """Return the stages left, and whether they are for photos after the last draw alone."""
    with workspace.database.read() as session:
        after_id, left = _open_to_stages(session)
    return max(0, left), after_id > 0


def _open_to_stages(session: Session) -> tuple[int, int]:
    """Return the row number after which photos may be inspected, and the stages left."""
    for after_id in budget.generations(session):
        left = budget.stages_left(session, after_id)
        if left > 0:
            return after_id, left
    # All stages of the older photos are spent: later photos have their own.
    after_id = budget.last_drawn_id(session)
    return after_id, budget.stages_left(session, after_id)


def _level(session: Session, after_id: int, left: int, confidence: float) -> float:
    """Return the error probability that each remaining stage may take; 0 if none is left.

    All stages on the same photos share the error budget of the strictest of their targets: an
    issued certificate stays true, whatever confidence is requested later.
    """
    spent, promised = budget.level_spent(session, after_id)
    level = (1 - max(confidence, promised) - spent) / max(1, left)
    return level if level > _LEAST_LEVEL else 0.0


def _place(
    counts: NDArray[np.int64],
    risk: float,
    level: float,
    threshold: float | None,
    left: int,
    known: Evidence,
) -> int:
    if threshold is not None:
        return int(np.clip(round(threshold * BINS), 0, BINS - 1))
    best = propose(counts, risk, level, stages_left=left, evidence=known)
    return BINS - 1 if best is None else round(best.threshold * BINS)
