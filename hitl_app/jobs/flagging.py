"""Apply the manual threshold to undecided photos."""

from typing import Any

from hitl_app.domain.settings import FLAGGING_PENDING, THRESHOLD
from hitl_app.jobs.job import Job
from hitl_app.store.models import scores
from hitl_app.store.photos import counts as tallies
from hitl_app.store.values import clear_value, get_value
from hitl_app.workspace import Workspace

LEASE = "flag"
_SLICE = 500


def run(workspace: Workspace, job: Job) -> dict[str, Any]:
    """Update every photo's state by the threshold in force.

    The threshold is read again with each slice: if it moved meanwhile, the run starts over.

    Returns:
        `changed`, `to_review`, `accepted`.
    """
    changed = 0
    with job.lease(workspace, LEASE):
        while True:
            part, settled = _pass(workspace, job)
            changed += part
            if settled:
                break
        with workspace.database.read() as session:
            counts = tallies.counts(session)
    job.changed("photos")
    return {
        "changed": changed,
        "to_review": counts.to_review,
        "auto_accepted": counts.auto_accepted,
    }


def _pass(workspace: Workspace, job: Job) -> tuple[int, bool]:
    """Apply the threshold once; return True if it is still in force at the end."""
    with workspace.database.read() as session:
        threshold = get_value(session, THRESHOLD)
        last = tallies.last_id(session)
    changed = 0
    for first in range(1, last + 1, _SLICE):
        with workspace.database.paced_write() as session:
            changed += scores.flag_slice(session, threshold, first, first + _SLICE - 1)
        job.progress("flag", min(first + _SLICE - 1, last), last)
    with workspace.database.write() as session:
        settled = get_value(session, THRESHOLD) == threshold
        if settled:
            clear_value(session, FLAGGING_PENDING)
    return changed, settled
