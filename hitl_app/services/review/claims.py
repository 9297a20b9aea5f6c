"""The review of several clients at once: each photo is with one of them."""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from sqlalchemy import Select
from sqlalchemy.orm import Session

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.photos import Hold, Photo, PhotoState
from hitl_app.domain.review import ReviewPhoto
from hitl_app.services.review import opinions, reviewing
from hitl_app.services.review.reviewing import Undone, decide_in, not_for
from hitl_app.store import answered, claims
from hitl_app.store.decisions import decisions
from hitl_app.store.photos import photos
from hitl_app.workspace import Workspace

_TRIES: Final = 20
"""How often the next photos are looked for again while other clients are quicker."""


class Find(Protocol):
    """A query for photos to review."""

    def __call__(self, session: Session, without: Select[int], *, lock: bool) -> tuple[Photo, ...]:
        """Return photos without those of `without`; `lock` skips those that others have locked."""


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
    holds = (Hold.SKIPPED,) if skipped else (Hold.NONE, Hold.ASKED)

    def work(session: Session) -> ReviewPhoto | None:
        claims.give_up(session, client.token)
        if opinion and (shown := _opinion(session, client, passed)):
            return shown
        start = None if after is None else photos.find_photo(session, after)

        def find(session: Session, without: Select[int], *, lock: bool) -> tuple[Photo, ...]:
            return _first(session, holds, without, start, lock=lock)

        found = claim_found(session, client, find)
        if not found:
            return None if skipped else _opinion(session, client, passed)
        shown = opinions.as_asked(session, client.operator, photos.review_photo(session, found[0]))
        # Two who disagree are followed by one who decides: this photo is to review, and claimed.
        return replace(shown, opinion=False)

    return workspace.database.record_beside(work)


def claim_found(
    session: Session,
    client: Client,
    find: Find,
    held: Collection[int] | None = (),
    *,
    asked: bool = True,
) -> tuple[Photo, ...]:
    """Claim the photos to review that a query finds, and return them as they are now.

    Args:
        session: An open session that writes.
        client: It gives up all photos but these.
        find: The query; called again if another client was quicker.
        held: Photos that it keeps; None keeps all of its photos.
        asked: Whether the operator's own questions are left out.
    """
    for _ in range(_TRIES):
        without = not_for(session, client.operator, client.token, asked=asked)
        found = [photo.id for photo in find(session, without, lock=True)]
        own = claims.hold(session, {*(held or ()), *found}, client.token, more=held is None).own
        now = photos.find_photos(session, [i for i in found if i in own])
        still = tuple(photo for photo in now if photo.state is PhotoState.TO_REVIEW)
        if still:
            return still
        if found:
            # Claimed or decided just now, as the next query sees: to wait for another photo with
            # the lock on this one could be a deadlock.
            continue
        busy = find(session, without, lock=False)
        if not busy:
            break
        # Each of them is being changed at this moment.
        claims.with_others(session, [busy[0].id], client.token)
    return ()


def _first(
    session: Session,
    holds: Sequence[Hold],
    without: Select[int],
    start: Photo | None,
    *,
    lock: bool,
) -> tuple[Photo, ...]:
    for hold in holds:
        behind = start if start is not None and start.hold is hold else None
        for place in dict.fromkeys((behind, None)):
            found = photos.queue(session, 1, after=place, without=without, hold=hold, lock=lock)
            if found:
                return found
    return ()


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
        claims.check_free(session, request.photo_id, client.token)
        photo = photos.find_photo(session, request.photo_id)
        if photo is None:
            raise KnownError("photo-unknown", photo=request.photo_id)
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


def take(workspace: Workspace, client: Client, photo_id: int, *, more: bool = False) -> ReviewPhoto:
    """Claim a certain photo for a client, such as one whose decision was undone.

    Args:
        workspace: An open workspace.
        client: It gives up its other photos.
        photo_id: The photo.
        more: Whether it keeps its other photos.

    Raises:
        KnownError: Code `photo-unknown` or `photo-claimed`.
    """

    def work(session: Session) -> ReviewPhoto:
        claims.check_free(session, photo_id, client.token)
        photo = photos.find_photo(session, photo_id)
        if photo is None:
            raise KnownError("photo-unknown", photo=photo_id)
        shown = opinions.as_asked(session, client.operator, photos.review_photo(session, photo))
        if not shown.opinion:
            claims.hold(session, [photo_id], client.token, more=more)
        return shown

    return workspace.database.record_beside(work)


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
    workspace.database.record_beside(lambda session: claims.give_up(session, client.token))
