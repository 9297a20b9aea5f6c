"""Tasks on inspections; every function runs on a store thread."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hitl_app.domain.certification.inspections import Certificate, Inspection
from hitl_app.domain.errors import KnownError
from hitl_app.domain.settings import SECOND_OPINIONS

if TYPE_CHECKING:
    from hitl_app.domain.reports.catalogue import Catalogue
    from hitl_app.services.certification.proposing import Proposal
    from hitl_app.services.models.reliability import Reliability
    from hitl_app.services.review.opinions import Opinions
    from hitl_app.workspace import Workspace

_LEAST_TO_REVIEW = 200


def offer(workspace: "Workspace", training_photos_due: int = 0) -> "Proposal | None":
    """Return a proposal if an inspection would pay now and none is under way.

    Args:
        workspace: An open workspace.
        training_photos_due: Decisions until the next retraining, if there will be one.
    """
    from hitl_app.services.certification import inspecting, proposing
    from hitl_app.services.review import reviewing

    if reviewing.counts(workspace).to_review < _LEAST_TO_REVIEW:
        return None
    if inspecting.open_one(workspace) is not None:
        return None
    if not proposing.is_trusted(workspace):
        # It cannot pay, and to find out more SciPy would be imported: 90 MB.
        return None
    found = proposing.proposal(workspace, training_photos_due=training_photos_due)
    return found if found.pays else None


def proposal(
    workspace: "Workspace", target: float | None, threshold: float | None, checks: int | None
) -> "tuple[Proposal, int]":
    """Return a proposal, and the wrong checks that its first stage allows; -1 for none."""
    from hitl_app.services.certification import proposing

    found = proposing.proposal(workspace, target=target, threshold=threshold, checks=checks)
    return found, -1 if found.plan is None else found.plan.allowed()


@dataclass(frozen=True, slots=True)
class Insights:
    """Data of the Insights page.

    Attributes:
        inspection: The open inspection, if there is one.
        next_stage: About how many blind photos are decided when the next stage is complete.
        stages: How many stages there are, and how many of them are left.
        newer: Whether they are only for photos added after the last draw.
        arrivals: Arrivals that an older certificate could be extended to, if allowed.
        catalogue: Counts of labels by origin.
        certificates: Newest first.
        reliability: Reliability of the active version's confidence.
        opinions: Counts of second opinions.
        opinion_share: Share of reviewed photos that get a second opinion.
    """

    inspection: Inspection | None
    next_stage: int
    stages: tuple[int, int]
    newer: bool
    arrivals: "Proposal | None"
    catalogue: "Catalogue"
    certificates: tuple[Certificate, ...]
    reliability: "Reliability"
    opinions: "Opinions"
    opinion_share: float


def insights(workspace: "Workspace") -> Insights:
    """Return the data of the Insights page."""
    import pyqtgraph  # noqa: F401 - so that it is there when the window asks for it

    from hitl_app.domain.certification.bound import STAGES_ALLOWED
    from hitl_app.services import settings
    from hitl_app.services.certification import inspecting, proposing
    from hitl_app.services.models import reliability
    from hitl_app.services.reports import insights as about
    from hitl_app.services.review import opinions

    left, newer = proposing.stages_left(workspace)
    inspection = inspecting.open_one(workspace)
    return Insights(
        inspection=inspection,
        next_stage=0 if inspection is None else inspecting.next_stage(inspection),
        stages=(STAGES_ALLOWED, left),
        newer=newer,
        arrivals=None if inspection is not None else _arrivals(workspace),
        catalogue=about.catalogue(workspace),
        certificates=inspecting.list_certificates(workspace),
        reliability=reliability.reliability(workspace),
        opinions=opinions.status(workspace),
        opinion_share=float(settings.get_setting(workspace, SECOND_OPINIONS) or 0),
    )


def _arrivals(workspace: "Workspace") -> "Proposal | None":
    from hitl_app.services.certification import extension

    try:
        return extension.proposal(workspace)
    except KnownError:
        return None
