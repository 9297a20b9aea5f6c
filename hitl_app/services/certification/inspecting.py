"""Open and cancel inspections; draw the checks of a lot.

All checks that an inspection may ever need are drawn when it is opened, and are blind from then on:
in whatever order operators work, no check is decided with its suggestion shown. Three stages take
one, two and four times the first sample; checks of later stages stay at their places in the queue,
among as many decoys of the lot, until their stage begins.
"""

import secrets
from collections.abc import Callable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from sqlalchemy.orm import Session

from hitl_app.domain.certification.bound import LEAST_LOT, STAGES
from hitl_app.domain.certification.drawing import draw, mixed, woven
from hitl_app.domain.certification.inspections import Certificate, Inspection, InspectionState
from hitl_app.domain.certification.planning import Plan
from hitl_app.domain.errors import KnownError
from hitl_app.domain.roles import Role
from hitl_app.services.certification.proposing import Proposal
from hitl_app.store.certification import inspections, lots
from hitl_app.store.models import versions
from hitl_app.store.photos import counts as tallies
from hitl_app.store.reports import insights
from hitl_app.workspace import Workspace

LEASE = "inspect"
_SLICE = 500
Progress = Callable[[int, int], None]


def open_inspection(
    workspace: Workspace, wanted: Proposal, operator: str, progress: Progress
) -> Inspection:
    """Fix the lot, draw all checks and weave those of the first stage into the queue.

    Nothing is visible until all is done; after a cancellation, only a closed inspection remains.

    Raises:
        KnownError: Code `inspection-open`, `lot-too-small` or `no-model`.
    """
    plan = wanted.plan
    if plan is None or plan.lot < LEAST_LOT or plan.checks >= plan.lot:
        raise KnownError("lot-too-small", least=LEAST_LOT)
    return open_in_slices(
        workspace,
        lambda session: _begin(session, wanted, plan, operator),
        lots.mark_lot,
        _draw_all,
        progress,
        _SLICE,
    )


class Begun(NamedTuple):
    """An inspection whose lot is to be marked: its number, and the rows among which the lot is."""

    inspection_id: int
    first: int
    last: int


def open_in_slices(
    workspace: Workspace,
    begin: Callable[[Session], Begun],
    mark: Callable[[Session, int, int, int], object],
    complete: Callable[[Session, Inspection], None],
    progress: Progress,
    size: int,
) -> Inspection:
    """Open an inspection of a lot that is marked in slices.

    Args:
        workspace: An open workspace.
        begin: Starts the inspection.
        mark: Marks the lot among some rows; takes the inspection's number, first and last row.
        complete: Draws the checks in the last transaction.
        progress: Takes rows done and all of them.
        size: Rows in one transaction.

    Raises:
        KnownError: Code `inspection-open`, or `inspection-closed` if it was closed meanwhile.
    """
    with workspace.database.write() as session:
        if inspections.open_one(session) is not None:
            raise KnownError("inspection-open")
        inspections.close_open(session, "interrupted")
        number, low, high = begin(session)
    for first in range(low, high + 1, size):
        last = min(first + size - 1, high)
        with workspace.database.paced_write() as session:
            mark(session, number, first, last)
        progress(last - low + 1, high - low + 1)
    with workspace.database.write() as session:
        inspection = inspections.under_way(session)
        if inspection is None or inspection.id != number:
            raise KnownError("inspection-closed")
        complete(session, inspection)
        found = inspections.under_way(session)
        assert found is not None  # noqa: S101 - it was opened in this very transaction
        return found


def _begin(session: Session, wanted: Proposal, plan: Plan, operator: str) -> Begun:
    version = versions.active_id(session)
    if version is None:
        raise KnownError("no-model")
    last = tallies.last_id(session)
    number = inspections.start(
        session,
        last,
        version_id=version,
        operator=operator,
        threshold=plan.threshold,
        target=wanted.target,
        confidence=wanted.confidence,
        level=plan.level,
        sample=plan.checks,
        after_id=wanted.after_id,
        seed=secrets.randbits(31),
        extends_id=wanted.extends_id,
    )
    return Begun(number, wanted.after_id + 1, last)


def _draw_all(session: Session, inspection: Inspection) -> None:
    """Draw the checks of every stage and as many decoys, and front those of the first."""
    lots.drop_from_lot(session, inspection.id)
    lot = lots.lot_ids(session, inspection.id)
    rng = np.random.default_rng(inspection.seed)
    stages = STAGES if inspection.extends_id is None else STAGES[:1]
    drawn = draw(lot, inspection.sample, rng, stages)
    if drawn is None:
        raise KnownError("lot-too-small", least=LEAST_LOT)
    for number, checks in enumerate(drawn.checks, 1):
        lots.add_blind(session, inspection.id, number, checks)
    lots.add_blind(session, inspection.id, 0, drawn.others)
    lots.silence(session, [*chain.from_iterable(drawn.checks), *drawn.others])
    inspections.opened(session, inspection.id, len(lot))
    checks = drawn.checks[0]
    candidates = lots.decoys(session, inspection.id, len(checks))
    decoys, blind = mixed(checks, candidates, rng)
    lots.add_blind(session, inspection.id, 0, decoys)
    lots.silence(session, decoys)
    front(session, inspection.id, blind, rng)


def front(
    session: Session, inspection_id: int, blind: Sequence[int], rng: np.random.Generator
) -> None:
    """Interleave blind photos with the front of the queue, by coin toss.

    A coin puts photos outside of the lot between them, which have to be decided anyway, for as long
    as there are any; photos of the lot are spared.
    """
    places = lots.queue_places(session, inspection_id, 4 * len(blind) + 8)
    lots.set_places(session, list(zip(blind, woven(places, len(blind), rng), strict=True)))


def cancel(workspace: Workspace) -> Inspection:
    """Cancel the open inspection; its decisions stay, completed stages stay spent.

    Raises:
        KnownError: Code `no-inspection`.
    """
    workspace.database.role.check(Role.LEAD)
    with workspace.database.write() as session:
        inspection = inspections.under_way(session)
        if inspection is None:
            raise KnownError("no-inspection")
        inspections.end(session, inspection.id, InspectionState.CANCELLED)
        return inspection


def open_one(workspace: Workspace) -> Inspection | None:
    """Return the open inspection, if any; one that is being opened is not open yet."""
    with workspace.database.read() as session:
        return inspections.open_one(session)


def next_stage(inspection: Inspection) -> int:
    """Return about how many blind photos are decided when the next stage is complete.

    As many decoys come up among the checks, and only their sum is ever counted.
    """
    times = STAGES[min(len(inspection.stages), len(STAGES) - 1)]
    return min(inspection.blind, 2 * times * inspection.sample)


def list_certificates(workspace: Workspace) -> tuple[Certificate, ...]:
    """Return the certificates as they stand today, newest first."""
    with workspace.database.read() as session:
        return insights.valid_certificates(session)
