"""The review of several clients at once: each photo is with one of them."""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Select
from sqlalchemy.orm import Session

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.photos import Hold, Photo, PhotoState
from hitl_app.domain.review import ReviewPhoto
from hitl_app.services.review import opinions, reviewing
from hitl_app.services.review.reviewing import Undone, decide_in, next_in, not_for
from hitl_app.store import answered, claims
from hitl_app.store.decisions import decisions
from hitl_app.store.photos import photos
from hitl_app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Client:
    """An operator at one window, browser or program.

    Attributes:
        token: Its own; at most 36 characters.
    """

    operator: str
    token: str


@dataclass(frozen=True, slots=True)
class Request:
    """A decision to record for a client."""

    photo_id: int
    answer: Answer
    category_id: int | None = None
    note: str = ""

    def text(self) -> str:
        """Return it as one text, to recognise it when it comes again."""
        return json.dumps([self.photo_id, self.answer.value, self.category_id, self.note])


def next_photo(
    workspace: Workspace,
    client: Client,
    *,
    after: int | None = None,
    skipped: bool = False,
    opinion: bool = False,
    passed: Collection[int] = (),
) -> ReviewPhoto | None:
    """Claim the next photo to review for a client, and return it; None if none is left.

    Args:
        workspace: An open workspace.
        client: It gives up the photo that it had.
        after: Continue after this photo's place in the queue; wraps around at the end.
        skipped: Whether to return skipped photos instead of all others.
        opinion: Whether a photo for the operator's second opinion comes first, if there is one;
            else they come last. They are not claimed: two operators are to see them.
        passed: Photos for a second opinion that come after the others.
    """
    with workspace.database.write() as session:
        claims.give_up(session, client.token)
        without = not_for(session, client.operator, client.token)
        holds = (Hold.SKIPPED,) if skipped else (Hold.NONE, Hold.ASKED)
        if opinion and (shown := _opinion(session, client, passed)):
            return shown
        found = _first(session, holds, without, after)
        if found is None:
            return None if skipped else _opinion(session, client, passed)
        claims.claim(session, found.id, client.token)
        shown = opinions.as_asked(session, client.operator, photos.review_photo(session, found))
        # Two who disagree are followed by one who decides: this photo is to review, and claimed.
        return replace(shown, opinion=False)


def _first(
    session: Session, holds: Sequence[Hold], without: Select[int], after: int | None
) -> Photo | None:
    start = None if after is None else photos.find_photo(session, after)
    for hold in holds:
        behind = start if start is not None and start.hold is hold else None
        for place in dict.fromkeys((behind, None)):
            found = photos.queue(session, 1, after=place, without=without, hold=hold)
            if found:
                return found[0]
    return None


def _opinion(session: Session, client: Client, passed: Collection[int]) -> ReviewPhoto | None:
    if not opinions.are_asked(session):
        return None
    found = opinions.wanted_in(session, client.operator, len(passed) + 1)
    return min(found, key=lambda one: one.photo.id in passed, default=None)


def decide(
    workspace: Workspace,
    client: Client,
    request: Request,
    key: str = "",
    shown: Photo | None = None,
    *,
    opinion: bool = False,
) -> int:
    """Record a client's decision on a photo that no other client has; return its operation number.

    Args:
        workspace: An open workspace.
        client: Its claim on the photo ends.
        request: The decision.
        key: The same key with the same request records it once, also after a restart.
        shown: The photo as the operator saw it with its suggestion, if they did.
        opinion: Whether it was shown for a second opinion, without the first decision.

    Raises:
        KnownError: What `reviewing.decide` raises; code `photo-claimed`: another client has the
            photo, `photo-decided`: it was decided since, or `request-key-used`: the key came with
            another request.
    """

    def work(session: Session) -> int:
        before = answered.find(session, client.operator, key, request.text()) if key else None
        if before is not None:
            return int(before["operation"])
        photo = photos.find_photo(session, request.photo_id)
        if photo is None:
            raise KnownError("photo-unknown", photo=request.photo_id)
        if claims.is_claimed_by_other(session, photo.id, client.token):
            raise KnownError("photo-claimed", photo=photo.id)
        if photo.state is PhotoState.REVIEWED:
            is_open = opinion and opinions.hidden_among(session, client.operator, [photo.id])
            if not is_open:
                raise KnownError("photo-decided", photo=photo.id)
        operation = decide_in(
            session,
            photo.id,
            request.answer,
            client.operator,
            request.category_id,
            shown=shown,
            note=request.note,
        )
        claims.give_up(session, client.token)
        if key:
            answer = {"operation": operation}
            answered.remember(session, client.operator, key, request.text(), answer)
        return operation

    return workspace.database.record(work)


def take(workspace: Workspace, client: Client, photo_id: int) -> ReviewPhoto:
    """Claim a certain photo for a client, such as one whose decision was undone.

    Raises:
        KnownError: Code `photo-unknown` or `photo-claimed`.
    """
    with workspace.database.write() as session:
        photo = photos.find_photo(session, photo_id)
        if photo is None:
            raise KnownError("photo-unknown", photo=photo_id)
        if claims.is_claimed_by_other(session, photo_id, client.token):
            raise KnownError("photo-claimed", photo=photo_id)
        shown = opinions.as_asked(session, client.operator, photos.review_photo(session, photo))
        if not shown.opinion:
            claims.claim(session, photo_id, client.token)
        return shown


def undo(
    workspace: Workspace,
    client: Client,
    report: Callable[[int, int], None] = lambda _done, _total: None,
) -> Undone:
    """Undo the operator's last operation, and keep its photo for the client.

    Raises:
        KnownError: Code `nothing-to-undo`.
    """
    # Before it is to review again: another client could get it between two transactions.
    with workspace.database.write() as session:
        found = decisions.undoable(session, client.operator)
        if found is not None and found.photo_id is not None:
            claims.hold(session, [found.photo_id], client.token, more=True)
    return reviewing.undo(workspace, client.operator, report)


def leave(workspace: Workspace, client: Client) -> None:
    """Give up a client's photos."""
    with workspace.database.write() as session:
        claims.give_up(session, client.token)


# A window has several photos: the one on screen, and those that follow.


def next_photos(
    workspace: Workspace,
    client: Client,
    limit: int,
    after: Photo | None = None,
    *,
    held: Collection[int] = (),
    own_asked: bool = False,
) -> tuple[ReviewPhoto, ...]:
    """Claim the next photos to review for a client, as `reviewing.next_photos` finds them.

    Args:
        workspace: An open workspace.
        client: It gives up all photos but these.
        limit: How many at most.
        after: Continue after this photo's place.
        held: Photos that it keeps.
        own_asked: Whether the operator's own questions are included.
    """

    def find(session: Session) -> tuple[ReviewPhoto, ...]:
        without = not_for(session, client.operator, client.token, asked=not own_asked)
        found = next_in(session, limit, after, without)
        return tuple(photos.review_photo(session, photo) for photo in found)

    try:
        with workspace.database.write() as session:
            found = find(session)
            claims.hold(session, {*held, *(one.photo.id for one in found)}, client.token)
            return found
    except KnownError:
        # A full disk, or a workspace that cannot be changed: its photos can be looked at.
        with workspace.database.read() as session:
            return find(session)


def hold(workspace: Workspace, client: Client, photo_ids: Collection[int]) -> set[int]:
    """Renew a client's claims on these photos, and give up others; return those it lost."""
    with workspace.database.write() as session:
        return claims.hold(session, photo_ids, client.token)
