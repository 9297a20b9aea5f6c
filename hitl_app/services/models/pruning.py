"""Prune old model versions: their rows stay, their folders are deleted.

A version is first marked in the database, then its folder is renamed away, then deleted. A kill in
between leaves a marked version whose folder is still there, which is nothing but disk space, and
the next run takes it. A folder whose version is not marked is never touched.
"""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sqlalchemy.orm import Session

from hitl_app import resources
from hitl_app.domain.errors import KnownError
from hitl_app.domain.models import ModelVersion
from hitl_app.domain.roles import Role
from hitl_app.domain.settings import KEEP_MODELS
from hitl_app.services.models import versions as service
from hitl_app.services.settings import IMPORTING_VERSION, get_setting
from hitl_app.store.engine import leases
from hitl_app.store.models import versions as models
from hitl_app.store.values import clear_value, get_value
from hitl_app.workspace import Workspace
from safeio.unfinished import PREFIX

IMPORT_LEASE = "version-import"
_PRUNED = f"{PREFIX}pruned-"


@dataclass(frozen=True, slots=True)
class Pruned:
    """Result of pruning."""

    versions: tuple[str, ...]
    leftovers: tuple[str, ...]
    freed: int


def prune(workspace: Workspace) -> Pruned:
    """Delete prunable versions and leftovers of killed jobs.

    The newest versions stay, as many as the setting says; so do the active one, its parent, the one
    that a roll back would bring, pinned ones, those that certificates name, and shipped ones.
    """
    workspace.database.role.check(Role.LEAD)
    keep = int(cast("int", get_setting(workspace, KEEP_MODELS)))
    workspace.own_models_folder()
    with workspace.database.write() as session:
        gone = _let_go(session, keep)
        for version in gone:
            models.set_pruned(session, version.id)
    try:
        _move_away(workspace)
        leftovers = _take_leftovers(workspace)
        freed = _delete(workspace.models_folder.glob(f"{_PRUNED}*"))
    except OSError as error:
        path = error.filename or str(workspace.models_folder)
        raise KnownError("write-failed", path=str(path), detail=error.strerror or "") from error
    return Pruned(tuple(version.name for version in gone), leftovers, freed)


def is_due(workspace: Workspace) -> bool:
    """Return True if `prune` has something to do, and may do it."""
    if not workspace.database.role.may(Role.LEAD):
        return False
    keep = int(cast("int", get_setting(workspace, KEEP_MODELS)))
    with workspace.database.read() as session:
        if _let_go(session, keep) or _leftovers(workspace, session):
            return True
        return bool(_marked(workspace, session))


def pin(workspace: Workspace, name: str, *, pinned: bool) -> ModelVersion:
    """Pin a version, so that it is never pruned, or unpin it.

    Raises:
        KnownError: There is no such version, or it is pruned already.
    """
    workspace.database.role.check(Role.LEAD)
    with workspace.database.write() as session:
        models.set_pinned(session, service.find_usable(session, name).id, pinned=pinned)
        return service.find(session, name)


def _let_go(session: Session, keep: int) -> list[ModelVersion]:
    """Return the prunable versions, oldest first."""
    versions = models.all_versions(session)
    kept = _kept_names(session, versions)
    own = [v for v in versions if not (v.shipped or v.outside) and v.pruned_at is None]
    return [v for v in own[: max(0, len(own) - keep)] if v.name not in kept and not v.pinned]


def _kept_names(session: Session, versions: Sequence[ModelVersion]) -> set[str]:
    back = models.rollback_target(session)
    kept = models.certified_names(session)
    for version in versions:
        if version.active:
            kept |= {version.name, version.parent or ""}
        if version.id == back:
            kept.add(version.name)
    return kept


def _marked(workspace: Workspace, session: Session) -> list[Path]:
    """Return the folders of versions that are marked as pruned."""
    versions = models.all_versions(session)
    names = [v.name for v in versions if v.pruned_at and not (v.shipped or v.outside)]
    return [path for name in names if (path := _own_folder(workspace, name)) is not None]


def _own_folder(workspace: Workspace, name: str) -> Path | None:
    """Return the folder of a version of this workspace; the name comes from an untrusted file."""
    path = workspace.models_folder / name
    if Path(name).name != name or _is_shipped(path) or path.is_symlink() or not path.is_dir():
        return None
    return path


def _is_shipped(path: Path) -> bool:
    # A checkout is a workspace too, and its folder of versions holds the shipped ones.
    shipped = resources.shipped_models() / path.name
    return shipped.is_dir() and path.exists() and shipped.samefile(path)


def _move_away(workspace: Workspace) -> None:
    with workspace.database.read() as session:
        marked = _marked(workspace, session)
    for path in marked:
        path.rename(_free(path))


def _take_leftovers(workspace: Workspace) -> tuple[str, ...]:
    """Move leftovers of killed jobs away, unless a job is writing versions."""
    # Under the lock that a job needs to begin: none begins between the check and the renaming.
    with workspace.database.write() as session:
        found = _leftovers(workspace, session)
        for path in found:
            path.rename(_free(path))
        if not _is_writing(session):
            clear_value(session, IMPORTING_VERSION)
    return tuple(path.name for path in found if not path.name.startswith(PREFIX))


def _is_writing(session: Session) -> bool:
    return any(leases.is_held(session, name) for name in (service.LEASE, IMPORT_LEASE))


def _leftovers(workspace: Workspace, session: Session) -> list[Path]:
    """Return folders without a row that this program was writing."""
    root = workspace.models_folder
    if _is_writing(session) or not root.is_dir():
        return []
    known = {version.name for version in models.all_versions(session)}
    named: set[Any] = models.candidates(session)
    named.add(get_value(session, IMPORTING_VERSION))
    found = [path for path in root.glob(f"{PREFIX}*") if path.is_dir() and not path.is_symlink()]
    for name in sorted(n for n in named if isinstance(n, str) and n not in known):
        path = _own_folder(workspace, name)
        if path is not None:
            found.append(path)
    return found


def _free(path: Path) -> Path:
    """Return a free name to rename a folder to, which readers ignore."""
    name = path.name.removeprefix(_PRUNED)
    number = 1
    while (there := path.with_name(f"{_PRUNED}{number}-{name}"[:200])).exists():
        number += 1
    return there


def _delete(folders: Iterable[Path]) -> int:
    freed = 0
    for folder in sorted(folders):
        freed += sum(p.lstat().st_size for p in folder.rglob("*") if p.is_file())
        shutil.rmtree(folder)
    return freed
