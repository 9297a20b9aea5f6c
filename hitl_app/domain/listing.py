"""What somebody wants to see of the catalogue, in which order, and how a photo stands in it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hitl_app.domain.decisions import Answer
from hitl_app.domain.photos import Photo, PhotoState

NO_CATEGORY = 0
"""Stands for photos without a category, where the number of one is asked for."""


class Sort(StrEnum):
    """What the catalogue is sorted by; each has a direction that comes first."""

    PATH = "path"
    CONFIDENCE = "confidence"
    REVIEWED = "reviewed"
    CATEGORY = "category"
    NEWEST = "newest"


class Grouping(StrEnum):
    """What headings the catalogue has."""

    NONE = "none"
    STATE = "state"
    CATEGORY = "category"


@dataclass(frozen=True, slots=True)
class Listing:
    """Which photos of the catalogue are wanted, and in which order.

    Attributes:
        state: Of this state alone.
        category_id: Of this category alone: its label, or while it waits its suggestion;
            `NO_CATEGORY` for photos without one.
        suggested_id: Decided with this category in sight as the suggestion.
        import_id: Of this import alone.
        least: Least confidence; photos that show none are left out.
        most: Largest confidence; photos that show none are left out.
        decided_by: Decided by this operator alone.
        since: Decided at this moment or later.
        before: Decided before this moment.
        text: Text in the path, compared without case.
        product: Of this product alone.
        sort: What it is sorted by.
        backwards: Whether the order is turned round; what has no value to sort by stays last.
        grouping: What headings it has.
    """

    state: PhotoState | None = None
    category_id: int | None = None
    suggested_id: int | None = None
    import_id: int | None = None
    least: float | None = None
    most: float | None = None
    decided_by: str | None = None
    since: datetime | None = None
    before: datetime | None = None
    text: str = ""
    product: str = ""
    sort: Sort = Sort.PATH
    backwards: bool = False
    grouping: Grouping = Grouping.NONE


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a group begins in an order.

    Attributes:
        key: A state's or a category's, as text.
        start: How many photos stand before it.
    """

    key: str
    start: int


@dataclass(frozen=True, slots=True)
class ListedPhoto:
    """A photo as it stands in the catalogue, as one operator may see it.

    Attributes:
        photo: The photo; without opinion if it is blind.
        thumbnail: Encoded image of at most 128 pixels a side.
        category_id: Its label, or while it waits its suggestion; None if there is none to show.
        answer: What a person said of it, if anything.
        decided_by: Who decided it; empty if nobody did.
        decided_at: When, if it is decided.
    """

    photo: Photo
    thumbnail: bytes
    category_id: int | None
    answer: Answer | None
    decided_by: str
    decided_at: datetime | None
