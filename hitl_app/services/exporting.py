"""Everything that is known of the photos, as a file for others."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy.orm import Session

from hitl_app import __version__
from hitl_app.domain.entities import Answer, Decision, Photo, PhotoState
from hitl_app.domain.errors import KnownError
from hitl_app.services import insights
from hitl_app.services.certificates import certificate_dict
from hitl_app.services.files import check_target, whole_file
from hitl_app.store import categories, decisions, inspections, photos
from hitl_app.workspace import Workspace
from training.cells import defuse

_PAGE = 1000
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One photo as it is exported; empty texts where there is nothing to say.

    Attributes:
        photo: SHA-256 of its bytes.
        path: The first path that it came from.
        label: Category, or `not-a-photo`; empty while it waits.
        decided_by: `person` or `network`.
        operator: Who decided it.
        confidence: What the network gave its suggestion, for photos that no person decided.
        network: The version that said so.
        decided_at: ISO 8601, UTC.
        state: waiting, accepted or decided.
        certified: Whether its acceptance stands under a certificate of its own lot.
        certificate: What its acceptance rests on: a certificate's number, `carried` and the number,
            or `not certified` under a manual threshold alone; empty if no network labelled it.
    """

    photo: str
    path: str
    label: str
    decided_by: str
    operator: str
    confidence: float | None
    network: str
    decided_at: str
    state: str
    certified: bool
    certificate: str


def export(
    workspace: Workspace,
    file: Path,
    report: Report = lambda _done, _total: None,
    only: Sequence[int] | None = None,
) -> int:
    """Writes one row a photo as CSV or JSON, by the ending of the file's name.

    All rows are of one moment, and the file is written whole or not at all.

    Args:
        workspace: An open workspace.
        file: Where to; ends in .csv or .json.
        report: Takes photos written and photos in all; may raise to stop.
        only: The photos that are wanted, in their order; all of them if not given.

    Returns:
        How many photos were written.

    Raises:
        KnownError: The format is unknown or the file cannot be written.
    """
    writers = {".csv": _write_csv, ".json": _write_json}
    write = writers.get(file.suffix.lower())
    if write is None:
        raise KnownError("export-kind", path=str(file))
    check_target(workspace.folder, file)
    with workspace.database.read() as session, whole_file(file) as out:
        total = photos.counts(session).photos if only is None else len(only)
        pages = _all_pages(session) if only is None else _pages_of(session, only)
        rows = _counted(_rows(session, pages), total, report)
        head = _head(session, workspace) if write is _write_json else {}
        return write(out, rows, head)


def _counted(rows: Iterator[ExportRow], total: int, report: Report) -> Iterator[ExportRow]:
    done = 0
    for done, row in enumerate(rows, 1):
        yield row
        if done % _PAGE == 0:
            report(done, total)
    report(done, total)


def _all_pages(session: Session) -> Iterator[Sequence[Photo]]:
    last = 0
    while page := photos.photos_after(session, last, _PAGE):
        last = page[-1].id
        yield page


def _pages_of(session: Session, photo_ids: Sequence[int]) -> Iterator[Sequence[Photo]]:
    for start in range(0, len(photo_ids), _PAGE):
        part = photo_ids[start : start + _PAGE]
        found = {photo.id: photo for photo in photos.find_photos(session, part)}
        yield [found[photo_id] for photo_id in part if photo_id in found]


def _rows(session: Session, pages: Iterator[Sequence[Photo]]) -> Iterator[ExportRow]:
    names = {c.id: c.name for c in categories.all_categories(session, retired=True)}
    for page in pages:
        said = decisions.in_force(session, [p.id for p in page if p.state is PhotoState.DECIDED])
        for photo in page:
            yield _row(photo, said.get(photo.id), names)


def _row(photo: Photo, said: Decision | None, names: dict[int, str]) -> ExportRow:
    label = names.get(photo.label_id or 0, "")
    by_person = photo.state is PhotoState.DECIDED
    if said is not None and said.answer is Answer.NOT_A_PHOTO:
        label = Answer.NOT_A_PHOTO.value
    return ExportRow(
        photo=photo.sha256,
        path=photo.path,
        label=label,
        decided_by={PhotoState.DECIDED: "person", PhotoState.ACCEPTED: "network"}.get(
            photo.state, ""
        ),
        operator=said.operator if said is not None else "",
        confidence=None if by_person or photo.version is None else round(photo.confidence, 4),
        network="" if by_person else photo.version or "",
        decided_at=said.at.isoformat(timespec="milliseconds") if said is not None else "",
        state=photo.state.value,
        certified=photo.certified,
        certificate=_grounds(photo),
    )


def _grounds(photo: Photo) -> str:
    if photo.state is not PhotoState.ACCEPTED:
        return ""
    if photo.certificate is None:
        return "not certified"
    return f"{photo.certificate}" if photo.certified else f"carried {photo.certificate}"


def _write_csv(out: BinaryIO, rows: Iterator[ExportRow], _head: dict[str, Any]) -> int:
    text = io.TextIOWrapper(out, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(ExportRow.__dataclass_fields__)
    count = 0
    for row in rows:
        count += 1
        cells = asdict(row)
        cells["certified"] = "yes" if row.certified else "no"
        writer.writerow("" if c is None else defuse(str(c)) for c in cells.values())
    text.detach()
    return count


def _head(session: Session, workspace: Workspace) -> dict[str, Any]:
    certificates = inspections.all_certificates(session)
    return {
        "program": f"Second Look {__version__}",
        "workspace": workspace.folder.name,
        "exported_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "catalogue": insights.as_dict(insights.catalogue_in(session)),
        "certificates": [certificate_dict(certificate) for certificate in certificates],
    }


def _write_json(out: BinaryIO, rows: Iterator[ExportRow], head: dict[str, Any]) -> int:
    out.write(json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "photos": [')
    count = 0
    for count, row in enumerate(rows, 1):
        line = json.dumps(asdict(row), ensure_ascii=False).encode("utf-8", "surrogatepass")
        out.write((b"\n" if count == 1 else b",\n") + line)
    out.write(b"\n]}\n")
    return count
