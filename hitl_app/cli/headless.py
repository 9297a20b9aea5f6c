"""Run without a screen: import, print counts, write a picture of the window."""

from pathlib import Path

from hitl_app.cli.terminal import counted, run_shown
from hitl_app.services.categories import categories
from hitl_app.services.files import check_target
from hitl_app.services.review import reviewing
from hitl_app.store.engine.dialect import Durability
from hitl_app.workspace import Workspace, database_path
from safeio.printing import write_lines

_LINES = 10


def without_screen(folder: Path, *, paths: list[Path], picture: Path | None) -> int:
    """Import, print the state of the workspace and save a picture; return the exit status.

    The picture is `window.png` in the workspace if it is not named.
    """
    if picture is None:
        write_lines("No screen found. A picture of the window is saved instead.")
    else:
        check_target(folder, picture)
    workspace = Workspace.open(folder, Durability.NORMAL)
    try:
        if paths:
            result = run_shown("import", workspace, paths=[str(path) for path in paths])
            write_lines(f"Imported {counted(result['new'], 'photo')} in {result['seconds']:.0f} s.")
        _say_queue(workspace)
    finally:
        workspace.close()
    file = picture or workspace.folder / "window.png"
    from hitl_app.ui.shell.app import picture as draw

    draw(workspace.folder, file)
    write_lines(f"Database: {database_path(workspace.folder)}")
    write_lines(f"Picture of the window: {file.resolve()}")
    return 0


def _say_queue(workspace: Workspace) -> None:
    counts = reviewing.counts(workspace)
    names = {c.id: c.name for c in categories.list_categories(workspace, retired=True)}
    write_lines(
        f"{counted(counts.photos, 'photo')}: {counts.to_review:,} to review, "
        f"{counts.auto_accepted:,} auto-accepted, {counts.reviewed:,} reviewed. First in the queue:"
    )
    for photo in reviewing.queue(workspace, _LINES):
        suggestion = names.get(photo.suggestion_id or 0, "-")
        share = "     " if photo.score is None else f"{100 * photo.score:3.0f} %"
        write_lines(f"  {share}  {suggestion:<12}  {photo.path}")
    if counts.to_review > _LINES:
        write_lines(f"  and {counts.to_review - _LINES:,} more")
