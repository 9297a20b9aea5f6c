"""What a decision makes of a photo, as values of both tables' columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hitl_app.domain.decisions import Answer
from hitl_app.domain.flagging import state_of
from hitl_app.domain.photos import Hold, PhotoState
from hitl_app.store.schema import PhotoRow

HOLD_OF = {Answer.SKIP: 1, Answer.ASK: 2}


@dataclass(frozen=True, slots=True)
class NewDecision:
    """What is to be recorded of one photo.

    Attributes:
        photo_id: The photo.
        answer: What was said.
        category_id: The category, when the answer is one.
        blind: Whether the model's opinion was kept from who said it, whatever the photo says.
        note: What a colleague who is asked is to read.
    """

    photo_id: int
    answer: Answer
    category_id: int | None = None
    blind: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a decision depends on of a photo: columns of its row.

    Attributes:
        state: Its public state.
        blind: Whether it is to be decided without the model's opinion.
        suggestion_id: Its suggestion.
        confidence: Of that.
        version_id: Which version scored it.
        certificate_id: Under which it is accepted.
        asked_by: Who put it to a colleague.
    """

    state: str
    blind: bool
    suggestion_id: int | None
    confidence: float
    version_id: int | None
    certificate_id: int | None
    asked_by: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a decision makes of the database.

    Attributes:
        said: Columns of the decision, without its operation.
        photo: Columns of the photo.
        decided: How many more photos are decided then: 1, 0 or -1.
    """

    said: dict[str, Any]
    photo: dict[str, Any]
    decided: int


def change_by(
    photo: Facts,
    new: NewDecision,
    operator: str,
    at: datetime,
    threshold: float | None,
    merged: dict[int, int],
) -> Change:
    """Return what a new decision makes of a photo.

    Args:
        photo: The photo as it is.
        new: What is said of it.
        operator: Name of the operator.
        at: When.
        threshold: The manual threshold in force.
        merged: What categories count as that were merged into others.
    """
    blind = photo.blind or new.blind
    said = {
        "photo_id": new.photo_id,
        "answer": new.answer,
        "category_id": new.category_id,
        "operator": operator,
        "at": at,
        # Nothing was shown of a blind photo, and its line must not tell afterwards.
        "suggestion_id": None if blind else photo.suggestion_id,
        "confidence": None if blind else photo.confidence,
        "version_id": None if blind else photo.version_id,
        "restores_id": None,
        "certificate_id": photo.certificate_id,
        "note": new.note or None,
    }
    after = photo_after(photo, said, threshold, merged)
    # Who is asked and passes leaves the question open.
    passes = new.answer == Answer.SKIP and photo.asked_by != operator
    after["asked_by"] = photo.asked_by if passes else asker(said)
    return Change(said, after, more_decided(photo.state, after["state"]))


def asker(said: Mapping[str, Any]) -> str | None:
    """Return who puts a photo to a colleague by a decision, if it does."""
    return said["operator"] if said["answer"] == Answer.ASK else None


def more_decided(before: str, after: str) -> int:
    """Return how many more photos are decided when one goes from a state to another: 1, 0 or -1."""
    return int(after == PhotoState.REVIEWED) - int(before == PhotoState.REVIEWED)


def photo_after(
    photo: Facts | PhotoRow,
    said: Mapping[str, Any],
    threshold: float | None,
    merged: dict[int, int],
) -> dict[str, Any]:
    """Return the columns of a photo that a decision sets once it is in force, but who asks."""
    answer = Answer(said["answer"])
    # A certificate is about what the model said; it no longer covers what a person said.
    after: dict[str, Any] = {"certificate_id": None}
    if answer in (Answer.CATEGORY, Answer.NOT_A_PHOTO):
        label, shown = said["category_id"], said["suggestion_id"]
        return after | {
            "state": PhotoState.REVIEWED,
            "hold": 0,
            "label_id": None if label is None else merged.get(label, label),
            "decided_at": said["at"],
            "decided_by": said["operator"],
            "shown_id": None if shown is None else merged.get(shown, shown),
        }
    hold = Hold.NONE if answer is Answer.WITHDRAWN else Hold.SKIPPED
    # What is to be decided blind stays with people, whatever a manual threshold says.
    state = state_of(photo.confidence, None if photo.blind else threshold, hold)
    return after | {
        "state": state,
        "hold": HOLD_OF.get(answer, 0),
        "label_id": photo.suggestion_id if state is PhotoState.AUTO_ACCEPTED else None,
        "decided_at": None,
        "decided_by": None,
        "shown_id": None,
    }
