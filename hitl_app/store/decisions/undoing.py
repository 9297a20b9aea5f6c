"""Undo operations: the previous decisions are recorded again, as a new operation."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hitl_app.domain.decisions import Answer, Operation, OperationKind
from hitl_app.domain.photos import PhotoState
from hitl_app.store.categories import merges
from hitl_app.store.decisions.consequences import Change, Facts, asker, more_decided, photo_after
from hitl_app.store.decisions.recording import add_operation, facts_of, write_changes
from hitl_app.store.schema import DecisionRow, OperationRow

_KEPT = (
    "answer", "category_id", "operator", "at", "suggestion_id", "confidence", "version_id", "note",
)  # fmt: skip


def begin_undo(session: Session, operation: Operation) -> int:
    """Begin the undo of an operation in parts; return the undo's number.

    Until it has ended the operation counts as not undone: an interrupted undo starts again, and
    skips photos that it changed.
    """
    return add_operation(session, OperationKind.UNDO, operation.operator, operation.photos)


def end_undo(session: Session, undo_id: int, operation: Operation) -> None:
    """End an undo: the operation counts as undone."""
    session.get_one(OperationRow, undo_id).undoes_id = operation.id
    session.flush()


def undo_some(
    session: Session,
    undo_id: int,
    operation: Operation,
    photo_ids: Sequence[int],
    threshold: float | None,
) -> int:
    """Undo an operation for some hundred of its photos: restore their previous decisions.

    A photo that was decided again since keeps the later decision.

    Returns:
        How many photos changed.
    """
    query = select(DecisionRow, OperationRow.kind).join(
        OperationRow, OperationRow.id == DecisionRow.operation_id
    )
    query = query.where(DecisionRow.photo_id.in_(photo_ids)).order_by(DecisionRow.id)
    history: dict[int, list[tuple[DecisionRow, str]]] = {}
    for row, kind in session.execute(query):
        history.setdefault(row.photo_id, []).append((row, kind))
    operations = {row.operation_id for rows in history.values() for row, _ in rows}
    gone = select(OperationRow.undoes_id).where(OperationRow.undoes_id.in_(operations))
    undone = {*session.scalars(gone), operation.id}
    undo_row, merged = session.get_one(OperationRow, undo_id), merges(session)
    changes = []
    for photo_id, photo in facts_of(session, photo_ids).items():
        rows = history.get(photo_id, [])
        origin = _origin([row for row, _ in rows])
        if origin is None or origin.operation_id != operation.id:
            continue
        before = next(_current_rows(rows, undone), None)
        again = _restated(undo_row, photo_id, before)
        after = photo_after(photo, again, threshold, merged)
        more = more_decided(photo.state, after["state"])
        after["asked_by"] = asker(again)
        if before is None:
            after |= _accepted_again(photo, origin)
        elif before.answer == Answer.SKIP:
            after["asked_by"] = _asker(rows, undone)
        changes.append(Change(again, after, more))
    write_changes(session, undo_id, changes)
    return len(changes)


def _restated(undo_row: OperationRow, photo_id: int, before: DecisionRow | None) -> dict[str, Any]:
    columns = dict.fromkeys(_KEPT) | {
        "photo_id": photo_id,
        "restores_id": None,
        "certificate_id": None,
    }
    if before is None:
        return columns | {
            "answer": Answer.WITHDRAWN,
            "operator": undo_row.operator,
            "at": undo_row.at,
        }
    return columns | {name: getattr(before, name) for name in _KEPT} | {"restores_id": before.id}


def _accepted_again(photo: Facts, origin: DecisionRow) -> dict[str, Any]:
    """Return a photo's former certificate, if that still covers it."""
    same = (photo.version_id, photo.suggestion_id) == (origin.version_id, origin.suggestion_id)
    if origin.certificate_id is None or photo.blind or not same:
        return {}
    return {
        "state": PhotoState.AUTO_ACCEPTED,
        "hold": 0,
        "label_id": photo.suggestion_id,
        "certificate_id": origin.certificate_id,
    }


def _origin(rows: Sequence[DecisionRow]) -> DecisionRow | None:
    """Return the decision in force, or the one that it restores, of all of a photo."""
    if not rows:
        return None
    by_id = {row.id: row for row in rows}
    return by_id[rows[-1].restores_id or rows[-1].id]


def _current_rows(
    rows: Sequence[tuple[DecisionRow, str]], undone: Collection[int | None]
) -> Iterator[DecisionRow]:
    """Yield a photo's decisions whose operations were not undone, last one first.

    The first may be one that withdrew an earlier decision.
    """
    for row, kind in reversed(rows):
        own = row.restores_id is None and kind != OperationKind.UNDO
        if own and row.operation_id not in undone:
            yield row


def _asker(rows: Sequence[tuple[DecisionRow, str]], undone: Collection[int | None]) -> str | None:
    """Return the operator whose question others only skipped since, if any."""
    passed = set()
    for row in _current_rows(rows, undone):
        if row.answer != Answer.SKIP:
            asked = row.answer == Answer.ASK and row.operator not in passed
            return row.operator if asked else None
        passed.add(row.operator)
    return None
