"""28x28 grey images in tables: Kaggle's CSV of Fashion-MNIST, and folders of IDX files.

The images are taken as they are, light on a dark ground; labels are Fashion-MNIST's.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final, TextIO

import numpy as np
import numpy.typing as npt

from safeio.foreign import foreign_bytes
from training.core.errors import TrainingError, damaged, require
from training.data import fashion_mnist
from training.inputs.samples import Samples

_COLUMNS: Final = 785
_HIGHEST_LABEL: Final = len(fashion_mnist.CATEGORIES) - 1
_MAX_BYTES: Final = 512 * 2**20
_MAX_LINE: Final = 2**14
_CHUNK: Final = 2000
_WHOLE_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,9}")
# Kaggle writes pixel1 or 1x1 over the first pixel.
_HEADER: Final = re.compile(r"\s*\"?label\"?\s*,\s*\"?(pixel|[0-9])", re.IGNORECASE)
_NUMBERS: Final = re.compile(r"\s*[+-]?[0-9]+\s*,")
_KINDS: Final = {"images": 3, "labels": 1}
_PARTS: Final = ("train", "t10k")
_ENDINGS: Final = ("-ubyte.gz", "-ubyte")


def is_table(source: Path) -> bool:
    """Return true if this is a CSV of pixels or a folder of IDX files, by first line and names."""
    if source.is_dir():
        return any(_idx_file(source, part, kind) for part in _PARTS for kind in _KINDS)
    if source.suffix.lower() != ".csv" or not source.is_file():
        return False
    with _opened(source) as file:
        first = file.readline(_MAX_LINE)
    return bool(_HEADER.match(first) or _NUMBERS.match(first))


def load_table(source: Path) -> dict[Path, Samples]:
    """Read the training images of a CSV of pixels or a folder of IDX files, and test images if any.

    Beside a CSV whose name has ``train`` in it, the one that has ``test`` there instead holds the
    test images. In a folder of IDX files those of ``t10k`` do; if it has no others, they are what
    there is to learn from.

    Returns:
        The images, (N, 28, 28, 1), with labels from 0 to 9, by the place where they were read: one
        to learn from, and the author's own to test on, if there are some.

    Raises:
        TrainingError: ``table-unreadable``, ``idx-unreadable``, ``idx-unfit``.
    """
    if source.is_dir():
        pairs = {source / part: _read_pair(source, part) for part in _PARTS}
        return {place: samples for place, samples in pairs.items() if samples is not None}
    return {file: read_csv(file) for file in (source, _sibling(source)) if file is not None}


def load_measured(source: Path) -> tuple[Path, Samples]:
    """Read the images to measure a model on, and where: all of a CSV, the test part of a folder.

    Raises:
        TrainingError: those of ``load_table``.
    """
    if not source.is_dir():
        return source, read_csv(source)
    return list(load_table(source).items())[-1]


def read_csv(path: Path) -> Samples:
    """Read one image a line: its label, then its 784 pixels, row by row.

    The CSV has at most 512 MiB, with or without a first line ``label,pixel1,...,pixel784``.

    Raises:
        TrainingError: ``table-unreadable``, naming the line, for another number of columns, a label
            that is not from 0 to 9 or a pixel that is not from 0 to 255.
    """
    problem = f"The table {path} cannot be read"
    remedy = "Give a CSV with a label from 0 to 9 and 784 pixels from 0 to 255 in each line."
    with foreign_bytes(damaged("table-unreadable", problem, remedy, path)):
        require(path.stat().st_size <= _MAX_BYTES, "it is larger than 512 MiB")
        with _opened(path) as file:
            parts = [_parsed(chunk) for chunk in _chunks(_lines(file))]
        require(parts, "it has no images")
    table = np.concatenate(parts)
    return Samples(table[:, 1:].reshape(-1, 28, 28, 1), table[:, 0].astype(np.int64))


def _opened(path: Path) -> TextIO:
    return path.open(encoding="utf-8-sig", errors="replace")


def _sibling(path: Path) -> Path | None:
    before, found, after = path.name.rpartition("train")
    test = path.with_name(f"{before}test{after}")
    return test if found and test.is_file() else None


Lines = list[tuple[int, str]]


def _lines(file: TextIO) -> Iterator[tuple[int, str]]:
    """Return the lines of images with their numbers from 1: not the heading, not blank ones."""
    for number, line in enumerate(iter(lambda: file.readline(_MAX_LINE), ""), 1):
        require(len(line) < _MAX_LINE, f"line {number} is too long for an image")
        if number == 1 and _HEADER.match(line):
            _check_columns(number, line)
        elif line.strip():
            yield number, line


def _chunks(lines: Iterable[tuple[int, str]]) -> Iterator[Lines]:
    remaining = iter(lines)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk


def _parsed(chunk: Lines) -> npt.NDArray[np.uint8]:
    """Return the numbers of these lines, (N, 785). Raises ValueError for the first wrong line."""
    try:
        rows = np.loadtxt(
            [line for _, line in chunk], np.uint8, comments=None, delimiter=",", ndmin=2
        )
    except ValueError as error:
        for number, line in chunk:
            _check_line(number, line)
        # Reached only if NumPy's parser and the check disagree.
        raise ValueError(f"after line {chunk[0][0]}: {error}") from error
    if rows.shape != (len(chunk), _COLUMNS) or rows[:, 0].max() > _HIGHEST_LABEL:
        for number, line in chunk:
            _check_line(number, line)
    return rows


def _check_columns(number: int, line: str) -> list[str]:
    cells = line.split(",")
    require(len(cells) == _COLUMNS, f"line {number} has {len(cells)} columns, not {_COLUMNS}")
    return cells


def _check_line(number: int, line: str) -> None:
    for column, cell in enumerate(_check_columns(number, line)):
        text, most = cell.strip(), 255 if column else _HIGHEST_LABEL
        sound = _WHOLE_NUMBER.fullmatch(text) and 0 <= int(text) <= most
        name = f"pixel {column}" if column else "its label"
        require(sound, f"in line {number} {name} is {text[:20]!r}, no number from 0 to {most}")


def _idx_file(folder: Path, part: str, kind: str) -> Path | None:
    """Such as ``train-images-idx3-ubyte.gz``; some write a dot before ``idx3``."""
    for separator in "-.":
        for ending in _ENDINGS:
            path = folder / f"{part}-{kind}{separator}idx{_KINDS[kind]}{ending}"
            if path.is_file():
                return path
    return None


def _read_pair(folder: Path, part: str) -> Samples | None:
    """Return the images and labels of a part; None if the folder has neither."""
    images_file, labels_file = (_idx_file(folder, part, kind) for kind in _KINDS)
    if images_file is None and labels_file is None:
        return None
    if images_file is None or labels_file is None:
        lacking = "images" if images_file is None else "labels"
        raise _unfit(folder, f"The folder {folder} lacks the {lacking} of {part}.")
    images, labels = fashion_mnist.read_idx(images_file, 3), fashion_mnist.read_idx(labels_file, 1)
    if images.shape != (len(labels), 28, 28) or not len(labels):
        count, height, width = images.shape
        raise _unfit(
            folder,
            f"{images_file} has {count:,} images of {height}x{width} for the {len(labels):,} "
            f"labels of {labels_file.name}.",
        )
    if labels.max() > _HIGHEST_LABEL:
        raise _unfit(folder, f"{labels_file} has the label {labels.max()}.")
    return Samples(images[..., np.newaxis], labels.astype(np.int64))


def _unfit(folder: Path, happened: str) -> TrainingError:
    return TrainingError(
        "idx-unfit",
        happened,
        "Give a pair of IDX files that has a label from 0 to 9 for each of its 28x28 images.",
        {"path": str(folder)},
    )
