"""A certificate as one page to print, in any language that the program speaks."""

from collections.abc import Mapping

from hitl_app.domain.certification.inspections import Certificate
from hitl_app.domain.reports.catalogue import AUDITED, CERTIFIED, EXTENDED, LABELS, REFUSED
from hitl_app.messages import ENGLISH, Speech
from hitl_app.services.certification.audit_words import (
    AUDIT_FIGURES,
    AUDIT_NOT_SAID,
    AUDIT_SAYS,
    AUDIT_SENTENCES,
    AUDIT_UNDONE,
)
from safeio.pages import render_page

SENTENCES: Mapping[str, str] = {
    "title": "Certificate {number}",
    "title-extended": "Extended acceptance {number}",
    "sentence": "At least {share} of the {accepted} automatic labels are correct.",
    "sentence-extended": "Accepted by extension of an older certificate: {accepted}. Their "
    "accuracy is not proved.",
    "sentence-refuted": "Do not rely on this certificate: more wrong labels have since been "
    "found in its lot than it allows.",
    "says": "What this certificate states",
    "says-not": "What this certificate does not state",
}
FIGURES: Mapping[str, str] = {
    "version": "Model version",
    "sha256": "SHA-256 of the weights",
    "lot": "Photos in the lot",
    "threshold": "Threshold (lowest confidence in the lot)",
    "checks": "Random checks labelled without suggestions",
    "wrong": "Checks wrong, or not labelled when the result was certain",
    "accepted": "Photos accepted",
    "most": "Of these, at most wrong",
    "target": "Required accuracy",
    "confidence": "Confidence",
    "level": "Error probability allowed for the stage",
    "operators": "Checks labelled by",
    "date": "Date (UTC)",
    "covered": "Still covered when this page was written",
    "found": "Wrong labels found in the lot since",
}
CELLS: Mapping[str, str] = {"target": "{target} correct"}
"""A figure that stands among words; the others stand alone."""
SAYS: Mapping[str, str] = {
    "drawn": "First the lot of {lot} photos was fixed; then {checks} of them were drawn at random.",
    "decided": "Reviewers labelled these without suggestions: {right} were correct. The "
    "others count as wrong, including those not yet labelled when the result was "
    "certain.",
    "bound": "Therefore at most {most} of the {accepted} accepted labels are wrong. Chance "
    "of a wrong certificate: at most {doubt}, over all inspections of these photos "
    "together.",
}
SAYS_EXTENDED: Mapping[str, str] = {
    "drawn": "{checks} of the newer photos were drawn at random and checked; {wrong} were wrong.",
    "drift": "This is not significantly more than in the checks of the older certificate.",
}
NOT_SAID: Mapping[str, str] = {
    "which": "It does not state which labels are wrong, or that any single label is correct.",
    "others": "It applies to these photos only, not to later photos or other catalogues.",
    "right": "“Correct” means as the reviewers of the checks would have labelled. If they "
    "are wrong or disagree, so is the certificate.",
    "bound": "The figure is a lower bound, not an average or a forecast. The labels are "
    "often better.",
}
NOT_PROVED: Mapping[str, str] = {
    "nothing": "This is not a certificate: the share of correct labels among these photos is "
    "not proved.",
    "drift": "Finding no significant drift does not prove that there is none.",
}


def share_right(certificate: Certificate) -> float:
    """Return the share of the accepted photos that is right at least; 0 if nothing is proved.

    Of an audit, it is the share of all labels of the lot.
    """
    if certificate.kind == EXTENDED or not certificate.accepted:
        return 0.0
    return 1 - certificate.most_wrong / certificate.accepted


def page(certificate: Certificate, workspace: str, speech: Speech = ENGLISH) -> str:
    """Put a certificate on one page of HTML."""
    proved = certificate.kind == CERTIFIED
    audited = certificate.kind in AUDITED
    values = _values(certificate, speech)

    def text(sentence: str) -> str:
        return speech.translate(sentence).format_map(values)

    says, not_said = (SAYS, NOT_SAID) if proved else (SAYS_EXTENDED, NOT_PROVED)
    title = "title" if proved else "title-extended"
    sentences, figures = SENTENCES, FIGURES
    if audited:
        title = "title" if certificate.kind == LABELS else "title-refused"
        sentences, figures, not_said = AUDIT_SENTENCES, AUDIT_FIGURES, AUDIT_NOT_SAID
        says = {**AUDIT_SAYS, **(AUDIT_UNDONE if certificate.undone else {})}
    return render_page(
        "hitl_app.services.certification",
        "certificate.html",
        language=speech.language,
        direction="rtl" if speech.from_right else "ltr",
        title=text(sentences[title]),
        workspace=workspace,
        sentence=text(sentences[_kind(certificate)]),
        doubtful=certificate.refuted or certificate.kind not in (CERTIFIED, LABELS),
        rows=[(text(name), text(CELLS.get(key, f"{{{key}}}"))) for key, name in figures.items()],
        sections=[
            (text(sentences["says"]), map(text, says.values())),
            (text(sentences["says-not"]), map(text, not_said.values())),
        ],
    )


def _kind(certificate: Certificate) -> str:
    if certificate.kind == EXTENDED:
        return "sentence-extended"
    if certificate.kind == REFUSED and not certificate.refuted:
        return "sentence-refused"
    return "sentence-refuted" if certificate.refuted else "sentence"


def _values(certificate: Certificate, speech: Speech) -> Mapping[str, str]:
    """Return what the sentences name, as the language writes it."""
    whole, decimal = speech.number, speech.decimal
    return {
        "number": str(certificate.id),
        "version": certificate.version,
        "sha256": certificate.version_sha256,
        "lot": whole(certificate.lot),
        "threshold": decimal(certificate.threshold, 3),
        "checks": whole(certificate.checks),
        "wrong": whole(certificate.wrong),
        "right": whole(certificate.checks - certificate.wrong),
        "accepted": whole(certificate.accepted),
        "share": floor_percent(share_right(certificate), speech),
        "most": whole(certificate.most_wrong),
        "target": f"{decimal(100 * certificate.target, 1)} %",
        "confidence": f"{decimal(100 * certificate.confidence, 1)} %",
        "doubt": f"{decimal(100 * (1 - certificate.confidence), 1)} %",
        "level": decimal(certificate.level, 5),
        "operators": ", ".join(certificate.operators) or "-",
        "date": f"{certificate.at:%Y-%m-%d %H:%M}",
        "covered": whole(certificate.covered),
        "found": whole(certificate.found_wrong),
        "import": f"{certificate.label_import}: {certificate.source}",
        "import-number": str(certificate.label_import),
        "annotators": ", ".join(certificate.annotators) or "-",
    }


def floor_percent(share: float, speech: Speech = ENGLISH) -> str:
    """Return a share that is a lower bound as a percentage: never rounded up."""
    return f"{speech.decimal(int(1000 * share + 1e-9) / 10, 1)} %"
