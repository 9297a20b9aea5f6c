"""Acceptance sampling of labels that people gave: how many of them are right at least.

The lot are the labels of one import that are in force when its audit is opened. Checks are drawn
from it at random without replacement and decided blind, so the wrong ones among them are
hypergeometric, as in an inspection of a model's labels (`bound`). Unlike there, nothing is accepted
or refused by the result: the bound is about all labels of the lot, as they were imported.
"""

from dataclasses import dataclass
from typing import Final

from hitl_app.domain.certification.bound import (
    LEAST_LOT,
    STAGES_ALLOWED,
    Bound,
    Found,
    most_wrong,
)

_ALLOWED: Final = 2
"""Wrong checks with which the first stage still passes, where the lot is large enough.

Labels that are wrong half as often as the target allows then pass within three stages four times in
five; with none allowed, a single slip of an annotator would take a second stage."""

_LEAST_LEVEL: Final = 1e-6


@dataclass(frozen=True, slots=True)
class AuditCounts:
    """Checks of an audit up to its current stage.

    Attributes:
        wrong: Decided checks whose label was another one.
        undecided: Checks that are to be decided.
    """

    checks: int
    wrong: int
    undecided: int

    @property
    def decided(self) -> int:
        """Return how many checks are decided."""
        return self.checks - self.undecided


def budget_left(made: int, spent: float, promised: float, confidence: float) -> tuple[int, float]:
    """Return the stages left for labels, and the error probability that each may take.

    Args:
        made: Stages of audits whose lots share a photo with these labels.
        spent: Error probability that they took together.
        promised: Highest confidence that one of them promises; 0 without any.
        confidence: That is wanted now.
    """
    left = max(0, STAGES_ALLOWED - made)
    level = (1 - max(confidence, promised) - spent) / max(1, left)
    return (left, level) if left and level > _LEAST_LEVEL else (0, 0.0)


def bound_of(lot: int, counts: AuditCounts, risk: float, level: float, wrong: int) -> Bound:
    """Return the bound on the wrong labels of a lot.

    Args:
        lot: Labels of the lot.
        counts: Its checks.
        risk: Share of the labels that may be wrong.
        level: Chance that the bound is too low.
        wrong: How many checks count as wrong.
    """
    return Bound(lot, most_wrong(lot, counts.checks, wrong, level), risk)


def audit_result(
    lot: int, counts: AuditCounts, risk: float, level: float
) -> tuple[bool, Bound] | None:
    """Return the result of a stage, if it is final: whether the target is proved, and the bound.

    A stage passes once it would with all undecided checks wrong. It fails only when all of its
    checks are decided: the bound of an audit that failed tells how far the labels are from the
    target, and with undecided checks it would tell little.
    """
    bound = bound_of(lot, counts, risk, level, counts.wrong + counts.undecided)
    if bound.stands:
        return True, bound
    return None if counts.undecided else (False, bound)


def can_pass(lot: int, checks: int, wrong: int, risk: float, level: float) -> bool:
    """Return True if a sample can prove the target when at least so many checks are wrong."""
    return checks < lot and most_wrong(lot, checks, wrong, level) <= risk * lot


def first_sample(lot: int, risk: float, level: float) -> int | None:
    """Return the smallest first sample that passes with a few wrong checks, if any can pass.

    Args:
        lot: Labels of the lot.
        risk: Share of the labels that may be wrong.
        level: Chance of a false certificate of each stage.
    """
    if lot < LEAST_LOT or level <= 0:
        return None
    for wrong in range(_ALLOWED, -1, -1):
        if not can_pass(lot, lot - 1, wrong, risk, level):
            continue
        low, high = wrong + 1, lot - 1
        # More checks with as many wrong ones never loosen the bound.
        while low < high:
            middle = (low + high) // 2
            low, high = (
                (low, middle) if can_pass(lot, middle, wrong, risk, level) else (middle + 1, high)
            )
        return low
    return None


def allowed_wrong(lot: int, checks: int, risk: float, level: float) -> int:
    """Return the largest number of wrong checks with which a sample passes; -1 if none does."""
    low, high = -1, int(checks * risk) + 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (
            (middle, high) if can_pass(lot, checks, middle, risk, level) else (low, middle - 1)
        )
    return low


def as_found(lot: int, counts: AuditCounts) -> Found:
    """Return the counts of a stage for its record, in which undecided checks count as wrong."""
    wrong = counts.wrong + counts.undecided
    return Found(lot, counts.checks, wrong, counts.decided, counts.wrong)
