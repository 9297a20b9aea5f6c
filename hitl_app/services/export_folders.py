"""Exports that are a folder: the photos, one folder a category, and a table of what is known."""

import csv
import hashlib
import json
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from hitl_app.domain.entities import Answer, Photo
from hitl_app.domain.errors import KnownError
from hitl_app.imaging.archives import Archives
from hitl_app.imaging.files import read_path, state_of
from hitl_app.services.export_rows import FIELDS, ExportRow, Source
from hitl_app.services.files import write_error
from hitl_app.services.partials import place_beside
from hitl_app.store import photos
from hitl_app.store.photos import Original
from training.cells import defuse
from training.decoding.reasons import PhotoError

LABELS = "labels.csv"
METADATA = "metadata.jsonl"
"""What Hugging Face's ImageFolder looks for."""
_WITHOUT_LABEL = "waiting"
_MAX_NAME_BYTES = 120
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
# Names that Windows keeps for devices, with any ending.
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)")


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of the photos.

    Attributes:
        photos: How many are in the folder.
        missing: How many are not, since no file of theirs is there as it was imported.
    """

    photos: int
    missing: int


def write_folders(target: Path, source: Source, *, metadata: bool, links: bool) -> Placed:
    """Writes photos into a folder a category, whole or not at all.

    Args:
        target: A folder that is not there yet, or is empty.
        source: The photos.
        metadata: Whether the table is `metadata.jsonl` rather than `labels.csv`.
        links: Whether links do where copies would; what cannot be linked is copied.

    Raises:
        KnownError: The folder is in use, or the disk is full or refuses.
    """
    with _whole_folder(target) as partial, Archives() as archives:
        table = _Metadata(partial / METADATA) if metadata else _Labels(partial / LABELS)
        tree = _Tree(partial)
        with table:
            for page in source.pages():
                ids = [photo.id for photo, _ in page]
                originals = photos.originals(source.session, ids)
                for photo, row in page:
                    from_here = originals.get(photo.id, ())
                    placed = tree.place(photo, row.label, from_here, archives, links=links)
                    if placed is not None:
                        table.add(placed, row)
                    source.report(1)
        return Placed(tree.placed, source.photos - tree.placed)


@contextmanager
def _whole_folder(target: Path) -> Iterator[Path]:
    """Gives a folder beside the target, which takes its place when all went well."""
    partial = place_beside(target)
    try:
        if os.path.lexists(target) and not _is_empty(target):
            raise KnownError("target-there", path=str(target))
        partial.mkdir()
        yield partial
        if hasattr(os, "sync"):
            # One wait for the disk; a wait a photo would take longer than the copying.
            os.sync()
        if target.is_dir():
            target.rmdir()
        partial.rename(target)
    except OSError as error:
        raise write_error(target, error) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir())


class _Labels:
    def __init__(self, path: Path) -> None:
        self._file = path.open("x", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(("file_name", *FIELDS))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def add(self, file_name: str, row: ExportRow) -> None:
        self._writer.writerow((defuse(file_name), *row.cells()))


class _Metadata:
    def __init__(self, path: Path) -> None:
        self._file = path.open("x", encoding="utf-8", newline="\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def add(self, file_name: str, row: ExportRow) -> None:
        line = {"file_name": file_name, **asdict(row)}
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")


class _Tree:
    """The folders under a folder, and the photos in them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folders = {"": _WITHOUT_LABEL, Answer.NOT_A_PHOTO.value: Answer.NOT_A_PHOTO.value}
        self._taken = {LABELS, METADATA, *self._folders.values()}
        self.placed = 0

    def place(
        self,
        photo: Photo,
        label: str,
        originals: tuple[Original, ...],
        archives: Archives,
        *,
        links: bool,
    ) -> str | None:
        """Puts a photo into its label's folder; gives its path from the root, or None."""
        folder = self._root / self._folder(label)
        folder.mkdir(exist_ok=True)
        for original in originals:
            file = _put(photo, original, folder, archives, links=links)
            if file is not None:
                self.placed += 1
                return f"{folder.name}/{file.name}"
        return None

    def _folder(self, label: str) -> str:
        if label not in self._folders:
            wanted = name = safe_name(label)
            number = 1
            while name.casefold() in self._taken:
                number += 1
                name = f"{wanted} ({number})"
            self._taken.add(name.casefold())
            self._folders[label] = name
        return self._folders[label]


def _put(
    photo: Photo, original: Original, folder: Path, archives: Archives, *, links: bool
) -> Path | None:
    """Links or copies one file under a name that is free; None if it is not as it was."""
    for name in _names(photo):
        file = folder / name
        try:
            if links and _is_linked(photo, original, file):
                return file
            data = read_path(original.raw, original.member, archives=archives)
            if hashlib.sha256(data).hexdigest() != photo.sha256:
                return None
            with file.open("xb") as out:
                out.write(data)
        except FileExistsError:
            continue
        except PhotoError:
            return None
        return file
    return None


def _is_linked(photo: Photo, original: Original, file: Path) -> bool:
    """Makes a hard link, or else a symbolic one, to a file that is as it was imported."""
    if original.member or not _is_unchanged(photo, original):
        return False
    source = os.fsdecode(original.raw)
    for link in (os.link, os.symlink):
        try:
            link(source, file)
        except FileExistsError:
            raise
        except OSError:
            # Another disk, or a system that has no such links or reserves them.
            continue
        return True
    return False


def _is_unchanged(photo: Photo, original: Original) -> bool:
    try:
        status = Path(os.fsdecode(original.raw)).stat()
    except OSError:
        return False
    if original.state.is_same(state_of(status)):
        return True
    try:
        data = read_path(original.raw)
    except PhotoError:
        return False
    return hashlib.sha256(data).hexdigest() == photo.sha256


def _names(photo: Photo) -> Iterator[str]:
    """Gives names for a photo's file, the nicest first; the last one is free for sure."""
    name = photo.path.replace("\\", "/").rsplit("/", 1)[-1]
    stem, _, ending = name.rpartition(".")
    stem, ending = safe_name(stem), safe_name(ending).lower()
    for mark in ("", f"-{photo.sha256[:8]}", f"-{photo.sha256}"):
        yield f"{stem}{mark}.{ending}"


def safe_name(text: str) -> str:
    """Makes a file's or folder's name that every system takes, and that stays where it is put."""
    name = _UNSAFE.sub("_", unicodedata.normalize("NFC", text))
    name = name.encode("utf-8", "replace")[:_MAX_NAME_BYTES].decode("utf-8", "ignore")
    # No system hides it, takes it for an option, or drops its end.
    name = name.strip(" .").lstrip("-~ .") or "_"
    return f"_{name}" if _DEVICES.match(name) else name
