"""Categories, and how many photos are labelled with each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Category:
    """One label of the workspace.

    Attributes:
        id: Stable through renames.
        name: As shown; unique among all categories, compared without case.
        position: Place in the list, from 0; the digit key follows from it.
        merged_into: The category that it became part of for good, if it did.
    """

    id: int
    name: str
    position: int
    retired: bool = False
    merged_into: int | None = None


@dataclass(frozen=True, slots=True)
class Labelled:
    """How many photos have a category as their label.

    Attributes:
        certificates: Accepted under certificates: number and photos of each, oldest first.
    """

    reviewed: int = 0
    uncertified: int = 0
    certificates: tuple[tuple[int, int], ...] = ()

    @property
    def auto_accepted(self) -> int:
        """Return the number of auto-accepted photos."""
        return self.uncertified + sum(count for _, count in self.certificates)
