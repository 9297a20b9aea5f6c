"""Reliability of the active version's confidence on this workspace's photos."""

from dataclasses import dataclass

from hitl_app.domain.reports.reliability import ReliabilityBin
from hitl_app.domain.reports.reliability import reliability as by_confidence
from hitl_app.services.certification.proposing import ENOUGH_VALIDATION
from hitl_app.store.models import scores, versions
from hitl_app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Reliability:
    """Reliability of one version on validation photos.

    Attributes:
        photos: Validation photos that it scored before they were reviewed.
        bins: Share right by confidence; none while the photos are too few.
    """

    version: str
    photos: int
    bins: tuple[ReliabilityBin, ...]


def reliability(workspace: Workspace) -> Reliability:
    """Compare the active version's confidence with decisions on validation photos."""
    with workspace.database.read() as session:
        active = versions.active_version(session)
        if active is None:
            return Reliability("", 0, ())
        outcomes = scores.validation_outcomes(session, active.id)
    if len(outcomes) < ENOUGH_VALIDATION:
        return Reliability(active.name, len(outcomes), ())
    confidences, right = zip(*outcomes, strict=True)
    return Reliability(active.name, len(outcomes), by_confidence(confidences, right))
