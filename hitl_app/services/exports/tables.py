"""Exports as tables in binary formats: a workbook, and Parquet for data tools."""

import json
import re
import tempfile
from collections.abc import Mapping
from typing import Any, BinaryIO, Final

from hitl_app.domain.errors import KnownError
from hitl_app.services.exports.rows import FIELDS, Source

MAX_ROWS = 1_048_576
"""Rows that a sheet can have, the one with the names included."""
_MAX_TEXT: Final = 32_767
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
# Texts stay texts: no formulas, no links, no numbers made of them.
_TEXTS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_GROUP: Final = 50_000  # rows that a reader takes at once


def write_xlsx(out: BinaryIO, source: Source, _head: Mapping[str, Any]) -> None:
    """Write one row per photo as a workbook of one sheet.

    Raises:
        KnownError: Code `export-too-many`; a sheet has fewer rows than that.
    """
    from xlsxwriter import Workbook

    if source.photos >= MAX_ROWS:
        raise KnownError("export-too-many", photos=source.photos, most=MAX_ROWS - 1)
    # What is kept on the disk meanwhile goes with the folder, whatever happens.
    with tempfile.TemporaryDirectory() as folder:
        book = Workbook(out, {**_TEXTS, "tmpdir": folder})
        sheet = book.add_worksheet("photos")
        try:
            _fill(sheet, source)
        except BaseException:
            # Only a book that is closed closes it, and that would write the book.
            sheet.row_data_fh.close()
            raise
        book.close()


def _fill(sheet: Any, source: Source) -> None:
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(FIELDS):
        sheet.write_string(0, column, name)
    at = FIELDS.index("confidence")
    for number, (_, row) in enumerate(source.rows(), 1):
        for column, text in enumerate(row.texts()):
            if column == at and row.confidence is not None:
                sheet.write_number(number, column, row.confidence)
            elif text:
                sheet.write_string(number, column, fitting(text))


def fitting(text: str) -> str:
    """Return a text as a cell can hold it: cut after so many units of UTF-16, whole signs alone."""
    whole = _SURROGATES.sub("\ufffd", text)
    if len(whole) <= _MAX_TEXT // 2:
        return whole
    return whole.encode("utf-16-le")[: 2 * _MAX_TEXT].decode("utf-16-le", "ignore")


def write_parquet(out: BinaryIO, source: Source, head: Mapping[str, Any]) -> None:
    """Write one row per photo as Parquet; error bounds go into the file's metadata.

    Raises:
        KnownError: Code `parquet-missing`; it takes a library that is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise KnownError("parquet-missing") from error
    kinds = {"confidence": pa.float64(), "certified": pa.bool_()}
    schema = pa.schema(
        [(name, kinds.get(name, pa.string())) for name in FIELDS],
        metadata={"second-look": json.dumps(head, ensure_ascii=True)},
    )
    columns: dict[str, list[Any]] = {name: [] for name in FIELDS}
    with parquet.ParquetWriter(out, schema) as writer:
        for _, row in source.rows():
            for name, values in columns.items():
                value = getattr(row, name)
                values.append(_SURROGATES.sub("\ufffd", value) if isinstance(value, str) else value)
            if len(columns["photo"]) == _GROUP:
                _write(writer, columns, schema)
        _write(writer, columns, schema)


def _write(writer: Any, columns: dict[str, list[Any]], schema: Any) -> None:
    import pyarrow as pa

    writer.write_table(pa.table(columns, schema=schema))
    for values in columns.values():
        values.clear()
