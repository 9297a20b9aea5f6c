"""Decisions and their operations."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Answer(StrEnum):
    """Answer of a decision.

    Attributes:
        DUPLICATE: The photo shows the same as another one, which is kept; it is not exported.
    """

    CATEGORY = "category"
    SKIP = "skip"
    ASK = "ask"
    NOT_A_PHOTO = "not-a-photo"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"


class OperationKind(StrEnum):
    """Where an operation came from.

    Attributes:
        FILE: A table whose rows count as second opinions (earlier versions).
        LIST: A table whose rows are corrections.
    """

    WINDOW = "window"
    FILE = "file"
    LIST = "list"
    UNDO = "undo"


class OpinionState(StrEnum):
    """State of a photo with second opinions."""

    WANTED = "wanted"
    AGREED = "agreed"
    DISPUTED = "disputed"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision in force on a photo.

    Attributes:
        id: Order of the decisions.
        operation_id: Decisions of one action share it; an undo reverts a whole operation.
    """

    id: int
    operation_id: int
    photo_id: int
    answer: Answer
    category_id: int | None
    operator: str
    at: datetime
    suggestion_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One action of an operator.

    Attributes:
        id: Order of the operations.
    """

    id: int
    kind: OperationKind
    operator: str
    at: datetime
    photos: int
    photo_id: int | None = None
    answer: Answer | None = None
    category_id: int | None = None
