"""Render a certificate as a printable page, in any language of the program."""

from collections.abc import Mapping

from hitl_app.domain.certification.inspections import Certificate
from hitl_app.domain.reports.catalogue import CERTIFIED, Cover
from hitl_app.messages import ENGLISH, Speech
from safeio.pages import render_page

SENTENCES: Mapping[str, str] = {
    "title": "Certificate {number}",
    "title-extended": "Carried acceptance {number}",
    "sentence": "Of the labels that a model gave alone, {accepted} in all, at least {share} are "
    "right.",
    "sentence-extended": "Accepted under an older certificate: {accepted}. Nothing is proved of "
    "them.",
    "sentence-refuted": "Do not rely on this certificate: people have since found more wrong photos"
    " in its lot than it allows.",
    "says": "What it says",
    "says-not": "What it does not say",
}
FIGURES: Mapping[str, str] = {
    "version": "Model version",
    "sha256": "SHA-256 of its weights",
    "lot": "Photos of the lot",
    "threshold": "Threshold: the lot's least confidence",
    "checks": "Checks drawn at random and decided blind",
    "wrong": "Checks that were wrong, or that nobody had decided when the result was certain",
    "accepted": "Photos accepted",
    "most": "Of these, wrong at most",
    "target": "Target",
    "confidence": "Confidence",
    "level": "Error that its stage was allowed",
    "operators": "Checks decided by",
    "date": "Date (UTC)",
    "covered": "Still accepted under it when this was written",
    "found": "Of its lot, since found wrong by people",
}
CELLS: Mapping[str, str] = {"target": "{target} right"}
"""Figures within sentences."""
SAYS: Mapping[str, str] = {
    "drawn": "The lot was fixed first, {lot} in all; then {checks} were drawn from it at random.",
    "decided": "People decided these without seeing what the model said: {right} were right. The "
    "others count as wrong, also those that nobody had decided when the result was certain.",
    "bound": "So at most {most} of the {accepted} that were accepted are wrong. All attempts on "
    "these photos together have a chance of at most {doubt} to make a false certificate.",
}
SAYS_EXTENDED: Mapping[str, str] = {
    "drawn": "Of those that came later {checks} were drawn at random and checked; {wrong} were "
    "wrong.",
    "drift": "That is not significantly more than among the checks of the older certificate.",
}
NOT_SAID: Mapping[str, str] = {
    "which": "It does not say which photos are wrong, nor that any single label is right.",
    "others": "It is about these photos alone: not about photos that came later, nor about other "
    "catalogues.",
    "right": "“Right” means as the people who decided the checks would have said. Where they err or"
    " disagree, so does it.",
    "bound": "It is no average and no forecast: the figure is a bound, and the labels are often "
    "better.",
}
NOT_PROVED: Mapping[str, str] = {
    "nothing": "It is no certificate: nothing is proved of the share of right labels among these "
    "photos.",
    "drift": "Checks that show no significant drift do not show that there is none.",
}


def share_right(certificate: Certificate) -> float:
    """Return the least accuracy of the accepted photos; 0 if nothing is proved."""
    if certificate.kind != CERTIFIED or not certificate.accepted:
        return 0.0
    return 1 - certificate.most_wrong / certificate.accepted


def page(certificate: Certificate, cover: Cover, workspace: str, speech: Speech = ENGLISH) -> str:
    """Put a certificate on one page of HTML.

    Args:
        certificate: The certificate.
        cover: What it covers today.
        workspace: The name of the catalogue.
        speech: The language of the page.
    """
    proved = certificate.kind == CERTIFIED
    values = _values(certificate, cover, speech)

    def translated(sentence: str) -> str:
        return speech.translate(sentence).format_map(values)

    says, not_said = (SAYS, NOT_SAID) if proved else (SAYS_EXTENDED, NOT_PROVED)
    return render_page(
        "hitl_app.services.certification",
        "certificate.html",
        language=speech.language,
        direction="rtl" if speech.from_right else "ltr",
        title=translated(SENTENCES["title" if proved else "title-extended"]),
        workspace=workspace,
        sentence=translated(SENTENCES[_kind(certificate, cover)]),
        rows=[
            (translated(name), translated(CELLS.get(key, f"{{{key}}}")))
            for key, name in FIGURES.items()
        ],
        sections=[
            (translated(SENTENCES["says"]), map(translated, says.values())),
            (translated(SENTENCES["says-not"]), map(translated, not_said.values())),
        ],
    )


def _kind(certificate: Certificate, cover: Cover) -> str:
    if certificate.kind != CERTIFIED:
        return "sentence-extended"
    return "sentence-refuted" if cover.refuted else "sentence"


def _values(certificate: Certificate, cover: Cover, speech: Speech) -> Mapping[str, str]:
    """Return the values of the sentences, formatted for the language."""
    proved = certificate.kind == CERTIFIED
    whole, decimal = speech.number, speech.decimal
    return {
        "number": str(certificate.id if proved else cover.number),
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
        "covered": whole(cover.covered),
        "found": whole(cover.found_wrong),
    }


def floor_percent(share: float, speech: Speech = ENGLISH) -> str:
    """Return a share that is a lower bound as a percentage: never rounded up."""
    return f"{speech.decimal(int(1000 * share + 1e-9) / 10, 1)} %"
