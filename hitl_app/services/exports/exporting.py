"""Everything that is known of the photos, as a file or a folder for others."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from hitl_app.domain.errors import KnownError
from hitl_app.domain.exports import EXPORT_FORMATS
from hitl_app.domain.photos import PhotoState
from hitl_app.services.exports.files import head_of, write_coco, write_csv, write_json
from hitl_app.services.exports.folders import write_folders
from hitl_app.services.exports.names import is_pattern
from hitl_app.services.exports.rows import Report, Source
from hitl_app.services.exports.tables import write_parquet, write_xlsx
from hitl_app.services.files import check_target, whole_file
from hitl_app.workspace import Workspace

_FILES: dict[str, Callable[[BinaryIO, Source, Mapping[str, Any]], None]] = {
    "csv": write_csv,
    "json": write_json,
    "xlsx": write_xlsx,
    "parquet": write_parquet,
    "coco": write_coco,
}
# By the name of its table: Hugging Face's ImageFolder is told by that.
_FOLDERS = {"folders": False, "imagefolder": True}
_PASSES = {"coco": 2}


@dataclass(frozen=True, slots=True)
class Exported:
    """What was exported.

    Attributes:
        photos: How many photos it tells of.
        missing: How many were left out of a folder, since their files are gone or changed.
        linked: How many of a folder's photos are links to the originals.
        unlabelled: How many of a folder's photos have no label, and are in a folder of their own.
        pattern: True if a folder's path is one that Hugging Face's library takes for a pattern.
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
    """Writes what is known of the photos, all of one moment, whole or not at all.

    Args:
        workspace: An open workspace.
        target: The file; for `folders` and `imagefolder` a folder that is not there yet.
        report: Takes photos written and photos in all; may raise to stop.
        kind: One of `EXPORT_FORMATS`; empty goes by the ending of the target's name.
        states: Which photos are wanted.
        links: Whether folders hold links rather than copies where that is possible.
        only: The photos that are wanted, in their order; all of them if not given.

    Raises:
        KnownError: The format is unknown or the target cannot be written.
    """
    kind = kind or target.suffix.lower().removeprefix(".")
    if kind not in EXPORT_FORMATS:
        raise KnownError("export-kind", path=str(target), known=", ".join(EXPORT_FORMATS))
    check_target(workspace.folder, target)
    with workspace.database.read() as session:
        source = Source(session, states, report, _PASSES.get(kind, 1), only)
        if kind in _FOLDERS:
            placed = write_folders(target, source, metadata=_FOLDERS[kind], links=links)
            return Exported(
                placed.photos,
                placed.missing,
                placed.linked,
                placed.unlabelled,
                is_pattern(target.absolute()),
            )
        with whole_file(target) as out:
            _FILES[kind](out, source, head_of(source, workspace.folder.name))
        return Exported(source.photos)
