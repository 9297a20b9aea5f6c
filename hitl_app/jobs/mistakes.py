"""Find probable mistakes: decisions that cross-validated predictions contradict.

Scores from before a decision are independent of its label. A logistic regression is fitted to these
scores on four fifths of the reviewed photos at a time, and predicts the rest: a systematic
confusion of the model, such as coats with shirts, raises no alarm.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from hitl_app.domain.errors import KnownError
from hitl_app.jobs.job import Job
from hitl_app.services.categories.categories import list_categories
from hitl_app.store.decisions import label_imports
from hitl_app.store.models import versions
from hitl_app.store.reports import insights
from hitl_app.store.reports.insights import Scored
from hitl_app.workspace import Workspace

_FOLDS = 5
_LEAST = 50
"""With fewer reviewed photos of one version, predictions are too weak to question decisions."""
_TIMES_LIKELIER: Final = 4.0
"""How many times likelier the other class must be.

Where a model confuses two, both are likely, and half of the rarer one's labels would be suspect.
"""


def run(
    workspace: Workspace, job: Job, *, limit: int = 100, label_import: int | None = None
) -> dict[str, Any]:
    """List decisions to check again, the most suspicious first.

    Args:
        workspace: An open workspace.
        job: Receives progress.
        limit: Decisions listed at most.
        label_import: List only labels of this import that are in force. All decisions serve to
            judge them; those too few to be cross-validated are compared with the scores as stored.

    Returns:
        `mistakes`, at most `limit` of them, each with `id`, `photo`, `path`, `label`, `likelier`,
        `probability` and `own` (that of its label); `found` in all, `compared`, and `left_out`:
        reviewed photos of rare categories, or of versions with too few photos.
    """
    with workspace.database.read() as session:
        scored = insights.scored_and_decided(session)
        chosen = None if label_import is None else _labels_of(session, label_import)
    names = {c.id: c.name for c in list_categories(workspace, retired=True)}
    groups: dict[int, list[Scored]] = defaultdict(list)
    for one in scored:
        groups[one.version_id].append(one)
    found: list[dict[str, Any]] = []
    compared = 0
    for done, group in enumerate(groups.values()):
        job.progress("validate", done, len(groups))
        usable = _usable(group)
        compared += len(usable)
        found += _of_version(usable, names)
        if chosen is not None:
            known = {one.photo_id for one in usable}
            rest = [one for one in group if one.photo_id in chosen and one.photo_id not in known]
            compared += len(rest)
            found += _as_scored(workspace, rest, names)
    if chosen is not None:
        found = [row for row in found if row["id"] in chosen]
        compared = sum(one.photo_id in chosen for one in scored)
    found.sort(key=lambda row: row["own"] - row["probability"])
    return {
        "mistakes": found[:limit],
        "found": len(found),
        "compared": compared,
        "left_out": (len(scored) if chosen is None else len(chosen)) - compared,
    }


def _labels_of(session: Session, label_import: int) -> set[int]:
    if label_imports.find(session, label_import) is None:
        raise KnownError("labels-import-unknown", number=label_import)
    return set(session.scalars(label_imports.photos_in_force(label_import)))


def _as_scored(
    workspace: Workspace, group: Sequence[Scored], names: dict[int, str]
) -> list[dict[str, Any]]:
    """Return labels that the stored scores of their version contradict."""
    if not group:
        return []
    with workspace.database.read() as session:
        outputs = {one.id: one.outputs for one in versions.all_versions(session)}
    found = []
    for one in group:
        shares: dict[int, float] = defaultdict(float)
        stored = np.frombuffer(one.probabilities, "<f2").tolist()
        for output, share in zip(outputs[one.version_id], stored, strict=True):
            shares[output] += share
        likelier = max(shares, key=lambda output: shares[output])
        own = shares[one.label_id]
        is_other = likelier != one.label_id and shares[likelier] >= _TIMES_LIKELIER * own
        if is_other and likelier in names:
            found.append(_row(one, names, names[likelier], shares[likelier], own))
    return found


def _row(
    one: Scored, names: dict[int, str], likelier: str, probability: float, own: float
) -> dict[str, Any]:
    return {
        "id": one.photo_id,
        "photo": one.sha256,
        "path": one.path,
        "label": names[one.label_id],
        "likelier": likelier,
        "probability": round(probability, 4),
        "own": round(own, 4),
    }


def _usable(group: Sequence[Scored]) -> list[Scored]:
    """Return the photos of categories that occur in every fold, if they are enough."""
    often = Counter(one.label_id for one in group)
    usable = [one for one in group if often[one.label_id] >= _FOLDS]
    several = len({one.label_id for one in usable}) > 1
    return usable if several and len(usable) >= _LEAST else []


def _of_version(group: Sequence[Scored], names: dict[int, str]) -> list[dict[str, Any]]:
    if not group:
        return []
    classes, labels = np.unique([one.label_id for one in group], return_inverse=True)
    held_out = _held_out(_log_odds(group), labels)
    return [
        _row(
            group[index],
            names,
            names[int(classes[likelier])],
            float(held_out[index, likelier]),
            float(held_out[index, labels[index]]),
        )
        for index, likelier in suspicions(held_out, labels)
    ]


def _log_odds(group: Sequence[Scored]) -> NDArray[np.float64]:
    stored = np.stack([np.frombuffer(one.probabilities, "<f2") for one in group])
    # Half precision has no number between 0 and 6e-8, nor between 0.9995 and 1.
    clipped = stored.astype(np.float64).clip(1e-4, 1 - 1e-4)
    return np.asarray(np.log(clipped / (1 - clipped)))


def _held_out(features: NDArray[np.float64], labels: NDArray[np.int64]) -> NDArray[np.float64]:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
    return np.asarray(cross_val_predict(model, features, labels, cv=folds, method="predict_proba"))


def suspicions(held_out: NDArray[np.float64], labels: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return labels that held-out predictions contradict, most confident first.

    A prediction is confident of a class if its probability is at least the mean that photos with
    this label have for it. A label is suspect if, of the classes that the prediction is confident
    of, the likeliest is another one: the off-diagonal of the confident joint of Northcutt, Jiang,
    Chuang, "Confident Learning: Estimating Uncertainty in Dataset Labels", JAIR 70, 2021, and it is
    `_TIMES_LIKELIER` than the label. They are ordered by how much likelier the other class is.

    Args:
        held_out: (N, K) probabilities by a model that did not see the label of the photo.
        labels: (N,) class numbers; every class has some.

    Returns:
        Which label, and the class that it probably is.
    """
    classes = held_out.shape[1]
    thresholds = np.array([held_out[labels == j, j].mean() for j in range(classes)])
    confident = np.where(held_out >= thresholds, held_out, -1.0)
    best = confident.argmax(axis=1)
    places = np.arange(len(labels))
    own, other = held_out[places, labels], held_out[places, best]
    elsewhere = (confident.max(axis=1) >= 0) & (best != labels)
    suspect = np.flatnonzero(elsewhere & (other >= _TIMES_LIKELIER * own))
    order = np.argsort((own - other)[suspect], kind="stable")
    return [(int(i), int(best[i])) for i in suspect[order]]
