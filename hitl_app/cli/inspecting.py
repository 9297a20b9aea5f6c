"""The command `inspect`: what the model may label alone, and the proof of it."""

from typing import Any

from hitl_app.cli.terminal import Output, counted, run_shown
from hitl_app.domain.certification.inspections import Certificate
from hitl_app.domain.errors import KnownError
from hitl_app.domain.reports.catalogue import CERTIFIED
from hitl_app.services.certification import inspecting, proposing, settling
from hitl_app.services.certification.certificate_files import (
    certificate_dict,
    find_certificate,
    write_labels,
    write_page,
)
from hitl_app.services.certification.page import floor_percent, share_right
from hitl_app.workspace import Workspace


def inspect(workspace: Workspace, given: Any) -> Output:
    """Do what `inspect` was asked for."""
    if given.open or given.extend:
        return _open(workspace, given)
    if given.cancel:
        inspecting.cancel(workspace)
        return {"cancelled": True}, ["Inspection cancelled. Your decisions are kept."]
    if given.certificate is not None:
        return _certificate(workspace, given)
    return _list(workspace) if given.list else _plan(workspace, given)


def _plan(workspace: Workspace, given: Any) -> Output:
    found = proposing.proposal(workspace, given.target, given.threshold, given.checks)
    is_open = inspecting.open_one(workspace) is not None
    plan = found.plan
    result = {
        "target": found.target,
        "confidence": found.confidence,
        "to_review": found.to_review,
        "stages_left": found.stages_left,
        "validation": found.validation,
        "lot": None if plan is None else plan.lot,
        "threshold": None if plan is None else plan.threshold,
        "checks": None if plan is None else plan.checks,
        "saves": None if plan is None else round(plan.saved),
        "minutes": None if plan is None else round(found.minutes, 1),
        "pays": found.pays,
    }
    if plan is None:
        line = "An inspection does not pay yet. Review more photos and retrain first."
        if is_open:
            line = "An inspection is open. Review its photos first."
        return result, [line]
    lines = [
        f"Accept {plan.lot:,} of {found.to_review:,} automatically, {found.target:.1%} correct, "
        f"after about {counted(plan.checks, 'check')} ({found.minutes:.0f} min).",
        f"Fewer decisions: about {plan.saved:,.0f}. Stages left: {found.stages_left}.",
    ]
    if not found.trusted:
        lines.append(
            f"Based on only {counted(found.validation, 'validation photo')}: the proposal is small."
        )
    return result, lines


def _open(workspace: Workspace, given: Any) -> Output:
    params = {"target": given.target, "threshold": given.threshold, "checks": given.checks}
    params["extend"] = given.extend
    result = run_shown("inspect", workspace, **params)
    line = (
        f"Inspection started on {counted(result['lot'], 'photo')}. "
        f"{counted(result['checks'], 'check')} and as many other photos now come up without "
        "suggestions."
    )
    return result, [line]


def _list(workspace: Workspace) -> Output:
    certificates = inspecting.list_certificates(workspace)
    result = [certificate_dict(certificate) for certificate in certificates]
    return {"certificates": result}, [_line(c) for c in certificates]


def _line(certificate: Certificate) -> str:
    bound = f"at least {floor_percent(share_right(certificate))} correct"
    if certificate.kind != CERTIFIED:
        bound = "extended, not certified"
    elif certificate.refuted:
        bound = "refuted: more wrong labels were found than it allows"
    return (
        f"{certificate.id}: {counted(certificate.accepted, 'photo')} by "
        f"{certificate.version}, {bound}; "
        f"{certificate.checks - certificate.wrong:,} of "
        f"{counted(certificate.checks, 'check')} correct, "
        f"{certificate.at:%Y-%m-%d}"
    )


def _certificate(workspace: Workspace, given: Any) -> Output:
    """Show a certificate, or write its page, or the labels that it covers."""
    certificate = find_certificate(workspace, given.certificate)
    result, lines = certificate_dict(certificate), [_line(certificate)]
    if given.out is not None:
        write_page(workspace, certificate.id, given.out)
        result["out"] = str(given.out)
        lines.append(f"Page saved to {given.out}.")
    if given.labels is not None:
        count = write_labels(workspace, certificate.id, given.labels)
        result |= {"labels": str(given.labels), "covered": count}
        lines.append(f"{counted(count, 'label')} saved to {given.labels}.")
    return result, lines


def settled(workspace: Workspace) -> tuple[dict[str, Any] | None, list[str]]:
    """Look at the open inspection after decisions; return the outcome and how it reads."""
    if not settling.is_due(workspace):
        return None, []
    try:
        result = run_shown("settle", workspace)
    except KnownError as error:
        if error.code != "job-busy":
            raise
        # The decisions are recorded in any case.
        return None, ["Another program is evaluating the inspection."]
    if result["state"] == "pending":
        return None, []
    right = result["checks"] - result["wrong"]
    if result["state"] == "passed":
        photos = counted(result["accepted"], "photo")
        line = f"Inspection passed: {right:,} of {counted(result['checks'], 'check')} correct, "
        line += (
            f"{photos} auto-accepted{' by extension, not certified' if result['extended'] else ''}."
        )
    elif result["state"] == "open":
        line = (
            f"{result['wrong']:,} of {counted(result['checks'], 'check')} wrong. The "
            "next stage adds more."
        )
    else:
        line = (
            f"Inspection not passed: {result['wrong']:,} of "
            f"{counted(result['checks'], 'check')} wrong."
        )
    return result, [line]
