"""The command `inspect`: inspections and certificates."""

from typing import Any

from hitl_app.cli.opening import opened
from hitl_app.cli.terminal import report, run_shown
from hitl_app.domain.certification.inspections import Certificate
from hitl_app.domain.errors import KnownError
from hitl_app.domain.reports.catalogue import CERTIFIED
from hitl_app.services.certification import inspecting, proposing, settling
from hitl_app.services.certification.certificates import (
    certificate_dict,
    find_certificate,
    write_labels,
    write_page,
)
from hitl_app.services.certification.page import floor_percent, share_right
from hitl_app.workspace import Workspace


def inspect(given: Any) -> None:
    """Run the action of `inspect`."""
    if given.open or given.extend:
        _open(given)
    elif given.cancel:
        with opened(given) as workspace:
            inspecting.cancel(workspace)
        report(given, {"cancelled": True}, ["Cancelled. What was decided stays decided."])
    elif given.certificate is not None:
        _certificate(given)
    elif given.list:
        _list(given)
    else:
        _plan(given)


def _plan(given: Any) -> None:
    with opened(given) as workspace:
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
        line = "No inspection would pay now: decide and retrain, then look again."
        if is_open:
            line = "An inspection is open: decide its photos first."
        report(given, result, [line])
        return
    lines = [
        f"Label {plan.lot:,} of {found.to_review:,} alone, {found.target:.1%} right, after about "
        f"{plan.checks:,} checks ({found.minutes:.0f} min).",
        f"About {plan.saved:,.0f} photos less to decide; {found.stages_left} looks are left.",
    ]
    if not found.trusted:
        lines.append(
            f"Only {found.validation:,} validation photos calibrate this proposal: it begins small."
        )
    report(given, result, lines)


def _open(given: Any) -> None:
    with opened(given) as workspace:
        params = {"target": given.target, "threshold": given.threshold, "checks": given.checks}
        params["extend"] = given.extend
        result = run_shown("inspect", workspace, **params)
    line = (
        f"Open: a lot of {result['lot']:,} photos. {result['checks']:,} checks, and as many other "
        "photos, now come up without the model's opinion."
    )
    report(given, result, [line])


def _list(given: Any) -> None:
    with opened(given) as workspace:
        certificates = inspecting.list_certificates(workspace)
    result = [certificate_dict(certificate) for certificate in certificates]
    report(given, {"certificates": result}, [_line(c) for c in certificates])


def _line(certificate: Certificate) -> str:
    basis = f"at least {floor_percent(share_right(certificate))} right"
    if certificate.kind != CERTIFIED:
        basis = "carried, not certified"
    elif certificate.refuted:
        basis = "refuted: people found more wrong photos than it allows"
    return (
        f"{certificate.id}: {certificate.accepted:,} photos by {certificate.version}, {basis}; "
        f"{certificate.checks - certificate.wrong:,} of {certificate.checks:,} checks right, "
        f"{certificate.at:%Y-%m-%d}"
    )


def _certificate(given: Any) -> None:
    """Show a certificate, or write its page, or the labels that it covers."""
    with opened(given) as workspace:
        certificate = find_certificate(workspace, given.certificate)
        result, lines = certificate_dict(certificate), [_line(certificate)]
        if given.out is not None:
            write_page(workspace, certificate.id, given.out)
            result["out"] = str(given.out)
            lines.append(f"Its page is in {given.out}.")
        if given.labels is not None:
            count = write_labels(workspace, certificate.id, given.labels)
            result |= {"labels": str(given.labels), "covered": count}
            lines.append(f"{count:,} labels that it covers now are in {given.labels}.")
    report(given, result, lines)


def settled(workspace: Workspace) -> tuple[dict[str, Any] | None, list[str]]:
    """Settle the open inspection after decisions; return the outcome and its text."""
    if not settling.is_due(workspace):
        return None, []
    try:
        result = run_shown("settle", workspace)
    except KnownError as error:
        if error.code != "job-busy":
            raise
        # The decisions are recorded in any case.
        return None, ["Another program looks at the inspection now."]
    if result["state"] == "pending":
        return None, []
    right = result["checks"] - result["wrong"]
    if result["state"] == "passed":
        line = f"{right:,} of {result['checks']:,} right: {result['accepted']:,} photos accepted"
        line += ", extended and not certified." if result["extended"] else "."
    elif result["state"] == "open":
        line = f"{result['wrong']:,} of {result['checks']:,} wrong: more checks come up."
    else:
        line = f"{result['wrong']:,} of {result['checks']:,} wrong: not yet."
    return result, [line]
