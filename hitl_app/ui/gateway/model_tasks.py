"""What the window asks about model versions; every function runs on a thread of the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hitl_app.domain.errors import KnownError
from hitl_app.domain.models import ModelVersion, TrainingRun
from hitl_app.domain.photos import Counts
from hitl_app.domain.reports.lineage import Branch, family

if TYPE_CHECKING:
    from hitl_app.services.certification.proposing import Proposal
    from hitl_app.services.models.pruning import Pruned
    from hitl_app.services.models.schedule import Outlook
    from hitl_app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Models:
    """What the Models page shows.

    Attributes:
        branches: Versions, children below their parents.
        runs: Retrainings, newest first.
        rollback: Name of the version that a step back would bring, if there is one.
        counts: Photos by state; `training_photos` says what there is to learn from.
        outlook: Whether a retraining pays.
        unconfirmed: Names of versions that take over only once an operator has confirmed it.
    """

    branches: tuple[Branch, ...]
    runs: tuple[TrainingRun, ...]
    rollback: str | None
    counts: Counts
    outlook: "Outlook"
    unconfirmed: frozenset[str]


def list_models(workspace: "Workspace") -> Models:
    """Return what the Models page shows."""
    from hitl_app.services.models import schedule
    from hitl_app.services.models import versions as models
    from hitl_app.services.review import reviewing

    versions = models.list_versions(workspace)
    missing = frozenset(v.name for v in versions if v.pruned_at is None and _gone(workspace, v))
    with workspace.database.read() as session:
        asked = [v.name for v in versions if models.needs_confirmation(session, v)]
    return Models(
        branches=family(versions, missing),
        runs=models.training_runs(workspace),
        rollback=rollback(workspace),
        counts=reviewing.counts(workspace),
        outlook=schedule.outlook(workspace),
        unconfirmed=frozenset(asked),
    )


def rollback(workspace: "Workspace") -> str | None:
    """Return the name of the version that a step back would bring, if there is one."""
    from hitl_app.services.models import versions as models

    try:
        return models.rollback_target(workspace).name
    except KnownError:
        return None


def _gone(workspace: "Workspace", version: ModelVersion) -> bool:
    try:
        workspace.version_folder(version.name)
    except KnownError:
        return True
    return False


def prune_if_due(workspace: "Workspace") -> "Pruned | None":
    """Prune old versions and take away what killed jobs left; None when there is nothing."""
    from hitl_app.services.models import pruning

    return pruning.prune(workspace) if pruning.is_due(workspace) else None


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
    """Return what pays now, a retraining before an inspection: a better model earns more.

    Args:
        workspace: An open workspace.
        without: `retraining`, if nobody wants to hear of it.
    """
    from hitl_app.services.certification import inspecting
    from hitl_app.services.models import schedule
    from hitl_app.ui.gateway import inspection_tasks

    if inspecting.open_one(workspace) is not None:
        # Another version would close it.
        return Offer()
    outlook = schedule.outlook(workspace)
    if outlook.pays and not outlook.automatic and "retraining" not in without:
        return Offer(retraining=outlook)
    return Offer(inspection=inspection_tasks.offer(workspace, outlook.training_photos_due))
