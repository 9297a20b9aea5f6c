"""Lists of photos with labels: the files that a list names, and their labels."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from safeio.characters import folded
from safeio.reading import SUFFIXES
from training.inputs.endings import Endings, spellings
from training.inputs.lists import ANSWERS, ListedPhoto, ListError, read_photos

_HASH: Final = re.compile(r"[0-9a-fA-F]{64}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The photos that a list labels.

    Attributes:
        labelled: file and label of each; a photo that is listed twice has its last label.
        ambiguous: names of the list that more than one file has.
        passed_over: Number of rows without a label of a person: empty, answered by other than a
            category, or labelled by a model.
    """

    labelled: tuple[tuple[Path, str], ...]
    ambiguous: tuple[Path, ...]
    passed_over: int


def read_manifest(path: Path) -> Manifest:
    """Read a list of photos, which `training.inputs.lists` describes.

    A photo is named by its path from the list's folder, its whole path, or the ending of its path,
    at a folder's border, if no other photo below the list's folder has that ending. An export names
    it by its hash, and its path in the column `path`. Labels that differ in upper and lower case
    alone are one, in the first spelling.

    Raises:
        OSError: The list cannot be read.
        ListError: It is no such list, or labels nothing.
    """
    rows: list[tuple[str, str]] = []
    passed_over = 0
    spelt: dict[str, str] = {}
    for row in read_photos(path):
        _check(row)
        if _is_labelled(row):
            label = unicodedata.normalize("NFC", row.labels[-1])
            rows.append((_name(row), spelt.setdefault(folded(label), label)))
        else:
            passed_over += 1
    if not rows:
        raise ListError("none of its rows has a photo and a label that a person gave")
    files = _Files(path.parent, (name for name, _ in rows))
    labelled: dict[Path, str] = {}
    ambiguous = []
    for name, label in rows:
        found = files.find(name)
        if len(found) > 1:
            ambiguous.append(path.parent / name)
        else:
            # A missing file is reported with those that cannot be read.
            labelled[found[0] if found else path.parent / name] = label
    return Manifest(tuple(labelled.items()), tuple(ambiguous), passed_over)


def _check(row: ListedPhoto) -> None:
    if row.too_long:
        raise ListError(f"line {row.line} has more cells than the first line")
    if not row.photo.strip():
        raise ListError(f"line {row.line} names no photo")


def _is_labelled(row: ListedPhoto) -> bool:
    answered = folded(row.label) in ANSWERS
    return bool(row.label) and not answered and row.decided_by != "model"


def _name(row: ListedPhoto) -> str:
    return row.path if row.path and _HASH.fullmatch(row.photo.strip()) else row.photo


class _Files:
    """The files in and below a folder that a list there names."""

    def __init__(self, folder: Path, names: Iterable[str]) -> None:
        self._folder = folder
        self._there = {name: self._beside(name) for name in names}
        lost = [name for name, file in self._there.items() if file is None]
        self._endings = Endings[Path](text for name in lost for text in spellings(name))
        for file in _images_below(folder) if lost else ():
            self._endings.meet(os.path.relpath(file, folder), file)

    def find(self, name: str) -> tuple[Path, ...]:
        """Return the files of a name: none, one, or two where there are more."""
        file = self._there[name]
        if file is not None:
            return (file,)
        texts = spellings(name)
        return next((files for text in texts if (files := self._endings.find(text))), ())

    def _beside(self, name: str) -> Path | None:
        for text in spellings(name):
            forms = (text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text))
            for spelled in dict.fromkeys(forms):
                file = self._folder / spelled
                if _is_file(file):
                    return file
        return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        # Too long for a name, or not one at all.
        return False


def _images_below(folder: Path) -> Iterator[Path]:
    """Yield the image files in a folder and all below it, without hidden ones."""
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith(".") and os.path.splitext(name)[1].lower() in SUFFIXES:  # noqa: PTH122
                yield Path(place) / name
