"""How right the labels of a whole catalogue are at least, from decisions and certificates."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hitl_app.domain.photos import Counts

CERTIFIED: Final = "certified"
"""A certificate that rests on checks of its own lot."""
EXTENDED: Final = "extended"
"""Photos that came later, accepted under an older certificate: nothing is proved of them."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What a certificate still covers.

    Attributes:
        number: The certificate's.
        kind: `CERTIFIED` or `EXTENDED`.
        covered: Photos that are accepted under it now.
        most_wrong: How many of those that it was given for can be wrong.
        found_wrong: How many of its lot people have since decided to be something else.
    """

    number: int
    kind: str
    covered: int
    most_wrong: int
    found_wrong: int

    @property
    def refuted(self) -> bool:
        """True if people found more wrong photos than it says there can be."""
        return self.found_wrong > self.most_wrong

    @property
    def can_be_wrong(self) -> int:
        """How many of the photos that it still covers can be wrong.

        Photos that were decided or reopened since fall out of it, and the wrong ones may all be
        among those that are left. What people found wrong since is not taken off: a photo that was
        reopened may have been found wrong under a later suggestion.
        """
        return self.covered if self.refuted else min(self.covered, self.most_wrong)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """How a whole catalogue stands.

    Attributes:
        photos: All of them.
        reviewed: Labelled by a person; taken as right.
        certified: Accepted under certificates.
        extended: Accepted under an older certificate, without one of their own.
        uncertified: Accepted by a manual threshold alone.
        to_review: For a person.
        most_wrong: How many of the certified ones can be wrong.
        confidence: That all certificates hold together; 1 if nothing rests on one.
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
        """How many photos are labelled right at least: of what nobody vouches for, none."""
        return self.reviewed + self.certified - self.most_wrong

    @property
    def share(self) -> float | None:
        """The share of all photos that is labelled right at least; None without photos."""
        return self.right / self.photos if self.photos else None


def joint_confidence(budgets: Sequence[Sequence[float]]) -> float:
    """Return the confidence that no certificate's bound is too low, all of them together.

    Photos that came after a draw may get looks of their own, so looks fall into generations, each
    with its own `STAGES_ALLOWED` looks and thereby an error of at most 1 less the confidence that
    was asked for. Within a generation the looks' errors add up to that (Bonferroni), however many
    were made, and in whatever order people worked: a bound is right or wrong by the draw alone. A
    later look at the same lot draws on after the earlier ones did not pass, so after more wrong
    checks; the counts of nested samples are positively associated, so that makes it less likely
    that its bound is too low, never more. A later generation draws after an earlier one has ended,
    so the confidences of generations multiply.

    Args:
        budgets: For each generation that was looked at, the confidences its inspections asked for.
    """
    joint = 1.0
    for confidences in budgets:
        joint *= min(confidences)
    return joint


def catalogue_of(
    counts: Counts, covers: Sequence[Cover], budgets: Sequence[Sequence[float]]
) -> Catalogue:
    """Put together how a catalogue stands.

    Args:
        counts: Photos by state.
        covers: What the certificates still cover.
        budgets: As `joint_confidence` takes them.
    """
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
