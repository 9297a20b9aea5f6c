"""Inspections of lots, their stages and certificates."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class InspectionState(StrEnum):
    """State of an inspection, open or closed."""

    OPENING = "opening"
    OPEN = "open"
    PASSED = "passed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of an inspection and its result.

    Attributes:
        number: From 1.
        checks: Checks drawn so far.
        wrong: How many of them were wrong.
        left: Undecided photos of the lot.
        most_wrong: How many of these could be wrong.
        stands: Whether the stage passed.
        at: When.
    """

    number: int
    checks: int
    wrong: int
    left: int
    most_wrong: int
    stands: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Inspection:
    """An inspection of a lot.

    Attributes:
        id: Row number.
        state: Current state.
        reason: Code of why it was closed, or "".
        version_id: The version whose labels are inspected.
        threshold: Least confidence of the lot's photos.
        target: Share that must be right.
        confidence: That the certificate is right.
        level: Chance of a false certificate that each stage may take.
        lot: Photos of the lot.
        sample: Checks of the first stage.
        after_id: Only photos with higher row numbers could belong to the lot.
        seed: Of the order in which checks are drawn.
        opened_at: When.
        closed_at: When it ended, if it did.
        stages: The stages so far.
        blind: Photos to be decided blind so far, checks and others.
        blind_left: How many of them are still to review.
        extends_id: The older certificate under which its lot is to be accepted, if it is one of
            arrivals, which are checked for drift only.
    """

    id: int
    state: InspectionState
    reason: str
    version_id: int
    threshold: float
    target: float
    confidence: float
    level: float
    lot: int
    sample: int
    after_id: int
    seed: int
    opened_at: datetime
    closed_at: datetime | None
    stages: tuple[Stage, ...]
    blind: int
    blind_left: int
    extends_id: int | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """A bound that was proved for a lot.

    Attributes:
        id: Its number.
        inspection_id: The inspection that it came from.
        kind: certified, or extended for photos that came later.
        version: The model version.
        version_sha256: Of its weights.
        threshold: Least confidence of the lot's photos.
        target: Share that had to be right.
        confidence: Of the statement.
        level: Chance of being false that its stage took.
        lot: Photos of the lot.
        checks: How many were drawn and reviewed.
        wrong: How many of these the model had wrong.
        accepted: Photos that were accepted.
        most_wrong: How many of these can be wrong.
        operators: Who decided the checks.
        at: When.
        found_wrong: Photos of its lot that were found wrong since, where that was queried.
    """

    id: int
    inspection_id: int
    kind: str
    version: str
    version_sha256: str
    threshold: float
    target: float
    confidence: float
    level: float
    lot: int
    checks: int
    wrong: int
    accepted: int
    most_wrong: int
    operators: tuple[str, ...]
    at: datetime
    found_wrong: int = 0

    @property
    def refuted(self) -> bool:
        """Return True if more photos were found wrong than the bound allows."""
        return self.found_wrong > self.most_wrong
