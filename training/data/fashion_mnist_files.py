"""Fashion-MNIST's four files: where they are found, and how they are fetched and checked.

The checksums are of the unpacked content: Debian packed it again, so its ``.gz`` files differ from
the publisher's. They were taken from Debian's dataset-fashion-mnist; with the
publisher's gzip header put back, its files have the publisher's MD5s (such as 8d4fb7e6... for the
training images).
"""

import gzip
import hashlib
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from safeio.files import write_whole
from training.core.errors import TrainingError, require

VARIABLE: Final = "FASHION_MNIST_DIR"
DEBIAN: Final = Path("/usr/share/datasets/fashion-mnist")
SHA256: Final = {
    "train-images-idx3-ubyte": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    "train-labels-idx1-ubyte": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    "t10k-images-idx3-ubyte": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    "t10k-labels-idx1-ubyte": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
}
"""Checksum of each of the four files, unpacked; each may be gzipped, as ``.gz``."""
_MIRRORS: Final = (
    "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
    "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
)
_SECONDS: Final = 30
_MAX_PACKED: Final = 64 * 2**20
_MAX_UNPACKED: Final = 64 * 2**20


def find_file(folder: Path, name: str) -> Path | None:
    """Return the file of this name in the folder, gzipped or plain; None if it has neither."""
    for candidate in (folder / f"{name}.gz", folder / name):
        if candidate.is_file():
            return candidate
    return None


def keras_cache() -> Path:
    """Return the folder where Keras keeps the four files; it need not exist."""
    home = os.environ.get("KERAS_HOME")
    return (Path(home) if home else Path.home() / ".keras") / "datasets" / "fashion-mnist"


def places() -> Iterator[Path]:
    """Return the folders where it may be found, first to last; they need not exist."""
    if os.environ.get(VARIABLE):
        yield Path(os.environ[VARIABLE])
    yield DEBIAN
    yield keras_cache()


@dataclass(frozen=True, slots=True)
class Provided:
    """The folder that has the four files, and where they came from; None if they were there."""

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
    sound = [place for place in places() if _is_sound(place)]
    target = keras_cache() if to is None else to
    if _is_sound(target):
        return Provided(target, None)
    if sound and to is None:
        return Provided(sound[0], None)
    if sound:
        contents = {name: _packed(sound[0], name) for name in SHA256}
        source = str(sound[0])
    else:
        contents = {name: _fetched(name) for name in SHA256}
        source = "the internet"
    target.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        write_whole(target / f"{name}.gz", content)
    return Provided(target, source)


def _is_sound(folder: Path) -> bool:
    """Return true if the folder has all four files with the content that they should have."""
    return all(_content(folder, name) is not None for name in SHA256)


def _content(folder: Path, name: str) -> bytes | None:
    """Return a file's unpacked content; None if it is missing or not as published."""
    path = find_file(folder, name)
    if path is None:
        return None
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            content = file.read(_MAX_UNPACKED + 1)
    except (OSError, EOFError, zlib.error):
        return None
    return content if _is_published(name, content) else None


def _is_published(name: str, content: bytes) -> bool:
    return hashlib.sha256(content).hexdigest() == SHA256[name]


def _packed(folder: Path, name: str) -> bytes:
    path = find_file(folder, name)
    if path is None:
        raise FileNotFoundError(f"{folder} lost {name} meanwhile")
    return path.read_bytes() if path.suffix == ".gz" else gzip.compress(path.read_bytes(), mtime=0)


def _fetched(name: str) -> bytes:
    """Return the gzipped file of the first mirror whose file is as published."""
    from http.client import HTTPException  # few runs need a connection, and it is slow to import

    problems, damaged = [], ""
    for mirror in _MIRRORS:
        try:
            content = _fetch(f"{mirror}{name}.gz")
        except (OSError, HTTPException, ValueError) as error:
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
    import urllib.request

    with urllib.request.urlopen(address, timeout=_SECONDS) as answer:  # noqa: S310 - https above
        content = bytes(answer.read(_MAX_PACKED + 1))
    require(len(content) <= _MAX_PACKED, f"{address} gives too much")
    return content


def _holds(name: str, packed: bytes) -> bool:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        return _is_published(name, unpacker.decompress(packed, _MAX_UNPACKED))
    except zlib.error:
        return False
