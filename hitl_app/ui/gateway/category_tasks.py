"""What the desk asks about categories; every function here runs on a thread of the store."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from hitl_app.services.categories.adding import Listed
    from hitl_app.services.categories.categories import Change, Overview
    from hitl_app.workspace import Workspace

T = TypeVar("T")


def overview(workspace: "Workspace") -> "Overview":
    """Report how the categories stand."""
    from hitl_app.services.categories import categories

    return categories.overview(workspace)


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What came of a wish.

    Attributes:
        result: What the service gave.
        stale: Whether photos are to be scored again.
    """

    result: T
    stale: bool


def do(workspace: "Workspace", work: "Callable[[Workspace], T]") -> Done[T]:
    """Change the categories and looks whether photos are to be scored again."""
    from hitl_app.services.models import versions

    result = work(workspace)
    return Done(result, versions.stale_photos(workspace) > 0)


def add(workspace: "Workspace", name: str) -> "Change":
    """Add a category behind the others."""
    from hitl_app.services.categories import categories

    return categories.add_category(workspace, name)


def bring_back(workspace: "Workspace", name: str) -> "Change":
    """Offer a retired category again."""
    from hitl_app.services.categories import categories

    return categories.bring_back(workspace, name)


def rename(workspace: "Workspace", old: str, new: str) -> "Change":
    """Return a category another name."""
    from hitl_app.services.categories import categories

    return categories.rename_category(workspace, old, new)


def retire(workspace: "Workspace", name: str) -> "Change":
    """Offer a category no more."""
    from hitl_app.services.categories import categories

    return categories.retire_category(workspace, name)


def merge(workspace: "Workspace", name: str, into: str) -> "Change":
    """Let a category count as another one for good."""
    from hitl_app.services.categories import categories

    return categories.merge_category(workspace, name, into)


def move(workspace: "Workspace", name: str, place: int) -> "Change":
    """Move a category to another place in the list, from 0."""
    from hitl_app.services.categories import categories

    return categories.move_category(workspace, name, place)


def add_from(workspace: "Workspace", source: Path) -> "Listed":
    """Add the categories that a file or the subfolders of a folder name."""
    from hitl_app.services.categories import adding

    return adding.add_from(workspace, source)


def begin_with(workspace: "Workspace", source: Path) -> "Listed":
    """Let a workspace without photos offer only what a file or a folder names."""
    from hitl_app.services.categories import adding

    return adding.begin_with(workspace, source)
