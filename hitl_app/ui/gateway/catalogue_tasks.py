"""Tasks of the Catalogue page; every function runs on a store thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from hitl_app.domain.errors import KnownError
from hitl_app.domain.listing import ListedPhoto
from hitl_app.ui.gateway.services import catalogue, exporting, reviewing, settings
from hitl_app.ui.kit.painting import decode_stored

if TYPE_CHECKING:
    from hitl_app.services.catalogue.catalogue import Choices
    from hitl_app.workspace import Workspace

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Opened:
    """Initial data of the page.

    Attributes:
        undo: Photos of the operation that would be undone next; 0 without one.
    """

    operator: str
    choices: "Choices"
    undo: int


def opened(workspace: "Workspace", operator: str) -> Opened:
    """Return the data of the page; `operator` is empty while unknown."""
    operator = settings.operator_name(workspace, operator)
    undoable = reviewing.undoable(workspace, operator)
    photos = 0 if undoable is None else undoable.photos
    return Opened(operator, catalogue.choices(workspace), photos)


@dataclass(frozen=True, slots=True)
class Row:
    """A photo with its picture, small enough to keep some hundreds of them."""

    listed: ListedPhoto
    picture: QImage


def rows(
    workspace: "Workspace", photo_ids: Sequence[int], operator: str, side: int
) -> dict[int, Row]:
    """Return photos with pictures of at most some pixels a side, by their row numbers."""
    found = catalogue.listed(workspace, photo_ids, operator)
    return {one.photo.id: Row(one, _small(one.thumbnail, side)) for one in found}


def _small(encoded: bytes, side: int) -> QImage:
    image = decode_stored(encoded)
    if max(image.width(), image.height()) <= side:
        return image
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, smooth)


def export(workspace: "Workspace", file: Path, photo_ids: Sequence[int], report: Report) -> int:
    """Write photos into a CSV or JSON file."""
    return exporting.export(workspace, file, report, only=photo_ids).photos


def folder_of(_workspace: "Workspace", path: str) -> Path:
    """Return the folder of a photo, or its nearest existing parent.

    Raises:
        KnownError: Code `folder-gone`.
    """
    file = Path(path)
    found = next((p for p in file.parents if p.is_dir()), None) if file.is_absolute() else None
    if found is None or not found.parts[1:]:
        raise KnownError("folder-gone", path=str(file.parent))
    return found
