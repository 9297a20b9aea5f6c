"""Record imported labels as decisions: one operation, one undo."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from hitl_app.domain.decisions import OperationKind
from hitl_app.domain.errors import KnownError
from hitl_app.domain.labels import LabelKind
from hitl_app.domain.names import clean_name, folded
from hitl_app.services.labels.matching import Match, Matches, Rejected
from hitl_app.services.labels.naming import Naming
from hitl_app.services.labels.running import Origin, Recorded, Report, begin, record_all
from hitl_app.services.review.changing import LongOperation
from hitl_app.services.review.judging import Judge, Rejection, Wish
from hitl_app.services.review.listed import ListedAnswers
from hitl_app.store.certification import audits
from hitl_app.store.decisions import decisions, label_imports
from hitl_app.store.decisions.consequences import NewDecision
from hitl_app.store.decisions.label_imports import Counts
from hitl_app.workspace import Workspace
from safeio.cells import restore


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
    with workspace.database.read() as session:
        people = decisions.operators(session)
    with workspace.database.write() as session:
        recorder = _Recorder(session, found, naming, origin.annotator, people)
        number = begin(session, LabelKind.DECISIONS, origin)
    operation = LongOperation(
        OperationKind.LIST,
        origin.operator,
        len(found),
        lambda session, begun: label_imports.set_operation(session, number, begun),
    )

    def record(session: Session, rows: Sequence[Match]) -> int | None:
        operation.record(session, recorder.judge(session, rows), unless_undone=True)
        return operation.number

    try:
        record_all(workspace, found, record, report)
    finally:
        operation.end(workspace)
        recorded = len(operation.photo_ids)
        counts = Counts(found.rows, recorded, recorder.unchanged, found.rejected.total)
        with workspace.database.write() as session:
            label_imports.finish(session, number, counts)
    return Recorded(number, operation.number, counts)


class _Recorder:
    def __init__(
        self,
        session: Session,
        found: Matches,
        naming: Naming,
        annotator: str,
        people: Sequence[str],
    ) -> None:
        self._rejected: Rejected = found.rejected
        self._models: Sequence[str] = found.models.texts
        self._answers = ListedAnswers(session)
        self._labels = [
            self._answers.named(0, *naming.names_of(label)) for label in found.labels.texts
        ]
        known = {folded(name): name for name in people}
        annotator = known.setdefault(folded(annotator), annotator)
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
