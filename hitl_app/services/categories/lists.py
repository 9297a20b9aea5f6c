"""Read category names from a file or a folder."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hitl_app.domain.errors import KnownError
from hitl_app.domain.names import clean_name, folded
from hitl_app.services.files import read_error
from safeio.cells import restore
from training.inputs.lists import ANSWERS, MAX_MB, ListError, read_first_column, read_lines

MOST_NAMES = 500
_MOST_MB = 1
_TABLES = (".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused name.

    Attributes:
        line: Its line in the file or its place among the folders, from 1.
    """

    line: int
    error: KnownError


@dataclass(frozen=True, slots=True)
class Names:
    """Names that were read."""

    names: tuple[tuple[int, str], ...]
    refused: tuple[Refusal, ...]


def read_names(source: Path) -> Names:
    """Read names: a line each of a text file, a column of a CSV file, or subfolders.

    The column is the one of labels or categories if its first line names one, else the first. In a
    list of photos a label counts once.

    Raises:
        KnownError: It cannot be read, is too large or holds none.
    """
    lines = list(_subfolders(source) if source.is_dir() else _lines(source))
    if not lines:
        raise KnownError("no-subfolders" if source.is_dir() else "list-empty", path=str(source))
    return checked(lines)


def typed_names(text: str) -> Names:
    """Read names that were typed, a line each."""
    lines = enumerate((line.strip() for line in text.splitlines()), 1)
    return checked([(line, name) for line, name in lines if name])


def checked(lines: Sequence[tuple[int, str]]) -> Names:
    """Check names and their lines; one that was there before is refused."""
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
    try:
        yield from _names_of_table(file) if file.suffix.lower() in _TABLES else _names_of_text(file)
    except OSError as error:
        raise read_error(file, error) from error
    except ListError as error:
        raise KnownError("list-unreadable", path=str(file), detail=error.problem) from error


def _names_of_text(file: Path) -> Iterator[tuple[int, str]]:
    count = 0
    for line, content in list(read_lines(file, _MOST_MB)):
        name = content.strip(" \t")
        if name:
            count += 1
            _check_count(file, count)
            yield line, name


def _names_of_table(file: Path) -> Iterator[tuple[int, str]]:
    """Yield names; a list of photos repeats its labels, and has photos without one."""
    seen: set[str] = set()
    for line, cell, of_photos in read_first_column(file, MAX_MB):
        name = restore(cell.strip(" \t"))
        if of_photos and (not name or folded(name) in ANSWERS or folded(name) in seen):
            continue
        seen.add(folded(name))
        _check_count(file, len(seen))
        yield line, name


def _check_count(source: Path, count: int) -> None:
    if count > MOST_NAMES:
        raise KnownError("list-too-long", path=str(source), most=MOST_NAMES)
