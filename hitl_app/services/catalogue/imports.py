"""List imports and their unreadable files."""

from collections.abc import Sequence
from pathlib import Path

from hitl_app.domain.imports import ImportRun, UnreadableFile
from hitl_app.domain.runs import RunState
from hitl_app.services.files import check_target, whole_file, write_rows
from hitl_app.store.engine import leases
from hitl_app.store.imports import imports as rows
from hitl_app.store.imports import unreadable
from hitl_app.workspace import Workspace

LEASE = "import"


def list_imports(workspace: Workspace) -> tuple[ImportRun, ...]:
    """Return the last imports, newest first; report one whose process died as interrupted."""
    notice_dead(workspace)
    with workspace.database.read() as session:
        return rows.last_imports(session)


def last_unfinished(runs: Sequence[ImportRun]) -> ImportRun | None:
    """Find the last import to offer to resume.

    Imports of watched folders resume automatically, and cancelled ones are not offered. A later
    import from the same place leaves nothing to resume.
    """
    since: set[tuple[str, ...]] = set()
    for run in runs:
        if run.state in (RunState.INTERRUPTED, RunState.FAILED) and not run.watched:
            return None if run.roots in since else run
        since.add(run.roots)
    return None


def notice_dead(workspace: Workspace) -> None:
    """Mark imports whose process died as interrupted."""
    with workspace.database.read() as session:
        if leases.is_held(session, LEASE) or not rows.is_one_running(session):
            return
    with workspace.database.write() as session:
        if not leases.is_held(session, LEASE):
            rows.interrupt_imports(session)


def unreadable_files(workspace: Workspace, import_id: int) -> tuple[UnreadableFile, ...]:
    """Return the files that an import could not read."""
    with workspace.database.read() as session:
        return unreadable.unreadable_files(session, import_id)


def save_unreadable(workspace: Workspace, import_id: int, file: Path) -> int:
    """Write the list of unreadable files as CSV: path, reason, detail and number of files.

    Files of one archive after the first are counted by reason in a row of the archive.

    Returns:
        Number of rows.
    """
    check_target(workspace.folder, file)
    files = unreadable_files(workspace, import_id)
    with whole_file(file) as out:
        rows = ((f.path, f.reason, f.detail, f.files) for f in files)
        return write_rows(out, ("path", "reason", "detail", "files"), rows)
