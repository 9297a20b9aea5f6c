"""Decisions of people: what was answered, and the operations that they are made in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Answer(StrEnum):
    """What a decision says of a photo."""

    CATEGORY = "category"
    SKIP = "skip"
    ASK = "ask"
    NOT_A_PHOTO = "not-a-photo"
    WITHDRAWN = "withdrawn"


class OperationKind(StrEnum):
    """Where an operation came from.

    Attributes:
        WINDOW: The window.
        FILE: A table whose rows count as opinions, as all tables did once.
        LIST: A table whose rows do not: they correct what stands.
        UNDO: An undo of another operation.
    """

    WINDOW = "window"
    FILE = "file"
    LIST = "list"
    UNDO = "undo"


class OpinionState(StrEnum):
    """How a photo stands that more than one operator is to decide."""

    WANTED = "wanted"
    AGREED = "agreed"
    DISPUTED = "disputed"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of a photo, as it is in force.

    Attributes:
        id: Order of the decisions.
        operation_id: Decisions of one action share it; an undo takes back a whole operation.
        photo_id: The photo.
        answer: What was said.
        category_id: The category, when `answer` is a category.
        operator: Who said it.
        at: When, in UTC.
        suggestion_id: What the model suggested at that time, if it was shown.
        note: What a colleague who is asked is to read.
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
        kind: Window, file or undo.
        operator: Who.
        at: When, in UTC.
        photos: How many photos it decided.
        photo_id: The first of them.
        answer: What it said of that first one.
        category_id: The category, when `answer` is a category.
    """

    id: int
    kind: OperationKind
    operator: str
    at: datetime
    photos: int
    photo_id: int | None = None
    answer: Answer | None = None
    category_id: int | None = None
