"""Evaluate one version, or compare two, on validation photos, and run the promotion gate."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hitl_app.domain.errors import KnownError
from hitl_app.domain.models import FOREIGN, ModelVersion, Outputs
from hitl_app.domain.photos import Split
from hitl_app.jobs.folder_scoring import decoded, prepared_thumbnail, training_errors
from hitl_app.jobs.job import Job
from hitl_app.jobs.models.live import LiveHead
from hitl_app.jobs.scoring import BATCH, checked_folder
from hitl_app.services.models import versions as service
from hitl_app.store.categories import all_categories
from hitl_app.store.models import scores
from hitl_app.store.models import versions as models
from hitl_app.workspace import Workspace
from training.finetuning.enough import least_validation
from training.finetuning.gate import Verdict, compare
from training.inputs.samples import Images, Samples
from training.versions.calibrate import Probabilities, log_scores
from training.versions.registry import read_samples
from training.versions.serving import Classifier

Labels = NDArray[np.int64]
_NONE_OF_THEM = "–"


def _confusions(
    before: Probabilities, after: Probabilities, labels: Labels
) -> dict[str, list[list[int]]]:
    return {"active": _confusion(before, labels), "candidate": _confusion(after, labels)}


def _confusion(probabilities: Probabilities, labels: Labels) -> list[list[int]]:
    """Count predictions: `[category, predicted, photos]` of all pairs that occur."""
    predicted = probabilities.argmax(axis=1)
    pairs, counts = np.unique(np.stack([labels, predicted], axis=1), axis=0, return_counts=True)
    return [
        [int(one), int(other), int(count)]
        for (one, other), count in zip(pairs, counts, strict=True)
    ]


def evaluate(workspace: Workspace, job: Job, *, version: str | None = None) -> dict[str, Any]:
    """Measure a version on the validation photos, the active one unless another is named.

    Returns:
        `version`, `count`, `accuracy`, `log_score`, `categories`, `confusion` and `at`.

    Raises:
        KnownError: There are no validation photos, or the version cannot be used.
    """
    chosen = _find(workspace, version or service.active_version(workspace).name)
    validation = _Validation(workspace, [chosen])
    probabilities = validation.probabilities(job, chosen)
    right = probabilities.argmax(axis=1) == validation.labels
    figures = {
        "accuracy": float(right.mean()),
        "count": len(right),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    with workspace.database.write() as session:
        models.set_evaluated(session, chosen.id, figures)
    job.changed("models")
    return {
        "version": chosen.name,
        **figures,
        "log_score": float(log_scores(probabilities, validation.labels).mean()),
        "categories": list(validation.categories),
        "confusion": _confusion(probabilities, validation.labels),
    }


def compare_versions(
    workspace: Workspace, job: Job, *, version: str, against: str | None = None
) -> dict[str, Any]:
    """Compare two versions on the same validation photos, as the gate would.

    Returns:
        The gate's verdict and figures, with `version`, `against` and both `confusion` counts.

    Raises:
        KnownError: There are no validation photos, or a version cannot be used.
    """
    candidate = _find(workspace, version)
    active = _find(workspace, against or service.active_version(workspace).name)
    validation = _Validation(workspace, [candidate, active])
    before, after = (validation.probabilities(job, one) for one in (active, candidate))
    verdict = compare(before, after, validation.labels, tuple(validation.categories))
    return {
        "version": candidate.name,
        "against": active.name,
        **verdict.as_dict(),
        "confusion": _confusions(before, after, validation.labels),
    }


def _find(workspace: Workspace, name: str) -> ModelVersion:
    with workspace.database.read() as session:
        return service.find_usable(session, name)


class _Validation:
    """The validation photos, and predictions of versions over all categories.

    Attributes:
        categories: Names: active ones, and others of the photos or the versions.
        labels: Of each photo, the place of its category.
    """

    def __init__(self, workspace: Workspace, versions: Sequence[ModelVersion]) -> None:
        self._workspace = workspace
        with workspace.database.read() as session:
            rows = scores.labelled(session, Split.VALIDATION)
            known = all_categories(session, retired=True)
        needed = {label for _, label, _ in rows}
        needed |= {output for version in versions for output in version.outputs}
        ids = [category.id for category in known if category.id in needed]
        self.categories = [category.name for category in known if category.id in needed]
        if FOREIGN in needed:
            # Its category does not exist here: such predictions are always wrong.
            ids.append(FOREIGN)
            self.categories.append(_NONE_OF_THEM)
        self._ids = np.array(ids, np.int64)
        places = {category: place for place, category in enumerate(ids)}
        # No version could be judged on other photos.
        whole = [(label, encoded) for _, label, encoded in rows if decoded(encoded) is not None]
        if not whole:
            raise KnownError("no-validation")
        self._thumbnails = [encoded for _, encoded in whole]
        self.labels: Labels = np.array([places[label] for label, _ in whole], np.int64)

    def probabilities(self, job: Job, version: ModelVersion) -> Probabilities:
        """Return a version's probabilities of each photo; 0 for categories that it lacks."""
        with training_errors():
            classifier = Classifier(checked_folder(self._workspace, version.name))
        result = np.zeros((len(self._thumbnails), len(self.categories)), np.float32)
        # Several outputs may map to one merged category: their probabilities are added up.
        sums = np.equal.outer(np.array(version.outputs), self._ids).astype(np.float32)
        for first in range(0, len(self._thumbnails), BATCH):
            job.progress("compare", first, len(self._thumbnails))
            batch = self._thumbnails[first : first + BATCH]
            prepared = [prepared_thumbnail(classifier.card.preparation, one) for one in batch]
            stacked = np.stack([image for image in prepared if image is not None])
            result[first : first + len(batch)] = classifier.probabilities(stacked) @ sums
        return result


def judge(
    active: Path,
    candidate: Path,
    validation: Samples,
    outputs: Outputs,
    dropped: tuple[str, ...],
    live: LiveHead | None = None,
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
        live: The draft in force, if any.

    Returns:
        The verdict, and the stored figures of the comparison; `live` has those of the candidate
        and the draft.
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
        minimum=least_validation(outputs.inherits),
        holdout_accuracy=kept,
    )
    confusion = _confusions(before, after, validation.labels)
    report = {**verdict.as_dict(), "confusion": confusion, "kept": kept and list(kept)}
    if live is not None:
        report["live"] = live.compare(after.argmax(axis=1) == validation.labels)
    return verdict, report


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
