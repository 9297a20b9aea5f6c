"""Decisions that were made and are not saved in the database yet."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Final
from uuid import uuid4

from hitl_app.domain.decisions import Answer
from hitl_app.domain.names import MAX_NOTE
from hitl_app.domain.review import ReviewPhoto

MOST_KEPT: Final = 500
"""Decisions that are kept on this computer at most while a server does not answer."""
SILENT: Final = frozenset({"server-away", "server-unknown"})
"""Codes of errors of a server that does not answer."""
AWAY: Final = SILENT | {
    *("server-busy", "server-full", "server-refused", "server-tls", "database-locked"),
}
"""Codes of errors that are about the server, not about the decision: it is sent again."""


@dataclass(frozen=True, slots=True)
class PendingDecision:
    """A decision with all that is needed to record it later, once.

    Attributes:
        key: The same key is recorded once, however often it is sent.
        client: Token of the window, whose claim on the photo ends.
        sha256: Hash of the photo, so that a row of another photo is never labelled.
        aided: Whether the operator saw a suggestion; the five that follow describe it.
        seen: Number of the decision in force that the operator saw; 0 without one.
        opinion: Whether it is a second opinion, for which the first decision was hidden.
        withdrawn: Whether the operator has undone it.
    """

    key: str
    operator: str
    client: str
    photo_id: int
    sha256: str
    answer: Answer
    category_id: int | None = None
    note: str = ""
    aided: bool = False
    suggestion_id: int | None = None
    confidence: float = 0.0
    version: str | None = None
    version_id: int | None = None
    draft: int | None = None
    seen: int = 0
    opinion: bool = False
    withdrawn: bool = False

    def fingerprint(self) -> str:
        """Return a text by which the decision is recognised when it is sent again."""
        return repr((self.photo_id, self.answer.value, self.category_id, self.note))


def pending_decision(
    shown: ReviewPhoto,
    answer: Answer,
    category_id: int | None,
    note: str,
    operator: str,
    client: str,
) -> PendingDecision:
    """Return a decision on a photo as it is on the screen, with a new key."""
    photo = shown.photo
    decision = PendingDecision(
        key=str(uuid4()),
        operator=operator,
        client=client,
        photo_id=photo.id,
        sha256=photo.sha256,
        answer=answer,
        category_id=category_id,
        note=note,
        seen=0 if shown.decision is None else shown.decision.id,
        opinion=shown.opinion,
    )
    if shown.blind:
        return decision
    return replace(
        decision,
        aided=True,
        suggestion_id=photo.suggestion_id,
        confidence=photo.confidence,
        version=photo.version,
        version_id=photo.version_id,
        draft=photo.draft,
    )


def as_json(decisions: Sequence[PendingDecision]) -> list[dict[str, Any]]:
    """Return decisions in JSON types."""
    return [asdict(one) for one in decisions]


_NUMBER, _TEXT = (int, type(None)), (str, type(None))
_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    **dict.fromkeys(("key", "operator", "client", "sha256", "answer", "note"), (str,)),
    **dict.fromkeys(("aided", "opinion", "withdrawn"), (bool,)),
    **dict.fromkeys(("category_id", "suggestion_id", "version_id", "draft"), _NUMBER),
    **dict.fromkeys(("photo_id", "seen"), (int,)),
    "confidence": (int, float),
    "version": _TEXT,
}
_MOST_LETTERS: Final = {"key": 36, "client": 36, "operator": 200, "sha256": 64, "note": MAX_NOTE}


def of_json(found: object) -> tuple[PendingDecision, ...]:
    """Return decisions that `as_json` wrote.

    Raises:
        ValueError: They are something else.
    """
    if not isinstance(found, list) or len(found) > MOST_KEPT:
        raise ValueError("no list of decisions")
    return tuple(_decision(one) for one in found)


def _decision(found: object) -> PendingDecision:
    if not isinstance(found, dict) or found.keys() != {one.name for one in fields(PendingDecision)}:
        raise ValueError("not a decision")
    for name, value in found.items():
        is_mistaken = isinstance(value, bool) and bool not in _TYPES[name]
        if is_mistaken or not isinstance(value, _TYPES[name]):
            raise ValueError(f"{name} is of another type")
        if name in _MOST_LETTERS and len(str(value)) > _MOST_LETTERS[name]:
            raise ValueError(f"{name} is too long")
    return PendingDecision(**{**found, "answer": Answer(found["answer"])})
