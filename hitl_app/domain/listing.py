"""Filters, order and rows of the catalogue."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hitl_app.domain.decisions import Answer
from hitl_app.domain.photos import Photo, PhotoState

NO_CATEGORY = 0
"""Category number that stands for photos without a category."""


DUPLICATES = "duplicates-"
"""Begins the key of a heading above near-duplicates that need a decision."""
SETTLED = "settled-"
"""Begins the key of one above near-duplicates that are all reviewed, with one label."""


class Sort(StrEnum):
    """Sort keys of the catalogue, each with a default direction."""

    PATH = "path"
    CONFIDENCE = "confidence"
    REVIEWED = "reviewed"
    CATEGORY = "category"
    NEWEST = "newest"


class Grouping(StrEnum):
    """Groupings of the catalogue."""

    NONE = "none"
    STATE = "state"
    CATEGORY = "category"


@dataclass(frozen=True, slots=True)
class Listing:
    """Filter and order of the catalogue.

    Attributes:
        category_id: Of this category alone: its label, or its suggestion while it is to review;
            `NO_CATEGORY` for photos without one.
        suggested_id: Decided with this category in sight as the suggestion.
        least: Least confidence; photos that show none are left out.
        most: Largest confidence; photos that show none are left out.
        grouping: What headings it has.
        groups: Near-duplicates: these groups alone, as `domain.duplicates` finds them.
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
    groups: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A group of a listing.

    Attributes:
        key: A state's or a category's, as text; for near-duplicates
            `DUPLICATES` or `SETTLED`, and a number.
    """

    key: str
    start: int


@dataclass(frozen=True, slots=True)
class ListedPhoto:
    """A row of the catalogue, without what is hidden from the operator.

    Attributes:
        photo: The photo; without opinion if it is blind.
        category_id: Its label, or its suggestion while it is to review; None without either.
    """

    photo: Photo
    thumbnail: bytes
    category_id: int | None
    answer: Answer | None
    decided_by: str
    decided_at: datetime | None
