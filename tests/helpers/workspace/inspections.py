"""An operator who knows the right labels, and queries of inspections that only tests may run."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sqlalchemy import func, select

from hitl_app.domain.certification.inspections import Inspection, InspectionState
from hitl_app.domain.decisions import Answer
from hitl_app.services.categories import categories
from hitl_app.services.certification import inspecting, proposing, settling
from hitl_app.services.review import reviewing
from hitl_app.store.certification.inspections import as_inspection
from hitl_app.store.decisions import recording
from hitl_app.store.decisions.consequences import NewDecision
from hitl_app.store.schema import BlindRow, InspectionRow, PhotoRow
from hitl_app.workspace import Workspace
from tests.helpers.workspace.workspaces import add_photos, make_workspace

SURE, UNSURE = 400, 200
CHECKS = 60


def nothing(_done: int, _total: int) -> None:
    """Ignore a report of progress."""


def all_inspections(session) -> list[Inspection]:
    """Return the inspections, newest first."""
    rows = session.scalars(select(InspectionRow).order_by(InspectionRow.id.desc()))
    return [as_inspection(session, row) for row in rows]


class Operator:
    """Decides with the right label; the model is wrong on some photos."""

    def __init__(self, workspace, wrong):
        self.workspace = workspace
        self.wrong = set(wrong)
        with workspace.database.read() as session:
            rows = session.query(PhotoRow.id, PhotoRow.suggestion_id)
            self.suggestions = dict(rows.all())
        kinds = [c.id for c in categories.list_categories(workspace)]
        self.other = dict(zip(kinds, [*kinds[1:], kinds[0]], strict=True))

    def right(self, photo_id):
        suggested = self.suggestions[photo_id]
        return self.other[suggested] if photo_id in self.wrong else suggested

    def decide(self, photo_id):
        reviewing.decide(self.workspace, photo_id, Answer.CATEGORY, "ann", self.right(photo_id))

    def work(self, most=10_000):
        """Decide photos in queue order until a stage has a result."""
        for _ in range(most):
            # Without its picture, which takes as long as the decision.
            (photo,) = reviewing.queue(self.workspace, 1)
            self.decide(photo.id)
            outcome = settling.settle(self.workspace, nothing)
            if outcome is not None and outcome.state is not InspectionState.OPEN:
                return outcome
        return None


def opened(workspace, **wanted):
    proposal = proposing.proposal(workspace, **wanted)
    return inspecting.open_inspection(workspace, proposal, "ann", nothing)


def states(workspace):
    counts = reviewing.counts(workspace)
    return counts.to_review, counts.auto_accepted, counts.reviewed


def checks(workspace):
    """Return the checks of the first stage, which no program outside of tests may query."""
    with workspace.database.read() as session:
        return set(session.query(BlindRow.photo_id).where(BlindRow.stage == 1).all())


def all_checks(workspace):
    """Return the checks of every stage of the last inspection, in the order of their photos."""
    with workspace.database.read() as session:
        last = session.query(func.max(BlindRow.inspection_id)).scalar()
        query = session.query(BlindRow.photo_id).where(BlindRow.stage > 0)
        query = query.where(BlindRow.inspection_id == last)
        return [photo_id for (photo_id,) in query.order_by(BlindRow.photo_id)]


def decide_checks(operator, name="ann"):
    """Decide the checks of the first stage rightly, all at once."""
    ids = [photo_id for (photo_id,) in checks(operator.workspace)]
    decide_many(operator.workspace, {i: operator.right(i) for i in ids}, name)


def decide_many(workspace, labels, name="ann"):
    """Decide photos in one transaction."""
    new = [NewDecision(i, Answer.CATEGORY, label) for i, label in labels.items()]
    with workspace.database.write() as session:
        operation = recording.add_operation(session, "file", name, len(new))
        recording.record(session, operation, new, None)


def certify(workspace, wrong=(), **wanted):
    """Open an inspection and decide its checks rightly; return its outcome."""
    opened(workspace, **wanted)
    operator = Operator(workspace, wrong)
    decide_checks(operator)
    return settling.settle(workspace, nothing)


def catalogue(folder: Path, sure: int = SURE, unsure: int = UNSURE) -> Workspace:
    """Make a workspace of confident photos, followed by others."""
    workspace = make_workspace(folder)
    rng = np.random.default_rng(3)
    confidences = [*rng.uniform(0.985, 0.999, sure), *rng.uniform(0.3, 0.8, unsure)]
    add_photos(workspace, [float(one) for one in confidences])
    return workspace


def open_inspection(workspace: Workspace, target: float = 0.9, checks: int = CHECKS) -> Inspection:
    """Open an inspection of the confident photos."""
    wanted = proposing.proposal(workspace, target, 0.98, checks)
    return inspecting.open_inspection(workspace, wanted, "ann", nothing)


def blind(workspace: Workspace, stage: int) -> list[int]:
    """Return the checks of a stage, or the decoys with 0; only tests may query them."""
    with workspace.database.read() as session:
        rows = session.query(BlindRow.photo_id).filter(BlindRow.stage == stage)
        return [photo_id for (photo_id,) in rows.order_by(BlindRow.photo_id)]


def confirm(workspace: Workspace, photo_ids: Sequence[int], *, right: bool = True) -> None:
    """Decide photos as the model suggests, or as another category."""
    with workspace.database.read() as session:
        suggestions = dict(session.query(PhotoRow.id, PhotoRow.suggestion_id).all())
    kinds = [c.id for c in categories.list_categories(workspace)]
    other = dict(zip(kinds, [*kinds[1:], kinds[0]], strict=True))
    for photo_id in photo_ids:
        label = suggestions[photo_id] if right else other[suggestions[photo_id]]
        reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", label)


def validation(workspace: Workspace) -> list[int]:
    """Return the validation photos."""
    with workspace.database.read() as session:
        rows = session.query(PhotoRow.id).filter(PhotoRow.split == "validation")
        return [photo_id for (photo_id,) in rows.order_by(PhotoRow.id)]
