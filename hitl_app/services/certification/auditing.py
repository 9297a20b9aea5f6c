"""Audits of imported labels: how many of them are right at least, by blind checks of a sample.

An audit is an inspection whose lot are the labels of one import that are in force. Its checks are
set aside: until they are decided they are to review, blind, without the imported label. Nothing is
accepted or refused at its end: labels that were not checked stay as they are, and decisions on
checks are decisions like any other.
"""

import secrets
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from hitl_app.domain.certification.auditing import (
    AuditCounts,
    allowed_wrong,
    as_found,
    audit_result,
    budget_left,
    can_pass,
    first_sample,
)
from hitl_app.domain.certification.bound import (
    LEAST_LOT,
    LEAST_TARGET,
    MOST_TARGET,
    STAGES,
    Bound,
)
from hitl_app.domain.certification.drawing import draw, mixed
from hitl_app.domain.certification.inspections import Inspection, InspectionState, Stage
from hitl_app.domain.errors import KnownError
from hitl_app.domain.labels import LabelImport, LabelKind
from hitl_app.domain.settings import CONFIDENCE, TARGET
from hitl_app.services.certification.inspecting import Begun, Progress, front, open_in_slices
from hitl_app.services.certification.proposing import SECONDS_A_CHECK
from hitl_app.services.settings import get_setting
from hitl_app.store.certification import (
    audit_counts,
    audits,
    budget,
    certificates,
    inspections,
    lots,
)
from hitl_app.store.decisions import decisions, label_imports
from hitl_app.store.models import versions
from hitl_app.workspace import Workspace

_SLICE = 5000
"""Labels that are added to a lot in one transaction."""


@dataclass(frozen=True, slots=True)
class AuditPlan:
    """What an audit would take.

    Attributes:
        lot: Labels of the import that are in force.
        checks: Of the first stage; None if no sample of the lot can prove the target.
        allowed: Wrong checks with which the first stage passes.
        level: Chance of a false certificate that each stage may take.
    """

    label_import: LabelImport
    lot: int
    checks: int | None
    allowed: int
    target: float
    confidence: float
    level: float
    stages_left: int

    @property
    def minutes(self) -> float:
        """Return about how long the checks of the first stage take."""
        return (self.checks or 0) * SECONDS_A_CHECK / 60


def list_imports(workspace: Workspace) -> tuple[LabelImport, ...]:
    """Return the imports of labels that can be audited, newest first."""
    with workspace.database.read() as session:
        every = label_imports.every(session)
    fitting = (one for one in every if one.kind is LabelKind.DECISIONS and one.photos)
    return tuple(sorted(fitting, key=lambda one: -one.id))


def plan(
    workspace: Workspace, number: int, target: float | None = None, checks: int | None = None
) -> AuditPlan:
    """Return what an audit of an import's labels takes.

    Args:
        workspace: An open workspace.
        number: The import.
        target: Share that must be right; None for the setting's.
        checks: First sample, if a person chose it.

    Raises:
        KnownError: Code `labels-import-unknown`, `labels-not-decided`, `labels-withdrawn` or
            `target-range`.
    """
    target = float(get_setting(workspace, TARGET) or 0) if target is None else target
    if not LEAST_TARGET <= target <= MOST_TARGET:
        raise KnownError("target-range", low=LEAST_TARGET, high=MOST_TARGET, value=target)
    confidence = float(get_setting(workspace, CONFIDENCE) or 0)
    with workspace.database.read() as session:
        found = _auditable(session, number)
        labels = label_imports.photos_in_force(number)
        lot = session.scalar(_count(labels)) or 0
        left, level = _budget(session, labels, confidence)
    if checks is None:
        checks = first_sample(lot, 1 - target, level)
    elif not can_pass(lot, min(checks * STAGES[-1], lot - 1), 0, 1 - target, level):
        checks = None
    return AuditPlan(
        label_import=found,
        lot=lot,
        checks=checks if left else None,
        allowed=-1 if checks is None else allowed_wrong(lot, checks, 1 - target, level),
        target=target,
        confidence=confidence,
        level=level,
        stages_left=left,
    )


def _auditable(session: Session, number: int) -> LabelImport:
    found = label_imports.find(session, number)
    if found is None:
        raise KnownError("labels-import-unknown", number=number)
    if found.kind is not LabelKind.DECISIONS:
        raise KnownError("labels-not-decided", number=number)
    if found.undone:
        raise KnownError("labels-withdrawn", number=number)
    return found


def _count(labels: Select[int]) -> Select[int]:
    return select(func.count()).select_from(audits.in_lot(labels).order_by(None).subquery())


def _budget(session: Session, labels: Select[int], confidence: float) -> tuple[int, float]:
    """Return the stages left for labels, and the error probability that each may take.

    Audits whose lots share a photo share stages and error, so that labels cannot be audited until
    they pass by chance: neither by another audit, nor by importing them again.
    """
    photos = select(audits.in_lot(labels).order_by(None).subquery().c[0])
    made, spent, promised = budget.spent_by(session, audit_counts.sharing(session, photos))
    return budget_left(made, spent, promised, confidence)


def open_audit(
    workspace: Workspace, wanted: AuditPlan, operator: str, progress: Progress
) -> Inspection:
    """Fix the lot, draw all checks, and set those of the first stage aside.

    Nothing is visible until all is done; after a cancellation, only a closed inspection remains.

    Raises:
        KnownError: Code `inspection-open`, `lot-too-small`, `labels-audited-out`, or as for `plan`.
    """
    number = wanted.label_import.id
    if not wanted.stages_left:
        raise KnownError("labels-audited-out", number=number)
    if wanted.checks is None or not 0 < wanted.checks < wanted.lot:
        raise KnownError("audit-too-small", count=wanted.lot, target=wanted.target)
    checks, before = wanted.checks, 0
    labels = label_imports.photos_in_force(number)

    def begin(session: Session) -> Begun:
        nonlocal before
        before = decisions.last_decision(session)
        return _begin(session, wanted, checks, operator)

    def mark(session: Session, inspection_id: int, first: int, last: int) -> None:
        audits.mark_lot(session, inspection_id, labels, first, last)

    def complete(session: Session, inspection: Inspection) -> None:
        audits.drop_changed(session, inspection.id, before)
        _draw(session, inspection, wanted.stages_left)

    return open_in_slices(workspace, begin, mark, complete, progress, _SLICE)


def _begin(session: Session, wanted: AuditPlan, checks: int, operator: str) -> Begun:
    version = versions.active_id(session)
    if version is None:
        raise KnownError("no-model")
    found = _auditable(session, wanted.label_import.id)
    number = inspections.start(
        session,
        0,
        # No suggestion is audited; the column tells which version was active.
        version_id=version,
        operator=operator,
        threshold=0.0,
        target=wanted.target,
        confidence=wanted.confidence,
        level=wanted.level,
        sample=checks,
        after_id=0,
        seed=secrets.randbits(31),
        label_import_id=found.id,
    )
    return Begun(number, *audits.decision_range(session, found.operation_id or 0))


def _draw(session: Session, inspection: Inspection, stages_left: int) -> None:
    """Draw the checks of every stage that may follow, and set those of the first aside."""
    lot = audits.lot_ids(session, inspection.id)
    rng = np.random.default_rng(inspection.seed)
    stages = STAGES[:stages_left]
    drawn = draw(lot, inspection.sample, rng, stages) if len(lot) >= LEAST_LOT else None
    if drawn is None:
        raise KnownError("audit-too-small", count=len(lot), target=inspection.target)
    for number, checks in enumerate(drawn.checks, 1):
        lots.add_blind(session, inspection.id, number, checks)
    # Photos that need a decision anyway hide which blind photos are checks, as far as there are
    # any. Labels of the lot are no decoys: setting them aside would cost decisions, and hide
    # nothing from operators who have the list of labels.
    plain = lots.least_confident(session, 4 * len(drawn.checks[0]))
    decoys, _ = mixed(drawn.checks[0], np.array(plain, np.int64), rng)
    lots.add_blind(session, inspection.id, 0, decoys)
    lots.silence(session, decoys)
    inspections.audit_opened(session, inspection.id, len(lot), max(decoys, default=0))
    _set_aside(session, inspection.id, drawn.checks[0], decoys, rng)


def _set_aside(
    session: Session,
    inspection_id: int,
    checks: list[int],
    decoys: list[int],
    rng: np.random.Generator,
) -> None:
    audits.set_aside(session, inspection_id, checks)
    # One that an operator skipped since the lot was fixed is to review already.
    lots.silence(session, checks)
    order = rng.permutation([*checks, *decoys]).tolist()
    front(session, inspection_id, order, rng)


# The result of a stage.


def result_of(
    session: Session, inspection: Inspection
) -> tuple[AuditCounts, tuple[bool, Bound] | None]:
    """Return the counts of the current stage of an audit, and its result if it is final."""
    counts = audit_counts.count_checks(session, inspection.id, len(inspection.stages) + 1)
    return counts, audit_result(inspection.lot, counts, 1 - inspection.target, inspection.level)


def act(
    session: Session, inspection: Inspection, counts: AuditCounts, ended: tuple[bool, Bound]
) -> tuple[Stage, InspectionState, int | None]:
    """Record a final result, and begin the next stage or end the audit.

    Returns:
        The stage, what the audit is now, and its certificate, if it ended.
    """
    number = len(inspection.stages) + 1
    made = inspections.add_stage(session, inspection, as_found(inspection.lot, counts), ended[1])
    if not ended[0] and _begin_stage(session, inspection, number + 1, counts.wrong):
        return made, InspectionState.OPEN, None
    # All stages' bounds hold together: a failed audit states the best one.
    best = min((*inspection.stages, made), key=lambda one: one.most_wrong)
    certificate = certificates.certify_labels(session, inspection, made if ended[0] else best)
    state = InspectionState.PASSED if ended[0] else InspectionState.FAILED
    return made, state, certificate


def _begin_stage(session: Session, inspection: Inspection, number: int, wrong: int) -> bool:
    """Set the checks of the next stage aside; return False if it cannot prove the target."""
    if number > audit_counts.stages_drawn(session, inspection.id):
        return False
    checks = inspection.sample * STAGES[number - 1]
    if not can_pass(inspection.lot, checks, wrong, 1 - inspection.target, inspection.level):
        return False
    rng = np.random.default_rng([inspection.seed, number])
    _set_aside(session, inspection.id, audits.checks_of(session, inspection.id, number), [], rng)
    return True
