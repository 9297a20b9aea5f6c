"""What the Grid page asks of the services; every function here runs on a thread of the store.

As in `tasks`, the services are imported on first use, off the window's thread.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hitl_app.domain.decisions import Answer

if TYPE_CHECKING:
    from hitl_app.services.review.grid import Done, ToReview
    from hitl_app.workspace import Workspace

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How it stands.

    Attributes:
        operator: Who is at the window.
        to_review: What waits with a suggestion in sight.
        undo: Photos of the operation that an undo would take back; 0 if there is none.
    """

    operator: str
    to_review: "ToReview"
    undo: int


def snapshot(workspace: "Workspace", operator: str, stopped: Callable[[], bool]) -> Snapshot:
    """Return what waits; no operator takes the workspace's own setting."""
    from hitl_app.services import settings
    from hitl_app.services.review import grid, reviewing

    operator = settings.operator_name(workspace, operator)
    undoable = reviewing.undoable(workspace, operator)
    photos = 0 if undoable is None else undoable.photos
    return Snapshot(operator, grid.to_review(workspace, operator, stopped), photos)


def decide(
    workspace: "Workspace",
    shown: Sequence[tuple[int, int, str]],
    answer: Answer,
    operator: str,
    category_id: int | None,
    report: Report,
) -> "Done":
    """Decide photos; `shown` has their numbers, what was suggested, and by which version."""
    from hitl_app.services.review import grid

    seen = [grid.Shown(*one) for one in shown]
    return grid.decide(workspace, seen, answer, operator, category_id, report)
