"""What came when."""

import csv
import io
from pathlib import Path

from hitl_app.domain.entities import ImportRun, UnreadableFile
from hitl_app.services.files import check_target, write_whole
from hitl_app.store import imports as rows
from hitl_app.store import leases
from hitl_app.workspace import Workspace
from training.cells import defuse

LEASE = "import"


def list_imports(workspace: Workspace) -> tuple[ImportRun, ...]:
    """Gives the last imports, newest first; one whose process died is told as interrupted."""
    notice_dead(workspace)
    with workspace.database.read() as session:
        return rows.last_imports(session)


def notice_dead(workspace: Workspace) -> None:
    """Record imports as interrupted whose process died."""
    with workspace.database.read() as session:
        if leases.is_held(session, LEASE) or not rows.is_one_running(session):
            return
    with workspace.database.write() as session:
        if not leases.is_held(session, LEASE):
            rows.interrupt_imports(session)


def unreadable_files(workspace: Workspace, import_id: int) -> tuple[UnreadableFile, ...]:
    """Gives the files that an import could not read."""
    with workspace.database.read() as session:
        return rows.unreadable_files(session, import_id)


def save_unreadable(workspace: Workspace, import_id: int, file: Path) -> int:
    """Writes the list of unreadable files as CSV with the columns path, reason and detail.

    Returns:
        How many there are.

    Raises:
        KnownError: The file cannot be written.
    """
    check_target(workspace.folder, file)
    files = unreadable_files(workspace, import_id)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("path", "reason", "detail"))
    writer.writerows((defuse(f.path), f.reason, defuse(f.detail)) for f in files)
    write_whole(file, text.getvalue().encode("utf-8-sig"))
    return len(files)
