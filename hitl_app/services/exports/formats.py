"""The one table of export formats: the terminal, the window and `export` read it.

A new format is a writer in a module of this package and an entry here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final

from hitl_app.services.exports.files import write_coco, write_csv, write_json
from hitl_app.services.exports.folders import write_folders
from hitl_app.services.exports.rows import Exported, Source
from hitl_app.services.exports.tables import write_parquet, write_xlsx

FileWriter = Callable[[BinaryIO, Source, Mapping[str, Any]], None]
"""Writes the photos of a source, with what stands at the head of an export, into an open file."""
FolderWriter = Callable[[Path, Source, bool], Exported]
"""Writes the photos of a source into a new folder; true for links rather than copies."""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One format that labels can be exported as.

    Attributes:
        suffix: Ending of its files, such as ".csv"; empty for a folder.
        write: Writes it; a `FileWriter` if it has a suffix, else a `FolderWriter`.
        passes: How often it reads the photos; progress counts each time.
    """

    name: str
    title: str
    about: str
    suffix: str
    write: FileWriter | FolderWriter
    passes: int = 1


EXPORT_FORMATS: Final[tuple[ExportFormat, ...]] = (
    ExportFormat(
        "csv",
        title="CSV",
        about="One row per photo, for spreadsheets and scripts.",
        suffix=".csv",
        write=write_csv,
    ),
    ExportFormat(
        "json",
        title="JSON",
        about="One object per photo, with targets and certificates.",
        suffix=".json",
        write=write_json,
    ),
    ExportFormat(
        "xlsx",
        title="Excel workbook",
        about="One row per photo, up to a million rows.",
        suffix=".xlsx",
        write=write_xlsx,
    ),
    ExportFormat(
        "parquet",
        title="Parquet",
        about="One row per photo, for data tools.",
        suffix=".parquet",
        write=write_parquet,
    ),
    ExportFormat(
        "coco",
        title="COCO",
        about="Images, categories and one annotation per label.",
        suffix=".json",
        write=write_coco,
        passes=2,
    ),
    ExportFormat(
        "folders",
        title="One folder per category",
        about="The photos, with a table of their labels and who gave them.",
        suffix="",
        write=partial(write_folders, metadata=False),
    ),
    ExportFormat(
        "imagefolder",
        title="Hugging Face ImageFolder",
        about="One folder per category with metadata.jsonl, for the datasets library.",
        suffix="",
        write=partial(write_folders, metadata=True),
    ),
)
BY_NAME: Final[Mapping[str, ExportFormat]] = {one.name: one for one in EXPORT_FORMATS}
