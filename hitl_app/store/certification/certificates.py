"""Queries on certificates: issue them, accept their photos, and count arrivals."""

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from hitl_app.domain.certification.inspections import (
    Certificate,
    Inspection,
    InspectionState,
    Stage,
)
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.reports.catalogue import CERTIFIED, EXTENDED, LABELS, REFUSED
from hitl_app.store.certification import inspections
from hitl_app.store.certification.checks import WRONG
from hitl_app.store.conditions import PLAIN, REVIEWED, UNDONE, WAITS, count, count_of
from hitl_app.store.schema import (
    BlindRow,
    CertificateRow,
    DecisionRow,
    InspectionRow,
    LabelImportRow,
    ModelVersionRow,
    PhotoRow,
    StageRow,
)

_CERTIFICATE = Certificate.__dataclass_fields__.keys() & CertificateRow.__table__.c.keys()


def certify(session: Session, inspection: Inspection, stage: Stage) -> int:
    """Issue the certificate of a passed inspection, end it, and return the number.

    An extension states that all of its arrivals can be wrong: nothing was proved.
    """
    kind = CERTIFIED if inspection.extends_id is None else EXTENDED
    version = session.get_one(ModelVersionRow, inspection.version_id)
    number = _issue(session, inspection, stage, kind, version)
    inspections.end(session, inspection.id, InspectionState.PASSED)
    return number


def certify_labels(session: Session, inspection: Inspection, stage: Stage) -> int:
    """Issue the certificate of an audit, end it, and return the number.

    One is issued whether or not the target is proved: the bound holds in both cases.
    """
    number = _issue(session, inspection, stage, LABELS if stage.stands else REFUSED, None)
    state = InspectionState.PASSED if stage.stands else InspectionState.FAILED
    inspections.end(session, inspection.id, state)
    return number


def _issue(
    session: Session,
    inspection: Inspection,
    stage: Stage,
    kind: str,
    version: ModelVersionRow | None,
) -> int:
    # Operators of the decisions in force on the checks of this stage only.
    operators = session.scalars(
        select(PhotoRow.decided_by)
        .join(BlindRow, BlindRow.photo_id == PhotoRow.id)
        .where(
            BlindRow.inspection_id == inspection.id,
            BlindRow.stage.between(1, stage.number),
            REVIEWED,
            PhotoRow.decided_by.is_not(None),
        )
        .distinct()
        .order_by(PhotoRow.decided_by)
    )
    row = CertificateRow(
        inspection_id=inspection.id,
        kind=kind,
        version="" if version is None else version.name,
        version_sha256="" if version is None else version.sha256,
        threshold=inspection.threshold,
        target=inspection.target,
        confidence=inspection.confidence,
        level=inspection.level,
        lot=inspection.lot,
        checks=stage.checks,
        wrong=stage.wrong,
        accepted=stage.left,
        most_wrong=stage.most_wrong,
        operators=list(operators),
        at=stage.at,
    )
    session.add(row)
    session.flush()
    return row.id


def decided_checks(session: Session, certificate: Certificate) -> tuple[int, int]:
    """Count the decided checks of a certificate, and the wrong ones.

    The certificate itself counts undecided checks as wrong.
    """
    stages = select(func.max(StageRow.number)).where(
        StageRow.inspection_id == certificate.inspection_id
    )
    checks, wrong = session.execute(
        select(func.count(), count_of(WRONG))
        .select_from(BlindRow)
        .join(PhotoRow, PhotoRow.id == BlindRow.photo_id)
        .where(
            BlindRow.inspection_id == certificate.inspection_id,
            BlindRow.stage.between(1, stages.scalar_subquery()),
            REVIEWED,
            PhotoRow.decided_at <= certificate.at,
        )
    ).one()
    return wrong, checks


def accept_slice(
    session: Session, certificate_id: int, first: int, last: int, decision: int
) -> int:
    """Accept the photos of a certificate with numbers first to last; count them.

    Photos with decisions after the given one are not accepted, also if these were reopened.
    """
    spoken_of = select(DecisionRow.id).where(
        DecisionRow.photo_id == PhotoRow.id, DecisionRow.id > decision
    )
    certificate = session.get_one(CertificateRow, certificate_id)
    inspection = session.get_one(InspectionRow, certificate.inspection_id)
    done = session.execute(
        update(PhotoRow)
        .where(
            PhotoRow.id.between(first, last),
            PhotoRow.lot_id == certificate.inspection_id,
            WAITS,
            PhotoRow.hold == 0,
            # Scores of another version, or deleted ones, were not inspected.
            PhotoRow.version_id == inspection.version_id,
            PhotoRow.draft_id.is_(None),
            PhotoRow.suggestion_id.is_not(None),
            PhotoRow.confidence >= inspection.threshold,
            ~spoken_of.exists(),
        )
        .values(
            state=PhotoState.AUTO_ACCEPTED,
            label_id=PhotoRow.suggestion_id,
            certificate_id=certificate_id,
        )
    )
    return int(done.rowcount)  # type: ignore[attr-defined]


def extensions(session: Session, certificate_id: int) -> tuple[Inspection, ...]:
    """Return the inspections of arrivals under a certificate, newest first."""
    query = select(InspectionRow).where(InspectionRow.extends_id == certificate_id)
    rows = session.scalars(query.order_by(InspectionRow.id.desc()))
    return tuple(inspections.as_inspection(session, row) for row in rows)


def last_id_of(session: Session, inspection_id: int) -> int:
    """Return the highest photo that the lot of an inspection could have held."""
    return session.get_one(InspectionRow, inspection_id).last_id


def arrivals(session: Session, version_id: int, threshold: float, after_id: int) -> int:
    """Count the photos behind a row number that a version could label alone."""
    return count(
        session,
        *PLAIN,
        PhotoRow.id > after_id,
        PhotoRow.version_id == version_id,
        PhotoRow.draft_id.is_(None),
        PhotoRow.suggestion_id.is_not(None),
        PhotoRow.confidence >= threshold,
    )


def all_certificates(session: Session) -> tuple[Certificate, ...]:
    """Return the certificates, newest first."""
    rows = session.execute(
        select(
            CertificateRow,
            InspectionRow.label_import_id,
            InspectionRow.annotators,
            LabelImportRow.source,
            LabelImportRow.operation_id.in_(UNDONE),
        )
        .join(InspectionRow, InspectionRow.id == CertificateRow.inspection_id)
        .outerjoin(LabelImportRow, LabelImportRow.id == InspectionRow.label_import_id)
        .order_by(CertificateRow.id.desc())
    )
    return tuple(
        Certificate(
            **{name: getattr(row, name) for name in _CERTIFICATE}
            | {"operators": (*row.operators,)},
            label_import=number,
            source=source or "",
            annotators=(*(annotators or ()),),
            undone=bool(undone),
        )
        for row, number, annotators, source, undone in rows
    )
