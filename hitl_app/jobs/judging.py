"""The gate on two versions of a workspace: what they say of its validation photos."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from hitl_app.domain.outputs import Outputs
from hitl_app.jobs.comparing import confused
from training.finetuning.gate import ENOUGH, Verdict, compare
from training.inputs.samples import Images, Samples
from training.versions.calibrate import Probabilities
from training.versions.registry import read_samples
from training.versions.serving import Classifier

_LEAST_FIRST = 10
"""Validation photos that judge against a version that knows none of the categories in use: it is
never right, so nothing can be lost."""


def judge(
    active: Path,
    candidate: Path,
    validation: Samples,
    outputs: Outputs,
    dropped: tuple[str, ...],
) -> tuple[Verdict, dict[str, Any]]:
    """Compare two versions on validation photos, and on what the shipped model once knew.

    Both are asked in the candidate's categories and those that it does without: what a version
    does not know it never says.

    Args:
        active: Folder of the version in force.
        candidate: Folder of the other.
        validation: Prepared photos, labelled by the candidate's outputs.
        outputs: The candidate's.
        dropped: Names of the categories that it does without.

    Returns:
        The verdict, and all that is to be kept of the comparison.
    """
    old, new = Classifier(active), Classifier(candidate)
    width = len(outputs.inherits) + len(outputs.dropped)
    # Outputs of categories that were merged since count together.
    sums = np.eye(width, dtype=np.float32)[list(outputs.columns)]

    def told(images: Images) -> tuple[Probabilities, Probabilities]:
        before = old.probabilities(images) @ sums
        after = np.zeros_like(before)
        after[:, : len(outputs.inherits)] = new.probabilities(images)
        return before, after

    before, after = told(validation.images)
    kept = _kept(told, read_samples(active, "holdout"), outputs)
    verdict = compare(
        before,
        after,
        validation.labels,
        (*new.card.categories, *dropped),
        minimum=ENOUGH if any(n is not None for n in outputs.inherits) else _LEAST_FIRST,
        holdout_accuracy=kept,
    )
    confusion = {
        "active": confused(before, validation.labels),
        "candidate": confused(after, validation.labels),
    }
    return verdict, {**verdict.as_dict(), "confusion": confusion, "kept": kept and list(kept)}


def _kept(
    told: Callable[[Images], tuple[Probabilities, Probabilities]],
    holdout: Samples,
    outputs: Outputs,
) -> tuple[float, float] | None:
    """How many of the parent's holdout samples both get right, in the categories still in use."""
    used = holdout.take(np.flatnonzero(~np.isin(holdout.labels, outputs.dropped)))
    if not len(used):
        return None
    labels = np.array(outputs.columns)[used.labels]
    before, after = told(used.images)
    return float((before.argmax(1) == labels).mean()), float((after.argmax(1) == labels).mean())
