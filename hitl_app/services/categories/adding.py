"""Add categories from a file or folder, or start a workspace with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from hitl_app import resources
from hitl_app.domain.errors import KnownError
from hitl_app.domain.models import FOREIGN
from hitl_app.domain.starter_sets import find_known
from hitl_app.services.categories.categories import Change, add_names
from hitl_app.services.categories.lists import Names, Refusal, read_names
from hitl_app.services.models.versions import OWN_CATEGORIES
from hitl_app.store import categories as rows
from hitl_app.store.models import versions
from hitl_app.store.photos import counts as tallies
from hitl_app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Listed:
    """Result of a list of names."""

    changes: tuple[Change, ...]
    known: tuple[str, ...]
    refused: tuple[Refusal, ...]


def add_from(workspace: Workspace, source: Path) -> Listed:
    """Add the categories that a file or the subfolders of a folder name.

    Raises:
        KnownError: It cannot be read, holds no names or too many.
    """
    found = read_names(source)
    with workspace.database.write() as session:
        return _add_listed(session, found)


def _add_listed(session: Session, found: Names) -> Listed:
    every = {c.id: c for c in rows.all_categories(session, retired=True)}
    fresh: list[str] = []
    known: list[str] = []
    refused = list(found.refused)
    for line, name in found.names:
        same = rows.find_category(session, name)
        if same is not None and same.merged_into is not None:
            into = every[same.merged_into].name
            refused.append(Refusal(line, KnownError("category-merged", name=same.name, into=into)))
        elif same is not None and not same.retired:
            known.append(same.name)
        else:
            fresh.append(name)
    changes = add_names(session, fresh) if fresh else []
    return Listed(tuple(changes), tuple(known), tuple(sorted(refused, key=lambda one: one.line)))


def begin_with(workspace: Workspace, source: Path) -> Listed:
    """Replace the categories of an empty workspace by those of a file or folder.

    Raises:
        KnownError: The names cannot be read, none can be taken, or there are photos already.
    """
    return begin_with_names(workspace, names_to_begin_with(source))


def begin_with_names(workspace: Workspace, found: Names) -> Listed:
    """Replace the categories of an empty workspace.

    Outputs of the shipped models keep a meaning where a category here has their name: it is
    suggested from the first photo on. All others are learned from the decisions.

    Raises:
        KnownError: There are photos already.
    """
    with workspace.database.write() as session:
        if not tallies.is_empty(session):
            raise KnownError("workspace-not-empty")
        rows.clear_categories(session)
        listed = _add_listed(session, found)
        names = [version.name for version in versions.all_versions(session) if version.shipped]
        known = {name: _outputs(session, workspace.card(name).categories) for name in names}
        versions.begin_anew(session, resources.PHOTO_MODEL, OWN_CATEGORIES, known)
        return listed


def _outputs(session: Session, names: Sequence[str]) -> list[int]:
    """Return the category that each output of a shipped model means by its name, else `FOREIGN`."""
    offered = {one.name: one.id for one in rows.all_categories(session)}
    return [offered.get(find_known(name, list(offered)) or "", FOREIGN) for name in names]


def begin_in_language(workspace: Workspace, names: Mapping[str, str]) -> None:
    """Rename the categories of the shipped models in an empty workspace; other names stay.

    The outputs of a model keep their categories: suggestions begin with the first photo.

    Args:
        workspace: An open workspace.
        names: The new names, by those that the models came with.

    Raises:
        KnownError: There are photos already.
    """
    with workspace.database.write() as session:
        if not tallies.is_empty(session):
            raise KnownError("workspace-not-empty")
        for old, new in names.items():
            category = rows.find_category(session, old)
            if category is not None and rows.find_category(session, new) is None:
                rows.rename_category(session, category.id, new)


def names_to_begin_with(source: Path) -> Names:
    """Read names for a new workspace.

    Raises:
        KnownError: They cannot be read, or none can be taken; the first reason counts.
    """
    found = read_names(source)
    if not found.names:
        raise found.refused[0].error
    return found
