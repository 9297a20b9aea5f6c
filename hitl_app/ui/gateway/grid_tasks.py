"""Tasks of the Grid page; every function runs on a store thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hitl_app.domain.decisions import Answer
from hitl_app.ui.gateway.services import claims, grid, reviewing, settings

if TYPE_CHECKING:
    from hitl_app.services.review.grid import Done, ToReview
    from hitl_app.services.review.reviewing import Undone
    from hitl_app.workspace import Workspace

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """State of the grid.

    Attributes:
        to_review: Photos to review with a visible suggestion.
        undo: Photos of the operation that would be undone next; 0 without one.
    """

    operator: str
    to_review: "ToReview"
    undo: int


def snapshot(
    workspace: "Workspace", operator: str, stopped: Callable[[], bool], client: str
) -> Snapshot:
    """Return the photos to review; without an operator, the workspace's setting applies."""
    operator = settings.operator_name(workspace, operator)
    undoable = reviewing.undoable(workspace, operator)
    photos = 0 if undoable is None else undoable.photos
    return Snapshot(operator, grid.to_review(workspace, operator, stopped, client), photos)


def decide(
    workspace: "Workspace",
    shown: Sequence[tuple[int, int, str]],
    answer: Answer,
    operator: str,
    category_id: int | None,
    report: Report,
    client: str,
) -> "Done":
    """Decide photos; `shown` holds their numbers, suggestions and versions."""
    seen = [grid.Shown(*one) for one in shown]
    return grid.decide(workspace, seen, answer, operator, category_id, report, client)


def undo(workspace: "Workspace", operator: str, client: str, report: Report) -> "Undone":
    """Undo an operator's last operation, and keep its first photo for the window."""
    return claims.undo(workspace, claims.Client(operator, client), report)
