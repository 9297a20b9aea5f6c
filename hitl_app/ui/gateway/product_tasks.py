"""Tasks on products; every function runs on a store thread."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from hitl_app.ui.gateway.services import categories, products
from hitl_app.ui.kit.painting import decode_stored, square

if TYPE_CHECKING:
    from hitl_app.services.catalogue.products import Preview, Views
    from hitl_app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Seen:
    """The views of a product with their pictures.

    Attributes:
        views: The views; None if the photo belongs to no product.
        pictures: Square, one for each of the views shown.
    """

    views: "Views | None"
    pictures: tuple[QImage, ...]
    names: dict[int, str]


def views(workspace: "Workspace", photo_id: int, operator: str, most: int, side: int) -> Seen:
    """Return the other views of a photo's product, pictures of some pixels a side."""
    known = categories.list_categories(workspace, retired=True)
    found = products.views(workspace, photo_id, operator, most)
    shown = () if found is None else found.shown
    pictures = tuple(_picture(one.thumbnail, side) for one in shown)
    return Seen(found, pictures, {category.id: category.name for category in known})


@dataclass(frozen=True, slots=True)
class Looked:
    """A preview with the pictures of its first products."""

    preview: "Preview"
    pictures: tuple[tuple[QImage, ...], ...]


def preview(workspace: "Workspace", rule: str, side: int, stopped: Callable[[], bool]) -> Looked:
    """Return the products that a rule would form."""
    found = products.preview(workspace, rule, stopped)
    pictures = [tuple(_picture(one, side) for one in sample.thumbnails) for sample in found.first]
    return Looked(found, tuple(pictures))


def _picture(encoded: bytes, side: int) -> QImage:
    return square(decode_stored(encoded), side)
