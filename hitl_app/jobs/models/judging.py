"""Run the promotion gate on two versions of a workspace."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from hitl_app.domain.models import Outputs
from hitl_app.jobs.models.comparing import confused
from training.finetuning.gate import ENOUGH, Verdict, compare
from training.inputs.samples import Images, Samples
from training.versions.calibrate import Probabilities
from training.versions.registry import read_samples
from training.versions.serving import Classifier

_LEAST_FIRST = 10
"""Validation photos needed against a version without active categories, which is never right."""


def judge(
    active: Path,
    candidate: Path,
    validation: Samples,
    outputs: Outputs,
    dropped: tuple[str, ...],
) -> tuple[Verdict, dict[str, Any]]:
    """Compare two versions on validation photos, and on the holdout samples of the parent.

    Both predict the candidate's categories and those that it drops: a category that a version lacks
    gets probability 0.

    Args:
        active: Folder of the version in force.
        candidate: Folder of the other.
        validation: Prepared photos, labelled by the candidate's outputs.
        outputs: The candidate's.
        dropped: Names of the categories that it drops.

    Returns:
        The verdict, and the stored figures of the comparison.
    """
    old, new = Classifier(active), Classifier(candidate)
    width = len(outputs.inherits) + len(outputs.dropped)
    # Outputs of merged categories are added up.
    sums = np.eye(width, dtype=np.float32)[list(outputs.columns)]

    def predict(images: Images) -> tuple[Probabilities, Probabilities]:
        before = old.probabilities(images) @ sums
        after = np.zeros_like(before)
        after[:, : len(outputs.inherits)] = new.probabilities(images)
        return before, after

    before, after = predict(validation.images)
    kept = _kept(predict, read_samples(active, "holdout"), outputs)
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
    predict: Callable[[Images], tuple[Probabilities, Probabilities]],
    holdout: Samples,
    outputs: Outputs,
) -> tuple[float, float] | None:
    """Return how many of the parent's holdout samples each gets right, in active categories."""
    used = holdout.take(np.flatnonzero(~np.isin(holdout.labels, outputs.dropped)))
    if not len(used):
        return None
    labels = np.array(outputs.columns)[used.labels]
    before, after = predict(used.images)
    return float((before.argmax(1) == labels).mean()), float((after.argmax(1) == labels).mean())
