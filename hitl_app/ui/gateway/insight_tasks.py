"""Tasks of the Insights page; every function runs on a store thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hitl_app.domain.certification.inspections import Certificate, Inspection
from hitl_app.domain.errors import KnownError
from hitl_app.domain.reports.progress import Table
from hitl_app.domain.settings import SECOND_OPINIONS
from hitl_app.ui.gateway.services import (
    extension,
    insights,
    inspecting,
    opinions,
    progress,
    proposing,
    reliability,
    settings,
)

if TYPE_CHECKING:
    from hitl_app.domain.reports.catalogue import Catalogue
    from hitl_app.services.certification.proposing import Proposal
    from hitl_app.services.models.reliability import Reliability
    from hitl_app.services.reports.progress import Progress
    from hitl_app.services.review.opinions import Opinions
    from hitl_app.workspace import Workspace


def proposal(
    workspace: "Workspace", target: float | None, threshold: float | None, checks: int | None
) -> "tuple[Proposal, int]":
    """Return a proposal, and the wrong checks that its first stage allows; -1 for none."""
    found = proposing.proposal(workspace, target=target, threshold=threshold, checks=checks)
    return found, -1 if found.plan is None else found.plan.allowed()


@dataclass(frozen=True, slots=True)
class Insights:
    """Data of the Insights page.

    Attributes:
        next_stage: About how many blind photos are decided when the next stage is complete.
        stages: How many stages there are, and how many of them are left.
        newer: Whether they are only for photos added after the last draw.
        arrivals: Arrivals that an older certificate could be extended to, if allowed.
        certificates: Newest first.
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


def read_insights(workspace: "Workspace") -> Insights:
    """Return the data of the Insights page."""
    import pyqtgraph  # noqa: F401 - so that it is there when the window asks for it

    from hitl_app.domain.certification.bound import STAGES_ALLOWED

    left, newer = proposing.stages_left(workspace)
    inspection = inspecting.open_one(workspace)
    return Insights(
        inspection=inspection,
        next_stage=0 if inspection is None else inspecting.next_stage(inspection),
        stages=(STAGES_ALLOWED, left),
        newer=newer,
        arrivals=None if inspection is not None else _arrivals(workspace),
        catalogue=insights.catalogue(workspace),
        certificates=inspecting.list_certificates(workspace),
        reliability=reliability.reliability(workspace),
        opinions=opinions.status(workspace),
        opinion_share=float(settings.get_setting(workspace, SECOND_OPINIONS) or 0),
    )


def _arrivals(workspace: "Workspace") -> "Proposal | None":
    try:
        return extension.proposal(workspace)
    except KnownError:
        return None


@dataclass(frozen=True, slots=True)
class ProgressData:
    """Progress of the work.

    Attributes:
        tables: The same as tables for files, by name.
    """

    progress: "Progress"
    tables: Mapping[str, Table]


def read_progress(workspace: "Workspace") -> ProgressData:
    """Return the progress of the work."""
    import pyqtgraph  # noqa: F401 - so that it is there when the window asks for it

    from hitl_app.services.reports.progress import TABLES

    found = progress.progress(workspace, settings.operator_name(workspace))
    return ProgressData(found, {name: table(found) for name, table in TABLES.items()})
