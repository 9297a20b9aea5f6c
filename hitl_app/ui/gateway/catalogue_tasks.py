"""Tasks of the Catalogue page; every function runs on a store thread."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from hitl_app.domain.errors import KnownError
from hitl_app.domain.listing import ListedPhoto, Listing, Sort
from hitl_app.domain.photos import PhotoState
from hitl_app.ui.gateway.services import catalogue, exporting, reviewing, settings
from hitl_app.ui.kit.painting import decode_stored, square

if TYPE_CHECKING:
    from hitl_app.services.catalogue.catalogue import Choices
    from hitl_app.workspace import Workspace

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Opened:
    """Initial data of the page.

    Attributes:
        undo: Photos of the operation that would be undone next; 0 without one.
        duplicates: Groups of near-duplicates that the last search found.
    """

    operator: str
    choices: "Choices"
    undo: int
    duplicates: tuple[tuple[int, ...], ...]


def opened(workspace: "Workspace", operator: str) -> Opened:
    """Return the data of the page; `operator` is empty while unknown."""
    operator = settings.operator_name(workspace, operator)
    undoable = reviewing.undoable(workspace, operator)
    photos = 0 if undoable is None else undoable.photos
    found = catalogue.known_duplicates(workspace)
    return Opened(operator, catalogue.choices(workspace), photos, found)


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


def examples(
    workspace: "Workspace", category_id: int, operator: str, most: int, side: int
) -> tuple[QImage, ...]:
    """Return square pictures of the photos that were reviewed as a category last."""
    operator = settings.operator_name(workspace, operator)
    listing = Listing(
        state=PhotoState.REVIEWED, category_id=category_id, sort=Sort.REVIEWED, backwards=False
    )
    order = catalogue.first(workspace, listing, operator, most)
    found = catalogue.listed(workspace, [int(one) for one in order.ids[:most]], operator)
    return tuple(square(decode_stored(one.thumbnail), side) for one in found)


def _small(encoded: bytes, side: int) -> QImage:
    image = decode_stored(encoded)
    if max(image.width(), image.height()) <= side:
        return image
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, smooth)


def export(workspace: "Workspace", file: Path, photo_ids: Sequence[int], report: Report) -> int:
    """Write photos into a CSV or JSON file."""
    return exporting.export(workspace, file, report, only=photo_ids).photos


def folder_of(workspace: "Workspace", photo_id: int, path: str) -> Path:
    """Return the folder of a photo, or its nearest existing parent.

    Raises:
        KnownError: Code `folder-gone`.
    """
    originals = reviewing.show_photo(workspace, photo_id).originals
    file = Path(os.fsdecode(originals[0][0]) if originals else path)
    found = next((p for p in file.parents if p.is_dir()), None) if file.is_absolute() else None
    if found is None or not found.parts[1:]:
        raise KnownError("folder-gone", path=str(file.parent))
    return found
