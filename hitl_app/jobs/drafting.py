"""Fit drafts: heads on the stored features of the decided photos."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hitl_app.domain.drafts import is_worse, outputs_of
from hitl_app.domain.models import Draft, Score
from hitl_app.domain.photos import Split
from hitl_app.domain.vectors import Floats, Packed, unpack
from hitl_app.jobs.scoring import Scorer
from hitl_app.store import categories
from hitl_app.store.models import drafts
from hitl_app.store.models.drafts import Label
from hitl_app.store.photos import vectors
from hitl_app.workspace import Workspace
from training.fitting.head import LinearHead, fit_head

_PENALTY_KNOWN: Final = 0.3
"""Of an output that the version has: a few decisions change little."""
_PENALTY_NEW: Final = 0.1
"""Of one that it lacks."""
_PENALTY_BIAS: Final = 5.0
"""How often categories came up among a few decisions says little about the rest.

All three were chosen by decisions saved: `docs/BENCHMARKS.md`.
"""
_LEAST_OUTPUTS: Final = 2


def fit(
    workspace: Workspace, scorer: Scorer, decision_id: int, labels: Sequence[Label]
) -> tuple[Draft, LinearHead] | None:
    """Fit a draft to the labels that were in force after a decision.

    The same labels and categories give the same head.

    Returns:
        The draft, not recorded yet, and its head for unpacked features; None if there are labels of
        one category at most.
    """
    with workspace.database.read() as session:
        offered = [category.id for category in categories.all_categories(session)]
        ids = [label.photo_id for label in labels]
        packed = vectors.of_photos(session, scorer.source.backbone_id, ids)
    known = [one for one in labels if one.photo_id in packed and one.category_id in offered]
    taught = [one for one in known if one.split is Split.TRAINING]
    held_out = [one for one in known if one.split is Split.VALIDATION]
    outputs = outputs_of(scorer.version.outputs, offered, {one.category_id for one in taught})
    if not taught or len(outputs) < _LEAST_OUTPUTS:
        return None
    places = np.array([outputs.index(one.category_id) for one in taught])
    is_known = np.isin(outputs, scorer.version.outputs)
    head = draft_head(_features(taught, packed), places, _base(scorer, outputs), is_known)
    figures = _figures(scorer, head, outputs, held_out, packed)
    used = not is_worse(figures["only_draft"], figures["only_version"])
    draft = Draft(0, scorer.version.id, decision_id, len(taught), outputs, figures, used)
    return draft, head


def draft_head(
    features: Floats, places: NDArray[np.int64], base: LinearHead, is_known: NDArray[np.bool_]
) -> LinearHead:
    """Fit the head of a draft.

    Args:
        features: (N, F), unpacked, N at least one.
        places: (N,), of the photos' categories among the outputs.
        base: The version's head, of the same outputs.
        is_known: (K,), whether the version has the output.
    """
    penalty = np.where(is_known, _PENALTY_KNOWN, _PENALTY_NEW).astype(np.float32)
    return fit_head(features, places, base, penalty, bias_penalty=_PENALTY_BIAS)


def fit_again(
    workspace: Workspace, draft: Draft, scorer: Scorer | None = None
) -> tuple[Draft, LinearHead] | None:
    """Fit a recorded draft of the active version again, from the decisions that it knew.

    Args:
        workspace: An open workspace.
        draft: The draft.
        scorer: Of the active version, if there is one.

    Raises:
        ValueError: It is a draft of another version.
    """
    scorer = scorer or Scorer(workspace)
    if draft.version_id != scorer.version.id:
        raise ValueError("a draft of another version")
    with workspace.database.read() as session:
        labels = drafts.labels_after(session, draft.decision_id)
    return fit(workspace, scorer, draft.decision_id, labels)


def draft_scores(head: LinearHead, draft: Draft, packed: Packed) -> list[Score]:
    """Score photos by packed features.

    Args:
        head: As `fit` returned it.
        draft: The draft that it belongs to.
        packed: (N, 4 + F).
    """
    # float16 first, so that stored and compared numbers are the same.
    stored = head.probabilities(unpack(packed)).astype("<f2")
    best = stored.argmax(axis=1)
    return [
        Score(draft.outputs[i], float(row[i]), row.tobytes())
        for i, row in zip(best, stored, strict=True)
    ]


def _features(labels: Sequence[Label], packed: Mapping[int, bytes]) -> Floats:
    return unpack(vectors.table([packed[one.photo_id] for one in labels]))


def _base(scorer: Scorer, outputs: Sequence[int]) -> LinearHead:
    """Return the version's head for other outputs.

    A new output starts from the mean of all of the version's: as likely as a category that nothing
    speaks for or against. A version that knows none of the categories says nothing.
    """
    version, head = scorer.version.outputs, scorer.head
    kernel = np.zeros((len(head.kernel), len(outputs)), np.float32)
    bias = np.zeros(len(outputs), np.float32)
    known = np.array([category in version for category in outputs])
    if known.any():
        from_ = [version.index(category) for category in np.array(outputs)[known]]
        kernel[:, known], bias[known] = head.kernel[:, from_], head.bias[from_]
        kernel[:, ~known] = head.kernel.mean(axis=1, keepdims=True)
        bias[~known] = head.bias.mean()
    return LinearHead(kernel, bias)


def _figures(
    scorer: Scorer,
    head: LinearHead,
    outputs: Sequence[int],
    held_out: Sequence[Label],
    packed: Mapping[int, bytes],
) -> dict[str, int]:
    """Compare a draft with its version on the validation photos."""
    of_draft = of_version = np.zeros(0, bool)
    if held_out:
        table = vectors.table([packed[one.photo_id] for one in held_out])
        labels: NDArray[np.int64] = np.array([one.category_id for one in held_out])
        of_draft = np.array(outputs)[head.logits(unpack(table)).argmax(axis=1)] == labels
        suggested = [score.suggestion_id or 0 for score in scorer.scores(table)]
        of_version = np.array(suggested) == labels
    return {
        "validation": len(held_out),
        "right": int(of_draft.sum()),
        "version_right": int(of_version.sum()),
        "only_draft": int((of_draft & ~of_version).sum()),
        "only_version": int((of_version & ~of_draft).sum()),
    }
