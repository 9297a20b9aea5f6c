"""Workspaces with inspections, and an operator who knows what is right."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from hitl_app.domain.entities import Answer, Inspection
from hitl_app.services import categories, inspecting, reviewing
from hitl_app.store.schema import PhotoRow, UnaidedRow
from hitl_app.workspace import Workspace
from tests.helpers.workspaces import add_photos, make_workspace

SURE, UNSURE = 400, 200
CHECKS = 60


def nothing(_done: int, _total: int) -> None:
    """Hears of progress."""


def catalogue(folder: Path, sure: int = SURE, unsure: int = UNSURE) -> Workspace:
    """Makes a workspace of photos that the network is sure of, then of others."""
    workspace = make_workspace(folder)
    rng = np.random.default_rng(3)
    confidences = [*rng.uniform(0.985, 0.999, sure), *rng.uniform(0.3, 0.8, unsure)]
    add_photos(workspace, [float(one) for one in confidences])
    return workspace


def open_inspection(workspace: Workspace, target: float = 0.9, checks: int = CHECKS) -> Inspection:
    """Opens an inspection of the photos that the network is sure of."""
    wanted = inspecting.proposal(workspace, target, 0.98, checks)
    return inspecting.open_inspection(workspace, wanted, "ann", nothing)


def unaided(workspace: Workspace, look: int) -> list[int]:
    """What no program outside of tests may ask: the checks of a look, or the others with 0."""
    with workspace.database.read() as session:
        rows = session.query(UnaidedRow.photo_id).filter(UnaidedRow.look == look)
        return [photo_id for (photo_id,) in rows.order_by(UnaidedRow.photo_id)]


def confirm(workspace: Workspace, photo_ids: Sequence[int], *, right: bool = True) -> None:
    """Decides photos as the network has them, or as something else."""
    with workspace.database.read() as session:
        said = dict(session.query(PhotoRow.id, PhotoRow.suggestion_id).all())
    kinds = [c.id for c in categories.list_categories(workspace)]
    other = dict(zip(kinds, [*kinds[1:], kinds[0]], strict=True))
    for photo_id in photo_ids:
        label = said[photo_id] if right else other[said[photo_id]]
        reviewing.decide(workspace, photo_id, Answer.CATEGORY, "ann", label)
