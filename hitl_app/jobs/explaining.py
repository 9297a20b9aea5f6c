"""Explain the suggestion on one photo, of the active version or of a draft of it."""

from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from hitl_app.domain.errors import KnownError
from hitl_app.domain.photos import Photo
from hitl_app.domain.vectors import Floats, unpack
from hitl_app.jobs import drafting
from hitl_app.jobs.folder_scoring import decoded
from hitl_app.jobs.job import Job
from hitl_app.jobs.scoring import Scorer
from hitl_app.services.models.versions import active_version
from hitl_app.services.review import reviewing
from hitl_app.store.models import drafts
from hitl_app.workspace import Workspace
from training.evaluation.explain import Photos, heat_of
from training.fitting.head import LinearHead
from training.inputs.preparation import prepare, shown_area

_LEAST_SHARE = 1e-6
"""Probabilities nearer to 0 or 1 have no odds in single precision."""


def run(workspace: Workspace, job: Job, *, photo: int, operator: str = "") -> dict[str, Any]:
    """Explain the suggestion of one photo, except photos for a second opinion of the operator.

    Returns:
        `photo`; `category`, its id; `heat`, rows of shares from 0 to 1; `area`, the part of the
        photo that the map covers: left, top, right, bottom as shares of its sides.

    Raises:
        KnownError: Code `nothing-to-explain` for a photo without a suggestion of the active
            version, and those of loading the version.
    """
    shown = reviewing.show_photo(workspace, photo, operator)
    suggestion = shown.photo.suggestion_id
    blind = shown.blind or shown.photo.blind
    # Asked before anything is loaded.
    if blind or suggestion is None or shown.photo.version != active_version(workspace).name:
        raise KnownError("nothing-to-explain")
    scorer = Scorer(workspace, whole=True)
    head, outputs = _head_of(workspace, scorer, shown.photo)
    thumbnail = decoded(shown.thumbnail)
    if thumbnail is None or suggestion not in outputs:
        raise KnownError("nothing-to-explain")
    places = np.isin(outputs, [suggestion])

    def score(photos: Photos) -> Floats:
        job.check()
        shares = head.probabilities(unpack(scorer.features(photos)))[:, places].sum(axis=1)
        shares = shares.clip(_LEAST_SHARE, 1 - _LEAST_SHARE)
        return np.asarray(np.log(shares / (1 - shares)), np.float32)

    heat = heat_of(prepare(thumbnail, scorer.preparation), score)
    return {
        "photo": photo,
        "category": suggestion,
        "heat": [[round(float(share), 3) for share in row] for row in heat],
        "area": [round(share, 4) for share in shown_area(thumbnail, scorer.preparation)],
    }


def _head_of(
    workspace: Workspace, scorer: Scorer, photo: Photo
) -> tuple[LinearHead, tuple[int, ...]]:
    """Return the head that made a photo's suggestion, and the categories of its outputs."""
    if photo.draft is None:
        return scorer.head, scorer.version.outputs
    with workspace.database.read() as session:
        draft = drafts.find(session, photo.draft)
    # As in learning: threads would wait for each other at products this small.
    with threadpool_limits(1):
        fitted = None if draft is None else drafting.fit_again(workspace, draft, scorer)
    if fitted is None:
        raise KnownError("nothing-to-explain")
    return fitted[1], fitted[0].outputs
