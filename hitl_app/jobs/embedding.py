"""Compute features by the active version's backbone for all photos, also reviewed ones.

Features of different backbones are never compared. Photos to review get theirs with their score;
the rest get them here. The remaining work is derived from the photos, so a killed run resumes
where it stopped.
"""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from hitl_app.domain.vectors import pack
from hitl_app.jobs.job import Job
from hitl_app.jobs.scoring import BATCH, Scorer, prepared_batch
from hitl_app.services.models.versions import active_version
from hitl_app.services.review.similar import photos_without_vector
from hitl_app.services.settings import VECTORS_BROUGHT
from hitl_app.store.photos import vectors as embeddings
from hitl_app.store.values import get_value, mark_unordered, set_value
from hitl_app.workspace import Workspace

LEASE = "embed"
_COMMIT = 32


def run(workspace: Workspace, job: Job) -> dict[str, Any]:
    """Add features to each photo without those of the active version's backbone.

    Returns:
        `model`, `seen` (photos that got some) and `seconds`.

    Raises:
        KnownError: Another process does it, or the model cannot be used.
        CancelledError: The job was cancelled; stored features stay.
    """
    started = time.monotonic()
    done = 0
    with job.lease(workspace, LEASE):
        # Another version may be activated meanwhile.
        while photos_without_vector(workspace):
            scorer = Scorer(workspace)
            with ThreadPoolExecutor(os.cpu_count() or 1, "embed-prepare") as pool:
                done += _bring(workspace, job, scorer, pool)
    return {
        "model": active_version(workspace).name,
        "seen": done,
        "seconds": round(time.monotonic() - started, 2),
    }


def _bring(workspace: Workspace, job: Job, scorer: Scorer, pool: ThreadPoolExecutor) -> int:
    total = photos_without_vector(workspace)
    done, after = 0, 0
    try:
        while scorer.is_current(workspace):
            job.progress("embed", done, max(done, total))
            with workspace.database.read() as session:
                batch = embeddings.missing(session, scorer.source.backbone_id, after, BATCH)
            if not batch:
                break
            after = batch[-1][0]
            _commit(workspace, scorer.source.backbone_id, _seen(scorer, pool, batch))
            done += len(batch)
    finally:
        if done:
            # Windows read cached vectors again; the queue's order may depend on them.
            with workspace.database.write() as session:
                set_value(session, VECTORS_BROUGHT, get_value(session, VECTORS_BROUGHT, 0) + 1)
                mark_unordered(session)
    return done


def _seen(
    scorer: Scorer, pool: ThreadPoolExecutor, batch: list[tuple[int, bytes]]
) -> list[tuple[int, bytes]]:
    """Return features of photos; a damaged or missing thumbnail gets zeros, once."""
    whole = prepared_batch(scorer.preparation, pool, batch)
    found: dict[int, bytes] = {}
    if whole:
        packed = scorer.features(np.stack(list(whole.values())))
        found = {photo_id: row.tobytes() for photo_id, row in zip(whole, packed, strict=True)}
    nothing = pack(np.zeros((1, scorer.width), np.float32)).tobytes()
    return [(photo_id, found.get(photo_id, nothing)) for photo_id, _ in batch]


def _commit(workspace: Workspace, backbone_id: int, vectors: list[tuple[int, bytes]]) -> None:
    for start in range(0, len(vectors), _COMMIT):
        with workspace.database.paced_write() as session:
            embeddings.put(session, backbone_id, vectors[start : start + _COMMIT])
