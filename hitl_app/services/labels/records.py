"""Labels in files of records: tables, JSON Lines, JSON and Parquet."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from hitl_app.domain.errors import KnownError
from hitl_app.services.labels.json_items import json_items
from hitl_app.services.labels.rows import (
    MAX_MB,
    MAX_TEXT,
    Columns,
    LabelRow,
    RowMaker,
    RowMakers,
)
from safeio.foreign import foreign_bytes
from safeio.reading import open_regular
from safeio.reasons import PhotoError
from training.inputs.lists import ListError, json_object, open_records, read_lines

_BATCH: Final = 10_000
PARTS: Final = "part-*.parquet"
"""Names of the files of a folder of predictions."""


def read_table(
    file: Path, columns: Columns, *, by_folder: bool = False, encoding: str = ""
) -> Iterator[LabelRow]:
    """Read a table whose first line names its columns.

    Args:
        file: The table; commas, semicolons, tabs and bars separate.
        columns: Names of its columns.
        by_folder: Whether the folder of a photo is its label where no column is.
        encoding: One of `training.inputs.lists.ENCODINGS`; empty to find it out.

    Raises:
        OSError: The file cannot be read.
        ListError: It is no such table.
    """
    with open_records(file, MAX_MB, encoding) as records:
        _, names = next(records, (1, []))
        if not names:
            raise ListError("it is empty")
        maker = RowMaker(names, columns, by_folder=by_folder)
        for line, cells in records:
            if any(cells):
                if any(cells[len(names) :]):
                    yield LabelRow(line, "", "", problem="row-long")
                else:
                    yield maker.make(line, dict(zip(names, cells, strict=False)))


def read_json_lines(
    file: Path, columns: Columns, *, by_folder: bool = False, encoding: str = ""
) -> Iterator[LabelRow]:
    """Read a file with one JSON object a line; arguments and errors as above."""
    makers = RowMakers(columns, by_folder=by_folder)
    for line, text in read_lines(file, MAX_MB, of_json=True, encoding=encoding):
        if not text.strip():
            continue
        record = json_object(text)
        if record is not None:
            yield makers.make(line, record)
        else:
            yield LabelRow(line, "", "", problem="row-json")
    makers.check()


def read_json(file: Path, columns: Columns) -> Iterator[LabelRow]:
    """Read a list of JSON objects, or the photos of a JSON export; errors as above."""
    makers = RowMakers(columns)
    place = 0
    for key, record in json_items(file, MAX_MB):
        if key in ("", "photos"):
            place += 1
            if isinstance(record, dict):
                yield makers.make(place, record)
            else:
                yield LabelRow(place, "", "", problem="row-json")
    if not place:
        raise ListError("it has no list of photos")
    makers.check()


def parts_of(folder: Path) -> list[Path]:
    """Return the Parquet files of a folder that `hitl-app classify-many` wrote."""
    return sorted(folder.glob(PARTS))


def read_parquet(file: Path, columns: Columns, *, by_folder: bool = False) -> Iterator[LabelRow]:
    """Read a Parquet file, or all of a folder as one; arguments and errors as above.

    Raises:
        KnownError: Code `parquet-missing`; it takes a library that is not installed.
    """
    line = 0
    for part in parts_of(file) if file.is_dir() else [file]:
        for row in _read_part(part, columns, line, by_folder=by_folder):
            line = row.line
            yield row


def _read_part(file: Path, columns: Columns, line: int, *, by_folder: bool) -> Iterator[LabelRow]:
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise KnownError("parquet-missing") from error
    with _open(file) as source, foreign_bytes(_damage, ListError):
        table = parquet.ParquetFile(source)
        names, read = _columns(table.schema_arrow)
        maker = RowMaker(names, columns, by_folder=by_folder)
        classes = _classes(table.schema_arrow.metadata, maker.label)
        # A value of another column may be one that Python has no object for.
        needed = [path for name, path in zip(names, read, strict=True) if name in maker.used]
        for batch in table.iter_batches(_BATCH, columns=needed):
            for record in _in_microseconds(batch).to_pylist():
                line += 1
                if classes is not None:
                    record[maker.label] = _class(classes, record[maker.label])
                yield maker.make(line, record)


def names_of_table(file: Path, encoding: str = "") -> list[str]:
    """Return the names of a table's columns; errors as above."""
    with open_records(file, MAX_MB, encoding) as records:
        return next(records, (1, []))[1]


def names_of_json_lines(file: Path, encoding: str = "") -> list[str]:
    """Return the keys of the first line; errors as above."""
    for _, text in read_lines(file, MAX_MB, of_json=True, encoding=encoding):
        if text.strip():
            return list(json_object(text) or ())
    return []


def names_of_json(file: Path) -> list[str]:
    """Return the keys of the first object; errors as above."""
    for key, record in json_items(file, MAX_MB):
        if key in ("", "photos"):
            return list(record) if isinstance(record, dict) else []
    return []


def names_of_parquet(file: Path) -> list[str]:
    """Return the names of the columns; errors as above."""
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise KnownError("parquet-missing") from error
    file = next(iter(parts_of(file)), file) if file.is_dir() else file
    with _open(file) as source, foreign_bytes(_damage, ListError):
        return _columns(parquet.ParquetFile(source).schema_arrow)[0]


def _damage(_error: Exception) -> Exception:
    return ListError("it is damaged, or not Parquet")


def _open(file: Path) -> Any:
    try:
        return open_regular(str(file))
    except PhotoError as error:
        raise OSError(error.detail or error.words) from error


def _in_microseconds(batch: Any) -> Any:
    """Shorten times in nanoseconds, which Python's times have not."""
    import pyarrow as pa

    for place, field in enumerate(batch.schema):
        if pa.types.is_timestamp(field.type) and field.type.unit == "ns":
            kind = pa.timestamp("us", field.type.tz)
            times = batch.column(place).cast(kind, safe=False)
            batch = batch.set_column(place, pa.field(field.name, kind), times)
    return batch


def _columns(schema: Any) -> tuple[list[str], list[str]]:
    """Return names of the columns, and what to read of them: no bytes of images."""
    from pyarrow import types

    is_bytes = (
        types.is_binary, types.is_large_binary, types.is_binary_view, types.is_fixed_size_binary,
    )  # fmt: skip
    names, read = [], []
    for field in schema:
        kind = field.type.value_type if types.is_dictionary(field.type) else field.type
        if types.is_struct(kind):
            if kind.get_field_index("path") >= 0:
                names.append(field.name)
                read.append(f"{field.name}.path")
        elif not (types.is_nested(kind) or any(check(kind) for check in is_bytes)):
            names.append(field.name)
            read.append(field.name)
    return names, read


def _classes(metadata: Mapping[bytes, bytes] | None, label: str) -> list[str] | None:
    """Return the names of numbered labels, as the datasets library keeps them."""
    text = (metadata or {}).get(b"huggingface", b"")
    try:
        names = json.loads(text)["info"]["features"][label]["names"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return [str(name)[: MAX_TEXT + 1] for name in names] if isinstance(names, list) else None


def _class(names: list[str], number: object) -> str | None:
    return names[number] if isinstance(number, int) and 0 <= number < len(names) else None
