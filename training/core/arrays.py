"""Arrays in files, read without trusting them."""

import io
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from safeio.foreign import foreign_bytes
from safeio.zip_directory import open_checked
from training.core.errors import require

_MAX_ARRAYS: Final = 10_000
_MAX_PACKED: Final = 256 * 2**20
_MAX_UNPACKED: Final = 512 * 2**20


def pack_arrays(arrays: Mapping[str, npt.NDArray[Any]]) -> bytes:
    """Return the bytes of a compressed ``.npz`` of these arrays."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **dict(arrays))  # type: ignore[arg-type]
    return buffer.getvalue()


def unpack_arrays(path: Path) -> dict[str, npt.NDArray[Any]]:
    """Read an untrusted ``.npz`` as arrays by name: no pickles, nothing larger than headers claim.

    Raises:
        ValueError: for anything but a sound archive of plain arrays, of at most 256 MiB, and
            512 MiB unpacked.
        OSError: if the file cannot be read.
    """
    require(path.stat().st_size <= _MAX_PACKED, "the file is too large")
    # NumPy's parser of headers raises arbitrary exceptions for damaged bytes.
    with (
        foreign_bytes(lambda error: ValueError(str(error)), ValueError, OSError),
        open_checked(path, most=_MAX_ARRAYS, limit=_MAX_UNPACKED) as archive,
    ):
        members = archive.infolist()
        unpacked = sum(member.file_size for member in members)
        require(unpacked <= _MAX_UNPACKED, "the file unpacks to too much")
        return {
            member.filename.removesuffix(".npy"): _array(archive.read(member)) for member in members
        }


def _array(content: bytes) -> npt.NDArray[Any]:
    """Return the array of a ``.npy`` whose header claims just the bytes that follow it.

    NumPy allocates what a header claims before it reads; a header of a few bytes can claim
    terabytes.
    """
    file = io.BytesIO(content)
    if np.lib.format.read_magic(file) != (1, 0):
        raise ValueError("an array has an unknown format")
    shape, _, dtype = np.lib.format.read_array_header_1_0(file)
    claimed = dtype.itemsize * math.prod(shape)
    if dtype.hasobject or claimed != len(content) - file.tell():
        raise ValueError("an array's header does not fit its content")
    file.seek(0)
    return np.lib.format.read_array(file, allow_pickle=False)
