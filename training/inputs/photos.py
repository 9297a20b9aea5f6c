"""Folders and lists of photos, prepared as samples."""

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PIL import Image

from safeio.decoding.decode import thumbnail
from safeio.reading import SUFFIXES, read_file
from safeio.reasons import PhotoError
from training.core.errors import TrainingError, damaged
from training.inputs.lists import ListError
from training.inputs.manifest import read_manifest
from training.inputs.preparation import prepare
from training.inputs.samples import Samples


@dataclass(frozen=True, slots=True)
class Photos:
    """The photos of a folder or list.

    Attributes:
        samples: the readable ones, prepared.
        categories: names that the labels point into.
        files: of each sample, its path; of a table's, the table's path and the image's number.
        unreadable: path and reason of each that could not be read.
        passed_over: rows of a list that have no label of a person.
    """

    samples: Samples
    categories: tuple[str, ...]
    files: tuple[Path, ...]
    unreadable: tuple[tuple[Path, str], ...]
    passed_over: int = 0


def decoded(path: Path) -> Image.Image:
    """Return the thumbnail of a photo file, with the same pixels as a workspace stores.

    Raises:
        PhotoError: it cannot be read, is no image, damaged or too large.
    """
    return thumbnail(read_file(os.fspath(path))).image


def image_files(folder: Path) -> list[Path]:
    """Return the image files in a folder and all below it, in order; hidden ones are left out."""
    return [
        file
        for file in sorted(folder.rglob("*"))
        if file.suffix.lower() in SUFFIXES
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    ]


def load_folder(path: Path, preparation: str) -> Photos:
    """Read a folder with a subfolder for each category, in alphabetical order.

    Hidden files and folders are left out.

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
    """Read a list of photos and labels, categories in alphabetical order.

    `training.inputs.manifest` describes it; photos are named from its folder.

    Raises:
        TrainingError: ``manifest-unreadable``, ``no-photos``.
    """
    problem = f"The list {path} cannot be read"
    remedy = "Give a CSV file in UTF-8 with the columns photo and label, a photo a line."
    try:
        manifest = read_manifest(path)
    except (OSError, ListError) as error:
        raise damaged("manifest-unreadable", problem, remedy, path)(error) from error
    lost = [(file, "more than one file has that name") for file in manifest.ambiguous]
    return replace(
        _read(path, manifest.labelled, preparation, lost), passed_over=manifest.passed_over
    )


def _read(
    source: Path,
    labelled: Sequence[tuple[Path, str]],
    preparation: str,
    lost: Sequence[tuple[Path, str]] = (),
) -> Photos:
    """Return prepared photos, and the reasons for those that cannot be read."""
    names = sorted({label for _, label in labelled})
    categories = tuple(sorted(names, key=_natural))
    images, labels, files = [], [], []
    unreadable = list(lost)
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
    """Sort ``item 2`` before ``item 10``."""
    parts: Iterable[str] = re.split(r"(\d+)", name.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
