"""Tasks that claim photos for a window; every function runs on a store thread."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from hitl_app.domain.photos import Photo
from hitl_app.domain.review import ReviewPhoto
from hitl_app.ui.gateway.services import claims, loaded

if TYPE_CHECKING:
    from hitl_app.workspace import Workspace

RENEW_MS: Final = 30_000
"""Well below the time after which claims of any computer end."""


def new_client() -> str:
    """Return a token by which a window claims photos."""
    return str(uuid4())


def previous_photo(
    workspace: "Workspace", operator: str, client: str, before: Photo
) -> ReviewPhoto | None:
    """Claim the previous photo to review."""
    return loaded.previous_photo(workspace, claims.Client(operator, client), before)


def skipped_photos(
    workspace: "Workspace", operator: str, client: str, limit: int
) -> tuple[ReviewPhoto, ...]:
    """Claim the first skipped photos."""
    return loaded.skipped_photos(workspace, claims.Client(operator, client), limit)


def chosen_photos(
    workspace: "Workspace", operator: str, client: str, photo_ids: Sequence[int]
) -> tuple[ReviewPhoto, ...]:
    """Claim photos that are to be decided again, without those of other clients."""
    return loaded.chosen_photos(workspace, claims.Client(operator, client), photo_ids)


def chosen_photo(workspace: "Workspace", operator: str, client: str, photo_id: int) -> ReviewPhoto:
    """Claim one photo that is to be decided again.

    Raises:
        KnownError: Code `photo-unknown` or `photo-claimed`.
    """
    return claims.take(workspace, claims.Client(operator, client), photo_id, more=True)
