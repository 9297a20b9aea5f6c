"""Queries on second opinions: photos that need one, and results."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union
from sqlalchemy.orm import Session, aliased

from hitl_app.domain.decisions import Answer, OperationKind, OpinionState
from hitl_app.domain.photos import Photo, PhotoState
from hitl_app.store.categories import merges
from hitl_app.store.conditions import REVIEWED, UNDONE, WAITS
from hitl_app.store.decisions.decisions import last_row
from hitl_app.store.decisions.recording import set_aside, stand_again
from hitl_app.store.photos.photos import find_photos
from hitl_app.store.schema import (
    BlindRow,
    DecisionRow,
    InspectionRow,
    OperationRow,
    OpinionRow,
    PhotoRow,
)

_ASKED = 2
_FINAL = (Answer.CATEGORY, Answer.NOT_A_PHOTO)


def want(session: Session, photo_id: int) -> None:
    """Request a second opinion on a photo that was decided just now."""
    last = session.scalar(select(func.max(DecisionRow.id)).where(DecisionRow.photo_id == photo_id))
    session.add(OpinionRow(photo_id=photo_id, from_id=last, state=OpinionState.WANTED))
    session.flush()
    follow(session, [photo_id])


def are_there(session: Session) -> bool:
    """Return True if any photo has or needs second opinions."""
    return session.scalar(select(OpinionRow.photo_id).limit(1)) is not None


def unknown_of(session: Session, photo_ids: Sequence[int]) -> list[int]:
    """Return the photos that are decided, in no inspection and not subject to second opinions."""
    query = select(PhotoRow.id).where(
        PhotoRow.id.in_(photo_ids),
        REVIEWED,
        PhotoRow.blind.is_(False),
        PhotoRow.id.not_in(select(OpinionRow.photo_id)),
    )
    return list(session.scalars(query))


def of_operation(session: Session, operation_id: int) -> list[int]:
    """Return the photos of an operation that are subject to second opinions."""
    query = (
        select(OpinionRow.photo_id)
        .join(DecisionRow, DecisionRow.photo_id == OpinionRow.photo_id)
        .where(DecisionRow.operation_id == operation_id)
    )
    return list(session.scalars(query.distinct()))


def follow(session: Session, photo_ids: Sequence[int]) -> None:
    """Update photos with second opinions after decisions on them.

    If two operators disagree, the photo is to review, blind, by a third, whose decision counts: it
    makes the majority, or decides where all three differ.
    """
    rows = session.scalars(select(OpinionRow).where(OpinionRow.photo_id.in_(photo_ids))).all()
    if not rows:
        return
    merged = merges(session)
    # Blind photos of an open inspection stay blind after a decision.
    inspected = _blind_among(session, [row.photo_id for row in rows])
    for row in rows:
        photo = session.get_one(PhotoRow, row.photo_id)
        current = _current(session, row)
        last = {decision.operator: decision for decision in current}
        second = next((s for s in current if s.operator != current[0].operator), None)
        before = [s for s in current if second is None or s.id < second.id]
        row.first_id = before[-1].id if before else None
        row.second_id = None if second is None else second.id
        row.first_by = current[0].operator if current else None
        row.second_by = None if second is None else second.operator
        was = row.state
        row.state = _state(
            [(s.answer, merged.get(s.category_id or 0, s.category_id)) for s in last.values()]
        )
        if row.state == OpinionState.DISPUTED:
            set_aside(session, photo)
        elif was == OpinionState.DISPUTED and _is_set_aside(session, photo):
            stand_again(session, photo.id)
            photo.blind = photo.id in inspected
        elif photo.state == PhotoState.REVIEWED and photo.id not in inspected:
            photo.blind = False
    session.flush()


def _is_set_aside(session: Session, photo: PhotoRow) -> bool:
    """Return True if a photo is to review although its last decision is final."""
    if photo.state != PhotoState.TO_REVIEW:
        return False
    last = last_row(session, photo.id)
    return last is not None and last.answer in _FINAL


def _blind_among(session: Session, photo_ids: Sequence[int]) -> set[int]:
    """Return the blind photos of the inspection under way."""
    query = (
        select(BlindRow.photo_id)
        .join(InspectionRow, InspectionRow.id == BlindRow.inspection_id)
        .where(BlindRow.photo_id.in_(photo_ids), InspectionRow.closed_at.is_(None))
    )
    return set(session.scalars(query))


def follow_merge(session: Session) -> None:
    """End disputes in which both categories were merged."""
    disputed = select(OpinionRow.photo_id).where(OpinionRow.state == OpinionState.DISPUTED)
    ids = list(session.scalars(disputed))
    follow(session, ids)
    agreed = select(OpinionRow.photo_id).where(
        OpinionRow.photo_id.in_(ids), OpinionRow.state == OpinionState.AGREED
    )
    for photo_id in list(session.scalars(agreed)):
        stand_again(session, photo_id)
    follow(session, ids)


def _state(answers: Sequence[tuple[str, int | None]]) -> OpinionState:
    if len(answers) < 2:
        return OpinionState.WANTED
    if len(answers) > 2:
        return OpinionState.SETTLED
    return OpinionState.AGREED if answers[0] == answers[1] else OpinionState.DISPUTED


def _current(session: Session, row: OpinionRow) -> Sequence[DecisionRow]:
    """Return the valid decisions on a photo since its second opinion was requested.

    They were not undone, and the photo was not reopened after them. A correction from a table is no
    second opinion: until there is one, it replaces the first.
    """
    query = (
        select(DecisionRow, OperationRow.kind)
        .join(OperationRow, OperationRow.id == DecisionRow.operation_id)
        .where(
            DecisionRow.photo_id == row.photo_id,
            DecisionRow.id >= row.from_id,
            DecisionRow.restores_id.is_(None),
            DecisionRow.answer.in_((*_FINAL, Answer.WITHDRAWN)),
            OperationRow.kind != OperationKind.UNDO,
            DecisionRow.operation_id.not_in(UNDONE),
        )
    )
    valid: list[DecisionRow] = []
    for decision, kind in session.execute(query.order_by(DecisionRow.id)):
        corrects = kind == OperationKind.LIST and len({s.operator for s in valid}) < 2
        if corrects or decision.answer == Answer.WITHDRAWN:
            valid = []
        if decision.answer != Answer.WITHDRAWN:
            valid.append(decision)
    return valid


def for_operator(session: Session, operator: str, limit: int) -> tuple[Photo, ...]:
    """Return the photos for a second opinion of this operator, disputed ones first."""
    # In the order of their hashes, which is independent of the first decisions.
    query = open_to(operator).order_by(OpinionRow.state, PhotoRow.sha256).limit(limit)
    return find_photos(session, session.scalars(query).all())


def open_among(session: Session, operator: str, photo_ids: Sequence[int]) -> set[int]:
    """Return those of some photos that are for this operator's second opinion."""
    return set(session.scalars(open_to(operator).where(OpinionRow.photo_id.in_(photo_ids))))


def disputed_among(
    session: Session, operator: str, photo_ids: Sequence[int]
) -> dict[int, tuple[Answer, int | None] | None]:
    """Return the disputed ones of some photos, each with this operator's answer.

    Returns:
        By row number: answer and category, as it counts now, or None if this is a third operator.
    """
    query = select(OpinionRow).where(
        OpinionRow.photo_id.in_(photo_ids), OpinionRow.state == OpinionState.DISPUTED
    )
    rows = session.scalars(query).all()
    merged = merges(session) if rows else {}
    found: dict[int, tuple[Answer, int | None] | None] = {}
    for row in rows:
        own = [decision for decision in _current(session, row) if decision.operator == operator]
        category = own[-1].category_id if own else None
        opinion = (Answer(own[-1].answer), merged.get(category or 0, category)) if own else None
        found[row.photo_id] = opinion
    return found


def open_to(operator: str) -> Select[int]:
    """Select the photos for a second opinion of this operator."""
    disputed = and_(
        OpinionRow.state == OpinionState.DISPUTED,
        OpinionRow.first_by != operator,
        OpinionRow.second_by != operator,
    )
    return _joined().where(or_(_wanted_of(operator), disputed))


def anything_open_to(session: Session, operator: str) -> bool:
    """Return True if any photo is for a second opinion of this operator."""
    return session.scalar(open_to(operator).limit(1)) is not None


def for_others(operator: str, *, asked: bool = True) -> Select[int]:
    """Select the photos to review that are for other operators.

    Args:
        operator: One of two who disagree, or the one who asked a colleague.
        asked: Whether to include their own questions.
    """
    disputed = select(OpinionRow.photo_id).where(
        OpinionRow.state == OpinionState.DISPUTED,
        or_(OpinionRow.first_by == operator, OpinionRow.second_by == operator),
    )
    return select(union(disputed, asked_by(operator)).subquery().c[0]) if asked else disputed


def asked_by(operator: str) -> Select[int]:
    """Select the open questions of this operator."""
    return select(PhotoRow.id).where(WAITS, PhotoRow.hold > 0, PhotoRow.asked_by == operator)


def passed_by_others(operator: str) -> Select[int]:
    """Select this operator's questions that a colleague skipped since."""
    return asked_by(operator).where(PhotoRow.hold < _ASKED)


def count(session: Session, query: Select[int]) -> int:
    """Count the rows of a query."""
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def count_wanted_of(session: Session, operator: str) -> int:
    """Count the reviewed photos for a second opinion of this operator."""
    return count(session, _joined().where(_wanted_of(operator)))


def _joined() -> Select[int]:
    return select(OpinionRow.photo_id).join(PhotoRow, PhotoRow.id == OpinionRow.photo_id)


def _wanted_of(operator: str) -> ColumnElement[bool]:
    return and_(
        OpinionRow.state == OpinionState.WANTED,
        REVIEWED,
        OpinionRow.first_by != operator,
    )


def counts(session: Session) -> dict[OpinionState, int]:
    """Count the photos with second opinions by state."""
    rows = session.execute(select(OpinionRow.state, func.count()).group_by(OpinionRow.state))
    by = dict(rows.all())
    return {state: by.get(state, 0) for state in OpinionState}


def pairs(session: Session) -> list[tuple[int | None, int | None]]:
    """Return the independent answers of two operators on each photo.

    None stands for "not a product photo".
    """
    first, second = aliased(DecisionRow), aliased(DecisionRow)
    query = (
        select(first.category_id, second.category_id)
        .select_from(OpinionRow)
        .join(first, first.id == OpinionRow.first_id)
        .join(second, second.id == OpinionRow.second_id)
        .order_by(OpinionRow.photo_id)
    )
    merged = merges(session)
    return [
        (merged.get(one or 0, one), merged.get(other or 0, other))
        for one, other in session.execute(query)
    ]
