"""Queries on categories."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from hitl_app.domain.entities import Category, PhotoState
from hitl_app.domain.names import folded
from hitl_app.store.schema import CategoryRow, PhotoRow


def _entity(row: CategoryRow) -> Category:
    return Category(row.id, row.name, row.position, row.retired_at is not None)


def all_categories(session: Session, *, retired: bool = False) -> tuple[Category, ...]:
    """Gives the categories in their order.

    Args:
        session: An open session.
        retired: Whether those that are no longer offered come too.
    """
    query = select(CategoryRow).order_by(CategoryRow.position, CategoryRow.id)
    if not retired:
        query = query.where(CategoryRow.retired_at.is_(None))
    return tuple(_entity(row) for row in session.scalars(query))


def is_offered(session: Session, category_id: int | None) -> bool:
    """Tells whether there is such a category, and it is not retired."""
    row = None if category_id is None else session.get(CategoryRow, category_id)
    return row is not None and row.retired_at is None


def find_category(session: Session, name: str) -> Category | None:
    """Finds a category by its name, compared without case; retired ones too."""
    row = session.scalar(select(CategoryRow).where(CategoryRow.folded == folded(name)))
    return None if row is None else _entity(row)


def add_categories(session: Session, names: Iterable[str]) -> tuple[Category, ...]:
    """Adds categories behind the others; a retired one of the same name comes back.

    Returns:
        The categories of these names, in the order given.
    """
    last = session.scalar(select(func.max(CategoryRow.position)))
    position = -1 if last is None else last
    result = []
    for name in names:
        row = session.scalar(select(CategoryRow).where(CategoryRow.folded == folded(name)))
        if row is None:
            position += 1
            row = CategoryRow(name=name, folded=folded(name), position=position, retired_at=None)
            session.add(row)
        row.retired_at = None
        session.flush()
        result.append(_entity(row))
    return tuple(result)


def register_categories(session: Session, names: Iterable[str]) -> tuple[Category, ...]:
    """Makes rows for categories that a network knows; new ones are not offered yet."""
    unknown = [name for name in names if find_category(session, name) is None]
    added = {category.id for category in add_categories(session, unknown)}
    now = datetime.now(UTC)
    for row in session.scalars(select(CategoryRow).where(CategoryRow.id.in_(added))):
        row.retired_at = now
    session.flush()
    found = [find_category(session, name) for name in names]
    return tuple(category for category in found if category is not None)


def offer_categories(session: Session, ids: Iterable[int]) -> None:
    """Brings retired categories back."""
    session.execute(
        update(CategoryRow).where(CategoryRow.id.in_(list(ids))).values(retired_at=None)
    )


def rename_category(session: Session, category_id: int, name: str) -> None:
    """Gives a category another name."""
    row = session.get_one(CategoryRow, category_id)
    row.name, row.folded = name, folded(name)


def retire_category(session: Session, category_id: int, at: datetime) -> None:
    """Takes a category out of what is offered; what was decided as it stays so.

    Photos that wait with it as their suggestion, or were accepted as it without a certificate, lose
    their score: the job `rescore` gives them the likeliest category that is left.
    """
    session.get_one(CategoryRow, category_id).retired_at = at
    session.execute(
        update(PhotoRow)
        .where(
            PhotoRow.suggestion_id == category_id,
            PhotoRow.state.in_((PhotoState.WAITING, PhotoState.ACCEPTED)),
            PhotoRow.certificate_id.is_(None),
        )
        .values(
            version_id=None,
            suggestion_id=None,
            confidence=0.0,
            place=0.0,
            state=PhotoState.WAITING,
            label_id=None,
        )
    )
