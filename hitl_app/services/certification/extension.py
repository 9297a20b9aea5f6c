"""Extended acceptance of arrivals: accepted while random checks show no drift, never certified.

Photos that come after a draw belong to no lot of it. If the setting allows it, those above the same
confidence of the same version may be accepted after 60 blind checks that are not significantly
worse than the certificate's own. This proves no bound, and every display states so.
"""

from typing import Final

from sqlalchemy.orm import Session

from hitl_app.domain.certification.bound import DRIFT_LEVEL
from hitl_app.domain.certification.inspections import InspectionState
from hitl_app.domain.certification.planning import Plan
from hitl_app.domain.errors import KnownError
from hitl_app.domain.reports.catalogue import CERTIFIED
from hitl_app.domain.settings import EXTEND_CERTIFICATES
from hitl_app.services.certification.proposing import Proposal, minutes_of
from hitl_app.store.certification import certificates
from hitl_app.store.models import versions
from hitl_app.store.photos import counts
from hitl_app.store.reports import insights
from hitl_app.store.values import get_value
from hitl_app.workspace import Workspace

CHECKS: Final = 60
"""Checks of each lot of arrivals."""
_LEAST_LOT: Final = 2 * CHECKS


def proposal(workspace: Workspace) -> Proposal:
    """Propose to accept arrivals under the newest certificate of the active version.

    Raises:
        KnownError: Code `extend-off` if the setting does not allow it, `nothing-to-extend` if no
            certificate fits, its arrivals drifted, or there are too few of them.
    """
    with workspace.database.read() as session:
        if not get_value(session, EXTEND_CERTIFICATES, 0):
            raise KnownError("extend-off", name=EXTEND_CERTIFICATES)
        found = _newest(session)
        if found is None:
            raise KnownError("nothing-to-extend", least=_LEAST_LOT)
        return found


def _newest(session: Session) -> Proposal | None:
    version = versions.active_version(session)
    if version is None:
        return None
    fitting = (
        c
        for c in insights.valid_certificates(session)
        if c.kind == CERTIFIED and c.version == version.name and not c.refuted
    )
    certificate = next(fitting, None)
    if certificate is None:
        return None
    extensions = certificates.extensions(session, certificate.id)
    if any(one.state is InspectionState.FAILED for one in extensions):
        return None
    passed = [one.id for one in extensions if one.state is InspectionState.PASSED]
    after_id = max(
        certificates.last_id_of(session, number) for number in (certificate.inspection_id, *passed)
    )
    lot = certificates.arrivals(session, version.id, certificate.threshold, after_id)
    if lot < _LEAST_LOT:
        return None
    plan = Plan(
        threshold=certificate.threshold,
        lot=lot,
        checks=CHECKS,
        level=DRIFT_LEVEL,
        risk=1 - certificate.target,
        expected_wrong=certificate.wrong / certificate.checks,
        pass_chance=1 - DRIFT_LEVEL,
        saved=lot - CHECKS,
    )
    return Proposal(
        plan=plan,
        target=certificate.target,
        confidence=certificate.confidence,
        to_review=counts.to_review_count(session),
        stages_left=1,
        trusted=True,
        validation=counts.validation_count(session),
        minutes=minutes_of(CHECKS),
        after_id=after_id,
        pays=False,
        extends_id=certificate.id,
    )
