"""Record the decisions of a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hitl_app.domain.decisions import OperationKind
from hitl_app.domain.errors import KnownError
from hitl_app.services.files import read_error
from hitl_app.services.review.changing import LongOperation
from hitl_app.services.review.judging import Judge, Rejection, Wish, time_of
from hitl_app.services.review.listed import ListedAnswers, ListedPhotos
from hitl_app.workspace import Workspace
from training.inputs.lists import ListedPhoto, ListError, read_photos

_SLICE = 50


@dataclass(frozen=True, slots=True)
class Recorded:
    """Result of a table.

    Attributes:
        unchanged: Rows that repeat the decision in force; not recorded.
        repeated: Rows on a photo that a later row is on too: the last one counts.
    """

    recorded: int
    unchanged: int
    repeated: int
    rejected: tuple[Rejection, ...]
    empty: int


def decide_from(
    workspace: Workspace, file: Path, operator: str, *, second_opinions: bool = False
) -> Recorded:
    """Record the decisions of a table with a column of photos and one of labels, as one operation.

    `ListedPhotos` tells how a photo is named; a label is a category, `skip`, `ask` or
    `not-a-photo`. A row that repeats the decision in force records nothing: operator and time stay.
    Any other row is a decision of this operator, unless an export marks it as labelled by a model
    that did not label the photo as it is now, or as decided earlier than it was decided since.

    Args:
        workspace: An open workspace.
        file: The table.
        operator: Name of the operator.
        second_opinions: Whether rows on photos for this operator's second opinion are that opinion,
            made blind.

    Raises:
        KnownError: The file cannot be read or has no such columns; nothing is recorded then.
    """
    rows = _read(file)
    rejected: list[Rejection] = []
    wishes: dict[int, Wish] = {}
    wished = 0
    empty = 0
    # Lookups may take long: do them without the lock, which the window needs.
    with workspace.database.read() as session:
        named = ListedPhotos(session, (row.photo for row in rows), file.parent)
        answers = ListedAnswers(session)
        for row in rows:
            found = _wish(row, named, answers)
            if found is None:
                empty += 1
            elif isinstance(found, str):
                rejected.append(Rejection(row.line, found))
            else:
                wished += 1
                # The last row on a photo counts, as the last decision in the window would.
                wishes[found.new.photo_id] = found
        repeated = wished - len(wishes)
        judge = Judge(operator, answers, second_opinions=second_opinions)
        new = judge.all_of(session, list(wishes.values()), rejected)
    recorded = _record(workspace, new, judge, rejected)
    rejected.sort(key=lambda one: one.line)
    counted = recorded + len(rejected) + empty + repeated
    return Recorded(recorded, len(rows) - counted, repeated, tuple(rejected), empty)


def _read(file: Path) -> list[ListedPhoto]:
    try:
        return list(read_photos(file))
    except OSError as error:
        raise read_error(file, error) from error
    except ListError as error:
        if error.missing:
            missing = ", ".join(error.missing)
            raise KnownError("csv-columns", path=str(file), missing=missing) from error
        raise KnownError("csv-unreadable", path=str(file), detail=error.problem) from error


def _wish(row: ListedPhoto, named: ListedPhotos, answers: ListedAnswers) -> Wish | str | None:
    """Return a row's decision, None without a label, or the reason for its rejection."""
    if row.too_long:
        return "row-long"
    if not row.photo.strip():
        return "row-short"
    if not row.label:
        return None
    ids = named.find(row.photo)
    if len(ids) != 1:
        return "photo-ambiguous" if ids else "photo-unknown"
    new = answers.find(row, ids[0])
    if isinstance(new, str):
        return new
    return Wish(
        row.line,
        new,
        time_of(row.decided_at),
        row.decided_by == "model",
        row.model,
        # It shows a suggestion or another operator's label of its photo.
        aided=bool(row.model or row.suggestion or row.decided_by),
    )


def _record(
    workspace: Workspace, wishes: Sequence[Wish], judge: Judge, rejected: list[Rejection]
) -> int:
    """Record one operation in slices, so that the window never waits long."""
    kind = OperationKind.FILE if judge.second_opinions else OperationKind.LIST
    operation = LongOperation(kind, judge.operator, len(wishes))
    for start in range(0, len(wishes), _SLICE):
        with workspace.database.paced_write() as session:
            part = judge.all_of(session, wishes[start : start + _SLICE], rejected)
            operation.record(session, [wish.new for wish in part])
    operation.end(workspace)
    return len(operation.photo_ids)
