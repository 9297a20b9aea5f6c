"""The command `inspect`: what the model may label alone, and the proof of it."""

from typing import Any

from hitl_app.cli.terminal import Output, counted, run_shown
from hitl_app.domain.certification.inspections import Certificate
from hitl_app.domain.errors import KnownError
from hitl_app.domain.reports.catalogue import CERTIFIED, REFUSED
from hitl_app.messages import sentences
from hitl_app.services.certification import auditing, inspecting, proposing, settling
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
    if given.list:
        return _list(workspace)
    return _plan(workspace, given) if given.lot is None else _audit_plan(workspace, given)


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
        "blind": None if plan is None else found.blind,
        "saves": None if plan is None else round(plan.saved),
        "minutes": None if plan is None else round(found.minutes, 1),
        "pays": found.pays,
        "decisions_until": found.until,
    }
    worthwhile = found.is_worthwhile
    if plan is None or (given.threshold is None and given.checks is None and not worthwhile):
        return result, [_nothing_line(found, is_open=is_open)]
    lines = [
        f"Accept {plan.lot:,} of {found.to_review:,} automatically, {found.target:.1%} correct, "
        f"after labelling about {counted(found.blind, 'photo')} without suggestions "
        f"({found.minutes:.0f} min): {counted(plan.checks, 'check')}, and as many decoys.",
        f"Fewer decisions: about {plan.saved:,.0f}. Stages left: {found.stages_left}.",
    ]
    if not found.trusted:
        lines.append(
            f"Based on only {counted(found.validation, 'validation photo')}: the proposal is small."
        )
    return result, lines


def _audit_plan(workspace: Workspace, given: Any) -> Output:
    found = auditing.plan(workspace, given.lot, given.target, given.checks)
    one = found.label_import
    result = {
        "label_import": one.id,
        "source": one.source,
        "lot": found.lot,
        "checks": found.checks,
        "allowed": found.allowed if found.checks else None,
        "target": found.target,
        "confidence": found.confidence,
        "stages_left": found.stages_left,
        "minutes": round(found.minutes, 1),
    }
    if found.checks is None:
        code = "audit-too-small" if found.stages_left else "labels-audited-out"
        values = {"number": one.id, "count": found.lot, "target": found.target}
        return result, [" ".join(sentences(code, values))]
    return result, [
        f"Import {one.id}, {one.source}: {counted(found.lot, 'label')} in force. "
        f"{counted(found.checks, 'check')} ({found.minutes:.0f} min) can prove that "
        f"{found.target:.1%} are right, if at most {found.allowed:,} are wrong; otherwise more "
        "checks follow.",
        f"Stages left: {found.stages_left}.",
    ]


def _nothing_line(found: proposing.Proposal, *, is_open: bool) -> str:
    """Return why there is nothing to propose."""
    if is_open:
        return "An inspection is open. Review its photos first."
    if found.until is not None:
        decisions = counted(found.until, "more decision")
        return f"An inspection does not pay yet: about {decisions}."
    left = counted(found.to_review, "photo")
    return f"An inspection would not pay at this accuracy: review the {left} left."


def _open(workspace: Workspace, given: Any) -> Output:
    params = {"target": given.target, "threshold": given.threshold, "checks": given.checks}
    params |= {"extend": given.extend, "label_import": given.lot}
    result = run_shown("inspect", workspace, **params)
    if given.lot is not None:
        lines = [
            f"Inspection started on {counted(result['lot'], 'label')} of import {given.lot}. "
            f"{counted(result['checks'], 'check')} now come up in Review without their labels"
            + (f", among {counted(result['decoys'], 'other photo')}." if result["decoys"] else ".")
        ]
        return result, lines
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
    if certificate.label_import is not None:
        return _audit_line(certificate)
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


def _audit_line(certificate: Certificate) -> str:
    bound = f"at least {floor_percent(share_right(certificate))} right"
    if certificate.refuted:
        bound = "refuted: more labels were found wrong than it allows"
    elif certificate.kind == REFUSED:
        bound += f", below the target of {certificate.target:.1%}"
    undone = ", import undone since" if certificate.undone else ""
    return (
        f"{certificate.id}: {counted(certificate.lot, 'label')} of import "
        f"{certificate.label_import} ({certificate.source}), {bound}; "
        f"{certificate.checks - certificate.wrong:,} of "
        f"{counted(certificate.checks, 'check')} right, {certificate.at:%Y-%m-%d}{undone}"
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
    if result["label_import"] is not None:
        return result, _audit_settled(result)
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


def _audit_settled(result: dict[str, Any]) -> list[str]:
    found = f"{result['wrong']:,} of {counted(result['checks'], 'check')} wrong"
    if result["state"] == "open":
        return [f"{found}. The next stage adds more."]
    lot, most = result["lot"], result["most_wrong"]
    proved = f"At least {floor_percent(1 - most / lot)} of these {counted(lot, 'label')} are right"
    state = "passed" if result["state"] == "passed" else "not passed"
    number = result["label_import"]
    return [
        f"Inspection {state}: {found}. {proved} (certificate {result['certificate']}).",
        f"Likely mistakes among the others: hitl-app mistakes --lot import:{number}",
    ]
