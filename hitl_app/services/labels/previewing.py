"""Preview of labels to import: the first rows, and which labels are no categories here."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from hitl_app.domain.categories import Category
from hitl_app.domain.errors import KnownError
from hitl_app.services.labels.formats import Source, detect
from hitl_app.services.labels.naming import Naming, unknown_names
from hitl_app.services.labels.rows import Columns, LabelRow, RowMaker
from hitl_app.store import categories
from hitl_app.workspace import Workspace
from training.inputs.lists import ListError

_SHOWN: Final = 8
_GUESS: Final = "cp1252"
_COUNTED: Final = 20_000
"""Rows whose labels are counted, so that a preview takes a second."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The beginning of a source.

    Attributes:
        names: Columns that can be chosen, and `columns` those that were found.
        rows: The first rows.
        counted: Rows whose labels were counted, `whole` whether these are all.
        unknown: Names that are no categories here with their rows, most frequent first.
        categories: The categories here.
        error: Why the rows cannot be read with these columns.
        encoding: The text is in none of those that can be found out; this one could be it.
    """

    kind: str
    names: tuple[str, ...] = ()
    columns: Columns = Columns()  # noqa: RUF009 - frozen
    rows: tuple[LabelRow, ...] = ()
    counted: int = 0
    whole: bool = True
    unknown: tuple[tuple[str, int], ...] = ()
    categories: tuple[Category, ...] = ()
    error: KnownError | None = None
    encoding: str = ""


def preview(workspace: Workspace, source: Source) -> Preview:
    """Read the beginning of a source, of a text that is no UTF as cp1252.

    Raises:
        KnownError: It cannot be read at all.
    """
    try:
        return _preview(workspace, source)
    except KnownError as error:
        if error.code != "labels-encoding" or source.encoding:
            raise
    found = _preview(workspace, replace(source, encoding=_GUESS))
    return replace(found, encoding=_GUESS)


def _preview(workspace: Workspace, source: Source) -> Preview:
    source = replace(source, kind=source.kind or detect(source.path))
    names = source.names()
    counts: Counter[str] = Counter()
    shown: list[LabelRow] = []
    counted = 0
    rows = source.rows()
    try:
        for row in islice(rows, _COUNTED):
            counted += 1
            if len(shown) < _SHOWN:
                shown.append(row)
            if row.label and not row.problem:
                counts[row.label] += 1
        whole = next(rows, None) is None
    except KnownError as error:
        if not names or error.code != "labels-columns":
            raise
        return Preview(source.kind, names, source.columns, error=error)
    with workspace.database.read() as session:
        unknown = unknown_names(session, counts, Naming())
        offered = categories.all_categories(session)
    return Preview(
        source.kind,
        names,
        _found(names, source.columns),
        tuple(shown),
        counted,
        whole,
        tuple(unknown.items()),
        offered,
    )


def _found(names: tuple[str, ...], columns: Columns) -> Columns:
    if not names:
        return columns
    try:
        made = RowMaker(names, columns)
    except ListError:
        return columns
    return Columns(made.photo, made.label, made.score, made.annotator, made.at)
