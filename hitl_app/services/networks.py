"""Network versions: which there are, which one labels, and the way back."""

from hitl_app import resources
from hitl_app.domain.entities import NetworkVersion, RunState, TrainingRun
from hitl_app.domain.errors import KnownError
from hitl_app.store import leases, photos
from hitl_app.store import networks as rows
from hitl_app.store.categories import all_categories, offer_categories
from hitl_app.workspace import Workspace

LEASE = "retrain"
OWN_CATEGORIES = "own-categories"
"""Why a version labels that lends its features alone to the operators' own categories."""


def list_versions(workspace: Workspace) -> tuple[NetworkVersion, ...]:
    """Gives the versions that this workspace knows, oldest first."""
    with workspace.database.read() as session:
        return rows.all_versions(session)


def active_version(workspace: Workspace) -> NetworkVersion:
    """Gives the version that labels this workspace.

    Raises:
        KnownError: Code `no-network`.
    """
    with workspace.database.read() as session:
        version = rows.active_version(session)
    if version is None:
        raise KnownError("no-network")
    return version


def activate(workspace: Workspace, name: str, reason: str = "operator") -> NetworkVersion:
    """Lets a version take over; what waits is to be scored again afterwards.

    Args:
        workspace: An open workspace.
        name: The version.
        reason: `operator`, `gate` or `rollback`, for the record.

    Raises:
        KnownError: There is no such version, or its folder is gone.
    """
    workspace.version_folder(name)
    with workspace.database.write() as session:
        version = next((v for v in rows.all_versions(session) if v.name == name), None)
        if version is None:
            raise KnownError("version-missing", version=name)
        if version.shipped and not rows.was_active(session, version.id):
            offer_categories(session, version.outputs)
        rows.activate(session, version.id, reason)
    return active_version(workspace)


def is_undecided(workspace: Workspace) -> bool:
    """Tells whether the workspace is new: no photos yet, and nobody chose its network."""
    with workspace.database.read() as session:
        chosen = rows.activations(session) > 1 or rows.why_active(session) == OWN_CATEGORIES
        return photos.is_empty(session) and not chosen


def choose_first(workspace: Workspace, *, grey: bool) -> NetworkVersion:
    """Lets the shipped network that fits the first photos label a new workspace.

    Args:
        workspace: An open workspace without photos.
        grey: Whether the photos are all 28x28 and grey, as Fashion-MNIST's are.
    """
    name = resources.GREY_NETWORK if grey else resources.PHOTO_NETWORK
    with workspace.database.write() as session:
        if photos.is_empty(session):
            before = rows.active_version(session)
            offered = {category.id for category in all_categories(session)}
            # Who has changed the categories already does not get others with the first photos.
            untouched = before is None or offered == set(before.outputs)
            reason = "grey-photos" if grey else "other-photos"
            rows.adopt(session, name, reason, offer=untouched)
    return active_version(workspace)


def why_active(workspace: Workspace) -> tuple[str, str]:
    """Gives the active version's name and the code of why it is active."""
    with workspace.database.read() as session:
        return active_version(workspace).name, rows.why_active(session)


def rollback(workspace: Workspace) -> NetworkVersion:
    """Brings the version back that was active before.

    Raises:
        KnownError: There is none, or its folder is gone.
    """
    return activate(workspace, rollback_target(workspace).name, "rollback")


def rollback_target(workspace: Workspace) -> NetworkVersion:
    """Gives the version that a step back would bring.

    Raises:
        KnownError: Code `nothing-to-roll-back`.
    """
    with workspace.database.read() as session:
        target = rows.rollback_target(session)
        versions = {version.id: version for version in rows.all_versions(session)}
    if target is None:
        raise KnownError("nothing-to-roll-back")
    return versions[target]


def stale_photos(workspace: Workspace) -> int:
    """Counts the photos that another version than the active one scored last."""
    with workspace.database.read() as session:
        active = rows.active_id(session)
        return 0 if active is None else photos.stale_count(session, active)


def training_runs(workspace: Workspace) -> tuple[TrainingRun, ...]:
    """Gives the last retrainings, newest first; one whose process died is told as interrupted."""
    with workspace.database.read() as session:
        alive = leases.is_held(session, LEASE)
        runs = rows.last_runs(session)
    if not alive and any(run.state is RunState.RUNNING for run in runs):
        with workspace.database.write() as session:
            if not leases.is_held(session, LEASE):
                rows.interrupt_runs(session)
            runs = rows.last_runs(session)
    return runs
