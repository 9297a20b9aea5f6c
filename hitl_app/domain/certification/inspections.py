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
        confidence: That the certificate is right.
        level: Chance of a false certificate that each stage may take.
        after_id: Only photos with higher row numbers could belong to the lot.
        seed: Of the order in which checks are drawn.
        blind: Photos to be decided blind so far, checks and others.
        extends_id: The older certificate under which its lot is to be accepted, if it is one of
            arrivals, which are checked for drift only.
        label_import_id: The import whose labels are audited, if it is an audit.
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
    stages: tuple[Stage, ...]
    blind: int
    blind_left: int
    extends_id: int | None = None
    label_import_id: int | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """A bound that was proved for a lot.

    Attributes:
        level: Chance of being false that its stage took.
        found_wrong: Photos of its lot that were found wrong since, where that was queried; labels
            that checks found wrong included, if it is one of imported labels.
        covered: Photos that are accepted under it now, where that was queried; labels that are
            still in force, if it is one of imported labels.
        label_import: The import whose labels were audited; None for labels of a model.
        source: Name of the file or folder that these came from, and `annotators` gave them.
        undone: Whether that import was undone since.
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
    covered: int = 0
    label_import: int | None = None
    source: str = ""
    annotators: tuple[str, ...] = ()
    undone: bool = False

    @property
    def refuted(self) -> bool:
        """Return True if more photos were found wrong than the bound allows."""
        return self.found_wrong > self.most_wrong

    @property
    def can_be_wrong(self) -> int:
        """Return how many of the photos that it still covers can be wrong.

        Photos that were decided or reopened since fall out of it, and the wrong ones may all be
        among those that are left. Photos that were found wrong since are not subtracted: a photo
        that was reopened may have been found wrong under a later suggestion. Imported labels that
        were found wrong are: they stay what they were.
        """
        if self.refuted:
            return self.covered
        # Its bound is about all labels that were imported: those found wrong are part of it.
        known = 0 if self.label_import is None else self.found_wrong
        return min(self.covered, self.most_wrong - known)
