"""Export certificates: a printable page, and the labels that one covers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from hitl_app.domain.certification.inspections import Certificate
from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.reports.catalogue import AUDITED
from hitl_app.messages import ENGLISH, Speech
from hitl_app.services.certification.page import page, share_right
from hitl_app.services.files import check_target, whole_file, write_rows, write_whole
from hitl_app.store import categories
from hitl_app.store.certification import audit_counts
from hitl_app.store.photos import photos
from hitl_app.store.reports import insights
from hitl_app.workspace import Workspace

_PAGE = 1000
_FIGURES = (
    "kind", "version", "version_sha256", "threshold", "target", "confidence", "lot", "checks",
    "wrong", "accepted", "most_wrong", "found_wrong", "refuted",
)  # fmt: skip


def find_certificate(workspace: Workspace, number: int) -> Certificate:
    """Return a certificate by its number.

    Raises:
        KnownError: Code `certificate-unknown`.
    """
    with workspace.database.read() as session:
        found = {c.id: c for c in insights.valid_certificates(session)}.get(number)
    if found is None:
        raise KnownError("certificate-unknown", number=number)
    return found


def certificate_dict(certificate: Certificate) -> dict[str, Any]:
    """Return a certificate's figures under the names that files and the terminal use."""
    return {
        "number": certificate.id,
        **{name: getattr(certificate, name) for name in _FIGURES},
        **_audit(certificate),
        "operators": list(certificate.operators),
        "at": certificate.at.isoformat(timespec="seconds"),
    }


def _audit(certificate: Certificate) -> dict[str, Any]:
    if certificate.kind not in AUDITED:
        return {}
    return {
        "label_import": certificate.label_import,
        "source": certificate.source,
        "annotators": list(certificate.annotators),
        "share_right_at_least": share_right(certificate),
        "covered": certificate.covered,
        "undone": certificate.undone,
    }


def write_page(
    workspace: Workspace, number: int, file: Path, speech: Speech = ENGLISH
) -> Certificate:
    """Write a certificate as a page of HTML that needs nothing beside it and prints on one sheet.

    Raises:
        KnownError: There is no such certificate, the file's name does not end in .html, or it
            cannot be written.
    """
    if file.suffix.lower() not in (".html", ".htm"):
        raise KnownError("certificate-kind", path=str(file), ending=".html")
    check_target(workspace.folder, file)
    certificate = find_certificate(workspace, number)
    write_whole(file, page(certificate, workspace.folder.name, speech).encode())
    return certificate


def write_labels(workspace: Workspace, number: int, file: Path) -> int:
    """Write the labels that a certificate covers now as CSV; return how many.

    Raises:
        KnownError: There is no such certificate, the file's name does not end in .csv, or it cannot
            be written.
    """
    if file.suffix.lower() != ".csv":
        raise KnownError("certificate-kind", path=str(file), ending=".csv")
    check_target(workspace.folder, file)
    certificate = find_certificate(workspace, number)
    columns = ("photo", "path", "label", "decided_by", "certificate")
    with workspace.database.read() as session, whole_file(file) as out:
        if certificate.kind in AUDITED:
            found = _audited(session, certificate.inspection_id)
            rows = ((*row, str(number)) for row in found)
        else:
            rows = ((*row, "model", str(number)) for row in _labels(session, number))
        return write_rows(out, columns, rows)


def _audited(session: Session, inspection_id: int) -> Iterator[tuple[str, str, str, str]]:
    names = {c.id: c.name for c in categories.all_categories(session, retired=True)}
    last = 0
    while found := audit_counts.labels_after(session, inspection_id, last, _PAGE):
        last = found[-1][0]
        for _, sha256, path, label, operator in found:
            name = Answer.NOT_A_PHOTO if label is None else names.get(label, "")
            yield sha256, path, name, operator


def _labels(session: Session, number: int) -> Iterator[tuple[str, str, str]]:
    names = {c.id: c.name for c in categories.all_categories(session, retired=True)}
    last = 0
    while found := photos.photos_after(session, last, _PAGE, number):
        last = found[-1].id
        for photo in found:
            yield photo.sha256, photo.path, names.get(photo.label_id or 0, "")
