"""Sort the queue by the order in force."""

from typing import Any

import numpy as np

from hitl_app.domain.queueing import Kinds, QueuedPhotos, kinds, new_places
from hitl_app.domain.review import Order
from hitl_app.domain.settings import ORDER, ORDER_PENDING
from hitl_app.domain.vectors import as_unit
from hitl_app.jobs.job import Job, until_settled
from hitl_app.store.models import versions
from hitl_app.store.photos import queueing, vectors
from hitl_app.store.photos.photos import HOLDS
from hitl_app.store.values import get_value
from hitl_app.workspace import Workspace

LEASE = "order"
_COMMIT = 100
_PAGE = 5_000


def run(workspace: Workspace, job: Job) -> dict[str, Any]:
    """Move every photo to review to its place in the order in force.

    If the order changes meanwhile, or photos are added, the run starts over.

    Returns:
        `order`, and `moved`: how many photos.

    Raises:
        KnownError: Another process does it.
        CancelledError: The job was cancelled; the next one resumes.
    """
    moved = 0
    with job.lease(workspace, LEASE):
        for _ in until_settled(workspace, ORDER_PENDING):
            with workspace.database.read() as session:
                order = Order(get_value(session, ORDER, Order.INFORMATIVE))
            for hold in range(len(HOLDS)):
                moved += _put_in_order(workspace, job, order, hold)
    job.changed("photos")
    return {"order": order.value, "moved": moved}


def _put_in_order(workspace: Workspace, job: Job, order: Order, hold: int) -> int:
    with workspace.database.read() as session:
        to_review = queueing.to_review(session, hold)
    kinds = _kinds(workspace, job, to_review.plain()) if order is Order.INFORMATIVE else None
    places = new_places(order, to_review, kinds)
    moves = np.flatnonzero(places != to_review.places)
    for start in range(0, len(moves), _COMMIT):
        job.progress("order", start, len(moves))
        part = moves[start : start + _COMMIT]
        columns = to_review.ids[part], to_review.places[part], places[part]
        with workspace.database.paced_write() as session:
            rows = zip(*(column.tolist() for column in columns), strict=True)
            queueing.move(session, list(rows))
    return len(moves)


def _kinds(workspace: Workspace, job: Job, plain: QueuedPhotos) -> Kinds | None:
    """Return the cluster of each photo; those without a vector form their own."""
    places = {photo_id: place for place, photo_id in enumerate(plain.ids.tolist())}
    seen, parts = [], []
    for start in range(0, len(plain.ids), _PAGE):
        job.check()
        ids = plain.ids[start : start + _PAGE].tolist()
        with workspace.database.read() as session:
            backbone = versions.active_backbone(session) or 0
            found, sketches = vectors.sketches_of(session, backbone, ids)
        if found:
            seen += [places[photo_id] for photo_id in found]
            parts.append(sketches)
    if not parts:
        return None
    of_seen = kinds(as_unit(np.concatenate(parts)))
    count = len(plain.ids)
    found_kinds = Kinds(np.zeros(count, np.int64), np.zeros(count, np.float32))
    found_kinds.kind[seen] = 1 + of_seen.kind
    found_kinds.strange[seen] = of_seen.strange
    return found_kinds
