"""Lists of photos and labels as text: one reader for every command that takes one."""

import codecs
import csv
import io
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final, cast

from safeio.cells import restore
from safeio.reading import open_regular
from safeio.reasons import PhotoError, Reason

MAX_MB: Final = 256
PHOTO_COLUMNS: Final = (
    "photo",
    "sha256",
    "path",
    "file_path",
    "filepath",
    "image_path",
    "file_name",
    "filename",
    "file",
    "image",
    "image_name",
    "img",
    "picture",
    "id",
    "image_id",
)
"""Names of the column that names photos; the first one that a list has counts."""
LABEL_COLUMNS: Final = ("label", "category", "class", "class_name", "label_name", "category_name")
"""Names of the column of labels; the first one that a list has counts."""
ANSWERS: Final = frozenset({"skip", "ask", "not-a-photo"})
"""Values of a label column that are no categories."""
_DELIMITERS: Final = ",;\t|"
_SEPARATOR: Final = re.compile(f"(?i)sep=([{_DELIMITERS}])[\\r\\n]*")
_MAX_LINE: Final = 2**20
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BINARY: Final = {
    b"PK\x03\x04": "it is an Excel workbook or an archive, not text",
    b"PAR1": "it is a Parquet file, not text",
    b"\xd0\xcf\x11\xe0": "it is an Excel workbook, not text",
    b'{"': "it is JSON, not a table",
    b"[{": "it is JSON, not a table",
}


class ListError(ValueError):
    """A list that cannot be read: what is wrong, as the end of a sentence.

    ``missing`` names the columns that are missing; it is empty if something else is wrong.
    """

    def __init__(self, problem: str, missing: tuple[str, ...] = ()) -> None:
        super().__init__(problem)
        self.problem = problem
        self.missing = missing


@dataclass(frozen=True, slots=True)
class ListedPhoto:
    """A row of a list; what names the photo is as it is written, other cells are trimmed.

    Attributes:
        line: The line in which it begins, from 1.
        photo: What names the photo.
        label: Its label; empty if it has none.
        path: What an export has in its column `path`.
        decided_by: `person` or `model`; as `decided_at` and `model`, of an export.
        suggestion: What a queue has in its column `suggestion`.
        too_long: True if it has more cells than the first line.
    """

    line: int
    photo: str
    label: str
    path: str = ""
    decided_by: str = ""
    decided_at: str = ""
    model: str = ""
    suggestion: str = ""
    too_long: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        """The possible labels: as it is written, or without a guard against formulas."""
        return tuple(dict.fromkeys((self.label, restore(self.label))))


class EncodingError(ListError):
    """A list whose text is in another encoding than was expected."""


ENCODINGS: Final = ("utf-8", "utf-16", "cp1252")
"""Encodings that can be named. UTF-16 without a byte-order mark begins with the lower byte."""
_OPTIONAL: Final = ("path", "decided_by", "decided_at", "model", "suggestion")


def read_photos(path: Path) -> Iterator[ListedPhoto]:
    """Read a list whose first line names a column of photos and one of labels.

    Commas, semicolons, tabs and bars separate; the text is UTF-8, or UTF-16 with a byte-order mark.

    Yields:
        Its rows in order, without empty lines.

    Raises:
        OSError: The file cannot be read.
        ListError: It is no such list.
    """
    with open_records(path, MAX_MB) as records:
        _, first = next(records, (1, []))
        names = plain_names(first)
        found = (_column(names, PHOTO_COLUMNS), _column(names, LABEL_COLUMNS))
        missing = tuple(n for n, at in zip(("photo", "label"), found, strict=True) if at is None)
        photo, label = found
        if photo is None or label is None:
            lacks = "its first line names no column " + " and no column ".join(missing)
            raise ListError(lacks if first else "it is empty", missing)
        optional = {name: at for name in _OPTIONAL if (at := _column(names, (name,))) is not None}
        for line, cells in records:
            if any(cells):
                yield _listed(line, cells, len(names), photo, label, optional)


def read_first_column(path: Path, max_mb: int) -> Iterator[tuple[int, str, bool]]:
    """Read the labels of a table: its column of labels if it names one, else its first column.

    The table has at most ``max_mb`` megabytes of 2**20 bytes.

    Yields:
        Of each row the line in which it begins, its cell, and whether the table lists photos, so
        that labels repeat. Empty lines are left out.

    Raises:
        OSError: The file cannot be read.
        ListError: It is no text, or its quotes do not pair up.
    """
    with open_records(path, max_mb) as records:
        number, first = next(records, (1, []))
        names = plain_names(first)
        label = _column(names, (*LABEL_COLUMNS, "name", "categories", "labels"))
        of_photos = label is not None and _column(names, PHOTO_COLUMNS) not in (None, label)
        for line, cells in records if label is not None else chain([(number, first)], records):
            if cells:
                at = label or 0
                yield line, cells[at] if at < len(cells) else "", of_photos


def read_lines(
    path: Path, max_mb: int, *, of_json: bool = False, encoding: str = ""
) -> Iterator[tuple[int, str]]:
    """Read the lines of a text with their numbers, from 1.

    Args:
        path: The text.
        max_mb: Its most megabytes of 2**20 bytes.
        of_json: Whether each line is JSON.
        encoding: One of `ENCODINGS`; empty for UTF-8, or UTF-16 with a byte-order mark.

    Raises:
        OSError: The file cannot be read.
        ListError: It is no text, or too large.
    """
    with _opened(path, max_mb, of_json=of_json, encoding=encoding) as lines:
        for number, line in enumerate(lines, 1):
            yield number, line.rstrip("\r\n")


def _listed(
    line: int, cells: Sequence[str], width: int, photo: int, label: int, optional: dict[str, int]
) -> ListedPhoto:
    def cell(at: int) -> str:
        return cells[at] if at < len(cells) else ""

    return ListedPhoto(
        line,
        cell(photo),
        cell(label).strip(),
        too_long=any(cells[width:]),
        **{name: cell(at).strip() for name, at in optional.items()},
    )


def plain_names(names: Iterable[str]) -> list[str]:
    """Return names of columns as they are compared: without case, spaces and hyphens."""
    return [name.strip().casefold().replace(" ", "_").replace("-", "_") for name in names]


def _column(names: Sequence[str], wanted: Iterable[str]) -> int | None:
    """Return the place of the first wanted column that there is."""
    name = next((name for name in wanted if name in names), None)
    if name is None:
        return None
    if names.count(name) > 1:
        raise ListError(f"its first line names the column {name} more than once")
    return names.index(name)


def _count_columns(cells: Sequence[str]) -> tuple[int, int]:
    """Return how well a first line is split: columns whose names are known, and columns."""
    names = set(plain_names(cells))
    return sum(not names.isdisjoint(known) for known in (PHOTO_COLUMNS, LABEL_COLUMNS)), len(cells)


def json_object(text: str) -> dict[str, Any] | None:
    """Return the object that a line of JSON Lines holds; None if it is anything else."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


Records = Iterator[tuple[int, list[str]]]


@contextmanager
def open_records(path: Path, max_mb: int, encoding: str = "") -> Iterator[Records]:
    """Open a table as its lines' numbers and cells, and find out what separates the cells.

    Args:
        path: The table.
        max_mb: Its most megabytes of 2**20 bytes.
        encoding: As `read_lines` takes it.

    Raises:
        OSError: The file cannot be read.
        ListError: It is no text, or its quotes do not pair up.
    """
    with _opened(path, max_mb, encoding=encoding) as lines:
        for passed, first in enumerate(lines):
            # Spreadsheets read and write such a line.
            separator = _SEPARATOR.fullmatch(first)
            if separator:
                yield _parse(lines, separator[1], passed + 1)
                return
            if first.strip():
                delimiter = max(_DELIMITERS, key=lambda d: _count_columns(_split(first, d)))
                yield _parse(chain([first], lines), delimiter, passed)
                return
        yield iter(())


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _parse(lines: Iterable[str], delimiter: str, passed: int) -> Records:
    """Yield records with the line in which each begins."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        before = reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            line, end = passed + before + 1, passed + reader.line_num
            raise ListError(_broken(line, end, str(error))) from error
        yield passed + before + 1, cells


def _broken(line: int, end: int, error: str) -> str:
    if end > line or "end of data" in error:
        return f"a quote in the row that begins in line {line} is not closed"
    if "limit" in error:
        return f"a cell in line {line} is longer than {csv.field_size_limit():,} characters"
    return f"the quotes in line {line} do not pair up"


def _open(path: Path) -> io.BufferedReader:
    """Open a file; never wait for the other end of a pipe."""
    try:
        return io.BufferedReader(cast("io.FileIO", open_regular(os.fspath(path))))
    except PhotoError as error:
        raise OSError(
            error.detail if error.reason is Reason.READ_FAILED else error.words
        ) from error


@contextmanager
def _opened(
    path: Path, max_mb: int, *, of_json: bool = False, encoding: str = ""
) -> Iterator[Iterator[str]]:
    """Open a text as lines whose ends are kept."""
    with _open(path) as file:
        head = file.peek(4)[:4]
        for mark, problem in _BINARY.items():
            if head.startswith(mark) and not (of_json and mark[:1] in b"{["):
                raise ListError(problem)
        marked = head.startswith(_UTF_16)
        if not encoding:
            encoding = "utf-16" if marked else "utf-8"
        wide = encoding == "utf-16"
        # Strictly, but for UTF-8: `_check` names the line.
        errors = "surrogateescape" if encoding == "utf-8" else "strict"
        name = "utf-8-sig" if encoding == "utf-8" else encoding
        text = io.TextIOWrapper(
            file, "utf-16-le" if wide and not marked else name, errors, newline=""
        )
        yield _lines(text, max_mb * 2**20, max_mb, bytes_each=2 if wide else 1)


def _lines(text: io.TextIOWrapper, most: int, max_mb: int, *, bytes_each: int) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        try:
            line = text.readline(_MAX_LINE)
        except UnicodeError as error:
            # Without a mark the order of the bytes is part of the name.
            mark = ", as its byte-order mark says" if text.encoding == "utf-16" else ""
            raise EncodingError(f"it is not in {text.encoding.upper()[:6]}{mark}") from error
        if not line:
            return
        most -= bytes_each * len(line)
        if most < 0:
            raise ListError(f"it is larger than {max_mb} MB")
        _check(line, number)
        yield line


def _check(line: str, number: int) -> None:
    if len(line) >= _MAX_LINE:
        raise ListError(f"line {number} is longer than {_MAX_LINE:,} characters")
    if "\0" in line:
        raise ListError(f"line {number} holds a zero byte, which text does not")
    if not line.isascii():
        try:
            # `surrogateescape` turns a byte that is no UTF-8 into a lone surrogate.
            line.encode()
        except UnicodeEncodeError as error:
            raise EncodingError(f"line {number} is not in UTF-8") from error
