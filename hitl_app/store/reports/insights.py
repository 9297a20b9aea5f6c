"""Queries on the catalogue as a whole."""

from dataclasses import dataclass, replace

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from hitl_app.domain.certification.inspections import Certificate
from hitl_app.store.certification import audit_counts
from hitl_app.store.certification.certificates import all_certificates
from hitl_app.store.certification.checks import WRONG
from hitl_app.store.conditions import ACCEPTED, LABELLED
from hitl_app.store.schema import CertificateRow, InspectionRow, PhotoRow, PredictionRow, StageRow


def valid_certificates(session: Session) -> tuple[Certificate, ...]:
    """Return the certificates, newest first, with what they cover and errors found since."""
    query = (
        select(PhotoRow.certificate_id, func.count())
        .where(ACCEPTED, PhotoRow.certificate_id.is_not(None))
        .group_by(PhotoRow.certificate_id)
    )
    covered = dict(session.execute(query).all())
    found = _found_wrong(session)

    def now(one: Certificate) -> tuple[int, int]:
        if one.label_import is None:
            return covered.get(one.id, 0), found.get(one.id, 0)
        return audit_counts.now_of(session, one.inspection_id)

    every = [(one, *now(one)) for one in all_certificates(session)]
    return tuple(replace(one, covered=here, found_wrong=wrong) for one, here, wrong in every)


def refuted_ids(session: Session) -> frozenset[int]:
    """Return the numbers of the certificates that were refuted since."""
    return frozenset(one.id for one in valid_certificates(session) if one.refuted)


def _found_wrong(session: Session) -> dict[int, int]:
    """Count, by certificate, the photos of its lot that were decided otherwise since."""
    query = (
        select(CertificateRow.id, func.count())
        .join(PhotoRow, PhotoRow.lot_id == CertificateRow.inspection_id)
        .where(
            WRONG,
            PhotoRow.decided_at > CertificateRow.at,
        )
        .group_by(CertificateRow.id)
    )
    return dict(session.execute(query).all())


def budgets(session: Session) -> tuple[tuple[float, ...], ...]:
    """Return, by generation of stages, the confidences that its inspections asked for.

    So they do for each import of labels that was audited: its audits share their stages.
    """
    query = (
        select(InspectionRow.after_id, InspectionRow.confidence)
        .join(StageRow, StageRow.inspection_id == InspectionRow.id)
        .where(InspectionRow.extends_id.is_(None), InspectionRow.label_import_id.is_(None))
        .distinct()
    )
    found: dict[int, list[float]] = {}
    for after_id, confidence in session.execute(query):
        found.setdefault(after_id, []).append(confidence)
    audited = (
        select(InspectionRow.label_import_id, InspectionRow.confidence)
        .join(StageRow, StageRow.inspection_id == InspectionRow.id)
        .where(InspectionRow.label_import_id.is_not(None))
        .distinct()
    )
    imports: dict[int | None, list[float]] = {}
    for number, confidence in session.execute(audited):
        imports.setdefault(number, []).append(confidence)
    return tuple(tuple(some) for some in (*found.values(), *imports.values()))


@dataclass(frozen=True, slots=True)
class Scored:
    """A reviewed photo with the score that it had before the decision.

    Attributes:
        probabilities: float16 bytes in the order of the version's outputs.
    """

    photo_id: int
    sha256: str
    path: str
    label_id: int
    version_id: int
    probabilities: bytes


def scored_and_decided(session: Session) -> list[Scored]:
    """Return the photos decided as a category, each with its score before the decision.

    Photos of an open inspection are left out: their suggestions must stay hidden.
    """
    query = (
        select(
            PhotoRow.id,
            PhotoRow.sha256,
            PhotoRow.first_path,
            PhotoRow.label_id,
            PhotoRow.version_id,
            PredictionRow.probabilities,
        )
        .join(
            PredictionRow,
            and_(
                PredictionRow.photo_id == PhotoRow.id,
                PredictionRow.version_id == PhotoRow.version_id,
            ),
        )
        .where(*LABELLED, PhotoRow.blind.is_(False))
        .order_by(PhotoRow.id)
    )
    return [
        Scored(photo_id, sha256, path, label or 0, version or 0, probabilities)
        for photo_id, sha256, path, label, version, probabilities in session.execute(query)
    ]
