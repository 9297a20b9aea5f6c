"""Tasks on model versions; every function runs on a store thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hitl_app.domain.errors import KnownError
from hitl_app.domain.models import ModelVersion, TrainingRun
from hitl_app.domain.photos import Counts
from hitl_app.domain.reports.lineage import Branch, family
from hitl_app.domain.review import Order
from hitl_app.domain.roles import Role
from hitl_app.domain.settings import ORDER
from hitl_app.ui.gateway.services import (
    drafts,
    inspecting,
    outside,
    proposing,
    pruning,
    reviewing,
    schedule,
    settings,
    versions,
)

if TYPE_CHECKING:
    from hitl_app.services.certification.proposing import Proposal
    from hitl_app.services.models.drafts import Learning
    from hitl_app.services.models.pruning import Pruned
    from hitl_app.services.models.schedule import Outlook
    from hitl_app.workspace import Workspace

_LEAST_TO_REVIEW = 200


@dataclass(frozen=True, slots=True)
class Models:
    """Data of the Models page.

    Attributes:
        branches: Versions, children below their parents.
        runs: Retrainings, newest first.
        rollback: Name of the version that a rollback would activate, if any.
        counts: Photos by state; `training_photos` is the number to train on.
        unconfirmed: Names of versions whose activation needs confirmation.
        learning: The state of live learning.
        uncertain_first: Whether the queue begins with photos that the model is not confident on.
        outside: Share of the validation photos that each outside model is right on, and of how
            many, by its name; `imports` are the numbers of their imports.
    """

    branches: tuple[Branch, ...]
    runs: tuple[TrainingRun, ...]
    rollback: str | None
    counts: Counts
    outlook: "Outlook"
    unconfirmed: frozenset[str]
    learning: "Learning"
    uncertain_first: bool
    outside: "Mapping[str, tuple[float, int]]"
    imports: "Mapping[str, int]"


def list_models(workspace: "Workspace") -> Models:
    """Return the data of the Models page."""
    known = versions.list_versions(workspace)
    own = (v for v in known if v.pruned_at is None and not v.outside)
    missing = frozenset(v.name for v in own if _gone(workspace, v))
    with workspace.database.read() as session:
        asked = [v.name for v in known if versions.needs_confirmation(session, v)]
    return Models(
        branches=family(known, missing),
        runs=versions.training_runs(workspace),
        rollback=rollback(workspace),
        counts=reviewing.counts(workspace),
        outlook=schedule.outlook(workspace),
        unconfirmed=frozenset(asked),
        learning=drafts.learning(workspace),
        uncertain_first=_is_uncertain_first(workspace),
        outside=outside.measures(workspace),
        imports=outside.imports(workspace),
    )


def _is_uncertain_first(workspace: "Workspace") -> bool:
    order = settings.get_setting(workspace, ORDER)
    return order in (None, Order.INFORMATIVE, Order.LEAST_CONFIDENT)


def rollback(workspace: "Workspace") -> str | None:
    """Return the name of the version that a rollback would activate, if any."""
    try:
        return versions.rollback_target(workspace).name
    except KnownError:
        return None


def _gone(workspace: "Workspace", version: ModelVersion) -> bool:
    try:
        workspace.version_folder(version.name)
    except KnownError:
        return True
    return False


def prune_if_due(workspace: "Workspace") -> "Pruned | None":
    """Prune old versions and leftovers of killed jobs; return None if nothing is due."""
    return pruning.prune(workspace) if pruning.is_due(workspace) else None


@dataclass(frozen=True, slots=True)
class Offer:
    """Suggestion on the Review page: one of these at most."""

    retraining: "Outlook | None" = None
    inspection: "Proposal | None" = None


def offer(workspace: "Workspace", without: Sequence[str] = ()) -> Offer:
    """Return what pays now, a retraining before an inspection: a better model saves more.

    Args:
        workspace: An open workspace.
        without: `retraining`, if its suggestion was dismissed.
    """
    if not workspace.database.role.may(Role.LEAD):
        return Offer()
    if inspecting.open_one(workspace) is not None:
        # Another version would close it.
        return Offer()
    outlook = schedule.outlook(workspace)
    if outlook.pays and not outlook.automatic and "retraining" not in without:
        return Offer(retraining=outlook)
    return Offer(inspection=_inspection(workspace, outlook.training_photos_due))


def _inspection(workspace: "Workspace", training_photos_due: int) -> "Proposal | None":
    """Return a proposal if an inspection would pay now."""
    if reviewing.counts(workspace).to_review < _LEAST_TO_REVIEW:
        return None
    if not proposing.is_trusted(workspace):
        # It cannot pay, and to find out more SciPy would be imported: 90 MB.
        return None
    found = proposing.proposal(workspace, training_photos_due=training_photos_due)
    return found if found.pays else None
