"""Data that the review page shows."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from hitl_app.domain.decisions import Decision
from hitl_app.domain.photos import Photo


class Order(StrEnum):
    """Orders of the queue."""

    INFORMATIVE = "most-informative"
    LEAST_CONFIDENT = "least-confident"
    OLDEST = "oldest"
    CATEGORY = "category"
    MOST_CONFIDENT = "most-confident"


@dataclass(frozen=True, slots=True)
class ReviewPhoto:
    """Data of one photo on the review page.

    Attributes:
        thumbnail: An encoded image (JPEG or PNG) of at most 192 pixels a side.
        originals: Where the original may be read, best first: file-system paths as the bytes that
            the system gave, each with the member's name inside it when it is a ZIP file, else "".
        probabilities: Calibrated probability by category id; empty for a blind or unscored photo.
        blind: Whether the photo is to be decided without suggestion and probabilities.
        opinion: Whether it is reviewed and this operator is asked for a second opinion; the screen
            must not reveal it.
    """

    photo: Photo
    thumbnail: bytes
    originals: tuple[tuple[bytes, str], ...] = ()
    probabilities: dict[int, float] = field(default_factory=dict)
    decision: Decision | None = None
    blind: bool = False
    opinion: bool = False
    question: Decision | None = None


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One of the last decisions, as a line to reopen."""

    decision: Decision
    path: str
    thumbnail: bytes


@dataclass(frozen=True, slots=True)
class SimilarPhoto:
    """A reviewed photo that is similar to another one.

    Attributes:
        same: Whether both show the same picture, judged by their thumbnails.
    """

    line: DecisionLine
    same: bool = False


@dataclass(frozen=True, slots=True)
class Presence:
    """A window that has the workspace open.

    Attributes:
        token: Its own, for as long as it is open.
    """

    token: str
    operator: str
    since: datetime
    host: str
