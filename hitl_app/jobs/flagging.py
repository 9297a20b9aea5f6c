"""Apply the manual threshold to undecided photos."""

from typing import Any

from hitl_app.domain.settings import FLAGGING_PENDING, THRESHOLD
from hitl_app.jobs.job import Job, until_settled
from hitl_app.store.models.flagging import flag_slice
from hitl_app.store.photos import counts as tallies
from hitl_app.store.values import get_value
from hitl_app.workspace import Workspace

LEASE = "flag"
_SLICE = 500


def run(workspace: Workspace, job: Job) -> dict[str, Any]:
    """Update every photo's state by the threshold in force.

    If the threshold is set again meanwhile, the run starts over.

    Returns:
        `changed`, `to_review`, `accepted`.
    """
    changed = 0
    with job.lease(workspace, LEASE):
        for _ in until_settled(workspace, FLAGGING_PENDING):
            changed += _apply(workspace, job)
        with workspace.database.read() as session:
            counts = tallies.counts(session)
    job.changed("photos")
    return {
        "changed": changed,
        "to_review": counts.to_review,
        "auto_accepted": counts.auto_accepted,
    }


def _apply(workspace: Workspace, job: Job) -> int:
    with workspace.database.read() as session:
        threshold = get_value(session, THRESHOLD)
        last = tallies.last_id(session)
    changed = 0
    for first in range(1, last + 1, _SLICE):
        with workspace.database.paced_write() as session:
            changed += flag_slice(session, threshold, first, first + _SLICE - 1)
        job.progress("flag", min(first + _SLICE - 1, last), last)
    return changed
