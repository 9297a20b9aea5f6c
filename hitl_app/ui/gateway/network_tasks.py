"""What the desk asks about network versions; every function runs on a thread of the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hitl_app.domain.errors import KnownError
from hitl_app.domain.models import NetworkVersion, TrainingRun
from hitl_app.domain.photos import Counts
from hitl_app.domain.reports.lineage import Branch, family

if TYPE_CHECKING:
    from hitl_app.services.certification.proposing import Proposal
    from hitl_app.services.models.pruning import Pruned
    from hitl_app.services.models.schedule import Outlook
    from hitl_app.services.models.versions import Fallback
    from hitl_app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Networks:
    """What the Networks page shows.

    Attributes:
        branches: Versions, children below their parents.
        runs: Retrainings, newest first.
        rollback: Name of the version that a step back would bring, if there is one.
        counts: Photos by state; `lessons` says what there is to learn from.
        outlook: Whether a retraining pays.
        unconfirmed: Names of versions that take over only once an operator has confirmed it.
    """

    branches: tuple[Branch, ...]
    runs: tuple[TrainingRun, ...]
    rollback: str | None
    counts: Counts
    outlook: "Outlook"
    unconfirmed: frozenset[str]


def list_networks(workspace: "Workspace") -> Networks:
    """Return what the Networks page shows."""
    from hitl_app.services.models import schedule
    from hitl_app.services.models import versions as networks
    from hitl_app.services.review import reviewing

    versions = networks.list_versions(workspace)
    missing = frozenset(v.name for v in versions if v.pruned_at is None and _gone(workspace, v))
    with workspace.database.read() as session:
        asked = [v.name for v in versions if networks.needs_confirmation(session, v)]
    return Networks(
        branches=family(versions, missing),
        runs=networks.training_runs(workspace),
        rollback=rollback(workspace),
        counts=reviewing.counts(workspace),
        outlook=schedule.outlook(workspace),
        unconfirmed=frozenset(asked),
    )


def rollback(workspace: "Workspace") -> str | None:
    """Return the name of the version that a step back would bring, if there is one."""
    from hitl_app.services.models import versions as networks

    try:
        return networks.rollback_target(workspace).name
    except KnownError:
        return None


def _gone(workspace: "Workspace", version: NetworkVersion) -> bool:
    try:
        workspace.version_folder(version.name)
    except KnownError:
        return True
    return False


def fall_back(workspace: "Workspace") -> "Fallback | None":
    """Let an ancestor take over if the active version cannot be used any more."""
    from hitl_app.services.models import versions as networks

    return networks.fall_back(workspace)


def pin(workspace: "Workspace", name: str, *, pinned: bool) -> NetworkVersion:
    """Pin a version, or let it go."""
    from hitl_app.services.models import pruning

    return pruning.pin(workspace, name, pinned=pinned)


def prune_if_due(workspace: "Workspace") -> "Pruned | None":
    """Prune old versions and take away what killed jobs left; None when there is nothing."""
    from hitl_app.services.models import pruning

    return pruning.prune(workspace) if pruning.is_due(workspace) else None


def is_retraining_due(workspace: "Workspace") -> bool:
    """Return true if a retraining is to begin by itself now."""
    from hitl_app.services.models import schedule

    return schedule.is_due(workspace)


@dataclass(frozen=True, slots=True)
class Automation:
    """When retrainings begin by themselves, and how many versions are kept.

    Attributes:
        after: After so many decisions; None for never.
        begin: At night from a time of day, as 22:00; None for never.
        keep: The newest versions that are never pruned.
    """

    after: int | None
    begin: str | None
    keep: int


def automation(workspace: "Workspace") -> Automation:
    """Return what is in force."""
    from hitl_app.services import settings

    after = settings.get_setting(workspace, settings.RETRAIN_AFTER)
    begin = settings.get_setting(workspace, settings.RETRAIN_FROM)
    return Automation(
        after=None if after is None else int(after),
        begin=None if begin is None else str(begin),
        keep=int(settings.get_setting(workspace, settings.KEEP_VERSIONS) or 1),
    )


def set_automation(workspace: "Workspace", wanted: Automation) -> None:
    """Store when retrainings begin by themselves."""
    from hitl_app.services import settings

    for name, value in (
        (settings.RETRAIN_AFTER, wanted.after),
        (settings.RETRAIN_FROM, wanted.begin),
        (settings.KEEP_VERSIONS, wanted.keep),
    ):
        settings.set_setting(workspace, name, "off" if value is None else str(value))


@dataclass(frozen=True, slots=True)
class Offer:
    """What the Review page may offer: one of these at most.

    Attributes:
        retraining: That a retraining pays now.
        inspection: What an inspection would take and bring.
    """

    retraining: "Outlook | None" = None
    inspection: "Proposal | None" = None


def offer(workspace: "Workspace", without: Sequence[str] = ()) -> Offer:
    """Return what pays now, a retraining before an inspection: a better network earns more.

    Args:
        workspace: An open workspace.
        without: `retraining`, if nobody wants to hear of it.
    """
    from hitl_app.services.models import schedule
    from hitl_app.ui.gateway import inspection_tasks

    if inspection_tasks.open_one(workspace) is not None:
        # Another version would close it.
        return Offer()
    outlook = schedule.outlook(workspace)
    if outlook.pays and not outlook.automatic and "retraining" not in without:
        return Offer(retraining=outlook)
    return Offer(inspection=inspection_tasks.offer(workspace, outlook.lessons_due))
