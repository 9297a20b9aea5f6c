"""Rows of labels: one type for every format, made from records of any columns."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from training.inputs.lists import LABEL_COLUMNS, PHOTO_COLUMNS, ListError, plain_names

MAX_MB: Final = 2048
"""Megabytes of 2**20 bytes that a file of labels may have."""
MAX_TEXT: Final = 4096
"""Characters that a path or a label may have."""
_LABELS: Final = (*LABEL_COLUMNS, "labels", "choice", "sentiment", "target")
_SCORES: Final = ("score", "confidence", "probability", "prob")
_ANNOTATORS: Final = (
    "annotator", "operator", "annotated_by", "labelled_by", "labeled_by", "labeller", "labeler",
    "reviewer",
)  # fmt: skip
_TIMES: Final = (
    "decided_at", "annotated_at", "labelled_at", "labeled_at", "updated_at", "created_at", "time",
    "timestamp",
)  # fmt: skip
_FILES: Final = ("file_name", "path")
_MANY_SHAPES: Final = 64
_PARTS: Final = (list, dict, bytes)
"""Types of values that are no text."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the columns to read; an empty name is found by itself.

    Attributes:
        at: Column of the time of the decision.
    """

    photo: str = ""
    label: str = ""
    score: str = ""
    annotator: str = ""
    at: str = ""


EVERY: Final = Columns()
"""All columns found by themselves."""
COLUMNS: Final = tuple(field.name for field in fields(Columns))


class LabelRow(NamedTuple):
    """A label of a photo, as a file has it; a tuple, as a million of them are made.

    Attributes:
        line: Line of the file, or place in it, from 1.
        photo: What names the photo: its hash, its path or an ending of it.
        label: Its label; empty if it has none.
        annotator: Who labelled it; empty if the file does not say so.
        at: When, in UTC.
        file: Another name of the photo's file, if the row has one.
        by_model: Whether an export marks it as labelled by a model, whose version `model` is.
        aided: Whether the row shows a suggestion or another operator's label of its photo.
        problem: Why the row cannot be used, a key of `hitl_app.messages.REJECTIONS`; or empty.
    """

    line: int
    photo: str
    label: str
    score: float | None = None
    annotator: str = ""
    at: datetime | None = None
    file: str = ""
    by_model: bool = False
    model: str = ""
    aided: bool = False
    problem: str = ""


class RowMaker:
    """Makes rows of records that have the same columns.

    Attributes:
        used: Names of the columns that it reads.

    Raises:
        ListError: A column is missing, or is there more than once.
    """

    def __init__(
        self,
        names: Sequence[str],
        columns: Columns,
        *,
        by_folder: bool = False,
        needs_label: bool = True,
    ) -> None:
        self._by_folder = by_folder and not columns.label
        self._plain = plain_names(names)
        self._names = names
        photo = self._find(columns.photo, PHOTO_COLUMNS)
        known = self._find(columns.label, _LABELS, optional=not needs_label)
        missing = [] if photo else ["photo"]
        if known is None and needs_label and not by_folder:
            missing.append("label")
        if missing:
            lacks = " and no column ".join(missing)
            raise ListError(f"it has no column {lacks}", tuple(missing))
        self.photo, self.label = photo or "", known or ""
        self.score = self._find(columns.score, _SCORES) or ""
        self.annotator = self._find(columns.annotator, _ANNOTATORS) or ""
        self.at = self._find(columns.at, _TIMES) or ""
        others = (name for name in (self._find("", (one,)) for one in _FILES) if name != photo)
        self._file = next(filter(None, others), "")
        self._by = self._find("", ("decided_by",)) or ""
        self._model = self._find("", ("model",)) or ""
        self._suggestion = self._find("", ("suggestion",)) or ""
        self.used = frozenset((
            self.photo, self.label, self.score, self.annotator, self.at, self._file, self._by,
            self._model, self._suggestion,
        ))  # fmt: skip
        self._is_export = bool(self._by or self._model or self._suggestion)

    def _find(self, chosen: str, wanted: Iterable[str], *, optional: bool = False) -> str | None:
        if chosen:
            if chosen in self._names:
                return self._named(chosen, self._names)
            found = next(iter(plain_names([chosen])))
            if found in self._plain:
                return self._named(found, self._plain)
            if optional:
                return None
            raise ListError(f"it has no column {chosen}", (chosen,))
        name = next((name for name in wanted if name in self._plain), None)
        return None if name is None else self._named(name, self._plain)

    def _named(self, name: str, among: Sequence[str]) -> str:
        if among.count(name) > 1:
            raise ListError(f"it has the column {name} more than once")
        return self._names[among.index(name)]

    def make(self, line: int, record: Mapping[str, object]) -> LabelRow:
        """Make the row of one record."""
        by = model = ""
        aided = False
        photo = _path(record.get(self.photo))
        file = text_of(record.get(self._file)) if self._file else ""
        label, problem = _label(record.get(self.label))
        if not self.label and self._by_folder:
            label = PurePosixPath((file or photo).replace("\\", "/")).parent.name
        if not photo.strip():
            problem = "row-short"
        score, unclear = score_of(record.get(self.score))
        at, untimely = time_of(record.get(self.at))
        if self._is_export:
            by, model = text_of(record.get(self._by)), text_of(record.get(self._model))
            aided = bool(by or model or record.get(self._suggestion))
        person = record.get(self.annotator)
        annotator = text_of(person)
        unnamed = "row-annotator" if isinstance(person, _PARTS) else ""
        problem = problem or unclear or untimely or unnamed
        row = LabelRow(
            line, photo, label, score, annotator, at, file, by == "model", model, aided, problem
        )
        return checked(row)


class RowMakers:
    """Makes rows of records whose columns may differ from record to record."""

    def __init__(self, columns: Columns, *, by_folder: bool = False) -> None:
        self._columns, self._by_folder = columns, by_folder
        self._makers: dict[tuple[str, ...], RowMaker | None] = {}
        self._is_found = False
        self._lack: ListError | None = None

    def check(self) -> None:
        """Raise `ListError` if there were records, and none had the columns."""
        if self._lack is not None and not self._is_found:
            raise self._lack

    def make(self, line: int, record: Mapping[str, object]) -> LabelRow:
        """Make a row; one that names no photo is rejected."""
        names = tuple(record)
        if names not in self._makers:
            if len(self._makers) >= _MANY_SHAPES:
                self._makers.clear()
            self._makers[names] = self._maker(names)
        maker = self._makers[names]
        return (
            LabelRow(line, "", "", problem="row-short")
            if maker is None
            else maker.make(line, record)
        )

    def _maker(self, names: tuple[str, ...]) -> RowMaker | None:
        try:
            maker = RowMaker(names, self._columns, by_folder=self._by_folder)
        except ListError as error:
            self._lack = self._lack or error
        else:
            self._is_found = True
            return maker
        try:
            # A label, and optional columns, may be missing in a record.
            chosen = Columns(self._columns.photo, self._columns.label)
            return RowMaker(names, chosen, by_folder=self._by_folder, needs_label=False)
        except ListError:
            return None


def checked(row: LabelRow) -> LabelRow:
    """Refuse texts that are too long."""
    if max(len(row.photo), len(row.label), len(row.annotator)) <= MAX_TEXT:
        return row
    return LabelRow(row.line, "", "", problem="row-text")


def text_of(value: object) -> str:
    """Return a cell as text, trimmed; empty for none and for what is no number."""
    if isinstance(value, str):
        return value.strip()
    if value is None or isinstance(value, bool | list | dict | bytes):
        return str(value).lower() if isinstance(value, bool) else ""
    if isinstance(value, float):
        # Data tools make numbers of whole ones where some are missing.
        return "" if math.isnan(value) else f"{int(value)}" if value.is_integer() else f"{value}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value).strip()


def _path(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        # Of an image of the datasets library, whose bytes stay where they are.
        return text_of(value.get("path"))
    return text_of(value)


def _label(value: object) -> tuple[str, str]:
    """Return a label, or why it does not count."""
    first = next(iter(value), None) if isinstance(value, list) else value
    if isinstance(value, list) and len(value) > 1:
        return text_of(first), "label-many"
    return text_of(first), "category-unknown" if isinstance(first, _PARTS) else ""


def score_of(value: object) -> tuple[float | None, str]:
    """Return a score from 0 to 1, or why there is none."""
    if value is None or value == "":
        return None, ""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None, "row-score"
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None, "row-score"
    if isinstance(value, float) and math.isnan(number):
        # So data tools write that there is none.
        return None, ""
    return (number, "") if 0 <= number <= 1 else (None, "row-score")


def time_of(value: object) -> tuple[datetime | None, str]:
    """Return a time in UTC, or why there is none; UTC also where no zone is named."""
    text = text_of(value)
    if not text:
        return None, "row-time" if isinstance(value, _PARTS) else ""
    try:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(text)
        if at.tzinfo is not UTC:
            at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None, "row-time"
    if at.year < 1970 or at > datetime.now(UTC):
        return None, "row-time"
    return at, ""
