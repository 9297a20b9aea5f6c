"""Names of categories out of a file or a folder."""

import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hitl_app.domain.errors import KnownError
from hitl_app.domain.names import clean_name, folded
from hitl_app.services.files import read_error, read_text
from training.cells import restore

MOST_NAMES = 500
_MOST_MB = 1
_TABLES = (".csv", ".tsv")
_HEADINGS = frozenset({"category", "categories", "name", "label", "labels"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """A name that is not taken.

    Attributes:
        line: Its line in the file or its place among the folders, from 1.
        error: Why.
    """

    line: int
    error: KnownError


@dataclass(frozen=True, slots=True)
class Names:
    """What was read.

    Attributes:
        names: As they are to be added, in order, with their lines.
        refused: Those that cannot be names.
    """

    names: tuple[tuple[int, str], ...]
    refused: tuple[Refusal, ...]


def read_names(source: Path) -> Names:
    """Reads names: a line each of a text file, the first column of a CSV file, or subfolders.

    Args:
        source: A file, or a folder whose subfolders bear the names.

    Raises:
        KnownError: It cannot be read, is too large or holds none.
    """
    lines = list(_subfolders(source) if source.is_dir() else _lines(source))
    names: list[tuple[int, str]] = []
    refused: list[Refusal] = []
    first: dict[str, int] = {}
    for line, text in lines:
        try:
            name = clean_name(text)
        except KnownError as error:
            refused.append(Refusal(line, error))
            continue
        before = first.setdefault(folded(name), line)
        if before == line:
            names.append((line, name))
        else:
            again = KnownError("category-repeated", name=name, line=before)
            refused.append(Refusal(line, again))
    if not lines:
        raise KnownError("no-subfolders" if source.is_dir() else "list-empty", path=str(source))
    return Names(tuple(names), tuple(refused))


def _subfolders(folder: Path) -> Iterator[tuple[int, str]]:
    try:
        with os.scandir(folder) as found:
            names = []
            for entry in found:
                # What begins with a point is hidden; systems and archives leave such behind.
                if not entry.name.startswith((".", "__")) and entry.is_dir():
                    names.append(entry.name)
                    _check_count(folder, len(names))
    except OSError as error:
        raise read_error(folder, error) from error
    yield from enumerate(sorted(names, key=folded), 1)


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    text = read_text(file, _MOST_MB, "list-unreadable")
    is_table = file.suffix.lower() in _TABLES
    # Lines of a file, not whatever else Unicode takes for the end of one.
    rows = _first_cells(file, text) if is_table else enumerate(text.split("\n"), 1)
    count = 0
    for line, content in rows:
        name = content.strip(" \t\r")
        is_heading = is_table and not count and line == 1 and folded(name) in _HEADINGS
        if is_heading or not (name or is_table):
            continue
        count += 1
        _check_count(file, count)
        yield line, name


def _first_cells(file: Path, text: str) -> Iterator[tuple[int, str]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if row:
                yield reader.line_num, restore(row[0])
    except csv.Error as error:
        raise KnownError("list-unreadable", path=str(file), detail=str(error)) from error


def _check_count(source: Path, count: int) -> None:
    if count > MOST_NAMES:
        raise KnownError("list-too-long", path=str(source), most=MOST_NAMES)
