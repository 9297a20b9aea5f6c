"""Earning acceptance: proposing a lot, drawing its checks, looking at them, certifying.

All checks that an inspection may ever need are drawn when it is opened, and are unaided from then
on: whatever order people work in, no check is decided with the network's opinion in sight. Three
looks take one, two and four times the first sample; those of later looks stay at their places in
the queue, among as many other photos of the lot that are unaided too, until their look comes.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from hitl_app.domain.certification.bound import (
    LEAST_LOT,
    LEAST_TARGET,
    LOOKS,
    LOOKS_ALLOWED,
    MOST_TARGET,
    Bound,
    Found,
    drifted,
)
from hitl_app.domain.certification.calibration import Evidence
from hitl_app.domain.certification.drawing import another_look, draw, mixed, result, woven
from hitl_app.domain.certification.inspections import Certificate, Inspection, InspectionState, Look
from hitl_app.domain.certification.planning import Plan, pays, plan_lot, propose
from hitl_app.domain.errors import KnownError
from hitl_app.domain.flagging import BINS
from hitl_app.domain.settings import CONFIDENCE, TARGET
from hitl_app.services.settings import ACCEPTING, get_setting
from hitl_app.store.certification import budget, certificates, inspections
from hitl_app.store.models import versions
from hitl_app.store.photos import counts as tallies
from hitl_app.store.reports import insights
from hitl_app.store.settings import clear_value, get_value, set_value
from hitl_app.workspace import Workspace

LEASE = "inspect"
ENOUGH_REFERENCE = 50
"""With fewer reference photos the confidences are not calibrated on these photos."""
SECONDS_A_CHECK = 2.7
"""What deciding a photo without a suggestion takes, until the operator's own pace is known."""
_LEAST_LEVEL = 1e-6
"""What adding up leaves of nothing is less, and no lot is large enough for as little."""
_SLICE = 500
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an inspection would take and bring.

    Attributes:
        plan: Lot and sample; None if nothing is expected to be saved.
        target: Share that must be right.
        confidence: Of the certificate.
        waiting: Photos that wait.
        looks_left: Looks that are left for these photos.
        trusted: Whether enough reference photos calibrated the confidences.
        reference: How many there are.
        minutes: Of deciding the checks of the first look.
        after_id: Photos with higher numbers belong to the lot; 0 for all.
        pays: Whether the desk should speak of it without being asked.
        carries_id: The older certificate under which arrivals are to be accepted, if it is for
            that.
    """

    plan: Plan | None
    target: float
    confidence: float
    waiting: int
    looks_left: int
    trusted: bool
    reference: int
    minutes: float
    after_id: int
    pays: bool
    carries_id: int | None = None


def check_target(target: float) -> float:
    """Return a target back if it is one.

    Raises:
        KnownError: Code `target-range`.
    """
    if not LEAST_TARGET <= target <= MOST_TARGET:
        raise KnownError("target-range", low=LEAST_TARGET, high=MOST_TARGET, value=target)
    return target


def check_threshold(threshold: float | None) -> float | None:
    """Return a lot's least confidence back if it is one.

    Raises:
        KnownError: Code `threshold-range`.
    """
    if threshold is not None and not 0 <= threshold <= 1:
        raise KnownError("threshold-range", value=threshold)
    return threshold


def proposal(
    workspace: Workspace,
    target: float | None = None,
    threshold: float | None = None,
    checks: int | None = None,
    lessons_due: int = 0,
) -> Proposal:
    """Propose lot and sample for a target.

    Args:
        workspace: An open workspace.
        target: Share that must be right; None for the setting's.
        threshold: Least confidence of the lot, if a person chose it.
        checks: First sample, if a person chose it.
        lessons_due: Decisions until the next retraining, if there will be one.

    Raises:
        KnownError: Code `target-range` or `threshold-range`.
    """
    target = check_target(float(get_setting(workspace, TARGET) or 0) if target is None else target)
    threshold = check_threshold(threshold)
    confidence = float(get_setting(workspace, CONFIDENCE) or 0)
    with workspace.database.read() as session:
        after_id, left = _open_to_looks(session)
        counts, waiting = tallies.lot_histogram(session, after_id)
        reference = tallies.reference_count(session)
        known = inspections.evidence(session, versions.active_id(session))
        level = _level(session, after_id, left, confidence)
    left = left if level > 0 else 0
    trusted = reference >= ENOUGH_REFERENCE
    if threshold is None and checks is None:
        plan = propose(
            counts, 1 - target, level=level, trusted=trusted, looks_left=left, evidence=known
        )
    else:
        place = _place(counts, 1 - target, level, threshold, left, known)
        plan = plan_lot(counts, place, 1 - target, level, left, checks, known)
    minutes = 0.0 if plan is None else plan.checks * SECONDS_A_CHECK / 60
    return Proposal(
        plan=plan,
        target=target,
        confidence=confidence,
        waiting=waiting,
        looks_left=max(0, left),
        trusted=trusted,
        reference=reference,
        minutes=minutes,
        after_id=after_id,
        pays=plan is not None and pays(plan, waiting, trusted=trusted, lessons_due=lessons_due),
    )


def looks_left(workspace: Workspace) -> tuple[int, bool]:
    """Return the looks that are left, and whether only for photos that came after the last draw."""
    with workspace.database.read() as session:
        after_id, left = _open_to_looks(session)
    return max(0, left), after_id > 0


def _open_to_looks(session: Session) -> tuple[int, int]:
    """Return the number after which photos may be looked at, and the looks left for them."""
    for after_id in budget.generations(session):
        left = _looks_left(session, after_id)
        if left > 0:
            return after_id, left
    # All looks at the older photos are spent: what came since has its own.
    after_id = budget.last_drawn_id(session)
    return after_id, _looks_left(session, after_id)


def _level(session: Session, after_id: int, left: int, confidence: float) -> float:
    """Return the chance of error that each look that is left may take; 0 if nothing is left of it.

    All looks at the same photos share what the strictest of their promises leaves: a certificate
    that was given stays true, whatever confidence is asked for later.
    """
    spent, promised = budget.level_spent(session, after_id)
    level = (1 - max(confidence, promised) - spent) / max(1, left)
    return level if level > _LEAST_LEVEL else 0.0


def _looks_left(session: Session, after_id: int) -> int:
    """Look that are left for photos with higher row numbers than this."""
    return LOOKS_ALLOWED - budget.looks_spent(session, after_id)


def _place(
    counts: NDArray[np.int64],
    risk: float,
    level: float,
    threshold: float | None,
    left: int,
    known: Evidence,
) -> int:
    if threshold is not None:
        return int(np.clip(round(threshold * BINS), 0, BINS - 1))
    best = propose(counts, risk, level=level, looks_left=left, evidence=known)
    return BINS - 1 if best is None else round(best.threshold * BINS)


def open_inspection(
    workspace: Workspace, wanted: Proposal, operator: str, progress: Progress
) -> Inspection:
    """Fix the lot, draw all checks and weave those of the first look into the queue.

    Nothing of it shows until all is done; if it is ended half way, only a closed line remains.

    Args:
        workspace: An open workspace.
        wanted: A proposal that has a plan.
        operator: Who asked.
        progress: Hears of photos done and all; may raise to stop.

    Raises:
        KnownError: Code `inspection-open`, `lot-too-small` or `no-network`.
    """
    plan = wanted.plan
    if plan is None or plan.lot < LEAST_LOT or plan.checks >= plan.lot:
        raise KnownError("lot-too-small", least=LEAST_LOT)
    with workspace.database.write() as session:
        if inspections.open_one(session) is not None:
            raise KnownError("inspection-open")
        inspections.close_open(session, "interrupted")
        number, last = _begin(session, wanted, plan, operator)
    for first in range(wanted.after_id + 1, last + 1, _SLICE):
        with workspace.database.paced_write() as session:
            inspections.mark_lot(session, number, first, first + _SLICE - 1)
        progress(min(first + _SLICE - 1, last), last)
    with workspace.database.write() as session:
        inspection = inspections.under_way(session)
        if inspection is None or inspection.id != number:
            raise KnownError("inspection-closed")
        _draw_all(session, inspection)
        found = inspections.under_way(session)
        assert found is not None  # noqa: S101 - it was opened in this very transaction
        return found


def _begin(session: Session, wanted: Proposal, plan: Plan, operator: str) -> tuple[int, int]:
    version = versions.active_id(session)
    if version is None:
        raise KnownError("no-network")
    last = tallies.last_id(session)
    new = inspections.NewInspection(
        version_id=version,
        operator=operator,
        threshold=plan.threshold,
        target=wanted.target,
        confidence=wanted.confidence,
        level=plan.level,
        sample=plan.checks,
        after_id=wanted.after_id,
        seed=secrets.randbits(31),
        carries_id=wanted.carries_id,
    )
    return inspections.start(session, new, last), last


def _draw_all(session: Session, inspection: Inspection) -> None:
    """Draw the checks of every look and as many other photos, and front those of the first."""
    inspections.drop_from_lot(session, inspection.id)
    lot = inspections.lot_ids(session, inspection.id)
    rng = np.random.default_rng(inspection.seed)
    looks = LOOKS if inspection.carries_id is None else LOOKS[:1]
    drawn = draw(lot, inspection.sample, rng, looks)
    if drawn is None:
        raise KnownError("lot-too-small", least=LEAST_LOT)
    for number, checks in enumerate(drawn.checks, 1):
        inspections.add_unaided(session, inspection.id, number, checks)
    inspections.add_unaided(session, inspection.id, 0, drawn.others)
    inspections.silence(session, [*chain.from_iterable(drawn.checks), *drawn.others])
    inspections.opened(session, inspection.id, len(lot))
    checks = drawn.checks[0]
    company = inspections.company(session, inspection.id, len(checks))
    decoys, unaided = mixed(checks, company, rng)
    inspections.add_unaided(session, inspection.id, 0, decoys)
    inspections.silence(session, decoys)
    _front(session, inspection.id, unaided, rng)


def _front(
    session: Session, inspection_id: int, unaided: Sequence[int], rng: np.random.Generator
) -> None:
    """Weave unaided photos into the front of the queue, by coin toss.

    A coin puts photos outside of the lot between them, which have to be decided anyway, for as long
    as there are any; photos of the lot are spared.
    """
    places = inspections.queue_places(session, inspection_id, 4 * len(unaided) + 8)
    inspections.set_places(
        session, list(zip(unaided, woven(places, len(unaided), rng), strict=True))
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a look came to.

    Attributes:
        look: The look.
        lot: Photos of the lot.
        state: Passed, open (more checks were added) or failed.
        accepted: Photos accepted, if it passed.
        certificate: The certificate's number, if it passed.
        carried: Whether it was a look at arrivals for drift alone.
    """

    look: Look
    lot: int
    state: InspectionState
    accepted: int = 0
    certificate: int | None = None
    carried: bool = False


def settle(workspace: Workspace, progress: Progress) -> Outcome | None:
    """Look at the open inspection if its result cannot change any more, and acts on it.

    A check that nobody has decided counts as wrong: a look passes as soon as it would even so, and
    fails once it would not even if all of them were right.

    Args:
        workspace: An open workspace.
        progress: Hears of photos accepted and all; may raise to stop.

    Returns:
        The outcome of the last look that was made, or None if checks are still to be decided.
    """
    accept_rest(workspace, progress)
    outcome: Outcome | None = None
    # What the next look would draw may be decided already.
    while (next_one := _settle_once(workspace)) is not None:
        outcome = next_one
    if outcome is not None and outcome.state is InspectionState.PASSED:
        accept_rest(workspace, progress)
    return outcome


def is_due(workspace: Workspace) -> bool:
    """Return true if `settle` has something to do.

    Either a look's result is final, or the photos of a certificate are not all accepted yet.
    """
    with workspace.database.read() as session:
        if get_value(session, ACCEPTING) is not None:
            return True
        inspection = inspections.under_way(session)
        return inspection is not None and _result(session, inspection) is not None


def _settle_once(workspace: Workspace) -> Outcome | None:
    with workspace.database.read() as session:
        inspection = inspections.under_way(session)
        if inspection is None or _result(session, inspection) is None:
            return None
    with workspace.database.write() as session:
        inspection = inspections.under_way(session)
        result = None if inspection is None else _result(session, inspection)
        if inspection is None or result is None:
            return None
        return _act(session, inspection, *result)


def _result(
    session: Session, inspection: Inspection
) -> tuple[inspections.Standing, bool, Bound] | None:
    """How the look ends if nothing more is decided can change it; else None."""
    if inspection.state is not InspectionState.OPEN:
        return None
    standing = inspections.standing(session, inspection)
    worst, best = (standing.found(inspection.lot, undecided_wrong=w) for w in (True, False))
    if inspection.carries_id is not None:
        return _drift(session, inspection.carries_id, standing, worst, best)
    ended = result(worst, best, standing.undecided, 1 - inspection.target, inspection.level)
    return None if ended is None else (standing, *ended)


def _drift(
    session: Session, carries_id: int, standing: inspections.Standing, worst: Found, best: Found
) -> tuple[inspections.Standing, bool, Bound] | None:
    """How the look at arrivals ends: carried unless they drifted; nothing is proved of them."""
    older = {c.id: c for c in certificates.all_certificates(session)}[carries_id]
    # Those alone that people decided: what nobody had looked at was no error of the network.
    wrong, checks = certificates.decided_checks(session, older)
    before = (wrong, checks) if checks else (older.wrong, older.checks)
    bound = Bound(standing.left, standing.left, 1.0)
    if not drifted((worst.wrong, worst.checks), before):
        return standing, True, bound
    if standing.undecided == 0 or drifted((best.wrong, best.checks), before):
        return standing, False, Bound(standing.left, standing.left, 0.0)
    return None


def _act(
    session: Session,
    inspection: Inspection,
    standing: inspections.Standing,
    stands: bool,  # noqa: FBT001
    bound: Bound,
) -> Outcome:
    found = standing.found(inspection.lot, undecided_wrong=stands)
    made = inspections.add_look(session, inspection, found, bound)
    carried = inspection.carries_id is not None
    if stands:
        certificate = certificates.certify(session, inspection, made)
        set_value(session, ACCEPTING, [certificate, certificates.last_decision(session)])
        state = InspectionState.PASSED
        return Outcome(made, inspection.lot, state, made.left, certificate, carried)
    if _next_look(session, inspection, made.number + 1):
        return Outcome(made, inspection.lot, InspectionState.OPEN)
    inspections.end(session, inspection.id, InspectionState.FAILED)
    return Outcome(made, inspection.lot, InspectionState.FAILED, carried=carried)


def _next_look(session: Session, inspection: Inspection, number: int) -> bool:
    """Front the checks of the next look; False if there is none, or no look is left.

    Beside them come photos of the lot that were silent from the opening on, as they were: of
    others somebody may have seen since what the network says of them.
    """
    left = _looks_left(session, inspection.after_id)
    carries = inspection.carries_id is not None
    if carries or not another_look(number, inspection.sample, inspection.lot, left):
        return False
    rng = np.random.default_rng([inspection.seed, number])
    checks = inspections.checks_of(session, inspection.id, number)
    company = np.array(inspections.checks_of(session, inspection.id, 0), np.int64)
    _front(session, inspection.id, mixed(checks, company, rng)[1], rng)
    return True


def accept_rest(workspace: Workspace, progress: Progress) -> int:
    """Accept what a certificate is about, also if a run before was ended half way.

    Returns:
        How many photos were accepted.
    """
    with workspace.database.read() as session:
        accepting = get_value(session, ACCEPTING)
        last = tallies.last_id(session)
    if accepting is None:
        return 0
    # An earlier version noted the certificate alone: then nothing that was spoken of is accepted.
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


def cancel(workspace: Workspace) -> Inspection:
    """End the open inspection; its decisions stay, looks that were made stay spent.

    Raises:
        KnownError: Code `no-inspection`.
    """
    with workspace.database.write() as session:
        inspection = inspections.under_way(session)
        if inspection is None:
            raise KnownError("no-inspection")
        inspections.end(session, inspection.id, InspectionState.CANCELLED)
        return inspection


def open_one(workspace: Workspace) -> Inspection | None:
    """Return the inspection that is open, if there is one; one that is being opened is not yet."""
    with workspace.database.read() as session:
        return inspections.open_one(session)


def next_look(inspection: Inspection) -> int:
    """Return about how many unaided photos are decided when the next look is complete.

    As many others come up among the checks, and only both together are counted anywhere.
    """
    times = LOOKS[min(len(inspection.looks), len(LOOKS) - 1)]
    return min(inspection.unaided, 2 * times * inspection.sample)


def list_certificates(workspace: Workspace) -> tuple[Certificate, ...]:
    """Return the certificates as they stand today, newest first."""
    with workspace.database.read() as session:
        return insights.standing_certificates(session)
