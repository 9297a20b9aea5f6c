"""Places and checksums of Fashion-MNIST's four files."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

VARIABLE: Final = "FASHION_MNIST_DIR"
DEBIAN: Final = Path("/usr/share/datasets/fashion-mnist")
SHA256: Final = {
    "train-images-idx3-ubyte": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    "train-labels-idx1-ubyte": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    "t10k-images-idx3-ubyte": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    "t10k-labels-idx1-ubyte": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
}
"""Checksum of each of the four files, unpacked."""


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
