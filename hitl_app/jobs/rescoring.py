"""What still waits is scored again when another version took over.

A person's decision is never touched, nor what stands under a certificate. The photos themselves
tell what is left to do, so a killed run goes on where it was.
"""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hitl_app.jobs.job import Job
from hitl_app.jobs.scoring import BATCH, Scorer
from hitl_app.services.networks import active_version, stale_photos
from hitl_app.services.settings import THRESHOLD
from hitl_app.store import photos
from hitl_app.store.settings import get_value, mark_unordered
from hitl_app.workspace import Workspace
from training.decoding.decode import decode_thumbnail
from training.decoding.reasons import PhotoError
from training.preparation import prepare

LEASE = "rescore"
_COMMIT = 16


def run(workspace: Workspace, job: Job) -> dict[str, Any]:
    """Scores again what the active version has not scored yet.

    Returns:
        `network`, `scored`, `waiting`, `accepted`, `seconds`.

    Raises:
        KnownError: Another process does it, or the network cannot be used.
        CancelledError: The job was asked to stop; what was scored stays.
    """
    started = time.monotonic()
    done = 0
    with job.lease(workspace, LEASE):
        total = stale_photos(workspace)
        if total:
            with ThreadPoolExecutor(os.cpu_count() or 1, "rescore-prepare") as pool:
                done = _score(workspace, job, pool, total)
        with workspace.database.write() as session:
            if done:
                mark_unordered(session)
            counts = photos.counts(session)
        version = active_version(workspace)
    return {
        "network": version.name,
        "scored": done,
        "waiting": counts.waiting,
        "accepted": counts.accepted,
        "seconds": round(time.monotonic() - started, 2),
    }


def _score(workspace: Workspace, job: Job, pool: ThreadPoolExecutor, total: int) -> int:
    scorer = Scorer(workspace)
    done, after = 0, 0
    while True:
        job.progress("score", done, max(done, total))
        with workspace.database.read() as session:
            batch = photos.stale_thumbnails(session, scorer.version.id, after, BATCH)
        if not batch:
            return done
        after = batch[-1][0]
        encoded = [thumbnail for _, thumbnail in batch]
        prepared = list(pool.map(partial(prepared_thumbnail, scorer.preparation), encoded))
        whole = [(i, p) for (i, _), p in zip(batch, prepared, strict=True) if p is not None]
        if whole:
            labels = scorer.labels(np.stack([p for _, p in whole]))
            scores = [
                photos.Score(
                    i, label.category_id, label.confidence, label.probabilities, label.vector
                )
                for (i, _), label in zip(whole, labels, strict=True)
            ]
            _commit(workspace, scorer.version.id, scores)
        done += len(batch)
        job.changed("photos")


def prepared_thumbnail(preparation: str, encoded: bytes) -> NDArray[np.uint8] | None:
    """Prepares a stored thumbnail as the network's input; None when it is damaged."""
    try:
        return prepare(decode_thumbnail(encoded), preparation)
    except PhotoError:
        return None


def _commit(workspace: Workspace, version_id: int, scores: list[photos.Score]) -> None:
    for start in range(0, len(scores), _COMMIT):
        with workspace.database.paced_write() as session:
            threshold = get_value(session, THRESHOLD)
            photos.add_scores(session, version_id, scores[start : start + _COMMIT], threshold)
