"""Export and import a model version as one file."""

from pathlib import Path
from typing import Any

from hitl_app.domain.errors import KnownError
from hitl_app.domain.names import MAX_NAME, clean_name, folded
from hitl_app.jobs.folder_scoring import training_errors
from hitl_app.jobs.job import Job
from hitl_app.jobs.scoring import checked_folder
from hitl_app.services.files import check_target, file_place
from hitl_app.services.models.pruning import IMPORT_LEASE
from hitl_app.services.settings import IMPORTING_VERSION
from hitl_app.store.categories import register_categories
from hitl_app.store.models import versions
from hitl_app.store.values import clear_value, set_value
from hitl_app.workspace import Workspace
from training.core.wording import shortened
from training.versions.card import Card
from training.versions.packing import pack_version, packed_card, unpack_version
from training.versions.registry import check_new_name, read_card


def export_version(workspace: Workspace, job: Job, *, version: str, file: str) -> dict[str, Any]:
    """Write a version into one file.

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
    """Import a version from such a file and register it, without activating it.

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
        taken = {version.name for version in versions.all_versions(session)}
    root = workspace.own_models_folder()
    try:
        with training_errors(root):
            # Recorded first: after a kill, the folder is recognised as a leftover.
            packed = packed_card(file)
            names = category_names(packed, file)
            check_new_name(root, packed.name)
            with workspace.database.write() as session:
                set_value(session, IMPORTING_VERSION, packed.name)
            card = read_card(unpack_version(file, root, taken))
        with workspace.database.write() as session:
            outputs = [category.id for category in register_categories(session, names)]
            workspace.register_version(session, card, outputs)
    finally:
        with workspace.database.write() as session:
            clear_value(session, IMPORTING_VERSION)
    job.changed("models")
    return {"version": card.name, "categories": names}


def category_names(card: Card, file: Path) -> list[str]:
    """Return the category names of a card, normalised for a workspace.

    Raises:
        KnownError: One of them cannot be the name of a category, or two count as the same one.
    """
    found: dict[str, str] = {}
    for name in card.categories:
        shown = shortened(name, MAX_NAME)
        try:
            cleaned = clean_name(name)
        except KnownError as error:
            code = "card-category-reserved" if error.code == "name-reserved" else "card-category"
            raise KnownError(code, path=str(file), name=shown) from error
        other = found.get(folded(cleaned))
        if other is not None:
            raise KnownError("card-category-twice", path=str(file), name=shown, other=other)
        found[folded(cleaned)] = cleaned
    return list(found.values())
