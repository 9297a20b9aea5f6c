"""The one table of jobs: the worker, the window, the terminal and the messages read it.

A new job is a module in `hitl_app.jobs`, an entry here, and its function in `worker/table.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hitl_app.domain.roles import Role


@dataclass(frozen=True, slots=True)
class JobSpec:
    """One job.

    Attributes:
        title: What it does, as the beginning of a line; in English.
        changes: What pages read again when it ended.
        turn: Jobs of one turn never run at the same time; empty for a turn of its own.
        moves_photos: Whether it scores or moves photos; the queue is sorted after it.
        needs_model: Whether it uses the active version.
        quiet: Whether it runs unseen as long as the window is open.
        follows: Whether the state of the workspace asks for it: the window starts it again by
            itself after a failure.
        at_once: Whether an operator waits for it: it is not queued, and its cancellation is not
            reported.
        cancelled: Message after its cancellation; in English, empty for `CANCELLED`.
        ended: Message after its process was killed; in English, empty for `CANCELLED`.
        role: The least role of a person who may run it.
    """

    name: str
    title: str
    changes: tuple[str, ...] = ()
    turn: str = ""
    moves_photos: bool = False
    needs_model: bool = False
    quiet: bool = False
    follows: bool = False
    at_once: bool = False
    cancelled: str = ""
    ended: str = ""
    role: Role = Role.OPERATOR


JOBS: Final[tuple[JobSpec, ...]] = (
    JobSpec(
        "import",
        title="Importing",
        changes=("imports", "photos"),
        moves_photos=True,
        needs_model=True,
    ),
    JobSpec(
        "import-undo",
        title="Reverting an import",
        changes=("imports", "photos", "photos-gone"),
        turn="import",
    ),
    JobSpec(
        "import-labels",
        title="Importing labels",
        changes=("imports", "photos", "categories", "models"),
        turn="import",
        moves_photos=True,
        needs_model=True,
        cancelled="Import of labels cancelled. Undo reverts decisions; suggestions can be removed "
        "in Models.",
        ended="Import of labels cancelled. Undo reverts decisions; suggestions can be removed "
        "in Models.",
    ),
    JobSpec(
        "labels-undo",
        title="Reverting an import of labels",
        changes=("photos",),
        turn="import",
        moves_photos=True,
    ),
    JobSpec(
        "suggestions-remove",
        title="Removing suggestions",
        changes=("photos", "models"),
        turn="import",
        moves_photos=True,
        needs_model=True,
        role=Role.LEAD,
    ),
    JobSpec(
        "retrain",
        title="Retraining",
        changes=("photos", "models"),
        moves_photos=True,
        needs_model=True,
        cancelled="Retraining cancelled. The active model has not changed.",
        role=Role.LEAD,
    ),
    JobSpec("forecast", title="Measuring the time needed", changes=("forecast",), at_once=True),
    JobSpec(
        "activate",
        title="Activating",
        changes=("photos", "models"),
        turn="models",
        moves_photos=True,
        role=Role.LEAD,
    ),
    JobSpec(
        "rollback",
        title="Rolling back",
        changes=("photos", "models"),
        turn="models",
        moves_photos=True,
        role=Role.LEAD,
    ),
    JobSpec(
        "rescore",
        title="Updating suggestions",
        changes=("photos", "models"),
        turn="models",
        moves_photos=True,
        needs_model=True,
        follows=True,
    ),
    JobSpec("evaluate", title="Evaluating", changes=("models",), needs_model=True, role=Role.LEAD),
    JobSpec("compare", title="Comparing versions", needs_model=True, role=Role.VIEWER),
    JobSpec("version-export", title="Exporting a version", role=Role.LEAD),
    JobSpec("version-import", title="Importing a version", changes=("models",), role=Role.LEAD),
    JobSpec(
        "runtime-export",
        title="Exporting a model",
        cancelled="Cancelled. Nothing was written.",
        ended="Cancelled. Unfinished files will be removed the next time you save to the "
        "same place.",
        role=Role.LEAD,
    ),
    JobSpec(
        "embedding", title="Comparing photos", changes=("looks",), moves_photos=True, follows=True
    ),
    JobSpec(
        "order", title="Sorting the queue", changes=("photos",), moves_photos=True, follows=True
    ),
    JobSpec(
        "products", title="Grouping photos by product", changes=("photos", "products"), follows=True
    ),
    JobSpec(
        "flag",
        title="Applying the threshold",
        changes=("photos", "models"),
        moves_photos=True,
        follows=True,
    ),
    JobSpec(
        "export",
        title="Exporting",
        cancelled="Cancelled. No file was written.",
        ended="Cancelled. Unfinished files will be removed the next time you save to the "
        "same place.",
        role=Role.LEAD,
    ),
    JobSpec(
        "backup",
        title="Backing up",
        cancelled="Cancelled. No file was written.",
        ended="Cancelled. Unfinished files will be removed the next time you save to the "
        "same place.",
        role=Role.LEAD,
    ),
    JobSpec(
        "inspect",
        title="Starting the inspection",
        changes=("photos", "inspections"),
        turn="inspections",
        cancelled="Cancelled. No inspection was started.",
        ended="Cancelled. No inspection was started.",
        role=Role.LEAD,
    ),
    JobSpec(
        "settle",
        title="Evaluating the checks",
        changes=("photos", "inspections"),
        turn="inspections",
        moves_photos=True,
        follows=True,
    ),
    JobSpec("learn", title="Learning", needs_model=True, quiet=True, follows=True),
    JobSpec("agreement", title="Comparing operators", role=Role.VIEWER),
    JobSpec("duplicates", title="Finding near-duplicates"),
    JobSpec("mistakes", title="Finding labels to check", role=Role.VIEWER),
    JobSpec("explain", title="Explaining", at_once=True, role=Role.VIEWER),
)
BY_NAME: Final[Mapping[str, JobSpec]] = {spec.name: spec for spec in JOBS}
TEXTS: Final[Mapping[str, str]] = {
    "cancelled": "Job cancelled. What was finished is kept.",
}
STAGES: Final[Mapping[str, str]] = {
    "forget": "removing photos",
    "scan": "finding photos",
    "read": "reading",
    "download": "downloading",
    "record": "recording",
    "prepare": "preparing",
    "measure": "timing a few batches",
    "begin": "loading the model",
    "train": "training",
    "compare": "comparing",
    "write": "writing",
    "score": "scoring",
    "flag": "sorting",
    "lot": "drawing the sample",
    "freeze": "saving what was learned",
    "embed": "comparing photos",
    "order": "sorting photos",
    "group": "reading file names",
    "accept": "accepting",
    "export": "writing",
    "convert": "converting",
    "copy": "copying the database",
    "pack": "packing, in MB",
    "unpack": "unpacking, in MB",
    "check": "checking",
    "validate": "cross-validating",
}
"""What a job is doing, by the first word of the stage that it reports; in English."""


def stage_title(stage: str) -> str:
    """Return what a job is doing, in English; `stage` is as the job reports it."""
    return STAGES.get(stage.partition("-")[0], stage)
