"""Activate or roll back a version; photos to review are scored again."""

from typing import Any

from hitl_app.jobs.folder_scoring import training_errors
from hitl_app.jobs.job import Job
from hitl_app.jobs.models import rescoring
from hitl_app.jobs.scoring import checked_folder
from hitl_app.services.models import effect, pruning, versions
from hitl_app.workspace import Workspace
from training.versions.registry import verify


def activate(workspace: Workspace, job: Job, *, version: str) -> dict[str, Any]:
    """Activate a version.

    Returns:
        The result of `rescoring.run_last`.

    Raises:
        KnownError: There is no such version, or its weights are not the card's.
    """
    return _take_over(workspace, job, version, "operator")


def rollback(workspace: Workspace, job: Job) -> dict[str, Any]:
    """Activate the previously active version again.

    Raises:
        KnownError: There is none, or it cannot be used.
    """
    return _take_over(workspace, job, versions.rollback_target(workspace).name, "rollback")


def _take_over(workspace: Workspace, job: Job, version: str, reason: str) -> dict[str, Any]:
    with training_errors():
        verify(checked_folder(workspace, version))
    effect.note_before(workspace, version)
    versions.activate(workspace, version, reason)
    job.changed("models")
    result = rescoring.run_last(workspace, job)
    pruning.prune(workspace)
    return result
