"""Lower bound on the accuracy of a whole catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hitl_app.domain.photos import Counts

CERTIFIED: Final = "certified"
"""A certificate with checks of its own lot."""
EXTENDED: Final = "extended"
"""Later photos, accepted under an older certificate: nothing is proved for them."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Photos that a certificate still covers.

    Attributes:
        kind: `CERTIFIED` or `EXTENDED`.
        covered: Photos that are accepted under it now.
        most_wrong: How many of those that it was given for can be wrong.
    """

    number: int
    kind: str
    covered: int
    most_wrong: int
    found_wrong: int

    @property
    def refuted(self) -> bool:
        """Return True if more photos were found wrong than the bound allows."""
        return self.found_wrong > self.most_wrong

    @property
    def can_be_wrong(self) -> int:
        """Return how many of the photos that it still covers can be wrong.

        Photos that were decided or reopened since fall out of it, and the wrong ones may all be
        among those that are left. Photos that were found wrong since are not subtracted: a photo
        that was reopened may have been found wrong under a later suggestion.
        """
        return self.covered if self.refuted else min(self.covered, self.most_wrong)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Counts and error bound of a whole catalogue.

    Attributes:
        confidence: That all certificates are right at once; 1 without certificates.
    """

    photos: int
    reviewed: int
    certified: int
    extended: int
    uncertified: int
    to_review: int
    most_wrong: int
    confidence: float

    @property
    def right(self) -> int:
        """Return the least number of correctly labelled photos; uncertified ones count as wrong."""
        return self.reviewed + self.certified - self.most_wrong

    @property
    def share(self) -> float | None:
        """Return the least share of correctly labelled photos; None without photos."""
        return self.right / self.photos if self.photos else None


def joint_confidence(budgets: Sequence[Sequence[float]]) -> float:
    """Return the joint confidence of the bounds of all certificates.

    Photos that came after a draw may get stages of their own, so stages fall into generations, each
    with its own `STAGES_ALLOWED` stages and thereby an error of at most 1 less the confidence that
    was asked for. Within a generation the errors of the stages add up to that (Bonferroni), however
    many were made, and in whatever order photos were decided: a bound is right or wrong by the draw
    alone. A later stage of the same lot extends the sample after the earlier ones did not pass, so
    after more wrong checks; the counts of nested samples are positively associated, so that makes
    it less likely that its bound is too low, never more. A later generation draws after an earlier
    one has ended, so the confidences of generations multiply.

    Args:
        budgets: For each generation with stages, the confidences of its inspections.
    """
    joint = 1.0
    for confidences in budgets:
        joint *= min(confidences)
    return joint


def catalogue_of(
    counts: Counts, covers: Sequence[Cover], budgets: Sequence[Sequence[float]]
) -> Catalogue:
    """Combine counts and certificates of a catalogue."""
    certified = [cover for cover in covers if cover.kind == CERTIFIED and cover.covered]
    return Catalogue(
        photos=counts.photos,
        reviewed=counts.reviewed,
        certified=sum(cover.covered for cover in certified),
        extended=sum(cover.covered for cover in covers if cover.kind == EXTENDED),
        uncertified=counts.uncertified,
        to_review=counts.to_review,
        most_wrong=sum(cover.can_be_wrong for cover in certified),
        confidence=joint_confidence(budgets) if certified else 1.0,
    )
