"""Decisions from a table: the same as from the desk, many at once."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from hitl_app.domain.entities import Answer, OperationKind
from hitl_app.domain.errors import KnownError
from hitl_app.domain.names import folded
from hitl_app.services import opinions
from hitl_app.services.files import read_text
from hitl_app.services.settings import THRESHOLD
from hitl_app.store import categories, decisions, photos
from hitl_app.store.consequences import NewDecision
from hitl_app.store.settings import get_value
from hitl_app.workspace import Workspace
from training.cells import restore

_MOST_MB = 256
_SLICE = 50
_ANSWERS = {a.value: a for a in (Answer.SKIP, Answer.ASK, Answer.NOT_A_PHOTO)}


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that was not recorded.

    Attributes:
        line: Number of the line in the file, from 1.
        reason: A key of `hitl_app.words.REJECTIONS`.
    """

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of a table.

    Attributes:
        recorded: Rows that became decisions.
        rejected: Rows that did not, and why.
        empty: Rows without a label, as an export has them for photos that wait.
    """

    recorded: int
    rejected: tuple[Rejection, ...]
    empty: int


def decide_from(workspace: Workspace, file: Path, operator: str) -> Recorded:
    """Records the decisions of a CSV file with the columns `photo` and `label` as one operation.

    A photo is named by its hash, its path or a file name that only it has; a label is a category,
    `skip`, `ask` or `not-a-photo`. Commas, semicolons and tabs separate, a byte-order mark is
    passed over. Rows that an export marks as labelled by a network are no person's decisions, and
    are rejected.

    Raises:
        KnownError: The file cannot be read or has no such columns; nothing is recorded then.
    """
    rows = list(_rows(file))
    rejected: list[Rejection] = []
    # The last row on a photo counts, as the last decision at the desk would.
    found: dict[int, NewDecision] = {}
    empty = 0
    # Looking things up may take long, and needs no lock that the desk would wait for.
    with workspace.database.read() as session:
        lookup = _Lookup(session, [row.photo for _, row in rows])
        for line, row in rows:
            if row.photo and not row.label:
                empty += 1
                continue
            result = lookup.decision(row)
            if isinstance(result, str):
                rejected.append(Rejection(line, result))
            else:
                found[result.photo_id] = result
    _record(workspace, list(found.values()), operator)
    return Recorded(len(found), tuple(rejected), empty)


def _record(workspace: Workspace, found: list[NewDecision], operator: str) -> None:
    """Records in slices, so that somebody at the desk is not kept waiting; one operation."""
    operation: int | None = None
    for start in range(0, len(found), _SLICE):
        with workspace.database.paced_write() as session:
            if operation is None:
                kind = OperationKind.FILE
                operation = decisions.add_operation(session, kind, operator, len(found))
            threshold = get_value(session, THRESHOLD)
            part = found[start : start + _SLICE]
            decisions.record(session, operation, part, threshold)
            opinions.follow(session, [new.photo_id for new in part])


@dataclass(frozen=True, slots=True)
class _Row:
    photo: str
    label: str
    decided_by: str


class _Lookup:
    """Finds photos and categories by what people write."""

    def __init__(self, session: Session, texts: Sequence[str]) -> None:
        self._session = session
        every = categories.all_categories(session, retired=True)
        offered = {c.id for c in every if not c.retired}
        # An older export may name a category that was merged since.
        counts_as = {folded(c.name): c.merged_into or c.id for c in every}
        self._categories = {name: i for name, i in counts_as.items() if i in offered}
        self._exact = photos.by_hash_or_path(session, {*texts, *map(restore, texts)})
        self._names: dict[str, set[int]] | None = None

    def decision(self, row: _Row) -> NewDecision | str:
        """Gives the decision that a row stands for, or the reason why it stands for none."""
        if not row.photo:
            return "row-short"
        if row.decided_by == "network":
            return "by-network"
        ids = self._photos(row.photo) or self._photos(restore(row.photo))
        if len(ids) != 1:
            return "photo-ambiguous" if ids else "photo-unknown"
        (photo_id,) = ids
        return self._as_labelled(photo_id, row.label)

    def _as_labelled(self, photo_id: int, label: str) -> NewDecision | str:
        answer = _ANSWERS.get(folded(label))
        if answer is not None:
            # Such a name may have come with a database or a network of an older program.
            is_ambiguous = folded(label) in self._categories
            return "label-ambiguous" if is_ambiguous else NewDecision(photo_id, answer)
        for text in (label, restore(label)):
            category_id = self._categories.get(folded(text))
            if category_id is not None:
                return NewDecision(photo_id, Answer.CATEGORY, category_id)
        return "category-unknown"

    def _photos(self, text: str) -> set[int]:
        exact = self._exact.get(text, set())
        if exact or "/" in text or "\\" in text:
            return exact
        if self._names is None:
            # One pass over all paths serves every row; a search for each would not.
            self._names = {}
            for photo_id, shown in photos.names_by_photo(self._session):
                name = shown.replace("\\", "/").rsplit("/", 1)[-1]
                self._names.setdefault(name, set()).add(photo_id)
        return self._names.get(text, set())


def _rows(file: Path) -> Iterator[tuple[int, _Row]]:
    text = read_text(file, _MOST_MB, "csv-unreadable")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = {name.strip().casefold(): name for name in reader.fieldnames or () if name}
        if not {"photo", "label"} <= names.keys():
            raise KnownError("csv-columns", path=str(file))
        by = names.get("decided_by", "")
        for row in reader:
            photo, label = row[names["photo"]] or "", row[names["label"]] or ""
            yield reader.line_num, _Row(photo.strip(), label.strip(), (row.get(by) or "").strip())
    except csv.Error as error:
        raise KnownError("csv-unreadable", path=str(file), detail=str(error)) from error
