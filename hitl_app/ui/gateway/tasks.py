"""Tasks of the pages; every function runs on a store thread."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hitl_app.domain.categories import Category
from hitl_app.domain.errors import KnownError
from hitl_app.domain.imports import ImportRun
from hitl_app.domain.photos import Photo
from hitl_app.domain.review import ReviewPhoto
from hitl_app.domain.settings import ORDER, SECOND_OPINIONS
from hitl_app.ui.gateway import model_tasks
from hitl_app.ui.gateway.beginning import Beginning, begin
from hitl_app.ui.gateway.services import (
    categories,
    claims,
    imports,
    insights,
    loaded,
    products,
    reviewing,
    settings,
    similar,
    versions,
)
from hitl_app.ui.gateway.services import opinions as second_opinions

if TYPE_CHECKING:
    from hitl_app.domain.flagging import ConfidenceHistogram
    from hitl_app.domain.review import SimilarPhoto
    from hitl_app.services.review.reviewing import ReviewStatus, Undone
    from hitl_app.services.review.similar import Similar
    from hitl_app.workspace import Workspace
    from training.versions.card import Card


def open_workspace(
    folder: Path, *, create: bool, beginning: Beginning | None = None
) -> "Workspace":
    """Open or create the workspace of a folder.

    Args:
        folder: The folder.
        create: Whether it may be made.
        beginning: What a new one begins with.

    Raises:
        KnownError: It cannot be used; the code says why.
    """
    from hitl_app.workspace import Workspace

    if not create:
        try:
            return Workspace.open(folder)
        except KnownError as error:
            # Who may only look at a workspace on a server sees it in the window as well.
            if error.code != "role-forbids":
                raise
            return Workspace.open(folder, or_read=True)
    workspace = Workspace.create(folder)
    if beginning is not None:
        try:
            begin(workspace, beginning)
        except BaseException:
            workspace.close()
            raise
    return workspace


@dataclass(frozen=True, slots=True)
class ReviewStart:
    """Initial data of the review page."""

    operator: str
    categories: tuple[Category, ...]
    photos: tuple[ReviewPhoto, ...]


def review_start(
    workspace: "Workspace", limit: int, operator: str, client: str = ""
) -> ReviewStart:
    """Return the initial data of the review page; `operator` may be empty.

    The photos are claimed for the client, if one is named.
    """
    operator = settings.operator_name(workspace, operator)
    return ReviewStart(
        operator=operator,
        categories=categories.list_categories(workspace),
        photos=_next_photos(workspace, limit, None, operator, client),
    )


def _next_photos(
    workspace: "Workspace",
    limit: int,
    after: Photo | None,
    operator: str,
    client: str,
    held: Collection[int] | None = (),
    *,
    own_asked: bool = False,
) -> tuple[ReviewPhoto, ...]:
    if not client:
        return reviewing.next_photos(workspace, limit, after, operator, own_asked=own_asked)
    who = claims.Client(operator, client)
    return loaded.next_photos(workspace, who, limit, after, held=held, own_asked=own_asked)


def hold(
    workspace: "Workspace", client: str, photo_ids: Collection[int], *, more: bool = False
) -> set[int]:
    """Renew a window's claims on photos, and give up others but for `more`; return lost ones."""
    return loaded.hold(workspace, claims.Client("", client), photo_ids, more=more)


def leave(workspace: "Workspace", client: str) -> None:
    """Give up all photos of a window."""
    claims.leave(workspace, claims.Client("", client))


def undo(workspace: "Workspace", operator: str, client: str) -> "Undone":
    """Undo an operator's last operation, and keep its photo for the window."""
    return claims.undo(workspace, claims.Client(operator, client))


@dataclass(frozen=True, slots=True)
class Upcoming:
    """Photos that may be shown next."""

    photos: tuple[ReviewPhoto, ...]
    opinions: tuple[ReviewPhoto, ...]


def upcoming(
    workspace: "Workspace",
    limit: int,
    after: Photo | None,
    operator: str,
    opinions: int,
    *,
    own_asked: bool,
    client: str = "",
    held: Collection[int] | None = (),
) -> Upcoming:
    """Return the next photos for an operator.

    Args:
        workspace: An open workspace.
        limit: How many of the queue.
        after: A place in the queue to continue after; None for its front.
        operator: Name of the operator.
        opinions: How many for a second opinion.
        own_asked: Whether to include their own questions.
        client: For which the photos are claimed, if one is named.
        held: Loaded photos that it keeps; None keeps all of its photos.
    """
    asked = settings.get_setting(workspace, SECOND_OPINIONS)
    return Upcoming(
        photos=_next_photos(workspace, limit, after, operator, client, held, own_asked=own_asked),
        opinions=second_opinions.wanted(workspace, operator, opinions) if asked else (),
    )


def show_photos(
    workspace: "Workspace", photo_ids: Sequence[int], operator: str
) -> tuple[ReviewPhoto, ...]:
    """Return photos as they are now, without deleted ones."""
    found = []
    for photo_id in photo_ids:
        try:
            found.append(reviewing.show_photo(workspace, photo_id, operator))
        except KnownError as error:
            if error.code != "photo-unknown":
                raise
    return tuple(found)


def review_status(workspace: "Workspace", operator: str) -> "tuple[ReviewStatus, dict[int, str]]":
    """Return the review status, and the names of all categories, retired ones included."""
    known = categories.list_categories(workspace, retired=True)
    names = {category.id: category.name for category in known}
    return reviewing.review_status(workspace, operator), names


@dataclass(frozen=True, slots=True)
class Status:
    """State of the workspace, for the status line and pending jobs.

    Attributes:
        model: The active version's name, if there is one.
        threshold: The manual threshold, or None when it is off.
        flagging_pending: Whether a changed threshold is not applied to all photos yet.
        stale: Photos that another version scored last.
        interrupted: The newest import that failed or whose process died.
        rollback: Name of the version that a rollback would activate, if any.
        certified: Photos that are accepted under certificates.
        extended: Photos that are accepted under an extension, not certified.
        without_vector: Photos without a vector of the active version.
        order_pending: Whether the queue must be sorted again.
        products: Text of the product rule.
        has_products: Whether photos may belong to products, by the rule or by a product feed.
        products_pending: Whether the rule is not applied to all photos yet.
    """

    model: str | None
    threshold: float | None
    flagging_pending: bool
    stale: int
    interrupted: ImportRun | None
    rollback: str | None
    certified: int = 0
    extended: int = 0
    without_vector: int = 0
    order_pending: bool = False
    order: str = ""
    products: str = "off"
    has_products: bool = False
    products_pending: bool = False


def status(workspace: "Workspace") -> Status:
    """Return the state of the workspace."""
    catalogue = insights.catalogue(workspace)
    runs = imports.list_imports(workspace)
    active = next((v for v in versions.list_versions(workspace) if v.active), None)
    return Status(
        model=None if active is None else active.name,
        threshold=settings.threshold(workspace),
        flagging_pending=settings.flagging_pending(workspace),
        stale=versions.stale_photos(workspace),
        interrupted=imports.last_unfinished(runs),
        rollback=model_tasks.rollback(workspace),
        certified=catalogue.certified,
        extended=catalogue.extended,
        without_vector=similar.photos_without_vector(workspace),
        order_pending=settings.order_pending(workspace),
        order=str(settings.get_setting(workspace, ORDER)),
        products=products.rule(workspace),
        has_products=products.are_used(workspace),
        products_pending=products.pending(workspace),
    )


def model_card(workspace: "Workspace", name: str) -> "Card | None":
    """Return the card of a version; None if its folder is gone or damaged."""
    try:
        return workspace.card(name)
    except KnownError:
        return None


def threshold_state(workspace: "Workspace") -> "tuple[float | None, ConfidenceHistogram]":
    """Return the manual threshold, and counts by confidence."""
    return settings.threshold(workspace), reviewing.confidence_histogram(workspace)


class SimilarPhotos:
    """Finds the most similar reviewed photos; used from one thread."""

    def __init__(self) -> None:
        self._similar: Similar | None = None

    def find(
        self, workspace: "Workspace", photo_id: int, operator: str
    ) -> "tuple[tuple[SimilarPhoto, ...], dict[int, str]]":
        """Return similar photos, nearest first, and the names of all categories."""
        if self._similar is None:
            self._similar = similar.Similar()
        known = categories.list_categories(workspace, retired=True)
        found = self._similar.like(workspace, photo_id, operator)
        return found, {category.id: category.name for category in known}


def load_original(
    originals: tuple[tuple[bytes, str], ...],
    longest: int,
    stopped: Callable[[], bool] | None = None,
) -> "tuple[bytes, int, int] | None":
    """Decode the first original that can be read; needs no workspace.

    Args:
        originals: Paths as bytes, with the member's name inside a ZIP file or "".
        longest: Most pixels along a side.
        stopped: Returns True to cancel.

    Returns:
        RGB bytes, width and height; None when no original can be read, or it was cancelled.
    """
    from hitl_app.imaging.files import read_path
    from safeio.decoding.budget import Conditions
    from safeio.decoding.decode import decode_for_screen
    from safeio.decoding.watched import StoppedError
    from safeio.reasons import PhotoError

    for raw, member in originals:
        try:
            pixels = decode_for_screen(read_path(raw, member), longest, Conditions(stopped))
        except PhotoError:
            continue
        except StoppedError:
            return None
        height, width = pixels.shape[:2]
        return pixels.tobytes(), width, height
    return None
