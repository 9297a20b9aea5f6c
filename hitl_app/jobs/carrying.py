"""Takes a network version to another workspace, as one file."""

from pathlib import Path
from typing import Any

from hitl_app.jobs.job import Job
from hitl_app.jobs.scoring import checked_folder, training_errors
from hitl_app.services.files import check_target, file_place
from hitl_app.services.pruning import IMPORT_LEASE
from hitl_app.services.settings import IMPORTING_VERSION
from hitl_app.store import networks
from hitl_app.store.categories import register_categories
from hitl_app.store.settings import clear_value, set_value
from hitl_app.workspace import Workspace
from training.packing import pack_version, packed_card, unpack_version
from training.registry import read_card


def export_version(workspace: Workspace, job: Job, *, version: str, file: str) -> dict[str, Any]:
    """Writes a version into one file.

    Returns:
        `version`, `file`, `bytes`.

    Raises:
        KnownError: There is no such version, it is damaged, or the file cannot be written.
    """
    check_target(workspace.folder, Path(file))
    target = file_place(Path(file))
    job.progress("pack", 0, 1)
    with training_errors():
        pack_version(checked_folder(workspace, version), target)
    return {"version": version, "file": file, "bytes": target.stat().st_size}


def import_version(workspace: Workspace, job: Job, *, file: str) -> dict[str, Any]:
    """Takes a version out of such a file and registers it; it does not take over by itself.

    Returns:
        `version`, `categories`.

    Raises:
        KnownError: The file is no version, there is one of that name, or another process imports
            one.
    """
    with job.lease(workspace, IMPORT_LEASE):
        return _import(workspace, job, Path(file))


def _import(workspace: Workspace, job: Job, file: Path) -> dict[str, Any]:
    job.progress("unpack", 0, 1)
    with workspace.database.read() as session:
        taken = {version.name for version in networks.all_versions(session)}
    root = workspace.own_networks_folder()
    try:
        with training_errors(root):
            # Noted first: if this is killed, the folder is known to be a leftover.
            name = packed_card(file).name
            with workspace.database.write() as session:
                if not (root / name).exists():
                    set_value(session, IMPORTING_VERSION, name)
            card = read_card(unpack_version(file, root, taken))
        with workspace.database.write() as session:
            outputs = [category.id for category in register_categories(session, card.categories)]
            networks.add_version(
                session,
                name=card.name,
                parent=card.parent,
                sha256=card.sha256,
                outputs=outputs,
                metrics=dict(card.metrics),
                shipped=False,
            )
    finally:
        with workspace.database.write() as session:
            clear_value(session, IMPORTING_VERSION)
    job.changed("networks")
    return {"version": card.name, "categories": list(card.categories)}
