"""Exports that are a folder: the photos, one folder a category, and a table of the labels."""

import csv
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from pathlib import Path

from hitl_app.domain.decisions import Answer
from hitl_app.domain.errors import KnownError
from hitl_app.domain.imports import FoundFile
from hitl_app.domain.photos import Photo
from hitl_app.imaging.archives import Archives
from hitl_app.imaging.files import read_path, state_of
from hitl_app.services.exports.names import is_pattern, photo_names, safe_name
from hitl_app.services.exports.rows import FIELDS, Exported, ExportRow, Source
from hitl_app.services.files import write_error
from hitl_app.store.photos import photos
from safeio.cells import defuse
from safeio.files import whole_folder
from safeio.reasons import PhotoError

LABELS = "labels.csv"
METADATA = "metadata.jsonl"
"""Name of the metadata file of Hugging Face's ImageFolder."""
_WITHOUT_LABEL = "to-review"
_FIRST_BYTES = 8 * 2**20


def write_folders(target: Path, source: Source, links: bool, *, metadata: bool) -> Exported:  # noqa: FBT001 - a `FolderWriter`
    """Write photos into a folder a category, whole or not at all.

    Args:
        target: A folder that is not there yet, or is empty.
        source: The photos.
        links: Whether links do where copies would; what cannot be linked is copied.
        metadata: Whether the table is `metadata.jsonl` rather than `labels.csv`.

    Raises:
        KnownError: The folder is in use, or the disk is full or refuses.
    """
    with _whole_folder(target) as partial, Archives() as archives:
        table = _Metadata(partial / METADATA) if metadata else _Labels(partial / LABELS)
        tree = _Tree(partial, metadata=metadata, links=links)
        with table:
            for page in source.pages():
                ids = [photo.id for photo, _ in page]
                originals = photos.originals(source.session, ids)
                kinds = photos.formats(source.session, ids)
                for photo, row in page:
                    found = originals.get(photo.id, ())
                    placed = tree.place(photo, row.label, kinds[photo.id], found, archives)
                    if placed is not None:
                        table.add(placed, row)
                    source.report(1)
        missing = source.photos - tree.placed
        pattern = is_pattern(target.absolute())
        return Exported(tree.placed, missing, tree.linked, tree.unlabelled, pattern)


@contextmanager
def _whole_folder(target: Path) -> Iterator[Path]:
    """Return a folder beside the target, which takes its place when all went well."""
    try:
        with whole_folder(target, many=True) as folder:
            yield folder
    except FileExistsError as error:
        raise KnownError("target-there", path=str(target)) from error
    except OSError as error:
        raise write_error(target, error) from error


class _Labels(AbstractContextManager["_Labels"]):
    def __init__(self, path: Path) -> None:
        self._file = path.open("x", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(("file_name", *FIELDS))

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def add(self, file_name: str, row: ExportRow) -> None:
        self._writer.writerow(map(defuse, (file_name, *row.texts())))


class _Metadata(AbstractContextManager["_Metadata"]):
    """Writer of one line per photo, the first ones with a value in every column.

    `datasets` infers types from the first 10 MB: without a number there, it refuses later ones.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("xb")
        self._number_at: int | None = None

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        self._file.close()
        if kind is None and (self._number_at or 0) > _FIRST_BYTES:
            self._put_first(self._number_at or 0)

    def add(self, file_name: str, row: ExportRow) -> None:
        if self._number_at is None and row.confidence is not None:
            self._number_at = self._file.tell()
        line = json.dumps({"file_name": file_name, **asdict(row)}, ensure_ascii=False)
        self._file.write(line.encode() + b"\n")

    def _put_first(self, start: int) -> None:
        """Move the line that starts there to the top."""
        moved = self._path.with_name("moved")
        with self._path.open("rb") as source, moved.open("xb") as out:
            source.seek(start)
            out.write(source.readline())
            source.seek(0)
            at = 0
            for line in source:
                if at != start:
                    out.write(line)
                at += len(line)
        moved.replace(self._path)


class _Tree:
    """The folders under a folder, and the photos in them."""

    def __init__(self, root: Path, *, metadata: bool, links: bool) -> None:
        self._root = root
        self._metadata = metadata
        self._links = links
        self._folders = {"": _WITHOUT_LABEL, Answer.NOT_A_PHOTO.value: Answer.NOT_A_PHOTO.value}
        self._taken = {LABELS, METADATA, *self._folders.values()}
        # Numbers of names, not the names: they stay in memory until the last photo is placed.
        self._files: set[int] = set()
        self.placed = 0
        self.linked = 0
        self.unlabelled = 0

    def place(
        self,
        photo: Photo,
        label: str,
        kind: str,
        originals: tuple[FoundFile, ...],
        archives: Archives,
    ) -> str | None:
        """Put a photo into its label's folder.

        Returns:
            Its path from the root, or None if none of its files is as it was imported.
        """
        folder = self._root / self._folder(label)
        for original in originals:
            name = _file_name(original, archives)
            names = photo_names(name, kind, photo.sha256, marked=self._metadata)
            file = self._free(folder, names)
            if self._links and _is_linked(photo, original, file):
                self.linked += 1
            elif not _is_copied(photo, original, file, archives):
                continue
            self._files.add(_number(file))
            self.placed += 1
            self.unlabelled += not label
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

    def _free(self, folder: Path, names: Iterator[str]) -> Path:
        """Return the first place whose name differs from all others by more than capitals."""
        files = [folder / name for name in names]
        return next((file for file in files if _number(file) not in self._files), files[-1])


def _number(file: Path) -> int:
    return hash((file.parent.name, file.name.casefold()))


def _file_name(original: FoundFile, archives: Archives) -> str:
    path = os.fsdecode(original.raw)
    if not original.member:
        return os.path.basename(path)  # noqa: PTH119 - bytes that are no text stay as they are
    try:
        member = archives.get(path).shown(original.member)
    except (PhotoError, KeyError):
        member = original.member
    return member.replace("\\", "/").rsplit("/", 1)[-1]


def _is_linked(photo: Photo, original: FoundFile, file: Path) -> bool:
    """Make a hard link, or else a symbolic one, to a file that is as it was imported."""
    if original.member or not _is_as_imported(photo, original):
        return False
    file.parent.mkdir(exist_ok=True)
    # A link to a link that is relative would lead nowhere from here.
    real = os.path.realpath(os.fsdecode(original.raw))
    for link in (os.link, os.symlink):
        try:
            link(real, file)
        except FileExistsError:
            raise
        except OSError:
            # Another disk, or a system that has no such links or reserves them.
            continue
        return True
    return False


def _is_as_imported(photo: Photo, original: FoundFile) -> bool:
    """Read a file again unless nothing has touched it since; return True if it is the same."""
    try:
        status = os.stat(os.fsdecode(original.raw))  # noqa: PTH116 - bytes that are no text
    except OSError:
        return False
    return original.state == state_of(status) or _content(photo, original) is not None


def _is_copied(photo: Photo, original: FoundFile, file: Path, archives: Archives) -> bool:
    """Copy a file that is as it was imported."""
    data = _content(photo, original, archives)
    if data is None:
        return False
    file.parent.mkdir(exist_ok=True)
    with file.open("xb") as out:
        out.write(data)
    return True


def _content(photo: Photo, original: FoundFile, archives: Archives | None = None) -> bytes | None:
    """Return a photo's bytes out of a file, or None if they are not there any more."""
    try:
        data = read_path(original.raw, original.member, archives=archives)
    except PhotoError:
        return None
    return data if hashlib.sha256(data).hexdigest() == photo.sha256 else None
