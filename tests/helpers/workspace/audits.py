"""Workspaces with imported labels some of which are wrong, and an operator who audits them."""

import csv
from collections.abc import Collection, Mapping
from pathlib import Path

from sqlalchemy import select

from hitl_app.domain.certification.inspections import Inspection, InspectionState
from hitl_app.domain.decisions import Answer
from hitl_app.services.certification import auditing, settling
from hitl_app.services.labels.formats import Source
from hitl_app.services.labels.matching import match
from hitl_app.services.labels.naming import Naming
from hitl_app.services.labels.recording import record_matches
from hitl_app.services.labels.rows import Columns
from hitl_app.services.labels.running import Origin
from hitl_app.services.review import reviewing
from hitl_app.store import categories
from hitl_app.store.schema import BlindRow, PhotoRow
from hitl_app.workspace import Workspace
from tests.helpers.workspace.inspections import nothing
from tests.helpers.workspace.workspaces import add_photos, make_workspace

OPERATOR, ANNOTATOR = "ann", "maria"


def labels_of(workspace: Workspace, wrong: Collection[int] = ()) -> dict[str, str]:
    """Return labels by path: the suggestion of each photo, another one for wrong photos."""
    with workspace.database.read() as session:
        names = {c.id: c.name for c in categories.all_categories(session)}
        rows = session.execute(select(PhotoRow.id, PhotoRow.first_path, PhotoRow.suggestion_id))
        found = {path: (photo_id, label) for photo_id, path, label in rows}
    kinds = list(names)
    other = dict(zip(kinds, [*kinds[1:], kinds[0]], strict=True))
    return {
        path: names[other[label] if photo_id in wrong else label]
        for path, (photo_id, label) in found.items()
    }


def write_labels(file: Path, labels: Mapping[str, str]) -> Path:
    """Write a table of labels."""
    with file.open("w", newline="") as out:
        csv.writer(out).writerows([("photo", "label"), *labels.items()])
    return file


def import_labels(workspace: Workspace, file: Path, operator: str = OPERATOR) -> int:
    """Import a table of labels; return the number of the import."""
    with workspace.database.read() as session:
        found = match(session, Source(file, "csv", Columns()), lambda _: None)
    origin = Origin(file.name, "csv", operator, ANNOTATOR)
    return record_matches(workspace, found, Naming(), origin).number


def imported(folder: Path, photos: int, wrong: Collection[int] = (), more: int = 0) -> Workspace:
    """Make a workspace whose first photos have imported labels, and more photos to review."""
    workspace = make_workspace(folder)
    add_photos(workspace, [0.9] * photos)
    import_labels(workspace, write_labels(folder / "supplied.csv", labels_of(workspace, wrong)))
    if more:
        add_photos(workspace, [0.4] * more, folder="/later")
    return workspace


def open_audit(
    workspace: Workspace, number: int = 1, target: float = 0.9, checks: int | None = None
) -> Inspection:
    """Open an audit of an import."""
    plan = auditing.plan(workspace, number, target, checks)
    return auditing.open_audit(workspace, plan, OPERATOR, nothing)


def checks(workspace: Workspace, stage: int = 1) -> list[int]:
    """Return the checks that a stage adds; only tests may query them."""
    with workspace.database.read() as session:
        rows = session.scalars(select(BlindRow.photo_id).where(BlindRow.stage == stage))
        return sorted(rows)


class Auditor:
    """Labels blind photos rightly."""

    def __init__(self, workspace: Workspace, operator: str = OPERATOR) -> None:
        self.workspace, self.operator = workspace, operator
        with workspace.database.read() as session:
            query = select(PhotoRow.id, PhotoRow.suggestion_id)
            self.right = dict(session.execute(query).all())

    def decide(self, photo_id: int) -> int:
        return reviewing.decide(
            self.workspace, photo_id, Answer.CATEGORY, self.operator, self.right[photo_id]
        )

    def work(self, most: int = 10_000) -> settling.Outcome | None:
        """Decide blind photos in queue order until the audit ends."""
        for _ in range(most):
            shown = reviewing.next_photos(self.workspace, limit=1, operator=self.operator)
            if not shown or not shown[0].photo.blind:
                return None
            assert shown[0].decision is None
            assert shown[0].photo.label_id is None
            self.decide(shown[0].photo.id)
            outcome = settling.settle(self.workspace, nothing)
            if outcome is not None and outcome.state is not InspectionState.OPEN:
                return outcome
        return None


def labels_in_force(workspace: Workspace) -> dict[int, int | None]:
    """Return the labels of reviewed photos."""
    with workspace.database.read() as session:
        query = select(PhotoRow.id, PhotoRow.label_id).where(PhotoRow.state == "reviewed")
        return dict(session.execute(query).all())
