"""An operator who knows the truth, and what only tests may ask of an inspection."""

from sqlalchemy import func

from hitl_app.domain.entities import Answer, InspectionState
from hitl_app.services import categories, inspecting, reviewing
from hitl_app.store import decisions
from hitl_app.store.schema import PhotoRow, UnaidedRow


def nothing(_done: int, _total: int) -> None:
    """Hears of progress."""


class Operator:
    """Decides as is right; the network is wrong on some photos."""

    def __init__(self, workspace, wrong):
        self.workspace = workspace
        self.wrong = set(wrong)
        with workspace.database.read() as session:
            rows = session.query(PhotoRow.id, PhotoRow.suggestion_id)
            self.said = dict(rows.all())
        kinds = [c.id for c in categories.list_categories(workspace)]
        self.other = dict(zip(kinds, [*kinds[1:], kinds[0]], strict=True))

    def right(self, photo_id):
        said = self.said[photo_id]
        return self.other[said] if photo_id in self.wrong else said

    def decide(self, photo_id):
        reviewing.decide(self.workspace, photo_id, Answer.CATEGORY, "ann", self.right(photo_id))

    def work(self, most=10_000):
        """Works along the queue until a look has a result."""
        for _ in range(most):
            (shown,) = reviewing.next_photos(self.workspace, limit=1)
            self.decide(shown.photo.id)
            outcome = inspecting.settle(self.workspace, nothing)
            if outcome is not None and outcome.state is not InspectionState.OPEN:
                return outcome
        return None


def opened(workspace, **wanted):
    proposal = inspecting.proposal(workspace, **wanted)
    return inspecting.open_inspection(workspace, proposal, "ann", nothing)


def states(workspace):
    counts = reviewing.counts(workspace)
    return counts.waiting, counts.accepted, counts.decided


def checks(workspace):
    """What no program outside of tests may ask: which photos are checks of the first look."""
    with workspace.database.read() as session:
        return set(session.query(UnaidedRow.photo_id).where(UnaidedRow.look == 1).all())


def all_checks(workspace):
    """The checks of every look of the last inspection, in the order of their photos."""
    with workspace.database.read() as session:
        last = session.query(func.max(UnaidedRow.inspection_id)).scalar()
        query = session.query(UnaidedRow.photo_id).where(UnaidedRow.look > 0)
        query = query.where(UnaidedRow.inspection_id == last)
        return [photo_id for (photo_id,) in query.order_by(UnaidedRow.photo_id)]


def decide_checks(operator, name="ann"):
    """Decides the checks of the first look as is right, all at once."""
    ids = [photo_id for (photo_id,) in checks(operator.workspace)]
    decide_many(operator.workspace, {i: operator.right(i) for i in ids}, name)


def decide_many(workspace, labels, name="ann"):
    """Decides photos in one transaction."""
    new = [decisions.NewDecision(i, Answer.CATEGORY, label) for i, label in labels.items()]
    with workspace.database.write() as session:
        operation = decisions.add_operation(session, "file", name, len(new))
        decisions.record(session, operation, new, None)


def certify(workspace, wrong=(), **wanted):
    """Opens an inspection whose checks are decided as is right; gives how it ended."""
    opened(workspace, **wanted)
    operator = Operator(workspace, wrong)
    decide_checks(operator)
    return inspecting.settle(workspace, nothing)
