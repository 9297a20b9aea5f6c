"""Folders and lists of photos, prepared as samples."""

import csv
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from training.decoding.decode import thumbnail
from training.decoding.reading import SUFFIXES, read_file
from training.decoding.reasons import PhotoError
from training.errors import TrainingError, require
from training.preparation import prepare
from training.samples import Samples

_MAX_MANIFEST: Final = 256 * 2**20


@dataclass(frozen=True, slots=True)
class Photos:
    """What was read of a folder or list of photos.

    Attributes:
        samples: the readable ones, prepared.
        categories: names that the labels point into.
        files: of each sample, its path; of a table's, the table's path and the image's number.
        unreadable: path and reason of each that could not be read.
    """

    samples: Samples
    categories: tuple[str, ...]
    files: tuple[Path, ...]
    unreadable: tuple[tuple[Path, str], ...]


def decoded(path: Path) -> Image.Image:
    """The thumbnail of a photo file, pixel by pixel what the desk keeps of it.

    Raises:
        PhotoError: it cannot be read, is no image, damaged or too large.
    """
    return thumbnail(read_file(os.fspath(path))).image


def image_files(folder: Path) -> list[Path]:
    """The image files in a folder and all below it, in order; hidden ones are left out."""
    return [
        file
        for file in sorted(folder.rglob("*"))
        if file.suffix.lower() in SUFFIXES
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    ]


def load_folder(path: Path, preparation: str) -> Photos:
    """Reads a folder with a subfolder for each category; hidden files and folders are left out.

    Args:
        path: the folder.
        preparation: the name of the preparation.

    Returns:
        The photos, categories in alphabetical order.

    Raises:
        TrainingError: ``folder-missing``, ``folder-empty``, ``category-empty``, ``no-photos``.
    """
    if not path.is_dir():
        raise TrainingError(
            "folder-missing",
            f"There is no folder {path}.",
            "Name a folder that has a subfolder of photos for each category.",
            {"path": str(path)},
        )
    subfolders = sorted(
        entry for entry in path.iterdir() if entry.is_dir() and not entry.name.startswith(".")
    )
    if not subfolders:
        raise TrainingError(
            "folder-empty",
            f"The folder {path} has no subfolders.",
            "Make a subfolder for each category and put its photos there.",
            {"path": str(path)},
        )
    labelled = [
        (file, subfolder.name) for subfolder in subfolders for file in image_files(subfolder)
    ]
    without = [folder for folder in subfolders if folder.name not in {name for _, name in labelled}]
    if labelled and without:
        raise TrainingError(
            "category-empty",
            f"There is no photo in {', '.join(str(folder) for folder in without)}.",
            "Put photos of the category there, or take the folder away.",
            {"path": str(path), "categories": [folder.name for folder in without]},
        )
    return _read(path, labelled, preparation)


def load_manifest(path: Path, preparation: str) -> Photos:
    """Reads a CSV file with the columns ``photo`` and ``label``; more columns are left out.

    Args:
        path: the file; photos are named from its folder.
        preparation: the name of the preparation.

    Returns:
        The photos, categories in alphabetical order.

    Raises:
        TrainingError: ``manifest-unreadable``, ``no-photos``.
    """
    try:
        require(path.stat().st_size <= _MAX_MANIFEST, "it is too large")
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            require(
                {"photo", "label"} <= set(rows.fieldnames or ()),
                "its first line does not name the columns photo and label",
            )
            labelled = [_row(path.parent, rows.line_num, row) for row in rows]
    except TrainingError:
        raise
    except Exception as error:
        raise TrainingError(
            "manifest-unreadable",
            f"The list {path} cannot be read: {error}.",
            "Give a UTF-8 CSV file with the columns photo and label, a photo a line.",
            {"path": str(path), "detail": str(error)},
        ) from error
    return _read(path, labelled, preparation)


def _row(folder: Path, line: int, row: dict[str, str | None]) -> tuple[Path, str]:
    photo, label = (row["photo"] or "").strip(), (row["label"] or "").strip()
    if not photo or not label:
        raise ValueError(f"line {line} lacks a photo or a label")
    return folder / photo, label


def _read(source: Path, labelled: Sequence[tuple[Path, str]], preparation: str) -> Photos:
    """Prepares the photos that can be read, and says of the others why not."""
    names = sorted({label for _, label in labelled})
    categories = tuple(sorted(names, key=_natural))
    images, labels, files, unreadable = [], [], [], []
    for file, label in labelled:
        try:
            images.append(prepare(decoded(file), preparation))
        except PhotoError as error:
            unreadable.append((file, error.words))
            continue
        labels.append(categories.index(label))
        files.append(file)
    if not images:
        raise TrainingError(
            "no-photos",
            f"No photo in {source} can be read.",
            f"Put photos there, of one of these kinds: {', '.join(sorted(SUFFIXES))}.",
            {"path": str(source), "unreadable": len(unreadable)},
        )
    samples = Samples(np.stack(images), np.array(labels, np.int64))
    return Photos(samples, categories, tuple(files), tuple(unreadable))


def _natural(name: str) -> list[tuple[int, str]]:
    """Sorts ``item 2`` before ``item 10``."""
    parts: Iterable[str] = re.split(r"(\d+)", name.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
