"""Photos that a window has loaded: the one on screen, and those that follow. It claims them all."""

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import Select
from sqlalchemy.orm import Session

from hitl_app.domain.errors import KnownError
from hitl_app.domain.photos import Hold, Photo
from hitl_app.domain.review import ReviewPhoto
from hitl_app.services.review import opinions
from hitl_app.services.review.claims import Client, Find, claim_found
from hitl_app.services.review.reviewing import next_in, not_for
from hitl_app.store import claims
from hitl_app.store.photos import photos
from hitl_app.workspace import Workspace

_UNWRITABLE: Final = frozenset(
    {
        "workspace-read-only",
        "role-forbids",
        "disk-full",
        "disk-failed",
        "server-full",
        "server-forbids",
    }
)
"""Codes of a workspace that cannot be changed: its photos can be looked at without claims."""


def next_photos(
    workspace: Workspace,
    client: Client,
    limit: int,
    after: Photo | None = None,
    *,
    held: Collection[int] | None = (),
    own_asked: bool = False,
) -> tuple[ReviewPhoto, ...]:
    """Claim the next photos to review for a window, as `reviewing.next_photos` finds them.

    Args:
        workspace: An open workspace.
        client: It gives up all photos but these.
        limit: How many at most.
        after: Continue after this photo's place.
        held: Photos that it keeps; None keeps all of its photos.
        own_asked: Whether the operator's own questions are included.
    """

    def find(session: Session, without: Select[int], *, lock: bool) -> tuple[Photo, ...]:
        return next_in(session, limit, after, without, lock=lock)

    return _claimed(workspace, client, find, held, asked=not own_asked)


def previous_photo(workspace: Workspace, client: Client, before: Photo) -> ReviewPhoto | None:
    """Claim the previous photo to review in the operator's queue that no other client has."""

    def find(session: Session, without: Select[int], *, lock: bool) -> tuple[Photo, ...]:
        return photos.queue(session, 1, after=before, backwards=True, without=without, lock=lock)

    return next(iter(_claimed(workspace, client, find, None)), None)


def skipped_photos(workspace: Workspace, client: Client, limit: int) -> tuple[ReviewPhoto, ...]:
    """Claim the first skipped photos that no other client has, in queue order."""

    def find(session: Session, without: Select[int], *, lock: bool) -> tuple[Photo, ...]:
        return photos.queue(session, limit, without=without, hold=Hold.SKIPPED, lock=lock)

    return _claimed(workspace, client, find, None)


def chosen_photos(
    workspace: Workspace, client: Client, photo_ids: Sequence[int]
) -> tuple[ReviewPhoto, ...]:
    """Claim photos that an operator chose to decide again, whatever their state.

    Returns:
        Those that no other client has, in the given order, blind if they are for the operator's
        second opinion.
    """

    def show(session: Session, others: Collection[int]) -> tuple[ReviewPhoto, ...]:
        found = photos.find_photos(session, [i for i in photo_ids if i not in others])
        shown = [photos.review_photo(session, photo) for photo in found]
        return tuple(opinions.as_asked(session, client.operator, one) for one in shown)

    others: Collection[int] | None = None
    try:
        others = hold(workspace, client, photo_ids, more=True)
    except KnownError as error:
        if error.code not in _UNWRITABLE:
            raise
    with workspace.database.read() as session:
        if others is None:
            others = claims.claimed_by_others(session, client.token)
        return show(session, others)


def hold(
    workspace: Workspace, client: Client, photo_ids: Collection[int], *, more: bool = False
) -> set[int]:
    """Renew a window's claims on these photos; return those it lost.

    Args:
        workspace: An open workspace.
        client: It gives up its other photos.
        photo_ids: Row numbers.
        more: Whether it keeps its other photos.
    """

    def work(session: Session) -> set[int]:
        return claims.hold(session, photo_ids, client.token, more=more).others

    return workspace.database.record_beside(work)


def _claimed(
    workspace: Workspace,
    client: Client,
    find: Find,
    held: Collection[int] | None,
    *,
    asked: bool = True,
) -> tuple[ReviewPhoto, ...]:
    """Claim what a query finds as `claim_found` does, and return what is shown of it."""

    def work(session: Session) -> tuple[ReviewPhoto, ...]:
        found = claim_found(session, client, find, held, asked=asked)
        return tuple(photos.review_photo(session, photo) for photo in found)

    try:
        return workspace.database.record_beside(work)
    except KnownError as error:
        if error.code not in _UNWRITABLE:
            raise
    with workspace.database.read() as session:
        without = not_for(session, client.operator, client.token, asked=asked)
        found = find(session, without, lock=False)
        return tuple(photos.review_photo(session, photo) for photo in found)
