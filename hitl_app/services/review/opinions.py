"""Second opinions: a share of decided photos is shown, blind, to another operator."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from hitl_app.domain.decisions import OpinionState
from hitl_app.domain.photos import Counts, Hold, Photo, PhotoState
from hitl_app.domain.review import DecisionLine, ReviewPhoto
from hitl_app.domain.settings import SECOND_OPINIONS
from hitl_app.store import second_opinions
from hitl_app.store.photos import photos
from hitl_app.store.values import get_value
from hitl_app.workspace import Workspace


def follow(session: Session, photo_ids: Sequence[int], *, doubted: bool = True) -> None:
    """Update second opinions after decisions of this transaction.

    Photos of an open inspection are left out: they have their own rules.
    """
    if doubted:
        second_opinions.follow(session, photo_ids)
    share = float(get_value(session, SECOND_OPINIONS, 0.0))
    if share > 0:
        # At random, so that it is unpredictable which decisions are reviewed by another operator.
        chance = secrets.SystemRandom()
        for photo_id in second_opinions.unknown_of(session, photo_ids):
            if chance.random() < share:
                second_opinions.want(session, photo_id)


def follow_undo(session: Session, operation_id: int) -> None:
    """Update second opinions after an operation was undone."""
    second_opinions.follow(session, second_opinions.of_operation(session, operation_id))


def wanted(workspace: Workspace, operator: str, limit: int = 20) -> tuple[ReviewPhoto, ...]:
    """Return the photos for this operator's second opinion, disputed ones first.

    They are blind: without suggestion, probabilities and other decisions. The operator's decision
    counts like any other.
    """
    with workspace.database.read() as session:
        return wanted_in(session, operator, limit)


def wanted_in(session: Session, operator: str, limit: int) -> tuple[ReviewPhoto, ...]:
    """Return the photos for a second opinion as `wanted` does, in an open session."""
    found = second_opinions.for_operator(session, operator, limit)
    return tuple(_blind(photos.review_photo(session, photo)) for photo in found)


def are_asked(session: Session) -> bool:
    """Return True if second opinions are switched on."""
    return float(get_value(session, SECOND_OPINIONS, 0.0)) > 0


def as_asked(session: Session, operator: str, shown: ReviewPhoto) -> ReviewPhoto:
    """Return a photo, blind if it is for this operator's second opinion."""
    return _blind(shown) if hidden_among(session, operator, [shown.photo.id]) else shown


def hidden_among(session: Session, operator: str, photo_ids: Sequence[int]) -> set[int]:
    """Return the photos that this operator must see as blind and to review."""
    return second_opinions.open_among(session, operator, photo_ids) if are_asked(session) else set()


def without_open(
    session: Session, operator: str, lines: Sequence[DecisionLine]
) -> list[DecisionLine]:
    """Leave out decisions of others on photos for this operator's second opinion."""
    hidden = hidden_among(session, operator, [line.decision.photo_id for line in lines])
    return [line for line in lines if line.decision.photo_id not in hidden]


def counts_for(session: Session, operator: str, counts: Counts) -> Counts:
    """Return the counts as one operator sees them.

    The two operators who disagree are not asked again, nor is the one who asked a colleague; for an
    operator who is asked for a second opinion, the photo is one to review. So the number to review
    goes down by one with each decision, and no count reveals other decisions.
    """
    wanted = second_opinions.count_wanted_of(session, operator) if are_asked(session) else 0
    others = second_opinions.count(session, second_opinions.for_others(operator))
    own = second_opinions.count(session, second_opinions.asked_by(operator))
    passed = second_opinions.count(session, second_opinions.passed_by_others(operator))
    return replace(
        counts,
        to_review=counts.to_review - others + wanted,
        skipped=counts.skipped - passed,
        asked=counts.asked - (others - passed),
        own_asked=own,
    )


def blind_photo(photo: Photo) -> Photo:
    """Return a photo without suggestion and decision, for a second opinion."""
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
    """Counts of second opinions.

    Attributes:
        wanted: Reviewed photos that need a second opinion.
        agreed: Photos on which two operators agree.
        disputed: Photos that need a third opinion.
        settled: Photos that a third decided.
    """

    wanted: int
    agreed: int
    disputed: int
    settled: int


def status(workspace: Workspace) -> Opinions:
    """Count second opinions by state."""
    with workspace.database.read() as session:
        by = second_opinions.counts(session)
    return Opinions(
        wanted=by[OpinionState.WANTED],
        agreed=by[OpinionState.AGREED],
        disputed=by[OpinionState.DISPUTED],
        settled=by[OpinionState.SETTLED],
    )


def answer_pairs(workspace: Workspace) -> list[tuple[int | None, int | None]]:
    """Return the category ids by two operators for each photo with two opinions.

    None stands for "not a product photo".
    """
    with workspace.database.read() as session:
        return second_opinions.pairs(session)
