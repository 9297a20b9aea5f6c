"""Score photos again after an activation or a change of the categories.

Decisions and certified photos are never changed. The remaining work is derived from the photos, so
a killed run resumes where it stopped.
"""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from hitl_app.domain.errors import CancelledError, KnownError
from hitl_app.domain.models import Score
from hitl_app.domain.settings import THRESHOLD
from hitl_app.jobs.job import Job
from hitl_app.jobs.scoring import BATCH, Scorer, prepared_batch
from hitl_app.services.models import effect
from hitl_app.services.models.versions import active_version, stale_photos
from hitl_app.store.models import scores
from hitl_app.store.photos import counts as tallies
from hitl_app.store.photos import photos, vectors
from hitl_app.store.values import get_value, mark_unordered
from hitl_app.workspace import Workspace

LEASE = "rescore"
_PAGE = 2_000
# Long transactions write fewer pages of the indexes twice. Alone, one takes about a tenth of a
# second: the first decision after a pause may wait for it.
_COMMIT, _COMMIT_ALONE = 32, _PAGE
_CHECK_AGAIN_S = 0.5


def run(workspace: Workspace, job: Job, scorer: Scorer | None = None) -> dict[str, Any]:
    """Score again what the active version has not scored yet.

    Args:
        workspace: An open workspace.
        job: Receives progress; may cancel.
        scorer: To use while it is current, instead of making one.

    Returns:
        `model`, `scored`, `to_review`, `accepted`, `seconds`, and `effect` on the remaining work,
        None without reliable figures.

    Raises:
        KnownError: Another process does it, or the model cannot be used.
        CancelledError: The job was cancelled; stored scores stay.
    """
    started = time.monotonic()
    done = 0
    with job.lease(workspace, LEASE):
        total = stale_photos(workspace)
        if total:
            with ThreadPoolExecutor(os.cpu_count() or 1, "rescore-prepare") as pool:
                done = _score(workspace, job, pool, total, scorer)
        with workspace.database.write() as session:
            if done:
                mark_unordered(session)
            counts = tallies.counts(session)
        version = active_version(workspace)
    return {
        "model": version.name,
        "scored": done,
        "to_review": counts.to_review,
        "auto_accepted": counts.auto_accepted,
        "effect": effect.tell(workspace),
        "seconds": round(time.monotonic() - started, 2),
    }


def run_last(workspace: Workspace, job: Job, scorer: Scorer | None = None) -> dict[str, Any]:
    """Score photos again at the end of another job, whose result does not depend on it.

    Waits for another process that is rescoring: it may have begun too early. Arguments are those of
    `run`.

    Returns:
        The result of `run`, and `unscored`: photos left after a cancellation.
    """
    while True:
        try:
            return {**run(workspace, job, scorer), "unscored": 0}
        except CancelledError:
            return _left(workspace)
        except KnownError as error:
            if error.code != "job-busy":
                raise
        try:
            job.progress("score", 0, None)
        except CancelledError:
            return _left(workspace)
        time.sleep(_CHECK_AGAIN_S)


def score_some(workspace: Workspace, job: Job, count: int, scorer: Scorer | None) -> None:
    """Score the first photos that are not scored yet, unless another process does.

    Args:
        workspace: An open workspace.
        job: Receives the change.
        count: Photos to score at most.
        scorer: To use while it is current, instead of making one.
    """
    try:
        with job.lease(workspace, LEASE):
            scorer = _current(workspace, scorer)
            with workspace.database.read() as session:
                ids = scores.stale_ids(session, scorer.source.version_id, 0, count)
            with ThreadPoolExecutor(os.cpu_count() or 1, "score-prepare") as pool:
                _commit(workspace, scorer, _from_thumbnails(workspace, scorer, pool, ids))
    except KnownError as error:
        if error.code != "job-busy":
            raise
    job.changed("photos")


def _current(workspace: Workspace, scorer: Scorer | None) -> Scorer:
    return scorer if scorer and scorer.is_current(workspace) else Scorer(workspace)


def _left(workspace: Workspace) -> dict[str, Any]:
    name, unscored = active_version(workspace).name, stale_photos(workspace)
    return {"model": name, "scored": 0, "effect": None, "unscored": unscored}


def _score(
    workspace: Workspace,
    job: Job,
    pool: ThreadPoolExecutor,
    total: int,
    scorer: Scorer | None,
) -> int:
    scorer = _current(workspace, scorer)
    done, after = 0, 0
    while True:
        job.progress("score", done, max(done, total))
        if not scorer.is_current(workspace):
            scorer, after = Scorer(workspace), 0
        source = scorer.source
        with workspace.database.read() as session:
            ids = scores.stale_ids(session, source.version_id, after, _PAGE)
            stored = vectors.of_photos(session, source.backbone_id, ids)
        if not ids:
            return done
        after = ids[-1]
        _commit(workspace, scorer, _from_stored(scorer, stored))
        done += len(stored)
        fresh = [i for i in ids if i not in stored]
        for start in range(0, len(fresh), BATCH):
            job.progress("score", done, max(done, total))
            some = fresh[start : start + BATCH]
            _commit(workspace, scorer, _from_thumbnails(workspace, scorer, pool, some))
            done += len(some)
            job.changed("photos")
        job.changed("photos")


def _from_stored(scorer: Scorer, stored: dict[int, bytes]) -> dict[int, Score]:
    found = scorer.scores(vectors.table(list(stored.values()))) if stored else []
    return dict(zip(stored, found, strict=True))


def _from_thumbnails(
    workspace: Workspace, scorer: Scorer, pool: ThreadPoolExecutor, photo_ids: list[int]
) -> dict[int, Score]:
    with workspace.database.read() as session:
        batch = list(photos.thumbnails(session, photo_ids).items())
    whole = prepared_batch(scorer.preparation, pool, batch)
    if not whole:
        return {}
    packed = scorer.features(np.stack(list(whole.values())))
    return dict(zip(whole, scorer.scores(packed, fresh=True), strict=True))


def _commit(workspace: Workspace, scorer: Scorer, found: dict[int, Score]) -> None:
    """Write scores while they are valid; outdated ones are found stale again."""
    ids = list(found)
    while ids:
        count = _COMMIT if workspace.database.is_reviewing() else _COMMIT_ALONE
        with workspace.database.paced_write() as session:
            if not scorer.is_current_in(session):
                # Another version was activated since, or the categories changed.
                return
            threshold = get_value(session, THRESHOLD)
            some = {i: found[i] for i in ids[:count]}
            scores.add_scores(session, scorer.source, some, threshold)
        ids = ids[count:]
