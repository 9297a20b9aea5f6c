"""Undo operations: what was in force before is decided again, as an operation of its own."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hitl_app.domain.decisions import Answer, Operation, OperationKind
from hitl_app.domain.photos import PhotoState
from hitl_app.domain.settings import THRESHOLD
from hitl_app.store.categories import merges
from hitl_app.store.decisions.consequences import Change, Facts, asker, more_decided, photo_after
from hitl_app.store.decisions.recording import add_operation, facts_of, write_changes
from hitl_app.store.schema import DecisionRow, OperationRow
from hitl_app.store.values import get_value

_KEPT = (
    "answer", "category_id", "operator", "at", "suggestion_id", "confidence", "version_id",
    "draft_id", "note",
)  # fmt: skip


def begin_undo(session: Session, operation: Operation) -> int:
    """Begin to undo an operation in as many parts as that needs; return the undo's number.

    The operation counts as undone once the undo has ended: an interrupted one starts again and
    skips what it did.
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
) -> int:
    """Take an operation back for some hundred of its photos; return how many changed.

    A photo that was decided again since keeps the later decision.
    """
    query = select(DecisionRow, OperationRow.kind).join(
        OperationRow, OperationRow.id == DecisionRow.operation_id
    )
    query = query.where(DecisionRow.photo_id.in_(photo_ids)).order_by(DecisionRow.id)
    decided: dict[int, list[tuple[DecisionRow, str]]] = {}
    for row, kind in session.execute(query):
        decided.setdefault(row.photo_id, []).append((row, kind))
    operations = {row.operation_id for rows in decided.values() for row, _ in rows}
    gone = select(OperationRow.undoes_id).where(OperationRow.undoes_id.in_(operations))
    taken_back = {*session.scalars(gone), operation.id}
    undo_row, merged = session.get_one(OperationRow, undo_id), merges(session)
    threshold = get_value(session, THRESHOLD)
    changes = []
    for photo_id, photo in facts_of(session, photo_ids).items():
        rows = decided.get(photo_id, [])
        origin = _origin([row for row, _ in rows])
        if origin is None or origin.operation_id != operation.id:
            continue
        before = next(_current_rows(rows, taken_back), None)
        again = _restated(undo_row, photo_id, before)
        after = photo_after(photo, again, threshold, merged)
        more = more_decided(photo.state, after["state"])
        after["asked_by"] = asker(again)
        if before is None or before.answer == Answer.WITHDRAWN:
            after |= _accepted_again(photo, _accepted_before(rows, origin, before), merged)
        elif before.answer == Answer.SKIP:
            after["asked_by"] = _asker(rows, taken_back)
        changes.append(Change(again, after, more))
    write_changes(session, undo_id, changes)
    return len(changes)


def _restated(undo_row: OperationRow, photo_id: int, before: DecisionRow | None) -> dict[str, Any]:
    restated = dict.fromkeys(_KEPT) | {
        "photo_id": photo_id,
        "restores_id": None,
        "certificate_id": None,
    }
    if before is None:
        return restated | {
            "answer": Answer.WITHDRAWN,
            "operator": undo_row.operator,
            "at": undo_row.at,
        }
    return restated | {name: getattr(before, name) for name in _KEPT} | {"restores_id": before.id}


def _accepted_before(
    rows: Sequence[tuple[DecisionRow, str]], origin: DecisionRow, before: DecisionRow | None
) -> DecisionRow | None:
    """Return the decision that ended a photo's acceptance, out of those that are undone now.

    It is the undone one, or one below it that was undone while a later one was in force, and so
    left no row. An undo between two of them had settled what stood before it.
    """
    below = [(row, kind) for row, kind in rows if row.id <= origin.id]
    for row, kind in reversed(below):
        if kind == OperationKind.UNDO or row is before:
            return None
        if row.certificate_id is not None:
            return row
    return None


def _accepted_again(
    photo: Facts, ended: DecisionRow | None, merged: Mapping[int, int]
) -> dict[str, Any]:
    """Return what accepts a photo again under its certificate, if that is about it still."""
    if ended is None or photo.blind:
        return {}
    suggested = merged.get(ended.suggestion_id or 0, ended.suggestion_id)
    if (photo.version_id, photo.suggestion_id) != (ended.version_id, suggested):
        return {}
    return {
        "state": PhotoState.AUTO_ACCEPTED,
        "hold": 0,
        "label_id": photo.suggestion_id,
        "certificate_id": ended.certificate_id,
    }


def _origin(rows: Sequence[DecisionRow]) -> DecisionRow | None:
    """Return the decision in force, or the one that it restates, out of all of a photo."""
    if not rows:
        return None
    by_id = {row.id: row for row in rows}
    return by_id[rows[-1].restores_id or rows[-1].id]


def _current_rows(
    rows: Sequence[tuple[DecisionRow, str]], taken_back: Collection[int | None]
) -> Iterator[DecisionRow]:
    """Yield a photo's decisions whose own operations were not undone, last one first.

    The first may be a withdrawal.
    """
    for row, kind in reversed(rows):
        own = row.restores_id is None and kind != OperationKind.UNDO
        if own and row.operation_id not in taken_back:
            yield row


def _asker(
    rows: Sequence[tuple[DecisionRow, str]], taken_back: Collection[int | None]
) -> str | None:
    """Return the operator whose question is still open: others only skipped the photo since."""
    passed = set()
    for row in _current_rows(rows, taken_back):
        if row.answer != Answer.SKIP:
            asked = row.answer == Answer.ASK and row.operator not in passed
            return row.operator if asked else None
        passed.add(row.operator)
    return None
