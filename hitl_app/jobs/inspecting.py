"""Jobs that open an inspection and evaluate its stages: large lots take some seconds."""

from typing import Any

from hitl_app.domain.certification.inspections import InspectionState
from hitl_app.domain.errors import KnownError
from hitl_app.jobs.job import Job
from hitl_app.jobs.models import freezing
from hitl_app.services.certification import auditing, extension, inspecting, proposing, settling
from hitl_app.services.settings import operator_name
from hitl_app.workspace import Workspace


def open_inspection(
    workspace: Workspace,
    job: Job,
    *,
    target: float | None = None,
    threshold: float | None = None,
    checks: int | None = None,
    operator: str | None = None,
    extend: bool = False,
    label_import: int | None = None,
) -> dict[str, Any]:
    """Open an inspection with proposed or chosen parameters.

    With `extend` it checks arrivals under an older certificate for drift, with `label_import` it
    audits the labels of that import.

    Returns:
        `lot`, `checks`, `threshold`, `target`, `label_import`.

    Raises:
        KnownError: No inspection pays, one is open, or the target is out of range.
    """

    def propose() -> proposing.Proposal:
        if extend:
            return extension.proposal(workspace)
        return proposing.proposal(workspace, target, threshold, checks)

    with job.lease(workspace, inspecting.LEASE):
        if inspecting.open_one(workspace) is not None:
            raise KnownError("inspection-open")
        if label_import is not None:
            return _open_audit(workspace, job, label_import, target, checks, operator)
        if propose().plan is None and not extend:
            raise KnownError("nothing-to-inspect")
        if extend:
            # The certificate covers the version's own suggestions.
            freezing.withdraw(workspace, job)
        else:
            freezing.freeze_draft(workspace, job)
        wanted = propose()
        if wanted.plan is None:
            raise KnownError("nothing-to-inspect")
        opened = inspecting.open_inspection(
            workspace,
            wanted,
            operator_name(workspace, operator),
            lambda done, total: job.progress("lot", done, total),
        )
    job.changed("photos", "inspections")
    return {
        "lot": opened.lot,
        "checks": opened.sample,
        "threshold": opened.threshold,
        "target": opened.target,
        "label_import": None,
    }


def _open_audit(
    workspace: Workspace,
    job: Job,
    label_import: int,
    target: float | None,
    checks: int | None,
    operator: str | None,
) -> dict[str, Any]:
    opened = auditing.open_audit(
        workspace,
        auditing.plan(workspace, label_import, target, checks),
        operator_name(workspace, operator),
        lambda done, total: job.progress("lot", done, total),
    )
    job.changed("photos", "inspections")
    return {
        "lot": opened.lot,
        "checks": opened.sample,
        "decoys": opened.blind - opened.sample,
        "threshold": None,
        "target": opened.target,
        "label_import": label_import,
    }


def settle(workspace: Workspace, job: Job) -> dict[str, Any]:
    """Evaluate the open inspection, and accept its lot if it passes.

    Returns:
        `state` (passed, open, failed, or pending while checks are to be decided), and for a stage
        `checks`, `wrong`, `lot`, `accepted`, `certificate`, `extended`; of an audit that ended
        also `label_import` and `most_wrong`.
    """
    with job.lease(workspace, inspecting.LEASE):
        outcome = settling.settle(
            workspace, lambda done, total: job.progress("accept", done, total)
        )
    if outcome is None:
        return {"state": "pending"}
    job.changed("photos", "inspections")
    return {
        "state": str(InspectionState(outcome.state)),
        "checks": outcome.stage.checks,
        "wrong": outcome.stage.wrong,
        "lot": outcome.lot,
        "accepted": outcome.accepted,
        "certificate": outcome.certificate,
        "extended": outcome.extended,
        "label_import": outcome.label_import,
        "most_wrong": outcome.most_wrong,
    }
