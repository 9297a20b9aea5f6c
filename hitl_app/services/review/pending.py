"""Record decisions that a window confirms behind the scenes, each once or not at all.

A window keeps them until the server has saved them. They may be sent several times, and long after
they were made: the key tells whether one was recorded, and nothing of others is overwritten.
"""

from dataclasses import replace

from sqlalchemy.orm import Session

from hitl_app.domain.errors import KnownError
from hitl_app.domain.pending import PendingDecision
from hitl_app.domain.photos import Photo, PhotoState
from hitl_app.services.review import opinions, reviewing
from hitl_app.store import answered, claims
from hitl_app.store.decisions import decisions
from hitl_app.store.photos import photos
from hitl_app.workspace import Workspace


def record(workspace: Workspace, decision: PendingDecision) -> int:
    """Record a decision, unless it was recorded before; return its operation number.

    It does not wait for a server that is away: the window sends it again.

    Raises:
        KnownError: What `reviewing.decide` raises; code `photo-decided`: the photo was decided
            elsewhere after it was shown.
    """
    with workspace.database.write() as session:
        before = _recorded(session, decision)
        if before is not None:
            return before
        photo = photos.find_photo(session, decision.photo_id)
        if photo is None or photo.sha256 != decision.sha256:
            raise KnownError("photo-unknown", photo=decision.photo_id)
        if _is_decided_since(session, decision, photo):
            raise KnownError("photo-decided", photo=photo.id)
        claims.give_up(session, decision.client, photo.id)
        operation = reviewing.decide_in(
            session,
            photo.id,
            decision.answer,
            decision.operator,
            decision.category_id,
            shown=_as_shown(photo, decision),
            note=decision.note,
        )
        answer = {"operation": operation}
        answered.remember(session, decision.operator, decision.key, decision.fingerprint(), answer)
        return operation


def withdraw(workspace: Workspace, decision: PendingDecision) -> None:
    """Undo a decision if it was recorded; its photo stays with the window.

    A transaction that was cut off holds the lock until the server has ended it. So what is not
    recorded once the lock is there never will be.
    """
    with workspace.database.write() as session:
        operation = _recorded(session, decision)
        if operation is None:
            return
        claims.hold(session, [decision.photo_id], decision.client, more=True)
    try:
        reviewing.undo(workspace, decision.operator, operation=operation)
    except KnownError as error:
        if error.code != "nothing-to-undo":
            raise


def give_in(workspace: Workspace, decision: PendingDecision) -> None:
    """Record a decision, or withdraw it if it was undone."""
    if decision.withdrawn:
        withdraw(workspace, decision)
    else:
        record(workspace, decision)


def _recorded(session: Session, decision: PendingDecision) -> int | None:
    found = answered.find(session, decision.operator, decision.key, decision.fingerprint())
    return None if found is None else int(found["operation"])


def _is_decided_since(session: Session, decision: PendingDecision, photo: Photo) -> bool:
    """Return True if a later decision is in force than the operator saw, of whatever operator.

    Two operators may have the same name.
    """
    if photo.state is not PhotoState.REVIEWED:
        return False
    last = decisions.last_row(session, photo.id)
    if last is None or decision.seen in (last.id, last.restores_id):
        return False
    is_wanted = decision.opinion and opinions.hidden_among(session, decision.operator, [photo.id])
    return not is_wanted


def _as_shown(photo: Photo, decision: PendingDecision) -> Photo | None:
    """Return the photo with the suggestion that the operator saw; None if they saw none."""
    if not decision.aided:
        return None
    return replace(
        photo,
        suggestion_id=decision.suggestion_id,
        confidence=decision.confidence,
        version=decision.version,
        version_id=decision.version_id,
        draft=decision.draft,
    )
