"""The one table of label formats: the terminal and the window read it.

A new format is a reader in a module of this package and an entry here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from hitl_app.domain.errors import KnownError
from hitl_app.services.files import known_list_errors
from hitl_app.services.labels.annotations import read_coco, read_label_studio
from hitl_app.services.labels.folders import (
    is_split,
    read_image_folder,
    read_split_folders,
    tables_in,
)
from hitl_app.services.labels.json_items import json_items
from hitl_app.services.labels.records import (
    names_of_json,
    names_of_json_lines,
    names_of_parquet,
    names_of_table,
    parts_of,
    read_json,
    read_json_lines,
    read_parquet,
    read_table,
)
from hitl_app.services.labels.rows import EVERY, MAX_MB, Columns, LabelRow

_LABELS: Final = "labels"

Reader = Callable[..., Iterator[LabelRow]]
"""Takes a path and `Columns`; of a text also the name of its encoding."""


@dataclass(frozen=True, slots=True)
class LabelFormat:
    """One format that labels can be imported from.

    Attributes:
        read: Reads it.
        folder: Whether it is a folder.
        names: Returns the names of its columns, if they can be chosen.
        text: Whether both take the name of an encoding.
    """

    name: str
    title: str
    read: Reader
    folder: bool = False
    names: Callable[..., list[str]] | None = None
    text: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Labels to import.

    Attributes:
        kind: Name of the format; empty to find it out.
        refuse_several: Whether photos with several COCO annotations are rejected.
        predictions: Whether predictions count before annotations, where a format has both.
        encoding: Of a text; empty to find it out.
    """

    path: Path
    kind: str = ""
    columns: Columns = EVERY
    refuse_several: bool = False
    predictions: bool = False
    encoding: str = ""

    def rows(self) -> Iterator[LabelRow]:
        """Read the rows.

        Raises:
            KnownError: It cannot be read, or is not in this format.
        """
        with known_list_errors(self.path, _LABELS):
            found = BY_NAME[self.kind or detect(self.path)]
            read = partial(found.read, encoding=self.encoding) if found.text else found.read
            if read is _read_coco:
                read = partial(_read_coco, refuse_several=self.refuse_several)
            elif read is _read_tasks:
                read = partial(_read_tasks, predictions=self.predictions)
            yield from read(self.path, self.columns)

    def names(self) -> tuple[str, ...]:
        """Return the names of the columns that can be chosen; errors as above."""
        with known_list_errors(self.path, _LABELS):
            found = BY_NAME[self.kind or detect(self.path)]
            if found.names is None:
                return ()
            names = partial(found.names, encoding=self.encoding) if found.text else found.names
            return tuple(names(self.path))

    @property
    def folder(self) -> Path:
        """Return the folder from which the photos are named."""
        return self.path if self.path.is_dir() else self.path.parent


def _read_coco(
    file: Path, _columns: Columns, *, refuse_several: bool = False
) -> Iterator[LabelRow]:
    return read_coco(file, refuse_several=refuse_several)


def _read_tasks(file: Path, _columns: Columns, *, predictions: bool = False) -> Iterator[LabelRow]:
    return read_label_studio(file, predictions=predictions)


LABEL_FORMATS: Final[tuple[LabelFormat, ...]] = (
    LabelFormat("csv", title="CSV or TSV", read=read_table, names=names_of_table, text=True),
    LabelFormat(
        "jsonl", title="JSON Lines", read=read_json_lines, names=names_of_json_lines, text=True
    ),
    LabelFormat("json", title="JSON", read=read_json, names=names_of_json),
    LabelFormat("parquet", title="Parquet", read=read_parquet, names=names_of_parquet),
    LabelFormat("coco", title="COCO", read=_read_coco),
    LabelFormat("label-studio", title="Label Studio", read=_read_tasks),
    LabelFormat(
        "imagefolder",
        title="One folder per category",
        read=read_image_folder,
        folder=True,
    ),
    LabelFormat(
        "yolo",
        title="YOLO classification folders",
        read=read_split_folders,
        folder=True,
    ),
)
BY_NAME: Final[Mapping[str, LabelFormat]] = {one.name: one for one in LABEL_FORMATS}
# Without an annotation: its values are no texts on the screen.
_BY_SUFFIX = {
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".txt": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
}
_COCO: Final = frozenset({"images", "annotations", "categories", "licenses", "info"})
_OURS: Final = frozenset({"photos", "program"})
_TASK: Final = frozenset({"data", "annotations", "completions", "predictions"})
_FIRST_ITEMS: Final = 20


def detect(path: Path) -> str:
    """Return the format of a file or a folder.

    Raises:
        KnownError: It cannot be read, or is in none of the formats.
    """
    with known_list_errors(path, _LABELS):
        if path.is_dir():
            if parts_of(path):
                return "parquet"
            return "yolo" if is_split(path) and not tables_in(path) else "imagefolder"
        suffix = path.suffix.lower()
        kind = _kind_of_json(path) if suffix == ".json" else _BY_SUFFIX.get(suffix)
    if kind is None:
        raise KnownError("labels-format", path=str(path), known=", ".join(BY_NAME))
    return kind


def _kind_of_json(file: Path) -> str | None:
    for key, item in islice(json_items(file, MAX_MB), _FIRST_ITEMS):
        if not key:
            is_task = isinstance(item, dict) and len(_TASK & item.keys()) > 1
            return "label-studio" if is_task else "json"
        if key in _COCO:
            return "coco"
        if key in _OURS:
            return "json"
    return None
