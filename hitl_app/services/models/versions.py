"""Model versions: list, activate, roll back, fall back."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from hitl_app import resources
from hitl_app.domain.errors import KnownError
from hitl_app.domain.models import ModelVersion, TrainingRun
from hitl_app.domain.roles import Role
from hitl_app.domain.runs import RunState
from hitl_app.store.categories import all_categories, offer_categories
from hitl_app.store.engine import leases
from hitl_app.store.models import scores
from hitl_app.store.models import versions as rows
from hitl_app.store.photos import counts
from hitl_app.workspace import Workspace
from safeio.files import open_ordinary
from training.versions.card import WEIGHTS

LEASE = "retrain"
OWN_CATEGORIES = "own-categories"
"""Reason: the version serves as feature extractor for custom categories."""
OVERRIDE = "override"
"""Reason: an operator overrode the gate."""


def list_versions(workspace: Workspace) -> tuple[ModelVersion, ...]:
    """Return the registered versions, oldest first."""
    with workspace.database.read() as session:
        return rows.all_versions(session)


def active_version(workspace: Workspace) -> ModelVersion:
    """Return the active version.

    Raises:
        KnownError: Code `no-model`.
    """
    with workspace.database.read() as session:
        version = rows.active_version(session)
    if version is None:
        raise KnownError("no-model")
    return version


def find(session: Session, name: str) -> ModelVersion:
    """Return a version by its name.

    Raises:
        KnownError: Code `version-unknown`.
    """
    version = next((v for v in rows.all_versions(session) if v.name == name), None)
    if version is None:
        raise KnownError("version-unknown", version=name)
    return version


def find_usable(session: Session, name: str) -> ModelVersion:
    """Return a version by its name as `find` does.

    Raises:
        KnownError: As `find`, or code `version-pruned` or `version-outside`.
    """
    version = find(session, name)
    if version.outside:
        raise KnownError("version-outside", version=name)
    if version.pruned_at is not None:
        raise KnownError("version-pruned", version=name)
    return version


def needs_confirmation(session: Session, version: ModelVersion) -> bool:
    """Return True if the gate did not pass a version and no operator overrode it."""
    verdict = rows.last_verdict(session, version.name)
    return verdict in ("worse", "undecided") and not rows.was_active(session, version.id)


def activate(workspace: Workspace, name: str, reason: str = "operator") -> ModelVersion:
    """Activate a version; photos to review must be scored again afterwards.

    Args:
        workspace: An open workspace.
        name: The version.
        reason: `operator`, `gate` or `rollback`, for the record; `override` is recorded where an
            operator activates a version that the gate did not call better.

    Raises:
        KnownError: There is no such version, or its folder is gone.
    """
    workspace.database.role.check(Role.LEAD)
    with workspace.database.read() as session:
        find_usable(session, name)
    workspace.version_folder(name)
    with workspace.database.write() as session:
        version = find_usable(session, name)
        if reason == "operator" and needs_confirmation(session, version):
            reason = OVERRIDE
        if version.shipped and not rows.was_active(session, version.id):
            offer_categories(session, version.outputs)
        rows.activate(session, version.id, reason)
    return active_version(workspace)


def is_undecided(workspace: Workspace) -> bool:
    """Return True if the workspace is new: without photos or a chosen model."""
    with workspace.database.read() as session:
        chosen = rows.activations(session) > 1 or rows.why_active(session) == OWN_CATEGORIES
        return counts.is_empty(session) and not chosen


def choose_first(workspace: Workspace, *, grey: bool) -> ModelVersion:
    """Activate the shipped model that fits the first photos of a new workspace."""
    name = resources.GREY_MODEL if grey else resources.PHOTO_MODEL
    with workspace.database.write() as session:
        if counts.is_empty(session):
            before = rows.active_version(session)
            offered = {category.id for category in all_categories(session)}
            # Changed categories are kept: the first photos must not replace them.
            untouched = before is None or offered == set(before.outputs)
            reason = "grey-photos" if grey else "other-photos"
            rows.adopt(session, name, reason, offer=untouched)
    return active_version(workspace)


def why_active(workspace: Workspace) -> tuple[str, str]:
    """Return the active version's name and the code of why it is active."""
    with workspace.database.read() as session:
        return active_version(workspace).name, rows.why_active(session)


def rollback_target(workspace: Workspace) -> ModelVersion:
    """Return the version that a rollback would activate.

    Raises:
        KnownError: Code `nothing-to-roll-back`.
    """
    with workspace.database.read() as session:
        target = rows.rollback_target(session)
        versions = {version.id: version for version in rows.all_versions(session)}
    if target is None:
        raise KnownError("nothing-to-roll-back")
    return versions[target]


@dataclass(frozen=True, slots=True)
class Fallback:
    """An automatic return to an older version, since the active one is unusable.

    Attributes:
        reason: `folder-gone` or `weights-changed`.
    """

    lost: str
    reason: str
    version: str


def fall_back(workspace: Workspace) -> Fallback | None:
    """Activate the nearest ancestor if the active version is unusable.

    Returns:
        The fallback; None if the active version is usable, or no other one is.
    """
    with workspace.database.read() as session:
        versions = rows.all_versions(session)
    active = next((version for version in versions if version.active), None)
    reason = None if active is None else trouble_of(workspace, active)
    if active is None or reason is None:
        return None
    to = next((v for v in _ancestors(active, versions) if trouble_of(workspace, v) is None), None)
    if to is None or not workspace.database.role.may(Role.LEAD):
        return None
    with workspace.database.write() as session:
        if rows.active_id(session) != active.id:
            return None
        rows.activate(session, to.id, reason)
    return Fallback(active.name, reason, to.name)


def _ancestors(version: ModelVersion, versions: tuple[ModelVersion, ...]) -> list[ModelVersion]:
    """Return the versions to fall back to, best first: ancestors, then shipped ones."""
    by_name = {other.name: other for other in versions}
    line: list[ModelVersion] = []
    above = by_name.get(version.parent or "")
    while above is not None and above not in line and above.id != version.id:
        line.append(above)
        above = by_name.get(above.parent or "")
    shipped = sorted(
        (other for other in versions if other.shipped and other.id != version.id),
        key=lambda other: other.name != resources.PHOTO_MODEL,
    )
    return [other for other in [*line, *shipped] if other.pruned_at is None]


def trouble_of(workspace: Workspace, version: ModelVersion) -> str | None:
    """Return why a version cannot be used, if it cannot; needs no TensorFlow."""
    with workspace.database.read() as session:
        registered = rows.version_sha256(session, version.name)
    try:
        weights = workspace.version_folder(version.name) / WEIGHTS
        if workspace.card(version.name).sha256 != registered or _sha256(weights) != registered:
            return "weights-changed"
    except KnownError as error:
        return "folder-gone" if error.code == "version-missing" else "weights-changed"
    except OSError:
        return "folder-gone"
    return None


def _sha256(path: Path) -> str:
    with open_ordinary(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def stale_photos(workspace: Workspace) -> int:
    """Count the photos that another version than the active one scored last."""
    with workspace.database.read() as session:
        active = rows.active_id(session)
        return 0 if active is None else scores.stale_count(session, active)


def training_runs(workspace: Workspace) -> tuple[TrainingRun, ...]:
    """Return the last retrainings, newest first; report one whose process died as interrupted."""
    with workspace.database.read() as session:
        alive = leases.is_held(session, LEASE)
        runs = rows.last_runs(session)
    if not alive and any(run.state is RunState.RUNNING for run in runs):
        with workspace.database.write() as session:
            if not leases.is_held(session, LEASE):
                rows.interrupt_runs(session)
            runs = rows.last_runs(session)
    return runs
