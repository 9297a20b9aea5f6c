"""Export a model version for another runtime."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hitl_app import resources
from hitl_app.domain.errors import KnownError
from hitl_app.domain.models import FOREIGN, ModelVersion
from hitl_app.domain.vectors import rounding
from hitl_app.jobs.folder_scoring import training_errors
from hitl_app.jobs.job import Job
from hitl_app.jobs.models.freezing import fit_in_force, write_draft
from hitl_app.jobs.scoring import Scorer, checked_folder
from hitl_app.services.files import check_target, write_error
from hitl_app.services.models.versions import find_usable
from hitl_app.store import categories
from hitl_app.store.models import versions
from hitl_app.workspace import Workspace
from safeio.unfinished import temporary_folder
from training.runtimes import exporting
from training.runtimes.formats import BY_NAME
from training.runtimes.outputs import Rounding, Shares
from training.versions.parts import read_head
from training.versions.registry import read_card

Source = tuple[Path, list[str | None]]
"""The folder of a version, and the category of each of its outputs."""
_STAGES = ("freeze", "convert", "check", "write")


def export_runtime(
    workspace: Workspace,
    job: Job,
    *,
    version: str,
    target: str,
    runtime: str,
    draft: bool = False,
    replace: bool = False,
) -> dict[str, Any]:
    """Write a version for another runtime, with the names that its categories have here.

    Args:
        workspace: An open workspace.
        job: The job.
        version: A version of the workspace, or a shipped one.
        target: A ZIP file if its name ends so, else a folder.
        runtime: Name of a `training.runtimes.formats.Runtime`.
        draft: Whether to write what live learning has learned on top of it.
        replace: Whether an earlier export in that place may be replaced.

    Returns:
        `version`, `runtime`, `file`, `categories`, and `photos`, `equal`, `largest`, `missed`: how
        the written model did beside the version.

    Raises:
        KnownError: There is no such version, runtime or draft, it knows none of the categories, or
            the place cannot be written.
        CancelledError: The job was cancelled.
    """
    place = Path(target)
    chosen = BY_NAME.get(runtime)
    if chosen is None:
        raise KnownError("runtime-unknown", runtime=runtime, known=", ".join(BY_NAME))
    found_version = _find(workspace, version)
    check_target(workspace.folder, place)
    with _written(place):
        exporting.check_target(place, replace=replace)
    if found_version is None:
        source: AbstractContextManager[Source] = nullcontext(_shipped(version))
    elif draft:
        source = _draft_folder(workspace, job, found_version, place)
    else:
        folder = checked_folder(workspace, version)
        source = nullcontext((folder, _names(workspace, found_version)))
    with source as (folder, names):
        with training_errors():
            width = len(read_head(folder).kernel)
        shares = Shares.of(names, Rounding(*rounding(width)))
        if len(shares.categories) == 0:
            raise KnownError("runtime-categories", version=version)
        with _written(place), training_errors():
            found = exporting.export_runtime(
                folder,
                chosen,
                shares,
                place,
                lambda stage: job.progress(stage, _STAGES.index(stage), len(_STAGES)),
                replace=replace,
            )
        name = folder.name
    result = {"version": name, "runtime": runtime, "file": target}
    return {**result, "categories": list(shares.categories), **asdict(found)}


@contextmanager
def _written(place: Path) -> Iterator[None]:
    """Convert errors of a place that is taken or cannot be written."""
    try:
        yield
    except FileExistsError as error:
        raise KnownError("runtime-there", path=str(place)) from error
    except OSError as error:
        raise write_error(place, error) from error


def _find(workspace: Workspace, name: str) -> ModelVersion | None:
    """Return a version by its name; None if it is a shipped one that is not registered."""
    with workspace.database.read() as session:
        if name in {version.name for version in versions.all_versions(session)}:
            return find_usable(session, name)
    _shipped(name)
    return None


@contextmanager
def _draft_folder(
    workspace: Workspace, job: Job, version: ModelVersion, place: Path
) -> Iterator[Source]:
    """Yield a folder of what live learning has learned on top of a version, and remove it."""
    if not version.active:
        raise KnownError("draft-elsewhere", version=version.name)
    scorer = Scorer(workspace)
    fitted = fit_in_force(workspace, scorer)
    if fitted is None:
        raise KnownError("draft-none", version=version.name)
    job.progress("freeze", 0, len(_STAGES))
    with _written(place), temporary_folder(beside=place) as root:
        folder = write_draft(workspace, scorer, *fitted, root, f"{version.name}-draft")
        yield folder, list(read_card(folder).categories)


def _shipped(name: str) -> Source:
    """Return a version that comes with the program and that the workspace has not registered."""
    folder = resources.shipped_models() / name
    # Names come from the command line.
    if Path(name).name != name or not (folder / "card.json").is_file():
        raise KnownError("version-unknown", version=name)
    with training_errors():
        return folder, list(read_card(folder).categories)


def _names(workspace: Workspace, version: ModelVersion) -> list[str | None]:
    """Return the category of each output, as suggestions of the version name it.

    Of the active version, as in suggestions, categories that are retired are left out. A version
    that is here for its features alone has the names of its card.
    """
    if not any(output != FOREIGN for output in version.outputs):
        return list(workspace.card(version.name).categories)
    with workspace.database.read() as session:
        found = categories.all_categories(session, retired=not version.active)
    names = {category.id: category.name for category in found}
    return [names.get(category) for category in version.outputs]
