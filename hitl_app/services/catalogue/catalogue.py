"""List the photos of the catalogue, filtered and sorted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hitl_app.domain.categories import Category
from hitl_app.domain.decisions import Decision
from hitl_app.domain.imports import ImportRun
from hitl_app.domain.listing import ListedPhoto, Listing
from hitl_app.domain.photos import Photo, PhotoState
from hitl_app.services.review import opinions
from hitl_app.services.settings import NEAR_DUPLICATES
from hitl_app.store import categories, presence, second_opinions
from hitl_app.store.decisions import decisions
from hitl_app.store.imports import imports
from hitl_app.store.photos import catalogue as store
from hitl_app.store.photos import counts, photos
from hitl_app.store.photos.catalogue import Order, Seen
from hitl_app.store.values import get_value
from hitl_app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Choices:
    """Filter choices of the catalogue."""

    categories: tuple[Category, ...]
    imports: tuple[ImportRun, ...]
    operators: tuple[str, ...]
    photos: bool


def choices(workspace: Workspace) -> Choices:
    """Return the filter choices of the catalogue."""
    with workspace.database.read() as session:
        return Choices(
            categories=categories.all_categories(session, retired=True),
            imports=imports.last_imports(session),
            operators=presence.known_operators(session),
            photos=not counts.is_empty(session),
        )


def known_duplicates(workspace: Workspace) -> tuple[tuple[int, ...], ...]:
    """Return the groups of near-duplicates that the last search found, as row numbers."""
    with workspace.database.read() as session:
        groups = get_value(session, NEAR_DUPLICATES, ())
    return tuple(tuple(group) for group in groups)


def first(workspace: Workspace, listing: Listing, operator: str, limit: int) -> Order:
    """Return the first photos of the catalogue in an order.

    Photos for a second opinion of the operator are to review for them.
    """
    with workspace.database.read() as session:
        return store.first(session, listing, seen_by(session, operator), limit)


def whole(
    workspace: Workspace,
    listing: Listing,
    operator: str,
    stopped: Callable[[], bool] = lambda: False,
) -> Order:
    """Return all photos of an order; arguments as for `first`."""
    with workspace.database.stoppable_read(stopped) as session:
        return store.whole(session, listing, seen_by(session, operator))


def seen_by(session: Session, operator: str) -> Seen:
    """Return the columns that an operator may see."""
    # Asked first: most workspaces have nothing to hide, and their queries stay plain.
    asked = opinions.are_asked(session) and second_opinions.anything_open_to(session, operator)
    return Seen(second_opinions.open_to(operator) if asked else None)


def listed(
    workspace: Workspace, photo_ids: Sequence[int], operator: str
) -> tuple[ListedPhoto, ...]:
    """Return photos as catalogue rows, in the given order.

    Deleted ones are left out.
    """
    with workspace.database.read() as session:
        found = photos.find_photos(session, photo_ids)
        pictures = photos.thumbnails(session, photo_ids)
        decided = [photo.id for photo in found if photo.state is PhotoState.REVIEWED]
        in_force = decisions.in_force(session, decided)
        hidden = opinions.hidden_among(session, operator, photo_ids)
    result = []
    for photo in found:
        picture = pictures.get(photo.id, b"")
        if photo.id in hidden:
            result.append(_line(opinions.blind_photo(photo), None, picture))
        else:
            result.append(_line(photo, in_force.get(photo.id), picture))
    return tuple(result)


def _line(photo: Photo, decision: Decision | None, picture: bytes) -> ListedPhoto:
    waits = photo.state is PhotoState.TO_REVIEW
    return ListedPhoto(
        photo=photo,
        thumbnail=picture,
        category_id=photo.suggestion_id if waits else photo.label_id,
        answer=None if decision is None else decision.answer,
        decided_by="" if decision is None else decision.operator,
        decided_at=None if decision is None else decision.at,
    )
