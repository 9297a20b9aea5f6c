"""The operator's categories."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from hitl_app.domain.entities import Category
from hitl_app.domain.errors import KnownError
from hitl_app.domain.names import clean_name, same_name
from hitl_app.store import categories as rows
from hitl_app.store.inspections import close_open
from hitl_app.workspace import Workspace


def list_categories(workspace: Workspace, *, retired: bool = False) -> tuple[Category, ...]:
    """Gives the categories in their order."""
    with workspace.database.read() as session:
        return rows.all_categories(session, retired=retired)


def add_category(workspace: Workspace, name: str) -> Category:
    """Adds a category behind the others; a retired one of that name comes back.

    Raises:
        KnownError: The name is not allowed, or there is such a category.
    """
    name = clean_name(name)
    with workspace.database.write() as session:
        known = rows.find_category(session, name)
        if known is not None and not known.retired:
            raise KnownError("category-exists", name=known.name)
        close_open(session, "category-added")
        return rows.add_categories(session, [name])[0]


def rename_category(workspace: Workspace, old: str, new: str) -> None:
    """Gives a category another name; everything decided as it follows.

    Raises:
        KnownError: There is no such category, or the new name is taken or not allowed.
    """
    new = clean_name(new)
    with workspace.database.write() as session:
        category = _offered(session, old)
        taken = rows.find_category(session, new)
        if taken is not None and taken.id != category.id:
            raise KnownError("category-exists", name=taken.name)
        rows.rename_category(session, category.id, new)


def retire_category(workspace: Workspace, name: str) -> None:
    """Takes a category out of what is offered; what was decided as it stays so.

    Raises:
        KnownError: There is no such category, or it is the last one.
    """
    with workspace.database.write() as session:
        category = _offered(session, name)
        if len(rows.all_categories(session)) == 1:
            raise KnownError("category-last", name=category.name)
        close_open(session, "category-retired")
        rows.retire_category(session, category.id, datetime.now(UTC))


def _offered(session: Session, name: str) -> Category:
    for category in rows.all_categories(session):
        if same_name(category.name, name):
            return category
    raise KnownError("category-unknown", name=name)
