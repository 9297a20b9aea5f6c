"""Fashion-MNIST's four files, fetched or copied, and checked.

The checksums are of the unpacked content: Debian packed it again, so its ``.gz`` files differ from
the publisher's. They were taken from Debian's dataset-fashion-mnist; with the
publisher's gzip header put back, its files have the publisher's MD5s (such as 8d4fb7e6... for the
training images).
"""

import gzip
import hashlib
import http.client
import urllib.request
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from safeio.files import write_whole
from training.core.errors import TrainingError, require
from training.data import fashion_mnist_files

FILES: Final = tuple(fashion_mnist_files.SHA256)
"""Names of the files; each may be gzipped, with ``.gz`` after its name."""
_MIRRORS: Final = (
    "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
    "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
)
_SECONDS: Final = 30
_MAX_PACKED: Final = 64 * 2**20
_MAX_UNPACKED: Final = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Provided:
    """The place of the four files.

    Attributes:
        folder: the one that has them.
        source: a folder or address where they came from; None if they were there before.
    """

    folder: Path
    source: str | None


def provide(to: Path | None = None) -> Provided:
    """Provide the four files, whole and as they were published.

    Args:
        to: the folder to put them into; they are copied from any place where ``fashion-mnist`` is
            looked for, else fetched. None: nothing is done if such a place has them; else they are
            fetched into Keras's cache, which is one of those places.

    Raises:
        TrainingError: ``download-failed``, ``download-damaged``. Nothing is written then.
        OSError: if the folder cannot be written to.
    """
    places = [place for place in fashion_mnist_files.places() if _is_sound(place)]
    target = fashion_mnist_files.keras_cache() if to is None else to
    if _is_sound(target):
        return Provided(target, None)
    if places and to is None:
        return Provided(places[0], None)
    if places:
        contents = {name: _packed(places[0], name) for name in FILES}
        source = str(places[0])
    else:
        contents = {name: _fetched(name) for name in FILES}
        source = "the model"
    target.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        write_whole(target / f"{name}.gz", content)
    return Provided(target, source)


def _is_sound(folder: Path) -> bool:
    """Return true if the folder has all four files with the content that they should have."""
    return all(_content(folder, name) is not None for name in FILES)


def _content(folder: Path, name: str) -> bytes | None:
    """Return a file's unpacked content; None if it is missing or not as published."""
    path = fashion_mnist_files.find_file(folder, name)
    if path is None:
        return None
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            content = file.read(_MAX_UNPACKED + 1)
    except (OSError, EOFError, zlib.error):
        return None
    return content if _is_published(name, content) else None


def _is_published(name: str, content: bytes) -> bool:
    return hashlib.sha256(content).hexdigest() == fashion_mnist_files.SHA256[name]


def _packed(folder: Path, name: str) -> bytes:
    """Return a sound file's bytes, gzipped."""
    path = fashion_mnist_files.find_file(folder, name)
    if path is None:
        raise FileNotFoundError(f"{folder} lost {name} meanwhile")
    return path.read_bytes() if path.suffix == ".gz" else gzip.compress(path.read_bytes(), mtime=0)


def _fetched(name: str) -> bytes:
    """Return the gzipped file of the first mirror whose file is as published."""
    problems, damaged = [], ""
    for mirror in _MIRRORS:
        try:
            content = _fetch(f"{mirror}{name}.gz")
        except (OSError, http.client.HTTPException, ValueError) as error:
            problems.append(str(error))
            continue
        if _holds(name, content):
            return content
        damaged = mirror
    if damaged:
        raise TrainingError(
            "download-damaged",
            f"What {damaged} gave for {name}.gz is not the file of Fashion-MNIST.",
            "Try again later, or over another connection.",
            {"name": name},
        )
    raise TrainingError(
        "download-failed",
        f"Fashion-MNIST could not be fetched: {problems[0].rstrip('.')}.",
        "Connect this machine to the internet and try again, or install Debian's "
        "dataset-fashion-mnist, or set FASHION_MNIST_DIR to a folder that has the four files.",
        {"detail": "; ".join(problems)},
    )


def _fetch(address: str) -> bytes:
    """Return the bytes at an address; raise OSError, HTTPException or ValueError otherwise."""
    with urllib.request.urlopen(address, timeout=_SECONDS) as answer:  # noqa: S310 - https above
        content = bytes(answer.read(_MAX_PACKED + 1))
    require(len(content) <= _MAX_PACKED, f"{address} gives too much")
    return content


def _holds(name: str, packed: bytes) -> bool:
    """Return True if a gzipped file is as published."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        return _is_published(name, unpacker.decompress(packed, _MAX_UNPACKED))
    except zlib.error:
        return False
