"""The beginning, the transactions and the end of an import of labels."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from hitl_app.domain.labels import LabelKind
from hitl_app.services.labels.matching import Match, Matches
from hitl_app.store import presence
from hitl_app.store.decisions import label_imports
from hitl_app.store.decisions.label_imports import Counts
from hitl_app.workspace import Workspace

_FEWEST: Final = 200
"""Rows per transaction while an operator decides at the window that runs the import."""
_AT_ONCE: Final = 5_000
"""Rows that one statement takes: databases limit its values."""
_REVIEWING_S: Final = 60.0
"""Seconds after another operation in which more are expected."""


class _Size(NamedTuple):
    """Size of transactions.

    Attributes:
        most: Rows.
        short_s: Seconds of a transaction under which the next may have more rows.
        long_s: Seconds above which it has fewer.
    """

    most: int
    short_s: float
    long_s: float


_TOGETHER: Final = _Size(5_000, 0.1, 0.3)
_ALONE: Final = _Size(100_000, 1.0, 2.5)
"""Nobody waits. A page of an index is written once for all of its rows that a transaction changes,
so that long ones write a fraction of what short ones do."""

Report = Callable[[int, int], None]
"""Takes rows done and rows in all; may raise to cancel."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where imported labels come from, as the workspace records it.

    Attributes:
        source: Name of the file or folder, and `format` of its `LabelFormat`.
        operator: Who imports them, and can undo it.
        annotator: Name of the operator of rows that name none.
    """

    source: str
    format: str
    operator: str
    annotator: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """An import of labels that ended.

    Attributes:
        operation: Of its decisions, if it has some; `version` of its suggestions likewise.
    """

    number: int
    operation: int | None
    counts: Counts
    version: str = ""


def begin(session: Session, kind: LabelKind, origin: Origin) -> int:
    """Record that an import begins; return its number."""
    return label_imports.begin(
        session,
        kind,
        source=origin.source,
        label_format=origin.format,
        operator=origin.operator,
        annotator=origin.annotator,
    )


def record_all(
    workspace: Workspace,
    found: Matches,
    record: Callable[[Session, Sequence[Match]], int | None],
    report: Report,
) -> None:
    """Record the rows in transactions.

    Args:
        workspace: An open workspace.
        found: The rows.
        record: Records some of them; returns the operation that they are part of, if any.
        report: Called with rows done and all of them.
    """
    slices = _Slices(workspace, len(found))
    for start, stop in slices:
        report(start, len(found))
        with workspace.database.paced_write() as session, slices.timed(session):
            for place in range(start, stop, _AT_ONCE):
                rows = list(found.some(place, min(place + _AT_ONCE, stop)))
                slices.operation = record(session, rows)
    report(len(found), len(found))


class _Slices:
    """Parts of rows for transactions; iteration yields the beginning and the end of each.

    Attributes:
        operation: What the rows are recorded as: other operations are those of operators.
    """

    def __init__(self, workspace: Workspace, total: int) -> None:
        self._database, self._total, self._count = workspace.database, total, _FEWEST
        self._size = _TOGETHER
        self._last: int | None = None
        self._until = 0.0
        self.operation: int | None = None

    def __iter__(self) -> Iterator[tuple[int, int]]:
        start = 0
        while start < self._total:
            most = _FEWEST if self._database.is_reviewing() else self._size.most
            stop = min(start + min(self._count, most), self._total)
            yield start, stop
            start = stop

    @contextmanager
    def timed(self, session: Session) -> Iterator[None]:
        """Measure a transaction; the size of the next ones follows."""
        began = time.monotonic()
        self._size = _ALONE if self._is_alone(session) else _TOGETHER
        yield
        took = time.monotonic() - began
        if took < self._size.short_s:
            self._count = min(2 * self._count, self._size.most)
        elif took > self._size.long_s:
            self._count = max(self._count // 2, _FEWEST)

    def _is_alone(self, session: Session) -> bool:
        """Return True if no window has the workspace open, and nobody decides elsewhere."""
        before, self._last = self._last, presence.last_operation(session)
        if before is not None and self._last not in (before, self.operation):
            self._until = time.monotonic() + _REVIEWING_S
        return time.monotonic() > self._until and not presence.others(session, "")
