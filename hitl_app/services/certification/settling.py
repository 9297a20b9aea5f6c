"""End an inspection: evaluate its checks, certify, accept the certified photos."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from sqlalchemy.orm import Session

from hitl_app.domain.certification.bound import Bound, Found, drifted
from hitl_app.domain.certification.drawing import another_stage, mixed, result
from hitl_app.domain.certification.inspections import Inspection, InspectionState, Stage
from hitl_app.services.certification import auditing
from hitl_app.services.certification.inspecting import Progress, front
from hitl_app.services.settings import ACCEPTING
from hitl_app.store.certification import budget, certificates, inspections, lots
from hitl_app.store.certification.checks import Status, count_checks
from hitl_app.store.decisions import decisions
from hitl_app.store.photos import counts as tallies
from hitl_app.store.values import clear_value, get_value, set_value
from hitl_app.workspace import Workspace

_SLICE: Final = 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """Result of a stage.

    Attributes:
        state: Passed, open (more checks were added) or failed.
        extended: Whether it checked arrivals for drift only.
        label_import: The import whose labels were audited, if it was an audit.
        most_wrong: How many of its labels are wrong at most, if it was an audit that ended.
    """

    stage: Stage
    lot: int
    state: InspectionState
    accepted: int = 0
    certificate: int | None = None
    extended: bool = False
    label_import: int | None = None
    most_wrong: int = 0


def settle(workspace: Workspace, progress: Progress) -> Outcome | None:
    """Evaluate the open inspection if its result is final, and act on it.

    A stage passes once it would with all undecided checks wrong, and fails once it would with all
    of them right.

    Returns:
        The outcome of the last stage that was made, or None if checks are still to be decided.
    """
    accept_rest(workspace, progress)
    outcome: Outcome | None = None
    # The next stage's checks may be decided already.
    while (next_one := _settle_once(workspace)) is not None:
        outcome = next_one
    if outcome is not None and outcome.state is InspectionState.PASSED:
        accept_rest(workspace, progress)
    return outcome


def is_due(workspace: Workspace) -> bool:
    """Return True if `settle` has something to do.

    Either a stage's result is final, or the photos of a certificate are not all accepted yet.
    """
    with workspace.database.read() as session:
        if get_value(session, ACCEPTING) is not None:
            return True
        inspection = inspections.under_way(session)
        return inspection is not None and _is_final(session, inspection)


def _is_final(session: Session, inspection: Inspection) -> bool:
    if inspection.label_import_id is None:
        return _result(session, inspection) is not None
    return inspection.state is InspectionState.OPEN and (
        auditing.result_of(session, inspection)[1] is not None
    )


def _settle_once(workspace: Workspace) -> Outcome | None:
    with workspace.database.read() as session:
        inspection = inspections.under_way(session)
        if inspection is None or not _is_final(session, inspection):
            return None
    with workspace.database.write() as session:
        inspection = inspections.under_way(session)
        if inspection is not None and inspection.label_import_id is not None:
            return _act_on_audit(session, inspection)
        result = None if inspection is None else _result(session, inspection)
        if inspection is None or result is None:
            return None
        return _act(session, inspection, *result)


def _result(session: Session, inspection: Inspection) -> tuple[Status, bool, Bound] | None:
    """Return the result of the stage if it is final, else None."""
    if inspection.state is not InspectionState.OPEN:
        return None
    status = count_checks(session, inspection)
    worst, best = (status.found(inspection.lot, undecided_wrong=w) for w in (True, False))
    if inspection.extends_id is not None:
        return _drift(session, inspection.extends_id, status, worst, best)
    ended = result(worst, best, status.undecided, 1 - inspection.target, inspection.level)
    return None if ended is None else (status, *ended)


def _drift(
    session: Session, extends_id: int, status: Status, worst: Found, best: Found
) -> tuple[Status, bool, Bound] | None:
    """Return the result for arrivals: accepted unless they drifted; nothing is proved."""
    older = {c.id: c for c in certificates.all_certificates(session)}[extends_id]
    # Decided checks only: an undecided check is no error of the model.
    wrong, checks = certificates.decided_checks(session, older)
    before = (wrong, checks) if checks else (older.wrong, older.checks)
    bound = Bound(status.left, status.left, 1.0)
    if not drifted((worst.wrong, worst.checks), before):
        return status, True, bound
    if status.undecided == 0 or drifted((best.wrong, best.checks), before):
        return status, False, Bound(status.left, status.left, 0.0)
    return None


def _act_on_audit(session: Session, inspection: Inspection) -> Outcome | None:
    if inspection.state is not InspectionState.OPEN:
        return None
    counts, ended = auditing.result_of(session, inspection)
    if ended is None:
        return None
    made, state, certificate = auditing.act(session, inspection, counts, ended)
    most = min(one.most_wrong for one in (*inspection.stages, made))
    return Outcome(
        made,
        inspection.lot,
        state,
        certificate=certificate,
        label_import=inspection.label_import_id,
        most_wrong=most,
    )


def _act(
    session: Session,
    inspection: Inspection,
    status: Status,
    stands: bool,  # noqa: FBT001
    bound: Bound,
) -> Outcome:
    found = status.found(inspection.lot, undecided_wrong=stands)
    made = inspections.add_stage(session, inspection, found, bound)
    extended = inspection.extends_id is not None
    if stands:
        certificate = certificates.certify(session, inspection, made)
        set_value(session, ACCEPTING, [certificate, decisions.last_decision(session)])
        state = InspectionState.PASSED
        return Outcome(made, inspection.lot, state, made.left, certificate, extended)
    if _next_stage(session, inspection, made.number + 1):
        return Outcome(made, inspection.lot, InspectionState.OPEN)
    inspections.end(session, inspection.id, InspectionState.FAILED)
    return Outcome(made, inspection.lot, InspectionState.FAILED, extended=extended)


def _next_stage(session: Session, inspection: Inspection, number: int) -> bool:
    """Front the checks of the next stage; return False if none is left.

    Decoys come from the photos of the lot that were blind from the opening on: suggestions of other
    photos may have been seen since.
    """
    left = budget.stages_left(session, inspection.after_id)
    extends = inspection.extends_id is not None
    if extends or not another_stage(number, inspection.sample, inspection.lot, left):
        return False
    rng = np.random.default_rng([inspection.seed, number])
    checks = lots.checks_of(session, inspection.id, number)
    decoys = np.array(lots.checks_of(session, inspection.id, 0), np.int64)
    front(session, inspection.id, mixed(checks, decoys, rng)[1], rng)
    return True


def accept_rest(workspace: Workspace, progress: Progress) -> int:
    """Accept the photos of a certificate, also after an interrupted run; return how many."""
    with workspace.database.read() as session:
        accepting = get_value(session, ACCEPTING)
        last = tallies.last_id(session)
    if accepting is None:
        return 0
    # Older databases recorded the certificate alone: photos decided since are not accepted.
    certificate, decision = accepting if isinstance(accepting, list) else (accepting, 0)
    accepted = 0
    for first in range(1, last + 1, _SLICE):
        with workspace.database.paced_write() as session:
            accepted += certificates.accept_slice(
                session, int(certificate), first, first + _SLICE - 1, int(decision)
            )
        progress(min(first + _SLICE - 1, last), last)
    with workspace.database.write() as session:
        clear_value(session, ACCEPTING)
    return accepted
