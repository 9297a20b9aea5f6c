"""Workbooks of one sheet, written row by row: every text is a text, never a formula or a link.

Source: ECMA-376, "Office Open XML File Formats", part 1, sections 18.3 (worksheets) and 22.4.2.4
(characters that XML cannot hold).
"""

import re
import zipfile
from collections.abc import Sequence
from types import TracebackType
from typing import BinaryIO, Self
from xml.sax.saxutils import escape, quoteattr

MAX_ROWS = 1_048_576
"""Rows that a sheet can have, the one with the names included."""
_MAX_TEXT = 32_767
# From here on a sheet may be larger than an ordinary ZIP file can hold.
_MANY_ROWS = 500_000
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Workbook:
    """A workbook that is being written; complete when the block ends well.

    Args:
        out: An open file that can seek.
        title: Of its sheet.
        rows: How many rows there will be, about.
    """

    def __init__(self, out: BinaryIO, title: str, rows: int) -> None:
        self._archive = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=3)
        for name, content in _parts(title).items():
            self._archive.writestr(name, _XML + content)
        large = rows > _MANY_ROWS
        self._sheet = self._archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=large)
        self._sheet.write(_HEAD.encode())
        self._row = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._sheet.write(b"</sheetData></worksheet>")
        self._sheet.close()
        self._archive.close()

    def add(self, cells: Sequence[str | float | None]) -> None:
        """Adds a row; a number stays one, None is an empty cell."""
        self._row += 1
        filled = (
            _cell(f"{_column(index)}{self._row}", value)
            for index, value in enumerate(cells)
            if value is not None and value != ""
        )
        line = f'<row r="{self._row}">{"".join(filled)}</row>'
        self._sheet.write(line.encode())


def _cell(place: str, value: str | float) -> str:
    if isinstance(value, str):
        text = escape(_FORBIDDEN.sub(_named, _cut(value)))
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c r="{place}"><v>{value!r}</v></c>'


def _cut(text: str) -> str:
    # A cell counts in units of UTF-16.
    if len(text) <= _MAX_TEXT // 2:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: 2 * _MAX_TEXT].decode("utf-16-le", "ignore")


def _named(found: re.Match[str]) -> str:
    return f"_x{ord(found.group()):04X}_"


def _column(index: int) -> str:
    return chr(ord("A") + index)


_HEAD = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    "</sheetView></sheetViews><sheetData>"
)


def _parts(title: str) -> dict[str, str]:
    """Gives every part but the sheet, by its name in the package."""
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
            "</Types>"
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>'
            f'<sheet name={quoteattr(title)} sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
        ),
    }
