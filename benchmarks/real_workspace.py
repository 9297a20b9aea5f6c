"""The same window as `benchmarks.replay`, with a real workspace and the program's own services."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.big import fill
from hitl_app.domain.certification.planning import Plan
from hitl_app.domain.decisions import Answer
from hitl_app.domain.photos import PhotoState, Split
from hitl_app.services.categories.categories import list_categories
from hitl_app.services.certification import inspecting, proposing, settling
from hitl_app.services.review import reviewing
from hitl_app.store.engine.dialect import Durability
from hitl_app.store.schema import PhotoRow
from hitl_app.workspace import Workspace


class RealWorkspace:
    """A workspace of photos with these confidences, and an operator who knows the labels.

    Args:
        folder: Of the new workspace.
        confidence: (N + 1,) of each photo's suggestion; index 0 is unused.
        right: (N + 1,) whether it is right.
        arrived: How many are imported at first.
    """

    def __init__(
        self, folder: Path, confidence: NDArray[np.float64], right: NDArray[np.bool_], arrived: int
    ) -> None:
        self.workspace = Workspace.create(folder, Durability.NORMAL)
        self._confidence, self._right, self._arrived = confidence, right, arrived
        fill(self.workspace, confidence[1 : arrived + 1].tolist(), 0)
        self._kinds = [category.id for category in list_categories(self.workspace)]
        with self.workspace.database.read() as session:
            self._said = dict(session.query(PhotoRow.id, PhotoRow.suggestion_id).all())

    def validation(self) -> NDArray[np.bool_]:
        """Return which photos are validation photos."""
        with self.workspace.database.read() as session:
            rows = session.query(PhotoRow.id).filter(PhotoRow.split == Split.VALIDATION)
            chosen = [photo for (photo,) in rows]
        return np.isin(np.arange(len(self._confidence)), chosen)

    def arrive(self) -> None:
        """Import all photos that are not here yet."""
        fill(self.workspace, self._confidence[self._arrived + 1 :].tolist(), self._arrived)
        self._arrived = len(self._confidence) - 1
        with self.workspace.database.read() as session:
            self._said = dict(session.query(PhotoRow.id, PhotoRow.suggestion_id).all())

    def queue(self) -> NDArray[np.int64]:
        """Return the photos to review, in queue order."""
        shown = reviewing.queue(self.workspace, len(self._confidence))
        return np.array([photo.id for photo in shown], np.int64)

    def proposal(self, target: float) -> tuple[Plan | None, int]:
        """Return the plan, and the photo that its lot begins after."""
        self._proposal = proposing.proposal(self.workspace, target)
        return self._proposal.plan, self._proposal.after_id

    def open(self, target: float, plan: Plan, after: int) -> None:
        """Open an inspection as was proposed last."""
        assert (self._proposal.plan, self._proposal.after_id) == (plan, after)
        assert self._proposal.target == target
        inspecting.open_inspection(self.workspace, self._proposal, "operator", unheard)

    def is_open(self) -> bool:
        """Return True if an inspection is under way."""
        return inspecting.open_one(self.workspace) is not None

    def skip(self, photo: int) -> None:
        """Skip a photo."""
        reviewing.decide(self.workspace, photo, Answer.SKIP, "operator")

    def decide(self, photo: int) -> bool:
        """Decide a photo correctly; return True if a stage ended."""
        said = self._said[photo]
        kinds = self._kinds
        label = said if self._right[photo] else kinds[(kinds.index(said) + 1) % len(kinds)]
        reviewing.decide(self.workspace, photo, Answer.CATEGORY, "operator", label)
        return settling.settle(self.workspace, unheard) is not None

    def accepted(self) -> list[tuple[int, ...]]:
        """Return the photos accepted under each certificate, oldest first."""
        numbers = [c.id for c in inspecting.list_certificates(self.workspace)]
        with self.workspace.database.read() as session:
            rows = session.query(PhotoRow.certificate_id, PhotoRow.id).filter(
                PhotoRow.state == PhotoState.AUTO_ACCEPTED
            )
            found = rows.order_by(PhotoRow.id).all()
        return [tuple(photo for c, photo in found if c == number) for number in sorted(numbers)]

    def close(self) -> None:
        """Close the workspace."""
        self.workspace.close()


def unheard(_done: int, _total: int) -> None:
    """Ignore progress."""
