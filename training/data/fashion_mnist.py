"""Fashion-MNIST: where it is found, how it is read, and how it is split, always the same.

Xiao, Rasul, Vollgraf, "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning
Algorithms", arXiv 1708.07747: 60,000 training and 10,000 test images of ten categories, 28x28 grey.
"""

import gzip
import hashlib
import math
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
import numpy.typing as npt

from safeio.foreign import foreign_bytes
from training.core.errors import TrainingError, damaged, require
from training.data.fashion_mnist_files import SHA256, find_file, keras_cache, places, provide
from training.inputs.samples import Samples

CATEGORIES: Final = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)
PREPARATION: Final = "fashion-mnist-28"
"""The images are what this preparation makes; preparing them again changes no byte."""
_COUNTS: Final = {"train": 60_000, "t10k": 10_000}
_MAX_BYTES: Final = 2**30
_HELD_OUT_EACH: Final = 500
_CATALOGUE_EACH: Final = 30
_SPLIT_SEED: Final = 170_807_747  # the paper's number; the split never changes


@dataclass(frozen=True, slots=True)
class FashionMnist:
    """The fixed split, balanced over the categories.

    Attributes:
        train: 55,000 images to learn from.
        held_out: 4,700 training images that choose between epochs and calibrate.
        catalogue: 300 more, for the sample catalogue alone.
        test: the 10,000 test images; measured at the end, they choose nothing.
    """

    train: Samples
    held_out: Samples
    catalogue: Samples
    test: Samples


def load(folder: Path | None = None) -> FashionMnist:
    """Read Fashion-MNIST from the first place that has it, and split it.

    Args:
        folder: with the four IDX files; else the environment variable ``FASHION_MNIST_DIR``, then
            Debian's ``dataset-fashion-mnist``, Keras's cache, and last a download into it.

    Raises:
        TrainingError: ``fashion-mnist-missing`` if no place has it, ``idx-unreadable`` if its
            files are not as published.
    """
    return split(*load_whole(folder))


def load_whole(folder: Path | None = None) -> tuple[Samples, Samples]:
    """Return its 60,000 training and 10,000 test images, in their files' order; see ``load``."""
    place = _find(folder)
    return _read(place, "train"), _read(place, "t10k")


def is_whole(train: Samples, test: Samples) -> bool:
    """Return true if these are Fashion-MNIST's images in their files' order, as its split needs."""
    return all(
        hashlib.sha256(_as_idx(values)).hexdigest() == SHA256[name]
        for part, samples in zip(_COUNTS, (train, test), strict=True)
        for name, values in zip(
            _names(part), (samples.images[..., 0], samples.labels.astype(np.uint8)), strict=True
        )
    )


def _as_idx(values: npt.NDArray[np.uint8]) -> bytes:
    header = struct.pack(f">4B{values.ndim}I", 0, 0, 8, values.ndim, *values.shape)
    return header + values.tobytes()


def split(train: Samples, test: Samples) -> FashionMnist:
    """Return the fixed split of all training images; the test images stay as they are."""
    learned, held_out, catalogue = _split(train.labels)
    return FashionMnist(
        train=train.take(learned),
        held_out=train.take(held_out),
        catalogue=train.take(catalogue),
        test=test,
    )


def read_idx(path: Path, dimensions: int) -> npt.NDArray[np.uint8]:
    """Read one IDX file of bytes, gzipped or plain, strictly.

    It must have so many dimensions, 1 for labels or 3 for images, of the shape in its header.

    Raises:
        TrainingError: ``idx-unreadable`` for a wrong magic number, fewer or more bytes than the
            header says, or a damaged gzip.
    """
    problem = f"The file {path} is damaged or no IDX file"
    remedy = "Download Fashion-MNIST again and replace this file."
    with foreign_bytes(damaged("idx-unreadable", problem, remedy, path)):
        with _open(path) as file:
            header = file.read(4 + 4 * dimensions)
            require(
                len(header) == 4 + 4 * dimensions and header[:4] == bytes((0, 0, 8, dimensions)),
                "its header is not that of an IDX file of bytes",
            )
            shape = struct.unpack(f">{dimensions}I", header[4:])
            size = math.prod(shape)
            require(size <= _MAX_BYTES, "its header claims too much")
            content = file.read(size + 1)
        require(len(content) == size, f"its header says {size} bytes, it has {len(content)}")
    return np.frombuffer(content, np.uint8).reshape(shape)


def _open(path: Path) -> gzip.GzipFile | BinaryIO:
    return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")


def _names(part: str) -> tuple[str, str]:
    return f"{part}-images-idx3-ubyte", f"{part}-labels-idx1-ubyte"


def _has_all(folder: Path) -> bool:
    return all(find_file(folder, name) for part in _COUNTS for name in _names(part))


def _find(folder: Path | None) -> Path:
    for place in places() if folder is None else (folder,):
        if _has_all(place):
            return place
    detail = "the folder lacks one of the four files"
    if folder is None:
        try:
            provide()
        except (TrainingError, OSError) as error:
            raise _missing(str(error)) from error
        if _has_all(keras_cache()):
            return keras_cache()
    raise _missing(detail)


def _missing(detail: str) -> TrainingError:
    return TrainingError(
        "fashion-mnist-missing",
        "Fashion-MNIST was not found on this machine and could not be downloaded.",
        "Install Debian's dataset-fashion-mnist, or set FASHION_MNIST_DIR to a folder that holds "
        "its four IDX files.",
        {"detail": detail},
    )


def _read(folder: Path, part: str) -> Samples:
    images_name, labels_name = _names(part)
    images_file, labels_file = find_file(folder, images_name), find_file(folder, labels_name)
    if images_file is None or labels_file is None:
        raise _missing(f"{folder} lacks a file of {part}")
    images, labels = read_idx(images_file, 3), read_idx(labels_file, 1)
    count = _COUNTS[part]
    if images.shape != (count, 28, 28) or labels.shape != (count,) or labels.max() > 9:
        raise TrainingError(
            "idx-unreadable",
            f"The files {images_file} and {labels_file} are not those of Fashion-MNIST.",
            "Download Fashion-MNIST again and replace these files.",
            {"path": str(images_file), "detail": f"{images.shape} and {labels.shape}"},
        )
    return Samples(images[..., np.newaxis], labels.astype(np.int64))


Indices = npt.NDArray[np.intp]


def _split(labels: npt.NDArray[np.int64]) -> tuple[Indices, Indices, Indices]:
    """Return indices to train on, to hold out and for the sample: 5,500, 470 and 30 a class.

    The catalogue is the last 300 of the 5,000 held out, in random order.
    """
    rng = np.random.default_rng(_SPLIT_SEED)
    chosen = np.stack(
        [
            rng.permutation(np.flatnonzero(labels == category))[:_HELD_OUT_EACH]
            for category in range(len(CATEGORIES))
        ]
    )
    kept = _HELD_OUT_EACH - _CATALOGUE_EACH
    train = np.setdiff1d(np.arange(len(labels)), chosen)
    return train, np.sort(chosen[:, :kept].ravel()), rng.permutation(chosen[:, kept:].ravel())
