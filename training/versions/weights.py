"""The numbers in a version's ``network.keras``, read without Keras and without trust.

A ``.keras`` file is a ZIP file with ``model.weights.h5`` in it. Keras stores each layer under a
path of its kind and its place among those of its kind, such as ``layers/conv2d_2/vars/0``; names of
layers do not enter, and ``config.json`` is never read.
"""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from safeio.foreign import foreign_bytes
from safeio.zip_directory import open_checked
from training.core.errors import TrainingError, require
from training.versions.card import COPY_AGAIN, Card

Floats = npt.NDArray[np.float32]
_MAX_UNPACKED: Final = 2**30
_MAX_PARTS: Final = 1000
H5: Final = "model.weights.h5"
_MAX_H5_ENTRIES: Final = 20_000
_LAYERS: Final = "layers/"


def checked_h5(path: Path) -> bytes:
    """Return the HDF5 file in a file, once it was found to hold nothing but plain numbers.

    Raises:
        Exception: any exception means damage; see ``safeio.foreign``.
    """
    content = _h5(path)
    with _opened(content):
        return content


def read_weights(card: Card, path: Path) -> dict[str, Floats]:
    """Read the floating-point arrays of a file, by path, such as ``layers/conv2d_2/vars/0``.

    Whole numbers are states, such as those of random generators, and are left out.

    Args:
        card: of the version, for the error.
        path: of the ``.keras`` file.

    Raises:
        TrainingError: ``weights-unreadable``.
    """
    with (
        foreign_bytes(lambda error: unreadable_weights(card, path, error)),
        _opened(_h5(path)) as datasets,
    ):
        return {
            name: _floats(name, dataset)
            for name, dataset in datasets.items()
            if name.startswith(_LAYERS) and dataset.dtype.kind == "f"
        }


def unreadable_weights(card: Card, path: Path, error: Exception) -> TrainingError:
    """Return the error of weights that are damaged or those of another architecture."""
    return TrainingError(
        "weights-unreadable",
        f"The weights {path} do not fit a model of the kind {card.architecture!r}.",
        COPY_AGAIN,
        {"path": str(path), "detail": str(error)},
    )


def _h5(path: Path) -> bytes:
    """Return the HDF5 file in a file; in memory, since h5py and Keras read it in jumps."""
    with open_checked(path, most=_MAX_PARTS, limit=_MAX_UNPACKED) as archive:
        _check_size(sum(member.file_size for member in archive.infolist()))
        return archive.read(H5)


@contextmanager
def _opened(content: bytes) -> Iterator[dict[str, Any]]:
    """Return the datasets of an HDF5 file by path, once all of them were checked."""
    import h5py

    with h5py.File(io.BytesIO(content), "r") as file:
        yield dict(_datasets(h5py, file))


def _floats(name: str, dataset: Any) -> Floats:
    # Numbers beyond the range of a float32 become infinite, and are refused.
    with np.errstate(over="ignore"):
        values = np.asarray(dataset[()], np.float32)
    require(np.isfinite(values).all(), f"{name} holds what is no number")
    return values


def _datasets(h5py: Any, file: Any) -> Iterator[tuple[str, Any]]:
    """Yield all datasets by path; their sizes are those that they claim to have."""
    pending: list[tuple[str, Any]] = [("", file)]
    entries = size = 0
    while pending:
        path, group = pending.pop()
        for name in group:
            entries += 1
            require(entries <= _MAX_H5_ENTRIES, "it claims to hold too much")
            item = _plain_item(h5py, group, name)
            if isinstance(item, h5py.Group):
                pending.append((f"{path}{name}/", item))
            else:
                require(item.dtype.kind in "fiu", f"{name} holds no numbers")
                size += item.size * item.dtype.itemsize
                _check_size(size)
                yield f"{path}{name}", item


def _check_size(size: int) -> None:
    require(size <= _MAX_UNPACKED, "it unpacks to too much")


def _plain_item(h5py: Any, group: Mapping[str, Any], name: str) -> Any:
    """Return a group or a dataset stored in this file; links and external storage are refused."""
    link = group.get(name, getlink=True)  # type: ignore[call-overload]
    require(isinstance(link, h5py.HardLink), f"{name} is a link")
    item = group[name]
    if isinstance(item, h5py.Group):
        return item
    if not isinstance(item, h5py.Dataset) or item.external or item.is_virtual:
        raise ValueError(f"{name} is stored elsewhere")
    return item
