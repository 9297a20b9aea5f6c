"""Readers of exports that share no code with the writers."""

import csv
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from pyarrow import parquet

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_csv(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def read_json(file: Path) -> list[dict]:
    return json.loads(file.read_bytes())["photos"]


def read_lines(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def read_xlsx(file: Path) -> list[dict[str, str | float]]:
    """Read the only sheet of a workbook, whose first row names the columns."""
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            ET.fromstring(archive.read(name))  # noqa: S314 - our own
        sheet = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314
    rows = [dict(map(_cell, row)) for row in sheet.iter(f"{_MAIN}row")]
    names = rows[0]
    return [{name: row.get(column, "") for column, name in names.items()} for row in rows[1:]]


def _cell(cell: ET.Element) -> tuple[str, str | float]:
    column = cell.attrib["r"].rstrip("0123456789")
    if cell.attrib.get("t") != "inlineStr":
        return column, float(cell.findtext(f"{_MAIN}v"))
    text = cell.findtext(f"{_MAIN}is/{_MAIN}t")
    return column, re.sub(r"_x([0-9A-F]{4})_", lambda m: chr(int(m[1], 16)), text)


def read_parquet(file: Path) -> list[dict]:
    return parquet.read_table(file).to_pylist()


def read_coco(file: Path) -> list[dict]:
    """Join images, annotations and categories as a reader of COCO does."""
    content = json.loads(file.read_bytes())
    names = {category["id"]: category["name"] for category in content["categories"]}
    labelled = {}
    for annotation in content["annotations"]:
        assert annotation["image_id"] not in labelled, "one label an image"
        labelled[annotation["image_id"]] = annotation
    rows = []
    for image in content["images"]:
        annotation = labelled.pop(image["id"], {})
        row = {"photo": image["sha256"], "path": image["file_name"], **annotation, **image}
        row["category"] = names.get(annotation.get("category_id"), "")
        rows.append(row)
    assert labelled == {}, "annotations of images that are not there"
    return rows


READERS = {
    "csv": read_csv,
    "json": read_json,
    "xlsx": read_xlsx,
    "parquet": read_parquet,
    "coco": read_coco,
}
"""Readers of the rows, by format, for formats that are one file."""
