"""Second opinions: a share of what one operator decided comes back, blind, to another."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from hitl_app.domain.decisions import OpinionState
from hitl_app.domain.photos import Counts, Hold, Photo, PhotoState
from hitl_app.domain.review import DecisionLine, ReviewPhoto
from hitl_app.domain.settings import SECOND_OPINIONS
from hitl_app.store import opinions
from hitl_app.store.photos import photos
from hitl_app.store.settings import get_value
from hitl_app.workspace import Workspace


def follow(session: Session, photo_ids: Sequence[int], *, doubted: bool = True) -> None:
    """Let second opinions follow decisions that were recorded in this transaction.

    Photos of an open inspection are left out: they have their own rules.

    Args:
        session: An open writing session.
        photo_ids: The photos.
        doubted: Whether any of them may be subject to second opinions already.
    """
    if doubted:
        opinions.follow(session, photo_ids)
    share = float(get_value(session, SECOND_OPINIONS, 0.0))
    if share > 0:
        # By chance, so that nobody can know which of their decisions another will look at.
        chance = secrets.SystemRandom()
        for photo_id in opinions.unknown_of(session, photo_ids):
            if chance.random() < share:
                opinions.want(session, photo_id)


def follow_undo(session: Session, operation_id: int) -> None:
    """Let second opinions follow an operation that was taken back."""
    opinions.follow(session, opinions.of_operation(session, operation_id))


def wanted(workspace: Workspace, operator: str, limit: int = 20) -> tuple[ReviewPhoto, ...]:
    """Return the photos that wait for this operator's opinion, disputed ones first.

    They come blind: without suggestion and probabilities, and without what others said. What the
    operator decides of them counts like any decision.
    """
    with workspace.database.read() as session:
        found = opinions.for_operator(session, operator, limit)
        return tuple(_blind(photos.review_photo(session, photo)) for photo in found)


def are_asked(session: Session) -> bool:
    """Return true if second opinions are asked for at all."""
    return float(get_value(session, SECOND_OPINIONS, 0.0)) > 0


def as_asked(session: Session, operator: str, shown: ReviewPhoto) -> ReviewPhoto:
    """Return a photo blind if it waits for this operator's opinion, wherever it comes from."""
    return _blind(shown) if hidden_among(session, operator, [shown.photo.id]) else shown


def hidden_among(session: Session, operator: str, photo_ids: Sequence[int]) -> set[int]:
    """Return the photos that are to this operator some that wait blind, whatever was said."""
    return opinions.open_among(session, operator, photo_ids) if are_asked(session) else set()


def without_open(
    session: Session, operator: str, lines: Sequence[DecisionLine]
) -> list[DecisionLine]:
    """Leave out what others said of photos that wait for this operator's opinion."""
    hidden = hidden_among(session, operator, [line.decision.photo_id for line in lines])
    return [line for line in lines if line.decision.photo_id not in hidden]


def counts_for(session: Session, operator: str, counts: Counts) -> Counts:
    """Return what is left as it is for one operator.

    Who is one of two that disagree is not asked again, nor is who put a photo to a colleague; who
    is asked for a second opinion has that photo before them like any other. So what is left goes
    down by one with each decision, and no count tells afterwards what others had said.
    """
    wanted = opinions.count_wanted_of(session, operator) if are_asked(session) else 0
    others = opinions.count(session, opinions.for_others(operator))
    own = opinions.count(session, opinions.asked_by(operator))
    passed = opinions.count(session, opinions.passed_by_others(operator))
    return replace(
        counts,
        to_review=counts.to_review - others + wanted,
        skipped=counts.skipped - passed,
        asked=counts.asked - (others - passed),
        own_asked=own,
    )


def blind_photo(photo: Photo) -> Photo:
    """Return a photo as somebody sees it who is to say an opinion of their own."""
    return replace(
        photo,
        state=PhotoState.TO_REVIEW,
        hold=Hold.NONE,
        label_id=None,
        suggestion_id=None,
        confidence=0.0,
        version=None,
        blind=True,
    )


def _blind(shown: ReviewPhoto) -> ReviewPhoto:
    photo = blind_photo(shown.photo)
    return replace(shown, photo=photo, probabilities={}, decision=None, blind=True, opinion=True)


@dataclass(frozen=True, slots=True)
class Opinions:
    """How second opinions stand.

    Attributes:
        wanted: Decided photos that another operator has not looked at yet.
        agreed: Photos on which two operators agree.
        disputed: Photos that wait for a third.
        settled: Photos that a third decided.
    """

    wanted: int
    agreed: int
    disputed: int
    settled: int


def status(workspace: Workspace) -> Opinions:
    """Count how second opinions stand."""
    with workspace.database.read() as session:
        by = opinions.counts(session)
    return Opinions(
        wanted=by[OpinionState.WANTED],
        agreed=by[OpinionState.AGREED],
        disputed=by[OpinionState.DISPUTED],
        settled=by[OpinionState.SETTLED],
    )


def said_by_two(workspace: Workspace) -> list[tuple[int | None, int | None]]:
    """Return category ids of two operators for each photo that two looked at.

    None stands for "not a product photo".
    """
    with workspace.database.read() as session:
        return opinions.pairs(session)
