"""What a decision makes of a photo, as values of both tables' columns."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from hitl_app.domain.decisions import Answer
from hitl_app.domain.flagging import state_of
from hitl_app.domain.photos import Hold, PhotoState
from hitl_app.store.schema import DecisionRow

HOLD_OF = {Answer.SKIP: 1, Answer.ASK: 2}


@dataclass(frozen=True, slots=True)
class NewDecision:
    """What is to be recorded of one photo.

    Attributes:
        photo_id: The photo.
        answer: What was said.
        category_id: The category, when the answer is one.
        unaided: Whether the network's opinion was kept from who said it, whatever the photo says.
        note: What a colleague who is asked is to read.
    """

    photo_id: int
    answer: Answer
    category_id: int | None = None
    unaided: bool = False
    note: str = ""


class _Facts(Protocol):
    """What a decision depends on of a photo: a row, or what was read of one."""

    @property
    def state(self) -> str: ...
    @property
    def unaided(self) -> bool: ...
    @property
    def suggestion_id(self) -> int | None: ...
    @property
    def confidence(self) -> float: ...
    @property
    def version_id(self) -> int | None: ...
    @property
    def certificate_id(self) -> int | None: ...
    @property
    def asked_by(self) -> str | None: ...


def said_values(photo: _Facts, new: NewDecision, operator: str, at: datetime) -> dict[str, Any]:
    """Return the columns of a decision, without its operation."""
    silent = photo.unaided or new.unaided
    return {
        "photo_id": new.photo_id,
        "answer": new.answer,
        "category_id": new.category_id,
        "operator": operator,
        "at": at,
        # Nothing was shown of an unaided photo, and its line must not tell afterwards.
        "suggestion_id": None if silent else photo.suggestion_id,
        "confidence": None if silent else photo.confidence,
        "version_id": None if silent else photo.version_id,
        "restores_id": None,
        "certificate_id": photo.certificate_id,
        "note": new.note or None,
    }


def asker_after(photo: _Facts, row: DecisionRow) -> str | None:
    """Who asks about a photo once this is said of it."""
    if row.answer == Answer.ASK:
        return row.operator
    # Who is asked and passes leaves the question open.
    passes = row.answer == Answer.SKIP and photo.asked_by != row.operator
    return photo.asked_by if passes else None


def more_decided(before: str, after: str) -> int:
    """Return how many more photos are decided when one goes from a state to another: 1, 0 or -1."""
    return int(after == PhotoState.DECIDED) - int(before == PhotoState.DECIDED)


def photo_after(
    photo: _Facts, row: DecisionRow, threshold: float | None, merged: dict[int, int]
) -> dict[str, Any]:
    """Return the columns of a photo that a decision sets, once it is in force."""
    answer = Answer(row.answer)
    # A certificate is about what the network said; it no longer covers what a person said.
    after: dict[str, Any] = {"certificate_id": None}
    if answer in (Answer.CATEGORY, Answer.NOT_A_PHOTO):
        said, shown = row.category_id, row.suggestion_id
        return after | {
            "state": PhotoState.DECIDED,
            "hold": 0,
            "label_id": None if said is None else merged.get(said, said),
            "decided_at": row.at,
            "decided_by": row.operator,
            "shown_id": None if shown is None else merged.get(shown, shown),
        }
    hold = Hold.NONE if answer is Answer.WITHDRAWN else Hold.SKIPPED
    # What is to be decided unaided stays with people, whatever a manual threshold says.
    state = state_of(photo.confidence, None if photo.unaided else threshold, hold)
    return after | {
        "state": state,
        "hold": HOLD_OF.get(answer, 0),
        "label_id": photo.suggestion_id if state is PhotoState.ACCEPTED else None,
        "decided_at": None,
        "decided_by": None,
        "shown_id": None,
    }
