"""Lower bound on the accuracy of a whole catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hitl_app.domain.certification.inspections import Certificate
from hitl_app.domain.photos import Counts

CERTIFIED: Final = "certified"
"""A certificate with checks of its own lot."""
EXTENDED: Final = "extended"
"""Later photos, accepted under an older certificate: nothing is proved for them."""


LABELS: Final = "labels"
"""Imported labels, audited by checks of their own: the target is proved."""
REFUSED: Final = "refused"
"""The same, but the target is not proved: it states what is."""
AUDITED: Final = (LABELS, REFUSED)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Counts and error bound of a whole catalogue.

    Attributes:
        most_wrong: Labels that can be wrong, of certified ones and of audited imports.
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
    counts: Counts, certificates: Sequence[Certificate], budgets: Sequence[Sequence[float]]
) -> Catalogue:
    """Combine counts and certificates of a catalogue.

    Reviewed photos count as right. Imported labels that were audited, with whatever result, count
    as wrong up to the bound of their audits, which is known.
    """
    certified = [one for one in certificates if one.kind == CERTIFIED and one.covered]
    audited: dict[int, int] = {}
    for one in certificates:
        if one.label_import is not None and one.covered:
            # All bounds of its audits hold together.
            known = audited.get(one.label_import, one.covered)
            audited[one.label_import] = min(known, one.can_be_wrong)
    return Catalogue(
        photos=counts.photos,
        reviewed=counts.reviewed,
        certified=sum(one.covered for one in certified),
        extended=sum(one.covered for one in certificates if one.kind == EXTENDED),
        uncertified=counts.uncertified,
        to_review=counts.to_review,
        most_wrong=sum(one.can_be_wrong for one in certified) + sum(audited.values()),
        confidence=joint_confidence(budgets) if certified or audited else 1.0,
    )
