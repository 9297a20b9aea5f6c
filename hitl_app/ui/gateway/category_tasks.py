"""Tasks on categories; every function runs on a store thread."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from hitl_app.workspace import Workspace

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """Result of a change.

    Attributes:
        result: Result of the service.
        stale: Whether photos must be scored again.
    """

    result: T
    stale: bool


def do(workspace: "Workspace", work: "Callable[[Workspace], T]") -> Done[T]:
    """Change the categories, and check whether photos must be scored again."""
    from hitl_app.services.models import versions

    result = work(workspace)
    return Done(result, versions.stale_photos(workspace) > 0)
