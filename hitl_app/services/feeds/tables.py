"""Feeds as tables and as JSON Lines."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hitl_app.services.feeds.items import FeedColumns, FeedItem, ItemMaker, plain_name
from training.inputs.lists import ListError, json_object, open_records, read_lines

MAX_MB: Final = 2**16
"""Megabytes of 2**20 bytes that a feed may have: it is read as a stream."""
_NAMED: Final = 1000
"""Lines of JSON whose keys may all differ; the names offered are those of the first ones."""


def read_table(file: Path, columns: FeedColumns, encoding: str = "") -> Iterator[FeedItem]:
    """Read a table whose first line names its columns.

    Args:
        file: The table; commas, semicolons, tabs and bars separate.
        columns: Names of its columns.
        encoding: Of a table without a byte-order mark; UTF-8 by default.

    Raises:
        OSError: The file cannot be read.
        ListError: It is no such table.
    """
    with open_records(file, MAX_MB, encoding) as records:
        _, names = next(records, (1, []))
        if not names:
            raise ListError("it is empty")
        maker = ItemMaker(columns, names)
        plain = [plain_name(name) for name in names]
        for line, cells in records:
            if not any(cells):
                continue
            if any(cells[len(names) :]):
                yield FeedItem(line, problem="row-long")
                continue
            # Of two columns with one name, the first that has a value counts.
            record: dict[str, object] = {}
            for name, cell in zip(plain, cells, strict=False):
                if cell:
                    record.setdefault(name, cell)
            yield maker.make(line, record)


def read_json_lines(file: Path, columns: FeedColumns, encoding: str = "") -> Iterator[FeedItem]:
    """Read a file with one JSON object a line; arguments and errors as above."""
    maker = ItemMaker(columns)
    for line, text in read_lines(file, MAX_MB, of_json=True, encoding=encoding):
        if not text.strip():
            continue
        record = json_object(text)
        if record is not None:
            yield maker.make(line, {plain_name(name): value for name, value in record.items()})
        else:
            yield FeedItem(line, problem="row-json")


def names_of_table(file: Path, encoding: str = "") -> list[str]:
    """Return the names of a table's columns; errors as above."""
    with open_records(file, MAX_MB, encoding) as records:
        return next(records, (1, []))[1]


def names_of_json_lines(file: Path, encoding: str = "") -> list[str]:
    """Return the keys of the first line that is an object; errors as above."""
    for line, text in read_lines(file, MAX_MB, of_json=True, encoding=encoding):
        record = json_object(text)
        if record is not None:
            return list(record)
        if line > _NAMED:
            break
    return []
