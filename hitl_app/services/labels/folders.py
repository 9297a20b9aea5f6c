"""Labels in names of folders: ImageFolder, with metadata or without, and YOLO classification."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hitl_app.services.exports.folders import LABELS as LABELS_TABLE
from hitl_app.services.exports.folders import METADATA
from hitl_app.services.labels.records import read_json_lines, read_parquet, read_table
from hitl_app.services.labels.rows import Columns, LabelRow, checked
from safeio.reading import SUFFIXES
from training.inputs.lists import ListError

SPLITS: Final = frozenset({"train", "val", "valid", "validation", "test"})
_READERS: Final = {
    METADATA: read_json_lines,
    "metadata.csv": read_table,
    "metadata.parquet": read_parquet,
    LABELS_TABLE: read_table,
}
_DEEPEST: Final = 32


def is_split(folder: Path) -> bool:
    """Return True if a folder holds parts such as `train` and `val`, as YOLO has them."""
    folders = [entry.name for entry in _entries(folder) if _is_folder(entry)]
    return bool(folders) and all(name.casefold() in SPLITS for name in folders)


def read_image_folder(folder: Path, columns: Columns) -> Iterator[LabelRow]:
    """Read photos by the tables in their folder, or else by the names of the folders.

    Raises:
        OSError: A folder cannot be read.
        ListError: There are no photos in folders.
    """
    tables = tables_in(folder)
    for below, name in tables.items():
        inside = "" if below == folder else f"{below.name}/"
        for row in _READERS[name](below / name, columns, by_folder=True):
            yield row._replace(photo=_within(inside, row.photo), file=_within(inside, row.file))
    if not tables:
        yield from _by_folders(folder, 0)


def read_split_folders(folder: Path, _columns: Columns) -> Iterator[LabelRow]:
    """Read photos in `train/CATEGORY`, `val/CATEGORY` and the like; errors as above."""
    yield from _by_folders(folder, 1)


def tables_in(folder: Path) -> dict[Path, str]:
    """Return the tables of labels in a folder and those right below it, by their folders."""
    below = (folder / entry.name for entry in _entries(folder) if _is_folder(entry))
    found = {}
    for one in (folder, *below):
        name = next((name for name in _READERS if (one / name).is_file()), "")
        if name:
            found[one] = name
    return found


def _within(inside: str, name: str) -> str:
    is_relative = name and not name.startswith("/") and (len(name) != 64 or "." in name)
    return inside + name if is_relative else name


def _by_folders(root: Path, depth: int) -> Iterator[LabelRow]:
    """Yield photos; the folder at a depth is their label."""
    place = 0
    for path in _photos(str(root), _DEEPEST):
        parts = Path(path).relative_to(root).parts
        if len(parts) > depth + 1:
            place += 1
            yield checked(LabelRow(place, path, parts[depth], file=path))
    if not place:
        raise ListError("there are no photos in folders that could be categories")


def _photos(folder: str, deepest: int) -> Iterator[str]:
    folders = []
    for entry in _entries(Path(folder)):
        if _is_folder(entry):
            folders.append(entry.path)
        elif os.path.splitext(entry.name)[1].lower() in SUFFIXES:  # noqa: PTH122 - of a name
            yield entry.path
    if deepest:
        for below in folders:
            yield from _photos(below, deepest - 1)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        # What begins with a point is hidden; systems and archives leave such behind.
        entries = [entry for entry in found if not entry.name.startswith((".", "__"))]
    return sorted(entries, key=lambda entry: entry.name)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    # Links could lead out of the folder, or round and round.
    return entry.is_dir(follow_symlinks=False)
