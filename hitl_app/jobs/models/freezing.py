"""Freeze the draft in force: inspections and certificates rest on versions alone."""

from pathlib import Path

import numpy as np

from hitl_app.domain.models import Draft
from hitl_app.domain.vectors import turned_back
from hitl_app.jobs.drafting import fit
from hitl_app.jobs.folder_scoring import training_errors
from hitl_app.jobs.job import Job
from hitl_app.jobs.models import rescoring
from hitl_app.jobs.models.names import free_name
from hitl_app.jobs.scoring import Scorer, checked_folder
from hitl_app.store import categories
from hitl_app.store.models import drafts
from hitl_app.store.models import versions as models
from hitl_app.workspace import Workspace
from training.finetuning.config import FinetuneConfig
from training.finetuning.freezing import freeze
from training.fitting.head import LinearHead

REASON = "frozen"
"""Reason: a draft became a version, for an inspection."""


def freeze_draft(workspace: Workspace, job: Job) -> str | None:
    """Make a version of what the drafts have learned, activate it, and score photos with it.

    Returns:
        Its name; None if the active version has no draft in force.

    Raises:
        KnownError: The active version cannot be used, or the disk refuses.
        CancelledError: The job was cancelled.
    """
    scorer = Scorer(workspace)
    fitted = fit_in_force(workspace, scorer)
    if fitted is None:
        withdraw(workspace, job)
        return None
    job.progress("freeze", 0, 1)
    name = _write(workspace, scorer, *fitted)
    rescoring.run_last(workspace, job)
    return name


def fit_in_force(workspace: Workspace, scorer: Scorer) -> tuple[Draft, LinearHead] | None:
    """Fit a draft to all decisions; return None if the active version has none that is used."""
    with workspace.database.read() as session:
        before = drafts.last(session, scorer.version.id)
        last, labels = drafts.last_decision(session), drafts.labels(session)
    fitted = fit(workspace, scorer, last, labels) if before is not None else None
    return fitted if fitted is not None and fitted[0].used else None


def withdraw(workspace: Workspace, job: Job) -> None:
    """Give photos with a draft's suggestion that of the active version again."""
    with workspace.database.write() as session:
        drafts.forget(session)
    rescoring.run_last(workspace, job)


def _write(workspace: Workspace, scorer: Scorer, draft: Draft, head: LinearHead) -> str:
    name = free_name(workspace, scorer.version.name)
    write_draft(workspace, scorer, draft, head, workspace.own_models_folder(), name)
    card = workspace.card(name)
    with workspace.database.write() as session:
        version = workspace.register_version(session, card, draft.outputs)
        models.activate(session, version, REASON)
    return name


def write_draft(
    workspace: Workspace, scorer: Scorer, draft: Draft, head: LinearHead, root: Path, name: str
) -> Path:
    """Write a version of a draft into a folder of versions, and return its folder.

    Raises:
        KnownError: The draft's version cannot be used, or the disk refuses.
    """
    parent = scorer.version
    with workspace.database.read() as session:
        names = {one.id: one.name for one in categories.all_categories(session)}
    first = {category: n for n, category in reversed(list(enumerate(parent.outputs)))}
    config = FinetuneConfig(
        categories=tuple(names[category] for category in draft.outputs),
        inherits=tuple(first.get(category) for category in draft.outputs),
    )
    own = LinearHead(np.ascontiguousarray(turned_back(head.kernel.T).T), head.bias)
    figures = draft.figures
    metrics = {
        "training_photos": draft.training_photos,
        "replayed": 0,
        "validation": {"count": figures["validation"]}
        | ({"accuracy": figures["right"] / figures["validation"]} if figures["validation"] else {}),
        "curve": [],
    }
    with training_errors(root):
        folder = checked_folder(workspace, parent.name)
        return freeze(folder, own, config, root, name, metrics)
