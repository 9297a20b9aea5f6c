"""Effects of a decision on a photo, as values of both tables' columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from hitl_app.domain.decisions import Answer
from hitl_app.domain.flagging import state_of
from hitl_app.domain.photos import Hold, PhotoState
from hitl_app.store.schema import PhotoRow

HOLD_OF = {Answer.SKIP: 1, Answer.ASK: 2}
_FINAL = frozenset({Answer.CATEGORY, Answer.NOT_A_PHOTO, Answer.DUPLICATE})


@dataclass(frozen=True, slots=True)
class ShownSuggestion:
    """The suggestion that an operator saw: the photo may have another one since."""

    suggestion_id: int | None
    confidence: float | None
    version_id: int | None
    draft_id: int | None


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision to record on one photo.

    Attributes:
        shown: None for the suggestion that the photo's row has.
        blind: Whether the suggestion was hidden from the operator, whatever the photo's row states.
        operator: Who decided it, if not the operator of the operation.
        at: When it was decided, if not at the time of the operation.
    """

    photo_id: int
    answer: Answer
    category_id: int | None = None
    blind: bool = False
    note: str = ""
    shown: ShownSuggestion | None = None
    operator: str = ""
    at: datetime | None = None


class Facts(NamedTuple):
    """Columns of a photo's row that a decision depends on; a tuple, as many are read at once."""

    state: str
    blind: bool
    suggestion_id: int | None
    confidence: float
    version_id: int | None
    draft_id: int | None
    certificate_id: int | None
    asked_by: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """Changes that a decision makes to the database.

    Attributes:
        decided: Change of the number of reviewed photos: 1, 0 or -1.
    """

    decision: dict[str, Any]
    photo: dict[str, Any]
    decided: int

    @property
    def is_plain(self) -> bool:
        """Return True if the photo's columns are those of the decision, as of most labels."""
        decision, photo = self.decision, self.photo
        return (
            photo["state"] == PhotoState.REVIEWED
            and photo["label_id"] == decision["category_id"]
            and photo["shown_id"] == decision["suggestion_id"]
            and photo["certificate_id"] is None
            and photo["asked_by"] is None
        )


def change_by(
    photo: Facts,
    new: NewDecision,
    operator: str,
    at: datetime,
    threshold: float | None,
    merged: dict[int, int],
) -> Change:
    """Return the changes that a new decision makes to a photo."""
    blind = photo.blind or new.blind
    shown = new.shown or photo
    decision = {
        "photo_id": new.photo_id,
        # A driver takes longer for a member of an enumeration.
        "answer": str(new.answer),
        "category_id": new.category_id,
        "operator": operator,
        "at": at,
        # A blind photo showed no suggestion, and its row must not reveal it afterwards.
        "suggestion_id": None if blind else shown.suggestion_id,
        "confidence": None if blind else shown.confidence,
        "version_id": None if blind else shown.version_id,
        "draft_id": None if blind else shown.draft_id,
        "restores_id": None,
        "certificate_id": photo.certificate_id,
        "note": new.note or None,
    }
    after = photo_after(photo, decision, threshold, merged)
    # A colleague who skips leaves the question open.
    passes = new.answer == Answer.SKIP and photo.asked_by != operator
    after["asked_by"] = photo.asked_by if passes else asker(decision)
    return Change(decision, after, more_decided(photo.state, after["state"]))


def asker(decision: Mapping[str, Any]) -> str | None:
    """Return the operator who asks a colleague by a decision, if any."""
    return decision["operator"] if decision["answer"] == Answer.ASK else None


def more_decided(before: str, after: str) -> int:
    """Return the change of the number of reviewed photos by a change of state: 1, 0 or -1."""
    return int(after == PhotoState.REVIEWED) - int(before == PhotoState.REVIEWED)


def photo_after(
    photo: Facts | PhotoRow,
    decision: Mapping[str, Any],
    threshold: float | None,
    merged: dict[int, int],
) -> dict[str, Any]:
    """Return the columns of a photo that a decision in force sets, except `asked_by`."""
    answer = Answer(decision["answer"])
    # A certificate covers suggestions; it no longer covers a reviewed photo.
    if answer in _FINAL:
        label, shown = decision["category_id"], decision["suggestion_id"]
        if answer is Answer.DUPLICATE:
            # It says nothing about the suggestion, which was neither confirmed nor corrected.
            shown = None
        return {
            "certificate_id": None,
            "state": PhotoState.REVIEWED,
            "hold": 0,
            "label_id": None if label is None else merged.get(label, label),
            "decided_at": decision["at"],
            "decided_by": decision["operator"],
            "shown_id": None if shown is None else merged.get(shown, shown),
        }
    hold = Hold.NONE if answer is Answer.WITHDRAWN else Hold.SKIPPED
    # Blind photos stay to review, whatever the manual threshold.
    state = state_of(photo.confidence, None if photo.blind else threshold, hold)
    return {
        "certificate_id": None,
        "state": state,
        "hold": HOLD_OF.get(answer, 0),
        "label_id": photo.suggestion_id if state is PhotoState.AUTO_ACCEPTED else None,
        "decided_at": None,
        "decided_by": None,
        "shown_id": None,
    }
