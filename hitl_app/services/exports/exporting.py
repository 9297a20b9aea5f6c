"""Export photos and labels as a file or a folder."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import cast

from hitl_app.domain.errors import KnownError
from hitl_app.domain.photos import PhotoState
from hitl_app.services.exports.files import head_of
from hitl_app.services.exports.formats import BY_NAME, FileWriter, FolderWriter
from hitl_app.services.exports.rows import Exported, Report, Source
from hitl_app.services.files import check_target, whole_file
from hitl_app.workspace import Workspace


def export(
    workspace: Workspace,
    target: Path,
    report: Report = lambda _done, _total: None,
    *,
    kind: str = "",
    states: Collection[PhotoState] = tuple(PhotoState),
    links: bool = False,
    only: Sequence[int] | None = None,
) -> Exported:
    """Write a consistent export of the photos, atomically.

    Args:
        workspace: An open workspace.
        target: The file; for `folders` and `imagefolder` a folder that is not there yet.
        report: Called with photos written and total; may raise to cancel.
        kind: Name of an `ExportFormat`; empty goes by the ending of the target's name.
        states: Photos to export, by state.
        links: Whether folders hold links rather than copies where that is possible.
        only: Photos to export, in order; all by default.

    Raises:
        KnownError: The format is unknown or the target cannot be written.
    """
    kind = kind or target.suffix.lower().removeprefix(".")
    if kind not in BY_NAME:
        raise KnownError("export-kind", path=str(target), known=", ".join(BY_NAME))
    chosen = BY_NAME[kind]
    check_target(workspace.folder, target)
    with workspace.database.read() as session:
        source = Source(session, states, report, chosen.passes, only)
        if not chosen.suffix:
            return cast("FolderWriter", chosen.write)(target, source, links)
        with whole_file(target) as out:
            head = head_of(source, workspace.folder.name)
            cast("FileWriter", chosen.write)(out, source, head)
        return Exported(source.photos)
