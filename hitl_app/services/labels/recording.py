"""Record imported labels as decisions: one operation, one undo."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hitl_app.domain.decisions import OperationKind
from hitl_app.domain.errors import KnownError
from hitl_app.domain.labels import LabelKind
from hitl_app.domain.names import clean_name, folded
from hitl_app.services.labels.matching import Match, Matches, Rejected
from hitl_app.services.labels.naming import Naming
from hitl_app.services.review.changing import LongOperation
from hitl_app.services.review.judging import Judge, Rejection, Wish
from hitl_app.services.review.listed import ListedAnswers
from hitl_app.store.certification import audits
from hitl_app.store.decisions import decisions, label_imports
from hitl_app.store.decisions.consequences import NewDecision
from hitl_app.store.decisions.label_imports import Counts
from hitl_app.workspace import Workspace
from safeio.cells import restore

_FEWEST, _MOST = 200, 5_000
"""Photos per transaction: few while an operator decides, so that windows do not wait long."""
_SHORT_S, _LONG_S = 0.1, 0.3
"""Seconds of a transaction under which the next may have more photos, and above which fewer."""

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


def record_matches(
    workspace: Workspace,
    found: Matches,
    naming: Naming,
    origin: Origin,
    report: Report = lambda _done, _total: None,
) -> Recorded:
    """Record the rows as decisions of their annotators, as one operation of an operator.

    A row that repeats the label in force records nothing. Rows that cannot be recorded are added
    to `found.rejected`.

    Args:
        workspace: An open workspace.
        found: The rows.
        naming: How labels become categories.
        origin: Where the rows come from.
        report: Called with rows done and all of them.

    Raises:
        CancelledError: It was cancelled, or undone meanwhile; what was recorded stays.
    """
    with workspace.database.write() as session:
        recorder = _Recorder(session, found, naming, origin.annotator)
        number = label_imports.begin(
            session,
            LabelKind.DECISIONS,
            source=origin.source,
            label_format=origin.format,
            operator=origin.operator,
            annotator=origin.annotator,
        )
    operation = LongOperation(
        OperationKind.LIST,
        origin.operator,
        len(found),
        lambda session, begun: label_imports.set_operation(session, number, begun),
    )
    try:
        slices = Slices(workspace, len(found))
        for start, stop in slices:
            report(start, len(found))
            with workspace.database.paced_write() as session, slices.timed():
                new = recorder.judge(session, list(found.some(start, stop)))
                operation.record(session, new, unless_undone=True)
        report(len(found), len(found))
    finally:
        operation.end(workspace)
        recorded = len(operation.photo_ids)
        counts = Counts(found.rows, recorded, recorder.unchanged, found.rejected.total)
        with workspace.database.write() as session:
            label_imports.finish(session, number, counts)
    return Recorded(number, operation.number, counts)


class Slices:
    """Parts of rows for transactions that hold the lock for a fraction of a second.

    Iteration yields the beginning and the end of each part.
    """

    def __init__(self, workspace: Workspace, total: int) -> None:
        self._database, self._total, self._count = workspace.database, total, _FEWEST

    def __iter__(self) -> Iterator[tuple[int, int]]:
        start = 0
        while start < self._total:
            count = _FEWEST if self._database.is_reviewing() else self._count
            yield start, start + count
            start += count

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Measure a transaction; the size of the next ones follows."""
        began = time.monotonic()
        yield
        took = time.monotonic() - began
        if took < _SHORT_S:
            self._count = min(2 * self._count, _MOST)
        elif took > _LONG_S:
            self._count = max(self._count // 2, _FEWEST)


class _Recorder:
    def __init__(self, session: Session, found: Matches, naming: Naming, annotator: str) -> None:
        self._rejected: Rejected = found.rejected
        self._models: Sequence[str] = found.models.texts
        self._answers = ListedAnswers(session)
        self._labels = [
            self._answers.named(0, *naming.names_of(label)) for label in found.labels.texts
        ]
        known = {folded(name): name for name in decisions.operators(session)}
        known.setdefault(folded(annotator), annotator)
        names = [_operator(text, annotator, known) for text in found.annotators.texts]
        self._operators = names
        self.unchanged = 0
        self._judge = Judge(annotator, self._answers, second_opinions=False)

    def judge(self, session: Session, rows: Sequence[Match]) -> list[NewDecision]:
        """Return the decisions to record."""
        wishes: list[Wish] = []
        # A label that is checked must not confirm itself, as it would by a second import.
        checked = audits.blind_among(session, {row.photo_id for row in rows})
        for row in rows:
            answer, operator = self._labels[row.label], self._operators[row.annotator]
            if row.photo_id in checked:
                self._rejected.add(row.line, "photo-checked")
            elif isinstance(answer, str):
                self._rejected.add(row.line, answer)
            elif operator is None:
                self._rejected.add(row.line, "row-annotator")
            else:
                new = NewDecision(
                    row.photo_id, answer.answer, answer.category_id, operator=operator, at=row.at
                )
                model = self._models[row.model]
                wish = Wish(row.line, new, row.at, row.by_model, model, row.aided)
                wishes.append(wish)
        rejected: list[Rejection] = []
        wanted = [wish.new for wish in self._judge.all_of(session, wishes, rejected)]
        for one in rejected:
            reason = "opinion-open" if one.reason == "opinion-blind" else one.reason
            self._rejected.add(one.line, reason)
        self.unchanged += len(wishes) - len(wanted) - len(rejected)
        return wanted


def _operator(text: str, default: str, known: dict[str, str]) -> str | None:
    """Return the operator of a text: the same one, however it is spelt; None if it is no name."""
    if not text:
        return default
    try:
        name = clean_name(restore(text))
    except KnownError:
        return None
    return known.setdefault(folded(name), name)
