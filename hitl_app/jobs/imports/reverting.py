"""Revert an import without decisions: delete its photos."""

from typing import Any

from sqlalchemy.orm import Session

from hitl_app.domain.errors import KnownError
from hitl_app.domain.runs import RunState
from hitl_app.jobs.job import Job
from hitl_app.services.catalogue.imports import LEASE
from hitl_app.store.imports import reverting
from hitl_app.workspace import Workspace

_AT_ONCE = 50


def run(workspace: Workspace, job: Job, *, number: int) -> dict[str, Any]:
    """Revert an import; after a kill or cancellation it can be resumed.

    Returns:
        `import` and `photos`: how many were deleted.

    Raises:
        KnownError: There is no such import, another one runs, some of its photos have decisions, or
            checks were drawn since.
        CancelledError: The job was cancelled; deleted photos stay deleted.
    """
    gone, count = 0, 1
    with job.lease(workspace, LEASE):
        with workspace.database.write() as session:
            _check(session, number)
            reverting.set_state(session, number, RunState.REVERTING)
            total = reverting.photo_count(session, number)
        while count:
            job.progress("forget", gone, max(gone, total))
            with workspace.database.paced_write() as session:
                # One may have been decided since; decisions are never deleted.
                decided = reverting.decided_count(session, number)
                count = 0 if decided else reverting.forget_some(session, number, _AT_ONCE)
                gone += count
                if not count:
                    end = RunState.CANCELLED if decided else RunState.REVERTED
                    reverting.set_state(session, number, end)
    job.changed("imports", "photos")
    if decided:
        raise KnownError("import-decided", count=decided)
    return {"import": number, "photos": gone}


def _check(session: Session, number: int) -> None:
    if reverting.state_of(session, number) in (None, RunState.REVERTED):
        raise KnownError("import-unknown", number=number)
    if count := reverting.decided_count(session, number):
        raise KnownError("import-decided", count=count)
    if reverting.was_drawn_from(session, number):
        raise KnownError("import-inspected")
