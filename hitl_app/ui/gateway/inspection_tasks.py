"""What the desk asks about inspections; every function here runs on a thread of the store."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hitl_app.domain.certification.inspections import Certificate, Inspection
from hitl_app.domain.errors import KnownError
from hitl_app.messages import Speech

if TYPE_CHECKING:
    from hitl_app.domain.reports.catalogue import Catalogue
    from hitl_app.services.certification.proposing import Proposal
    from hitl_app.services.models.reliability import Reliability
    from hitl_app.services.review.opinions import Opinions
    from hitl_app.workspace import Workspace

_LEAST_WAITING = 200


def is_due(workspace: "Workspace") -> bool:
    """Return true if the job `settle` has something to do."""
    from hitl_app.services.certification import settling

    return settling.is_due(workspace)


def open_one(workspace: "Workspace") -> Inspection | None:
    """Return the inspection that is open; one whose opening was cut off is not."""
    from hitl_app.services.certification import inspecting

    return inspecting.open_one(workspace)


def propose(
    workspace: "Workspace",
    target: float | None = None,
    threshold: float | None = None,
    checks: int | None = None,
) -> "Proposal":
    """Propose a lot and a sample.

    Args:
        workspace: An open workspace.
        target: Share that must be right; None for the setting's.
        threshold: Least confidence of the lot, if a person chose it.
        checks: First sample, if a person chose it.
    """
    from hitl_app.services.certification import proposing

    return proposing.proposal(workspace, target, threshold, checks)


def offer(workspace: "Workspace", lessons_due: int = 0) -> "Proposal | None":
    """Return a proposal if an inspection would pay now and none is under way.

    Args:
        workspace: An open workspace.
        lessons_due: Decisions until the next retraining, if there will be one.
    """
    from hitl_app.services.certification import proposing
    from hitl_app.services.review import reviewing

    if reviewing.counts(workspace).waiting < _LEAST_WAITING:
        return None
    if open_one(workspace) is not None:
        return None
    found = proposing.proposal(workspace, lessons_due=lessons_due)
    return found if found.pays else None


def cancel(workspace: "Workspace") -> Inspection:
    """End the open inspection; its decisions stay."""
    from hitl_app.services.certification import inspecting

    return inspecting.cancel(workspace)


def promise(workspace: "Workspace") -> tuple[float, float]:
    """Return target and confidence in force."""
    from hitl_app.services import settings

    target = settings.get_setting(workspace, settings.TARGET)
    confidence = settings.get_setting(workspace, settings.CONFIDENCE)
    return float(target or 0), float(confidence or 0)


def set_promise(workspace: "Workspace", target: float, confidence: float) -> None:
    """Store target and confidence."""
    from hitl_app.services import settings

    settings.set_setting(workspace, settings.TARGET, f"{target:.3f}")
    settings.set_setting(workspace, settings.CONFIDENCE, f"{confidence:.3f}")


def habits(workspace: "Workspace") -> tuple[float, bool]:
    """Return the share of second opinions, and whether later photos may be carried."""
    from hitl_app.services import settings

    share = settings.get_setting(workspace, settings.SECOND_OPINIONS)
    return float(share or 0), bool(settings.get_setting(workspace, settings.CARRY_ARRIVALS))


def set_habits(workspace: "Workspace", share: float, *, carry: bool) -> None:
    """Store the share of second opinions, and whether later photos may be carried."""
    from hitl_app.services import settings

    settings.set_setting(workspace, settings.SECOND_OPINIONS, f"{share:.3f}")
    settings.set_setting(workspace, settings.CARRY_ARRIVALS, str(int(carry)))


@dataclass(frozen=True, slots=True)
class Insights:
    """What the Insights page shows.

    Attributes:
        inspection: The open inspection, if there is one.
        next_look: About how many unaided photos are decided when the next look is complete.
        looks: How many looks there are, and how many of them are left.
        newer: Whether they are for photos alone that came after the last draw.
        arrivals: What could be carried under an older certificate, if that is allowed.
        catalogue: How the labels came about.
        certificates: Newest first.
        reliability: What the active version's confidence is worth.
        opinions: How second opinions stand.
        opinion_share: How many of the decided photos come up a second time.
    """

    inspection: Inspection | None
    next_look: int
    looks: tuple[int, int]
    newer: bool
    arrivals: "Proposal | None"
    catalogue: "Catalogue"
    certificates: tuple[Certificate, ...]
    reliability: "Reliability"
    opinions: "Opinions"
    opinion_share: float


def insights(workspace: "Workspace") -> Insights:
    """Return what the Insights page shows."""
    import pyqtgraph  # noqa: F401 - so that it is there when the window asks for it

    from hitl_app.domain.certification.bound import LOOKS_ALLOWED
    from hitl_app.services.certification import inspecting, proposing
    from hitl_app.services.models import reliability
    from hitl_app.services.reports import insights as about
    from hitl_app.services.review import opinions

    left, newer = proposing.looks_left(workspace)
    inspection = open_one(workspace)
    return Insights(
        inspection=inspection,
        next_look=0 if inspection is None else inspecting.next_look(inspection),
        looks=(LOOKS_ALLOWED, left),
        newer=newer,
        arrivals=None if inspection is not None else _arrivals(workspace),
        catalogue=about.catalogue(workspace),
        certificates=inspecting.list_certificates(workspace),
        reliability=reliability.reliability(workspace),
        opinions=opinions.standing(workspace),
        opinion_share=habits(workspace)[0],
    )


def _arrivals(workspace: "Workspace") -> "Proposal | None":
    from hitl_app.services.certification import extension

    try:
        return extension.proposal(workspace)
    except KnownError:
        return None


def write_certificate(
    workspace: "Workspace", number: int, file: Path, speech: Speech
) -> Certificate:
    """Write a certificate as a page of HTML."""
    from hitl_app.services.certification import certificates

    return certificates.write_page(workspace, number, file, speech)


def write_labels(workspace: "Workspace", number: int, file: Path) -> int:
    """Write the labels that a certificate covers as CSV; return how many."""
    from hitl_app.services.certification import certificates

    return certificates.write_labels(workspace, number, file)
