"""Judge the rows of a table or of imported labels: which of them are new decisions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from hitl_app.domain.decisions import Answer
from hitl_app.domain.photos import Hold, PhotoState
from hitl_app.services.review.listed import ListedAnswers
from hitl_app.store import second_opinions
from hitl_app.store.decisions.consequences import NewDecision
from hitl_app.store.photos import photos
from hitl_app.store.photos.photos import HOLDS, LabelState

_HOLDS = {Answer.SKIP: Hold.SKIPPED, Answer.ASK: Hold.ASKED}
_BATCH = 2000
"""Photos that are compared at once."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that was not recorded.

    Attributes:
        line: Number of the line in the file, from 1.
        reason: A key of `hitl_app.messages.REJECTIONS`.
    """

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Wish:
    """The decision that a row asks for.

    Attributes:
        line: Number of the line in the file, from 1.
        at: When the row was decided, if it says so.
        by_model: Whether the row is a label of a model, and `model` its version.
        aided: Whether the row shows a suggestion or another operator's label of its photo.
    """

    line: int
    new: NewDecision
    at: datetime | None = None
    by_model: bool = False
    model: str = ""
    aided: bool = False


class Judge:
    """Judges rows.

    Attributes:
        operator: Operator of the rows that name none.
    """

    def __init__(self, operator: str, answers: ListedAnswers, *, second_opinions: bool) -> None:
        self.operator = operator
        self._answers = answers
        self.second_opinions = second_opinions
        self._versions: dict[int, str] = {}

    def all_of(
        self, session: Session, wishes: Sequence[Wish], rejected: list[Rejection]
    ) -> list[Wish]:
        """Return the rows to record; count the others."""
        new = []
        for start in range(0, len(wishes), _BATCH):
            for wish, verdict in self._some(session, wishes[start : start + _BATCH]):
                if isinstance(verdict, str):
                    rejected.append(Rejection(wish.line, verdict))
                elif verdict is not None:
                    new.append(wish if verdict is wish.new else replace(wish, new=verdict))
        return new

    def _some(
        self, session: Session, wishes: Sequence[Wish]
    ) -> Iterator[tuple[Wish, NewDecision | str | None]]:
        ids = [wish.new.photo_id for wish in wishes]
        found = photos.states_of(session, ids)
        doubted = second_opinions.are_there(session)
        disputed = self._disputed(session, wishes) if doubted else {}
        asked = (
            second_opinions.open_among(session, self.operator, ids)
            if self.second_opinions and doubted
            else set()
        )
        differing = [
            wish
            for wish, photo in ((wish, found.get(wish.new.photo_id)) for wish in wishes)
            if wish.new.photo_id in asked or photo is None or not _is_in_force(photo, wish.new)
        ]
        for wish in differing:
            photo = found.get(wish.new.photo_id)
            if photo is None:
                yield wish, "photo-unknown"
            elif disputed.get(photo.id) == (wish.new.answer, wish.new.category_id):
                yield wish, None
            elif photo.id in asked or photo.id in disputed:
                yield wish, self._opinion(wish)
            else:
                yield wish, self._correction(session, wish, photo)

    def _disputed(
        self, session: Session, wishes: Sequence[Wish]
    ) -> dict[int, tuple[Answer, int | None] | None]:
        """Return the disputed photos, each with the answer of its row's operator."""
        by_operator: dict[str, list[int]] = {}
        for wish in wishes:
            operator = wish.new.operator or self.operator
            by_operator.setdefault(operator, []).append(wish.new.photo_id)
        every = [wish.new.photo_id for wish in wishes]
        if len(by_operator) > 1 and not second_opinions.disputed_among(session, "", every):
            return {}
        found: dict[int, tuple[Answer, int | None] | None] = {}
        for operator, ids in by_operator.items():
            found |= second_opinions.disputed_among(session, operator, ids)
        return found

    def _opinion(self, wish: Wish) -> NewDecision | str:
        """Judge a row on a photo for a second opinion, ignoring other opinions."""
        if not self.second_opinions:
            return "opinion-blind"
        if wish.aided:
            return "row-aided"
        if not self._answers.offers(wish.new):
            return "category-retired"
        return replace(wish.new, blind=True)

    def _version(self, session: Session, photo: LabelState) -> str | None:
        if photo.blind and photo.state != PhotoState.AUTO_ACCEPTED:
            return None
        if photo.version_id is not None and photo.version_id not in self._versions:
            self._versions = photos.version_names(session)
        return self._versions.get(photo.version_id or 0)

    def _correction(self, session: Session, wish: Wish, photo: LabelState) -> NewDecision | str:
        if wish.by_model:
            # An exported model label is no decision on the photo's present state.
            if photo.state != PhotoState.AUTO_ACCEPTED:
                return "by-model"
            if wish.model and wish.model != self._version(session, photo):
                return "model-since"
        elif photo.state == PhotoState.REVIEWED and _is_after(photo.decided_at, wish.at):
            return "decided-since"
        if photo.blind and photo.state == PhotoState.TO_REVIEW and wish.aided:
            return "row-aided"
        return wish.new if self._answers.offers(wish.new) else "category-retired"


def _is_in_force(photo: LabelState, new: NewDecision) -> bool:
    """Return True if a photo is as a decision would leave it."""
    if photo.state == PhotoState.TO_REVIEW:
        return _HOLDS.get(new.answer) == HOLDS[photo.hold]
    if new.answer is Answer.CATEGORY:
        return photo.label_id == new.category_id
    return new.answer is Answer.NOT_A_PHOTO and photo.label_id is None


def time_of(text: str) -> datetime | None:
    """Return the time in an export, if it is one; UTC where it names no zone."""
    try:
        exported = datetime.fromisoformat(text)
    except ValueError:
        return None
    return exported.replace(tzinfo=UTC) if exported.tzinfo is None else exported


def _is_after(decided: datetime | None, exported: datetime | None) -> bool:
    """Return True if a decision is later than the one in an export."""
    if decided is None or exported is None:
        return False
    # An export writes milliseconds, and some spreadsheets keep seconds alone.
    kept = timedelta(milliseconds=1) if exported.microsecond else timedelta(seconds=1)
    return decided >= exported + kept
