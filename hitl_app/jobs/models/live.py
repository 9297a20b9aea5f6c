"""The draft in force beside a candidate: how each does on the same validation photos."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hitl_app.domain.models import Draft
from hitl_app.domain.photos import Split
from hitl_app.domain.settings import LIVE_LEARNING
from hitl_app.domain.vectors import unpack
from hitl_app.jobs.drafting import fit
from hitl_app.jobs.models.training_photos import Curriculum, Material
from hitl_app.jobs.scoring import Scorer
from hitl_app.services.settings import get_setting
from hitl_app.store.models import drafts
from hitl_app.store.models.drafts import Label
from hitl_app.store.photos import vectors
from hitl_app.workspace import Workspace
from training.fitting.head import LinearHead

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class LiveHead:
    """The draft in force, fitted to the training photos of a retraining.

    Attributes:
        right: Of each validation photo, whether the draft suggests its label.
        known: Of each validation photo, whether the draft has its features.
    """

    draft: Draft
    right: Flags
    known: Flags

    def compare(self, candidate: Flags) -> dict[str, Any]:
        """Return how a candidate does beside the draft.

        Args:
            candidate: Of each validation photo, whether the candidate suggests its label.
        """
        right, candidate = self.right[self.known], candidate[self.known]
        return {
            "draft": self.draft.id,
            "count": len(right),
            "accuracy": float(right.mean()) if len(right) else 0.0,
            "candidate": float(candidate.mean()) if len(right) else 0.0,
            "only_candidate_right": int((candidate & ~right).sum()),
            "only_live_right": int((right & ~candidate).sum()),
        }


def live_head(workspace: Workspace, found: Curriculum) -> LiveHead | None:
    """Return the draft that makes the suggestions, fitted to the same training photos; else None.

    Fitted again, since a draft may have learned from fewer of them.
    """
    if not get_setting(workspace, LIVE_LEARNING):
        return None
    with workspace.database.read() as session:
        last = drafts.last(session, found.parent.id)
    scorer = Scorer(workspace)
    if last is None or not last.used or scorer.version.id != found.parent.id:
        return None
    labels = _labels(found, found.training_photos, Split.TRAINING)
    fitted = fit(workspace, scorer, last.decision_id, labels[-drafts.MOST :])
    if fitted is None:
        return None
    return LiveHead(last, *_outcomes(workspace, scorer, found, fitted[0], fitted[1]))


def _labels(found: Curriculum, material: Material, split: Split) -> list[Label]:
    pairs = zip(material.photo_ids, material.samples.labels, strict=True)
    return [Label(i, found.outputs.categories[place], split) for i, place in pairs]


def _outcomes(
    workspace: Workspace, scorer: Scorer, found: Curriculum, draft: Draft, head: LinearHead
) -> tuple[Flags, Flags]:
    """Return of each validation photo whether the draft is right, and whether it has features."""
    labels = _labels(found, found.validation, Split.VALIDATION)
    with workspace.database.read() as session:
        ids = [label.photo_id for label in labels]
        packed = vectors.of_photos(session, scorer.source.backbone_id, ids)
    known = np.array([label.photo_id in packed for label in labels], bool)
    right = np.zeros(len(labels), bool)
    if known.any():
        some = [label for label in labels if label.photo_id in packed]
        logits = head.logits(unpack(vectors.table([packed[one.photo_id] for one in some])))
        suggested = np.array(draft.outputs)[logits.argmax(axis=1)]
        right[known] = suggested == np.array([one.category_id for one in some])
    return right, known
