"""Read every row of a database from elsewhere, as strictly as the program relies on it.

The database itself accepts any text in a column of numbers, and any JSON. What the program never
writes is refused here, before a backup takes a workspace's place.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, cast

import numpy as np
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    Integer,
    LargeBinary,
    Row,
    Table,
    func,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from hitl_app.domain.certification.inspections import InspectionState
from hitl_app.domain.decisions import Answer, OperationKind, OpinionState
from hitl_app.domain.names import is_allowed
from hitl_app.domain.photos import PhotoState, Split
from hitl_app.domain.reports.catalogue import AUDITED, CERTIFIED, EXTENDED
from hitl_app.domain.runs import RunState
from hitl_app.store.photos.photos import HOLDS
from hitl_app.store.schema import Base, CategoryRow, DraftRow, ModelVersionRow, UtcDateTime
from safeio.characters import is_printable

_PAGE: Final = 500
_MOST_TEXT: Final = 1 << 18
_MOST_BYTES: Final = 16 << 20
_MOST_NUMBER: Final = 2**31
# These count bytes and nanoseconds, or are drawn by chance.
_LARGE: Final = frozenset({"bytes", "size", "mtime_ns", "stamp", "seed", "pid"})
# A sum of rounded shares may be a little more than all.
_MOST_SHARE: Final = 1.01
_SHARES: Final = frozenset({"confidence", "threshold", "target", "level"})
_YEARS: Final = range(1970, 9000)

_CODES: Final[Mapping[str, type[StrEnum] | Sequence[object]]] = {
    "photo.split": Split,
    "photo.state": PhotoState,
    "photo.hold": range(len(HOLDS)),
    "operation.kind": OperationKind,
    "decision.answer": Answer,
    "import_run.state": RunState,
    "training_run.state": RunState,
    "training_run.verdict": ("better", "worse", "undecided", None),
    "inspection.state": InspectionState,
    "opinion.state": OpinionState,
    "certificate.kind": (CERTIFIED, EXTENDED, *AUDITED),
}


class ContentError(Exception):
    """A row holds what the program never writes."""


def read_through(session: Session, report: Callable[[str, int, int], None]) -> None:
    """Read every row of every table, and check each value.

    Raises:
        ContentError: A value is of another type, out of its range or no code that there is.
    """
    tables = Base.metadata.sorted_tables
    total = sum(session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)
    done = 0
    for table in tables:
        _check_booleans(session, table)
        for rows in _pages(session, table):
            _check_rows(table, rows)
            done += len(rows)
            report("check", done, total)
    _check_outputs(session)


def _pages(session: Session, table: Table) -> Iterator[Sequence[Row[Any]]]:
    found = session.execute(select(table).execution_options(yield_per=_PAGE))
    try:
        yield from found.partitions()
    except (ValueError, TypeError, OverflowError) as error:
        raise ContentError(f"a row of {table.name} cannot be read") from error


def _check_booleans(session: Session, table: Table) -> None:
    """Check the columns that are read as true or false whatever they hold."""
    for column in table.columns:
        if isinstance(column.type, Boolean):
            stored = type_coerce(column, Integer)
            if session.execute(select(1).where(stored.not_in((0, 1))).limit(1)).first() is not None:
                raise ContentError(f"{table.name}.{column.name} is neither true nor false")


def _check_rows(table: Table, rows: Sequence[Row[Any]]) -> None:
    for index, column in enumerate(table.columns):
        name = f"{table.name}.{column.name}"
        check = _check_of(column)
        codes = _CODES.get(name)
        allowed = None if codes is None else frozenset(codes)
        for row in rows:
            value = row[index]
            if value is None and (column.nullable or isinstance(column.type, JSON)):
                continue
            if not check(value) or (allowed is not None and value not in allowed):
                raise ContentError(f"{name} holds what it never does")


def _check_of(column: Column[Any]) -> Callable[[Any], bool]:
    name = f"{column.table.name}.{column.name}"
    if name in _OWN:
        return _OWN[name]
    for kind, check in _KINDS.items():
        if isinstance(column.type, kind):
            return check
    if isinstance(column.type, Float):
        most = _MOST_SHARE if column.name in _SHARES else math.inf
        return lambda value: _is_number(value) and abs(value) <= most
    if isinstance(column.type, Integer):
        most = 2**63 if column.name in _LARGE else _MOST_NUMBER
        return lambda value: _is_int(value) and abs(value) <= most
    return _is_text


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _MOST_TEXT and "\0" not in value


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return _is_int(value) or (isinstance(value, float) and math.isfinite(value))


def _is_list(value: object, *, of: Callable[[Any], bool]) -> bool:
    return isinstance(value, list) and all(of(one) for one in value)


def _is_root(value: object) -> bool:
    """Tell whether this is a path as an import notes it: hexadecimal bytes, and text."""
    if not (_is_list(value, of=_is_text) and len(cast("list[str]", value)) == 2):
        return False
    try:
        bytes.fromhex(cast("list[str]", value)[0])
    except ValueError:
        return False
    return True


def _is_report(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    reasons = value.get("reasons") or []
    sides = [value.get(side) or {} for side in ("active", "candidate")]
    return (
        all(_is_number(value.get(name) or 0) for name in ("count", "seconds"))
        and all(isinstance(side, dict) for side in sides)
        and all(_is_number(side.get("accuracy") or 0) for side in sides)
        and _is_list(value.get("curve") or [], of=lambda one: isinstance(one, dict))
        and _is_list(reasons, of=_is_reason)
    )


def _is_reason(value: object) -> bool:
    return (
        isinstance(value, dict)
        and _is_text(value.get("code"))
        and isinstance(value.get("params") or {}, dict)
    )


_KINDS: Final[Mapping[type[Any], Callable[[Any], bool]]] = {
    JSON: lambda _value: True,
    Boolean: lambda _value: True,
    UtcDateTime: lambda value: isinstance(value, datetime) and value.year in _YEARS,
    LargeBinary: lambda value: isinstance(value, bytes) and len(value) <= _MOST_BYTES,
}
_OWN: Final[Mapping[str, Callable[[Any], bool]]] = {
    "category.name": lambda value: _is_text(value) and is_allowed(value),
    "model_version.name": lambda value: _is_text(value) and is_printable(value),
    "model_version.outputs": lambda value: _is_list(value, of=_is_int),
    "model_version.metrics": lambda value: isinstance(value, dict),
    "draft.outputs": lambda value: _is_list(value, of=_is_int),
    "draft.figures": lambda value: isinstance(value, dict),
    "import_run.roots": lambda value: _is_list(value, of=_is_root),
    "training_run.config": lambda value: isinstance(value, dict),
    "training_run.training_ids": lambda value: _is_list(value, of=_is_int),
    "training_run.report": _is_report,
    "certificate.operators": lambda value: _is_list(value, of=_is_text),
    "inspection.annotators": lambda value: value is None or _is_list(value, of=_is_text),
}


def _check_outputs(session: Session) -> None:
    """Check that versions put out categories that there are, and predictions and vectors fit."""
    known = {0, *session.scalars(select(CategoryRow.id))}
    rows = session.execute(select(ModelVersionRow.id, ModelVersionRow.outputs))
    outputs = {number: list(found) for number, found in rows}
    if any(not known.issuperset(found) for found in outputs.values()):
        raise ContentError("model_version.outputs names a category that is missing")
    tables = Base.metadata.tables
    predictions, embeddings = tables["prediction"], tables["embedding"]
    for page in _pages(session, predictions):
        for row in page:
            _check_prediction(row.probabilities, len(outputs[row.version_id]))
    rows = session.execute(select(DraftRow.id, DraftRow.outputs))
    drafted = {number: list(found) for number, found in rows}
    if any(not known.issuperset(found) for found in drafted.values()):
        raise ContentError("draft.outputs names a category that is missing")
    for page in _pages(session, tables["draft_prediction"]):
        for row in page:
            _check_prediction(row.probabilities, len(drafted[row.draft_id]))
    widths: dict[int, int] = {}
    for page in _pages(session, embeddings):
        for row in page:
            if len(row.vector) != widths.setdefault(row.backbone_id, len(row.vector)):
                raise ContentError("embedding.vector is of another length than others")


def _check_prediction(probabilities: bytes, outputs: int) -> None:
    if len(probabilities) != 2 * outputs:
        raise ContentError("prediction.probabilities is of another length than its version's")
    values = np.frombuffer(probabilities, "<f2")
    # Not a number is not less than anything either.
    if not (np.abs(values) <= _MOST_SHARE).all():
        raise ContentError("prediction.probabilities holds no shares")
