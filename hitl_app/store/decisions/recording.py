"""One decision at a desk, in as few statements as it takes: somebody waits for the next photo."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Integer, Select, Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from hitl_app.domain.decisions import OperationKind
from hitl_app.domain.errors import KnownError
from hitl_app.store.categories import merges, offered
from hitl_app.store.decisions.consequences import (
    NewDecision,
    asker_after,
    more_decided,
    photo_after,
    said_values,
)
from hitl_app.store.decisions.decisions import add_operation
from hitl_app.store.schema import CategoryRow, DecisionRow, OpinionRow, PhotoRow

# Tables, not rows: somebody waits for the next photo, and SQLAlchemy's unit of work takes as long
# again as all the rest.
_PHOTOS, _DECISIONS = (cast("Table", row.__table__) for row in (PhotoRow, DecisionRow))


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What has to be known before one photo is decided at a desk, the photo as it is among it.

    Attributes:
        state: Its public state.
        unaided: Whether it is to be decided without the network's opinion.
        suggestion_id: Its suggestion.
        confidence: Of that.
        version_id: Which version scored it.
        certificate_id: Under which it is accepted.
        asked_by: Who put it to a colleague.
        offered: Whether the category is there and not retired.
        merged: Whether any category was merged into another.
        doubted: Whether the photo is subject to second opinions.
    """

    state: str
    unaided: bool
    suggestion_id: int | None
    confidence: float
    version_id: int | None
    certificate_id: int | None
    asked_by: str | None
    offered: bool | None
    merged: bool
    doubted: bool


_CIRCUMSTANCES: Select[Any] = select(
    *(_PHOTOS.c[name] for name in ("state", "unaided", "suggestion_id", "confidence")),
    *(_PHOTOS.c[name] for name in ("version_id", "certificate_id", "asked_by")),
    offered(bindparam("category", type_=Integer)).scalar_subquery(),
    select(CategoryRow.id).where(CategoryRow.merged_into_id.is_not(None)).exists(),
    select(OpinionRow.photo_id).where(OpinionRow.photo_id == bindparam("photo")).exists(),
).where(_PHOTOS.c.id == bindparam("photo"))


def circumstances(session: Session, photo_id: int, category_id: int | None) -> Circumstances:
    """Ask for all of them at once: somebody waits for the next photo.

    Raises:
        KnownError: Code `photo-unknown`.
    """
    asked = {"photo": photo_id, "category": category_id}
    found = session.connection().execute(_CIRCUMSTANCES, asked).first()
    if found is None:
        raise KnownError("photo-unknown", photo=photo_id)
    return Circumstances(*found)


_INSERT_DECISION = insert(_DECISIONS)
_UPDATE_PHOTO = update(_PHOTOS).where(_PHOTOS.c.id == bindparam("photo"))


def say(
    session: Session,
    operator: str,
    new: NewDecision,
    photo: Circumstances,
    threshold: float | None,
) -> int:
    """Record one decision made at a desk, as an operation of its own; return its row number.

    What `decisions.record` does, in as few statements as that takes.

    Args:
        session: An open writing session that holds none of these rows.
        operator: Who decides.
        new: What is said.
        photo: The photo as it is, asked for in this session.
        threshold: The manual threshold in force.
    """
    now = datetime.now(UTC)
    said = said_values(photo, new, operator, now)
    row = DecisionRow(**said)
    after = photo_after(photo, row, threshold, merges(session) if photo.merged else {})
    decided = more_decided(photo.state, after["state"])
    operation = add_operation(session, OperationKind.DESK, operator, 1, at=now, decided=decided)
    connection = session.connection()
    connection.execute(_INSERT_DECISION, {"operation_id": operation, **said})
    asker = asker_after(photo, row)
    changed = {"photo": new.photo_id, "asked_by": asker, **after}
    connection.execute(_UPDATE_PHOTO, changed)
    return operation
