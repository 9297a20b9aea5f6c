"""Confusion matrices before and after a retraining."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Confusion:
    """Confusion matrix.

    Attributes:
        counts: By index of the category and index of the prediction.
    """

    categories: tuple[str, ...]
    counts: Mapping[tuple[int, int], int]

    @classmethod
    def of(cls, categories: Sequence[str], triplets: Sequence[Sequence[int]]) -> "Confusion":
        """Read `[category, prediction, photos]` of a job's report; invalid entries are left out."""
        known = range(len(categories))
        counts = {
            (one, other): count
            for one, other, count in triplets
            if one in known and other in known and count > 0
        }
        return cls(tuple(categories), counts)

    def photos(self, category: int) -> int:
        """Return how many photos are of a category."""
        return sum(count for (one, _), count in self.counts.items() if one == category)

    def right(self, category: int) -> int:
        """Return how many photos of a category were predicted as it."""
        return self.counts.get((category, category), 0)

    def only(self, places: Sequence[int]) -> "Confusion":
        """Return the same of some categories, in this order."""
        at = {place: index for index, place in enumerate(places)}
        counts = {
            (at[one], at[other]): count
            for (one, other), count in self.counts.items()
            if one in at and other in at
        }
        return Confusion(tuple(self.categories[place] for place in places), counts)


def pair(report: Mapping[str, Any]) -> tuple[Confusion, Confusion] | None:
    """Read the counts of both versions out of what a comparison reports.

    Categories without photos and without predictions are left out.

    Returns:
        Before and after; None if the report holds none, as those of older programs.
    """
    found = report.get("confusion")
    names = report.get("categories") or []
    if not isinstance(found, Mapping) or not names:
        return None
    both = [Confusion.of(names, found.get(side) or []) for side in ("active", "candidate")]
    used = sorted({place for one in both for key in one.counts for place in key})
    if not used:
        return None
    before, after = (one.only(used) for one in both)
    return before, after
