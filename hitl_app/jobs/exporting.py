"""Export photos and labels, or back up the workspace."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hitl_app.domain.photos import PhotoState
from hitl_app.jobs.job import Job
from hitl_app.services.exports import exporting
from hitl_app.services.workspace import backup
from hitl_app.workspace import Workspace


def run(
    workspace: Workspace,
    job: Job,
    *,
    target: str,
    kind: str = "",
    states: Sequence[str] = tuple(PhotoState),
    links: bool = False,
) -> dict[str, Any]:
    """Export; see `services.exporting.export`."""
    done = exporting.export(
        workspace,
        Path(target),
        lambda done, total: job.progress("export", done, total),
        kind=kind,
        states=[PhotoState(state) for state in states],
        links=links,
    )
    return {**asdict(done), "file": target}


def back_up(workspace: Workspace, job: Job, *, file: str) -> dict[str, Any]:
    """Back the workspace up; see `services.backup.backup`."""
    done = backup.backup(workspace, Path(file), job.progress)
    return {"file": file, "versions": done.versions, "missing": list(done.missing)}
