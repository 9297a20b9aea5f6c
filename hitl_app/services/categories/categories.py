"""List and change categories."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from hitl_app.domain.categories import Category, Labelled
from hitl_app.domain.errors import KnownError
from hitl_app.domain.models import ModelVersion
from hitl_app.domain.names import MAX_NAME, clean_name, is_allowed, same_name
from hitl_app.domain.roles import Role
from hitl_app.domain.settings import LIVE_LEARNING
from hitl_app.services.categories.lists import MOST_NAMES
from hitl_app.store import categories as rows
from hitl_app.store import second_opinions
from hitl_app.store.certification.inspections import close_open, open_one
from hitl_app.store.models import versions
from hitl_app.store.photos import counts as tallies
from hitl_app.store.values import get_value
from hitl_app.workspace import Workspace
from training.core.wording import shortened


@dataclass(frozen=True, slots=True)
class Change:
    """Result of a change of the categories.

    Attributes:
        category: The category as it is now; after a merge, the remaining one.
        closed: Whether an open inspection was closed; its decisions stay.
        certificates: Accepted lots whose labels the change may affect: certificate number and
            photos, oldest first.
    """

    category: Category
    closed: bool = False
    certificates: tuple[tuple[int, int], ...] = ()


def list_categories(workspace: Workspace, *, retired: bool = False) -> tuple[Category, ...]:
    """Return the categories in their order."""
    with workspace.database.read() as session:
        return rows.all_categories(session, retired=retired)


def unknown_to_model(session: Session) -> tuple[Category, ...]:
    """Return the categories for which neither the active version nor its draft has an output.

    Photos of these categories may get confident, wrong suggestions until one of them has.
    """
    version = versions.active_version(session)
    known = _known(version) | _learned(session, version)
    return tuple(c for c in rows.all_categories(session) if c.id not in known)


def _known(version: ModelVersion | None) -> set[int]:
    return set() if version is None else set(version.outputs)


def _learned(session: Session, version: ModelVersion | None) -> set[int]:
    """Return the outputs of the version's draft, if it suggests."""
    # Not before the first photo is shown: it imports NumPy.
    from hitl_app.store.models import drafts

    if version is None or not get_value(session, LIVE_LEARNING, 1):
        return set()
    draft = drafts.last(session, version.id)
    return set(draft.outputs) if draft is not None and draft.used else set()


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """One category with what depends on it.

    Attributes:
        known: The active version has an output for it.
        learning: The draft that suggests has one.
    """

    category: Category
    labelled: Labelled
    known: bool
    learning: bool = False


@dataclass(frozen=True, slots=True)
class Overview:
    """All categories and what a change would affect.

    Attributes:
        lines: In their order, active ones first, then retired ones.
        unknown: Categories that are never suggested yet.
    """

    lines: tuple[CategoryLine, ...]
    version: str
    inspection: bool
    empty: bool
    unknown: tuple[Category, ...] = ()


def overview(workspace: Workspace) -> Overview:
    """Return all categories with counts."""
    with workspace.database.read() as session:
        version = versions.active_version(session)
        known, learned = _known(version), _learned(session, version)
        counts = rows.labelled(session)
        lines = [
            CategoryLine(c, counts.get(c.id, Labelled()), c.id in known, c.id in learned)
            for c in rows.all_categories(session, retired=True)
        ]
        return Overview(
            lines=tuple(sorted(lines, key=lambda line: line.category.retired)),
            version="" if version is None else version.name,
            inspection=open_one(session) is not None,
            empty=tallies.is_empty(session),
            unknown=unknown_to_model(session),
        )


def add_category(workspace: Workspace, name: str) -> Change:
    """Append a category, or restore a retired one of that name.

    Raises:
        KnownError: The name is not allowed, there is such a category, or it was merged for good.
    """
    name = clean_name(name)
    with workspace.database.write() as session:
        known = rows.find_category(session, name)
        if known is not None and not known.retired:
            raise KnownError("category-exists", name=known.name)
        return add_names(session, [name])[0]


def bring_back(workspace: Workspace, name: str) -> Change:
    """Restore a retired category.

    Raises:
        KnownError: There is no such category, it is offered already, it was merged for good, or
            its name, which came from elsewhere, breaks the rules.
    """
    with workspace.database.write() as session:
        known = rows.find_category(session, name)
        if known is None:
            raise KnownError("category-unknown", name=name)
        if not known.retired:
            raise KnownError("category-exists", name=known.name)
        if not is_allowed(known.name):
            raise KnownError("category-name-refused", name=shortened(known.name, MAX_NAME))
        return add_names(session, [known.name])[0]


def add_names(session: Session, names: Sequence[str]) -> list[Change]:
    """Add or restore categories; accepted lots may hold photos of each.

    Raises:
        KnownError: One was merged for good, or there are too many.
    """
    for name in names:
        known = rows.find_category(session, name)
        if known is not None and known.merged_into is not None:
            into = _now(session, known.merged_into)
            raise KnownError("category-merged", name=known.name, into=into.name)
    if len(rows.all_categories(session)) + len(names) > MOST_NAMES:
        raise KnownError("category-too-many", most=MOST_NAMES)
    closed = close_open(session, "category-added")
    added = rows.add_categories(session, names)
    if _known(versions.active_version(session)) & {category.id for category in added}:
        # It can suggest them from now on.
        rows.score_again(session)
    counts: dict[int, int] = {}
    for labelled in rows.labelled(session).values():
        for certificate, count in labelled.certificates:
            counts[certificate] = counts.get(certificate, 0) + count
    touched = tuple(sorted(counts.items()))
    return [Change(category, closed, touched) for category in added]


def rename_category(workspace: Workspace, old: str, new: str) -> Change:
    """Rename a category; labels follow.

    Raises:
        KnownError: There is no such category, or the new name is taken or not allowed.
    """
    new = clean_name(new)
    workspace.database.role.check(Role.LEAD)
    with workspace.database.write() as session:
        category = _offered(session, old)
        taken = rows.find_category(session, new)
        if taken is not None and taken.id != category.id:
            code = "category-retired" if taken.retired else "category-exists"
            raise KnownError(code, name=taken.name)
        rows.rename_category(session, category.id, new)
        return Change(_now(session, category.id))


def retire_category(workspace: Workspace, name: str) -> Change:
    """Retire a category; decisions stay.

    Raises:
        KnownError: There is no such category, or it is the last one.
    """
    workspace.database.role.check(Role.LEAD)
    with workspace.database.write() as session:
        category = _offered(session, name)
        if len(rows.all_categories(session)) == 1:
            raise KnownError("category-last", name=category.name)
        touched = rows.labelled(session).get(category.id, Labelled()).certificates
        closed = close_open(session, "category-retired")
        rows.retire_category(session, category.id, datetime.now(UTC))
        return Change(_now(session, category.id), closed, touched)


def merged_photos(workspace: Workspace, name: str, into: str) -> Labelled:
    """Count the photos whose label a merge would change."""
    with workspace.database.read() as session:
        if _merged(session, name, into) is not None:
            return Labelled()
        category, _ = _two(session, name, into)
        return rows.labelled(session).get(category.id, Labelled())


def _merged(session: Session, name: str, into: str) -> Category | None:
    """Return the target of an earlier merge, if it has this name."""
    category = rows.find_category(session, name)
    if category is None or category.merged_into is None:
        return None
    target = _offered(session, into)
    return target if target.id == category.merged_into else None


def _two(session: Session, name: str, into: str) -> tuple[Category, Category]:
    category, target = _offered(session, name), _offered(session, into)
    if category.id == target.id:
        raise KnownError("category-same", name=category.name)
    return category, target


def merge_category(workspace: Workspace, name: str, into: str) -> Change:
    """Merge a category into another one; it is retired permanently.

    Labels change to the other category; recorded decisions stay as they were. It cannot be undone.
    Nothing changes if it was merged into that one before.

    Raises:
        KnownError: There is no such category, or both are the same.
    """
    workspace.database.role.check(Role.LEAD)
    with workspace.database.write() as session:
        if (merged := _merged(session, name, into)) is not None:
            return Change(merged)
        category, target = _two(session, name, into)
        touched = rows.labelled(session).get(category.id, Labelled()).certificates
        closed = close_open(session, "category-merged")
        is_known = category.id in _known(versions.active_version(session))
        rows.merge_category(session, category.id, target.id, datetime.now(UTC))
        second_opinions.follow_merge(session)
        if is_known:
            # Predictions of both outputs are added up.
            rows.score_again(session)
        return Change(target, closed, touched)


def move_category(workspace: Workspace, name: str, place: int) -> Change:
    """Move a category to another place, from 0, in the list; the digit keys follow.

    Raises:
        KnownError: There is no such category.
    """
    workspace.database.role.check(Role.LEAD)
    with workspace.database.write() as session:
        category = _offered(session, name)
        ids = [c.id for c in rows.all_categories(session) if c.id != category.id]
        ids.insert(min(max(place, 0), len(ids)), category.id)
        rows.order_categories(session, ids)
        return Change(_now(session, category.id))


def _now(session: Session, category_id: int) -> Category:
    return next(c for c in rows.all_categories(session, retired=True) if c.id == category_id)


def _offered(session: Session, name: str) -> Category:
    for category in rows.all_categories(session):
        if same_name(category.name, name):
            return category
    raise KnownError("category-unknown", name=name)
