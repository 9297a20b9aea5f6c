"""What a new workspace begins with, and how it is made on a store thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hitl_app.ui.gateway.services import adding, lists

if TYPE_CHECKING:
    from hitl_app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Beginning:
    """Answers of the dialog for a new workspace.

    Attributes:
        folder: Where it is made.
        paths: Photos to import first.
        categories: Its own categories, a line each; "" for those that the model knows.
        names: Other names for the categories that the model knows.
    """

    folder: Path
    paths: tuple[Path, ...] = ()
    categories: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


def begin(workspace: "Workspace", beginning: Beginning) -> None:
    """Give a new workspace its categories."""
    if beginning.categories:
        adding.begin_with_names(workspace, lists.typed_names(beginning.categories))
    elif beginning.names:
        adding.begin_in_language(workspace, beginning.names)
