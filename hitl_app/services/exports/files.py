"""Exports that are one file of text: CSV, JSON, COCO."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, BinaryIO

from hitl_app import __version__
from hitl_app.domain.decisions import Answer
from hitl_app.services.certification.certificate_files import certificate_dict
from hitl_app.services.exports.rows import FIELDS, Source
from hitl_app.services.files import write_rows
from hitl_app.services.reports import insights
from hitl_app.store.reports import insights as rows


def write_csv(out: BinaryIO, source: Source, _head: Mapping[str, Any]) -> None:
    """Write one row per photo, for spreadsheets and scripts."""
    write_rows(out, FIELDS, (row.texts() for _, row in source.rows()))


def write_json(out: BinaryIO, source: Source, head: Mapping[str, Any]) -> None:
    """Write the catalogue's error bounds, its certificates, and an object per photo."""
    out.write(_encoded(head)[:-1] + b', "photos": [')
    _write_list(out, (asdict(row) for _, row in source.rows()))
    out.write(b"}\n")


def write_coco(out: BinaryIO, source: Source, head: Mapping[str, Any]) -> None:
    """Write images, categories, and one annotation for each photo that has a label.

    Labels are of whole images, and so are an annotation's box and outline. All numbers begin
    with 1: converters take 1 away.
    """
    categories = source.categories()
    no_product = 1 + max((category.id for category in categories), default=0)
    head_keys = ("program", "exported_at")
    info = {
        "description": head["workspace"],
        "version": "1.0",
        "year": int(head["exported_at"][:4]),
        "date_created": head["exported_at"],
        **{name: head[name] for name in head_keys},
    }
    out.write(b'{"info": ' + _encoded(info) + b', "licenses": [], "images": [')
    _write_list(out, _images(source))
    out.write(b', "annotations": [')
    _write_list(out, _annotations(source, no_product))
    named = [{"id": c.id, "name": c.name, "supercategory": "product"} for c in categories]
    named.append(
        {"id": no_product, "name": Answer.NOT_A_PHOTO.value, "supercategory": "no product"}
    )
    out.write(b', "categories": ' + _encoded(named) + b"}\n")


def _images(source: Source) -> Iterator[dict[str, Any]]:
    for photo, row in source.rows():
        yield {
            "id": photo.id,
            "file_name": row.path,
            "width": photo.width,
            "height": photo.height,
            "sha256": row.photo,
            "state": row.state,
            "product": row.product,
            "item": row.item,
            "title": row.title,
        }


def _annotations(source: Source, no_product: int) -> Iterator[dict[str, Any]]:
    for photo, row in source.rows():
        if row.label:
            fields = asdict(row)
            for stands_elsewhere in ("photo", "path", "product", "item", "title"):
                del fields[stands_elsewhere]
            right, bottom = photo.width, photo.height
            yield {
                "id": photo.id,
                "image_id": photo.id,
                "category_id": photo.label_id or no_product,
                "bbox": [0, 0, right, bottom],
                "area": right * bottom,
                "iscrowd": 0,
                "segmentation": [[0, 0, right, 0, right, bottom, 0, bottom]],
                **fields,
            }


def head_of(source: Source, workspace: str) -> dict[str, Any]:
    """Return the head of an export: error bounds and certificates."""
    certificates = rows.valid_certificates(source.session)
    return {
        "program": f"Second Look {__version__}",
        "workspace": workspace,
        "exported_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "catalogue": insights.as_dict(insights.catalogue_in(source.session)),
        "certificates": [certificate_dict(certificate) for certificate in certificates],
    }


def _encoded(value: object) -> bytes:
    # In ASCII: many readers open a file in the encoding of their system.
    return json.dumps(value).encode()


def _write_list(out: BinaryIO, items: Iterator[dict[str, Any]]) -> None:
    """Write the rest of a list that was begun, an item a line."""
    for number, item in enumerate(items):
        out.write((b",\n" if number else b"\n") + _encoded(item))
    out.write(b"\n]")
