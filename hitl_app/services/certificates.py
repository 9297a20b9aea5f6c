"""Certificates for others to read: one page to print, and the labels that one covers."""

import csv
import io
from collections.abc import Iterator
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from sqlalchemy.orm import Session

from hitl_app.domain.catalogue import CERTIFIED, Cover
from hitl_app.domain.entities import Certificate
from hitl_app.domain.errors import KnownError
from hitl_app.services.files import check_target, whole_file, write_whole
from hitl_app.store import categories, insights, inspections, photos
from hitl_app.workspace import Workspace
from training.cells import defuse

_PAGE = 1000


def find_certificate(workspace: Workspace, number: int) -> Certificate:
    """Gives a certificate by its number.

    Raises:
        KnownError: Code `certificate-unknown`.
    """
    with workspace.database.read() as session:
        return _find(session, number)[0]


def _find(session: Session, number: int) -> tuple[Certificate, Cover]:
    found = {c.id: c for c in inspections.all_certificates(session)}.get(number)
    cover = {c.number: c for c in insights.covers(session)}.get(number)
    if found is None or cover is None:
        raise KnownError("certificate-unknown", number=number)
    return found, cover


def certificate_dict(certificate: Certificate) -> dict[str, Any]:
    """Gives a certificate's figures under the names that files and the terminal use."""
    return {
        "number": certificate.id,
        "kind": certificate.kind,
        "version": certificate.version,
        "version_sha256": certificate.version_sha256,
        "threshold": certificate.threshold,
        "target": certificate.target,
        "confidence": certificate.confidence,
        "lot": certificate.lot,
        "checks": certificate.checks,
        "wrong": certificate.wrong,
        "accepted": certificate.accepted,
        "most_wrong": certificate.most_wrong,
        "operators": list(certificate.operators),
        "at": certificate.at.isoformat(timespec="seconds"),
    }


def share_right(certificate: Certificate) -> float:
    """Gives the share of the accepted photos that is right at least; 0 if nothing is proved."""
    if certificate.kind != CERTIFIED or not certificate.accepted:
        return 0.0
    return 1 - certificate.most_wrong / certificate.accepted


def write_page(workspace: Workspace, number: int, file: Path) -> Certificate:
    """Writes a certificate as a page of HTML that needs nothing beside it and prints on one sheet.

    Raises:
        KnownError: There is no such certificate, the file's name does not end in .html, or it
            cannot be written.
    """
    if file.suffix.lower() not in (".html", ".htm"):
        raise KnownError("certificate-kind", path=str(file), ending=".html")
    check_target(workspace.folder, file)
    with workspace.database.read() as session:
        certificate, cover = _find(session, number)
    write_whole(file, page(certificate, cover, workspace.folder.name).encode())
    return certificate


def write_labels(workspace: Workspace, number: int, file: Path) -> int:
    """Writes the labels that a certificate covers now as CSV; gives how many.

    Raises:
        KnownError: There is no such certificate, the file's name does not end in .csv, or it cannot
            be written.
    """
    if file.suffix.lower() != ".csv":
        raise KnownError("certificate-kind", path=str(file), ending=".csv")
    check_target(workspace.folder, file)
    with workspace.database.read() as session, whole_file(file) as out:
        _find(session, number)
        text = io.TextIOWrapper(out, "utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerow(("photo", "path", "label", "decided_by", "certificate"))
        rows = [(*row, "network", str(number)) for row in _labels(session, number)]
        writer.writerows(map(defuse, row) for row in rows)
        text.detach()
    return len(rows)


def _labels(session: Session, number: int) -> Iterator[tuple[str, str, str]]:
    names = {c.id: c.name for c in categories.all_categories(session, retired=True)}
    last = 0
    while found := photos.covered_after(session, number, last, _PAGE):
        last = found[-1].id
        for photo in found:
            yield photo.sha256, photo.path, names.get(photo.label_id or 0, "")


def page(certificate: Certificate, cover: Cover, workspace: str) -> str:
    """Puts a certificate on one page.

    Args:
        certificate: The certificate.
        cover: What it covers today.
        workspace: The name of the catalogue.
    """
    proved = certificate.kind == CERTIFIED
    values = {
        "title": f"Certificate {certificate.id}"
        if proved
        else f"Carried acceptance {cover.number}",
        "workspace": workspace,
        "sentence": _REFUTED if proved and cover.refuted else _sentence(certificate),
        "rows": "",
    }
    filled = {name: escape(value) for name, value in values.items()}
    filled["rows"] = "".join(
        f"<tr><th scope=row>{escape(name)}</th><td>{escape(value)}</td></tr>"
        for name, value in _figures(certificate, cover)
    )
    filled["says"] = _items(_says(certificate))
    filled["not"] = _items(_NOT_SAID if proved else _NOT_PROVED)
    return _TEMPLATE.substitute(filled)


def _items(sentences: tuple[str, ...]) -> str:
    return "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)


def _sentence(certificate: Certificate) -> str:
    if certificate.kind != CERTIFIED:
        return (
            f"{certificate.accepted:,} photos were accepted under an older certificate. Nothing is "
            "proved of them."
        )
    return (
        f"Of {certificate.accepted:,} photos that a network labelled alone, at least "
        f"{floor_percent(share_right(certificate))} are labelled right."
    )


def floor_percent(share: float) -> str:
    """Gives a share that is a lower bound as a percentage: never rounded up."""
    return f"{int(1000 * share + 1e-9) / 10:.1f} %"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _figures(certificate: Certificate, cover: Cover) -> list[tuple[str, str]]:
    return [
        ("Network version", certificate.version),
        ("SHA-256 of its weights", certificate.version_sha256),
        ("Lot", f"{certificate.lot:,} photos"),
        ("Threshold: the lot's least confidence", f"{certificate.threshold:.3f}"),
        ("Checks drawn at random and decided unaided", f"{certificate.checks:,}"),
        ("Checks that were wrong", f"{certificate.wrong:,}"),
        ("Photos accepted", f"{certificate.accepted:,}"),
        ("Of these, wrong at most", f"{certificate.most_wrong:,}"),
        ("Target", f"{_percent(certificate.target)} right"),
        ("Confidence", _percent(certificate.confidence)),
        ("Error that its look was allowed", f"{certificate.level:.5f}"),
        ("Checks decided by", ", ".join(certificate.operators) or "-"),
        ("Date (UTC)", f"{certificate.at:%Y-%m-%d %H:%M}"),
        ("Still accepted under it when this was written", f"{cover.covered:,}"),
        ("Of its lot, since found wrong by people", f"{cover.found_wrong:,}"),
    ]


def _says(certificate: Certificate) -> tuple[str, ...]:
    if certificate.kind != CERTIFIED:
        return (
            f"{certificate.checks:,} random photos of those that came later were checked; "
            f"{certificate.wrong:,} of them were wrong.",
            "That is not significantly more than among the checks of the older certificate.",
        )
    right = certificate.checks - certificate.wrong
    return (
        f"The lot of {certificate.lot:,} photos was fixed first, then {certificate.checks:,} of "
        "them were drawn at random.",
        f"People decided these without seeing what the network said: {right:,} were right.",
        f"So at most {certificate.most_wrong:,} of the {certificate.accepted:,} accepted photos "
        "are wrong. All attempts on these photos together have a chance of at most "
        f"{_percent(1 - certificate.confidence)} to make a false certificate.",
    )


_REFUTED = (
    "Do not rely on this certificate: people have since found more wrong photos in its lot than it "
    "allows."
)
_NOT_SAID = (
    "It does not say which photos are wrong, nor that any single label is right.",
    "It is about these photos alone: not about photos that came later, nor about other catalogues.",
    "“Right” means as the people who decided the checks would have said. Where they err or "
    "disagree, so does it.",
    "It is no average and no forecast: the figure is a bound, and the labels are often better.",
)
_NOT_PROVED = (
    "It is no certificate: nothing is proved of the share of right labels among these photos.",
    "Checks that show no significant drift do not show that there is none.",
)
_TEMPLATE = Template("""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>$title · $workspace</title>
<meta name="viewport" content="width=device-width">
<style>
@page { size: A4; margin: 18mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1rem; max-width: 44rem; overflow-wrap: anywhere;
  font: 10.5pt/1.45 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: #1b1e24;
  background: #ffffff; }
h1 { font-size: 20pt; margin: 0; } h2 { font-size: 12pt; margin: 1.2em 0 .3em; }
.of { color: #5a6170; margin: 0 0 1.2em; }
.sentence { font-size: 14pt; line-height: 1.35; border-left: 4px solid #1a7f4e;
  padding-left: .8em; margin: 0 0 1.2em; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .28em 0;
  border-bottom: 1px solid #e2e5ea; }
th { font-weight: 400; color: #5a6170; width: 46%; padding-right: 1em; }
ul { margin: 0; padding-left: 1.2em; } li { margin: .2em 0; }
@media print { body { padding: 0; max-width: none; } }
</style></head><body>
<h1>$title</h1><p class="of">$workspace</p>
<p class="sentence">$sentence</p>
<table><tbody>$rows</tbody></table>
<h2>What it says</h2><ul>$says</ul>
<h2>What it does not say</h2><ul>$not</ul>
</body></html>
""")
