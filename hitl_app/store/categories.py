"""Queries on categories."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import BindParameter, Select, delete, func, or_, select, update
from sqlalchemy.orm import Session

from hitl_app.domain.categories import Category, Labelled
from hitl_app.domain.names import folded
from hitl_app.domain.photos import PhotoState
from hitl_app.store.conditions import ACCEPTED, LABELLED, OUTSIDE, UNSETTLED
from hitl_app.store.schema import CategoryRow, PhotoRow


def _entity(row: CategoryRow) -> Category:
    retired = row.retired_at is not None
    return Category(row.id, row.name, row.position, retired, row.merged_into_id)


def all_categories(session: Session, *, retired: bool = False) -> tuple[Category, ...]:
    """Return the categories in their order."""
    query = select(CategoryRow).order_by(CategoryRow.position, CategoryRow.id)
    if not retired:
        query = query.where(CategoryRow.retired_at.is_(None))
    return tuple(_entity(row) for row in session.scalars(query))


def offered_ids(session: Session) -> set[int]:
    """Return the row numbers of the categories that are not retired."""
    return set(session.scalars(select(CategoryRow.id).where(CategoryRow.retired_at.is_(None))))


def offered(category_id: int | BindParameter[int] | None) -> Select[bool]:
    """Select whether a category is not retired; no row without such a category."""
    return select(CategoryRow.retired_at.is_(None)).where(CategoryRow.id == category_id)


def is_offered(session: Session, category_id: int | None) -> bool:
    """Return True if the category exists and is not retired."""
    return bool(session.scalar(offered(category_id)))


def merges(session: Session) -> dict[int, int]:
    """Return the target of each merged category."""
    query = select(CategoryRow.id, CategoryRow.merged_into_id).where(
        CategoryRow.merged_into_id.is_not(None)
    )
    return {merged: into or merged for merged, into in session.execute(query)}


def find_category(session: Session, name: str) -> Category | None:
    """Find a category by its name, compared without case; retired ones too."""
    row = session.scalar(select(CategoryRow).where(CategoryRow.folded == folded(name)))
    return None if row is None else _entity(row)


def add_categories(session: Session, names: Iterable[str]) -> tuple[Category, ...]:
    """Append categories, or restore retired ones of the same name.

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
    """Make rows for the categories of a model; new ones are retired at first."""
    unknown = [name for name in names if find_category(session, name) is None]
    added = {category.id for category in add_categories(session, unknown)}
    now = datetime.now(UTC)
    for row in session.scalars(select(CategoryRow).where(CategoryRow.id.in_(added))):
        row.retired_at = now
    session.flush()
    found = [find_category(session, name) for name in names]
    return tuple(category for category in found if category is not None)


def misfolded(session: Session) -> dict[int, str]:
    """Return folded names that differ from the stored ones, by category id.

    Older programs folded names differently, and a restored database may hold anything. Of names
    that are equal now, the first keeps its folded name.
    """
    rows = session.execute(select(CategoryRow.id, CategoryRow.name, CategoryRow.folded)).all()
    taken = {stored for _, name, stored in rows if folded(name) == stored}
    found: dict[int, str] = {}
    for number, name, stored in rows:
        wanted = folded(name)
        if wanted != stored and wanted not in taken:
            found[number] = wanted
            taken.add(wanted)
    return found


def fold_again(session: Session) -> None:
    """Correct stored folded names."""
    found = misfolded(session)
    # Two rows may swap names, and the column is unique at every moment.
    for values in ({number: f"\x00{number}" for number in found}, found):
        for number, value in values.items():
            session.execute(
                update(CategoryRow).where(CategoryRow.id == number).values(folded=value)
            )


def offer_categories(session: Session, ids: Iterable[int]) -> None:
    """Restore retired categories, except merged ones."""
    session.execute(
        update(CategoryRow)
        .where(CategoryRow.id.in_(list(ids)), CategoryRow.merged_into_id.is_(None))
        .values(retired_at=None)
    )


def rename_category(session: Session, category_id: int, name: str) -> None:
    """Rename a category."""
    row = session.get_one(CategoryRow, category_id)
    row.name, row.folded = name, folded(name)


def retire_category(session: Session, category_id: int, at: datetime) -> None:
    """Retire a category; decisions stay.

    Photos to review with this suggestion, or accepted as it without a certificate, lose their
    score: the job `rescore` assigns the likeliest remaining category.
    """
    session.get_one(CategoryRow, category_id).retired_at = at
    forget_retired(session)


def forget_retired(session: Session) -> None:
    """Delete the scores of undecided photos whose suggestion is retired."""
    retired = select(CategoryRow.id).where(CategoryRow.retired_at.is_not(None))
    session.execute(
        update(PhotoRow)
        .where(PhotoRow.suggestion_id.in_(retired), *UNSETTLED)
        .values(
            version_id=None,
            draft_id=None,
            suggestion_id=None,
            confidence=0.0,
            place=0.0,
            state=PhotoState.TO_REVIEW,
            label_id=None,
        )
    )


def score_again(session: Session) -> None:
    """Mark every undecided photo to be scored again; place and state stay until then.

    Suggestions of outside models stay.
    """
    own = or_(PhotoRow.version_id.is_(None), PhotoRow.version_id.not_in(OUTSIDE))
    session.execute(update(PhotoRow).where(*UNSETTLED, own).values(version_id=None))


def merge_category(session: Session, category_id: int, into: int, at: datetime) -> None:
    """Merge a category into another one, and retire it permanently.

    Labels and suggestions change, also those shown with a decision; decisions and predictions stay,
    and are read through `merges`.
    """
    row = session.get_one(CategoryRow, category_id)
    row.retired_at, row.merged_into_id = at, into
    # Earlier merges into this one follow.
    session.execute(
        update(CategoryRow)
        .where(CategoryRow.merged_into_id == category_id)
        .values(merged_into_id=into)
    )
    for column in (PhotoRow.label_id, PhotoRow.suggestion_id, PhotoRow.shown_id):
        session.execute(update(PhotoRow).where(column == category_id).values({column.key: into}))
    session.flush()


def order_categories(session: Session, ids: Sequence[int]) -> None:
    """Set the order of categories; all others come after them."""
    rest = [row.id for row in all_categories(session, retired=True) if row.id not in set(ids)]
    for position, category_id in enumerate((*ids, *rest)):
        session.get_one(CategoryRow, category_id).position = position
    session.flush()


def clear_categories(session: Session) -> None:
    """Drop all categories of a workspace that has no photos."""
    session.execute(delete(CategoryRow))


def labelled(session: Session) -> dict[int, Labelled]:
    """Count by category the photos that have a label.

    Never photos to review by suggestion: such a count, before and after a blind decision, would
    reveal the suggestion.
    """
    decided = session.execute(
        select(PhotoRow.label_id, func.count()).where(*LABELLED).group_by(PhotoRow.label_id)
    )
    found = {label or 0: Labelled(reviewed=count) for label, count in decided}
    accepted = session.execute(
        select(PhotoRow.label_id, PhotoRow.certificate_id, func.count())
        .where(ACCEPTED)
        .group_by(PhotoRow.label_id, PhotoRow.certificate_id)
        .order_by(PhotoRow.certificate_id)
    )
    for label, certificate, count in accepted:
        known = found.get(label or 0, Labelled())
        if certificate is None:
            found[label or 0] = replace(known, uncertified=count)
        else:
            certificates = (*known.certificates, (certificate, count))
            found[label or 0] = replace(known, certificates=certificates)
    return found
