"""Jobs that open an inspection and evaluate its stages: large lots take some seconds."""

from typing import Any

from hitl_app.domain.certification.inspections import InspectionState
from hitl_app.domain.errors import KnownError
from hitl_app.jobs.job import Job
from hitl_app.services.certification import extension, inspecting, proposing, settling
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
) -> dict[str, Any]:
    """Open an inspection with proposed or chosen parameters.

    With `extend` it checks arrivals under an older certificate for drift.

    Returns:
        `lot`, `checks`, `threshold`, `target`.

    Raises:
        KnownError: No inspection pays, one is open, or the target is out of range.
    """
    with job.lease(workspace, inspecting.LEASE):
        wanted = (
            extension.proposal(workspace)
            if extend
            else proposing.proposal(workspace, target, threshold, checks)
        )
        if wanted.plan is None:
            # No plan includes the blind photos of an open one, which may leave nothing to plan.
            is_open = inspecting.open_one(workspace) is not None
            raise KnownError("inspection-open" if is_open else "nothing-to-inspect")
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
    }


def settle(workspace: Workspace, job: Job) -> dict[str, Any]:
    """Evaluate the open inspection, and accept its lot if it passes.

    Returns:
        `state` (passed, open, failed, or pending while checks are to be decided), and for a stage
        `checks`, `wrong`, `lot`, `accepted`, `certificate`, `extended`.
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
    }
