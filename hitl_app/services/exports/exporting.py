"""Export photos and labels as a file or a folder."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from hitl_app.domain.errors import KnownError
from hitl_app.domain.photos import PhotoState
from hitl_app.services.exports.files import head_of
from hitl_app.services.exports.formats import BY_NAME, FileWriter, FolderWriter
from hitl_app.services.exports.names import is_pattern
from hitl_app.services.exports.rows import Report, Source
from hitl_app.services.files import check_target, whole_file
from hitl_app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Exported:
    """Result of an export.

    Attributes:
        missing: How many were left out of a folder, since their files are gone or changed.
        linked: How many of a folder's photos are links to the originals.
        unlabelled: How many of a folder's photos have no label, and are in a folder of their own.
        pattern: Whether Hugging Face's library would read the folder's path as a pattern.
    """

    photos: int
    missing: int = 0
    linked: int = 0
    unlabelled: int = 0
    pattern: bool = False


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
            placed = cast("FolderWriter", chosen.write)(target, source, links)
            return Exported(
                placed.photos,
                placed.missing,
                placed.linked,
                placed.unlabelled,
                is_pattern(target.absolute()),
            )
        with whole_file(target) as out:
            head = head_of(source, workspace.folder.name)
            cast("FileWriter", chosen.write)(out, source, head)
        return Exported(source.photos)
