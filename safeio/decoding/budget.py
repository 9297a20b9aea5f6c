"""The memory budget of all decoders of a process, and what a photo takes of it.

Each photo reserves its share before it is decoded and releases it after. Photos wait in the order
of arrival until their share is free; a photo that needs more than the budget is refused.
"""

import ctypes
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from PIL import Image

from safeio.decoding.jpeg import JpegLayout
from safeio.decoding.watched import StoppedError
from safeio.reasons import PhotoError, Reason

DECODING_BYTES: Final = 624 * 2**20
"""Memory for decoding photos, with their files: enough for a TIFF of 60 megapixels in 16-bit colour
or a progressive JPEG of 200 megapixels. With it an import stays below 1.5 GB."""

_POLL_S: Final = 0.1
_HEAVY: Final = 32 * 2**20

# Bytes a pixel of Pillow's own images; all others have four.
_STORED: Final = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16L": 2, "I;16B": 2, "I;16N": 2}

# Bytes a pixel beside the image, measured at 36 to 90 megapixels: canvases, planes, copies. Photos
# of 10 bits in full colour take more than usual ones, and are allowed for.
_BESIDE: Final = {"WEBP": 12, "AVIF": 10, "HEIF": 7}

_ROWS_PER_STRIP, _TILE_WIDTH, _TILE_LENGTH = 278, 322, 323

_WORKING_BYTES: Final = 24 * 2**20
"""Memory for the strips in which large images are converted and scaled."""


class MemoryBudget:
    """A memory budget, in bytes, of several threads."""

    def __init__(self, total: int) -> None:
        self.total = total
        self._free = total
        self._waiting: deque[object] = deque()
        self._changed = threading.Condition()

    @contextmanager
    def taken(self, wanted: int, stopped: Callable[[], bool] | None = None) -> Iterator[None]:
        """Reserve so many bytes; a thread must not reserve twice.

        Raises:
            PhotoError: It is more than the budget.
            StoppedError: `stopped` returned True: wait no longer.
        """
        self.check(wanted)
        self._take(wanted, stopped)
        if wanted > _HEAVY:
            _return_free_memory()
        try:
            yield
        finally:
            with self._changed:
                self._free += wanted
                self._changed.notify_all()

    def check(self, wanted: int) -> None:
        """Raise PhotoError for more bytes than the budget."""
        if wanted > self.total:
            raise PhotoError(Reason.TOO_HEAVY, f"{wanted / 2**20:,.0f} MiB")

    def _take(self, wanted: int, stopped: Callable[[], bool] | None) -> None:
        turn = object()
        with self._changed:
            self._waiting.append(turn)
            try:
                while self._waiting[0] is not turn or self._free < wanted:
                    if stopped is not None and stopped():
                        raise StoppedError
                    self._changed.wait(_POLL_S)
                self._free -= wanted
            finally:
                self._waiting.remove(turn)
                self._changed.notify_all()


def _return_free_memory() -> None:
    """Return freed memory to the system.

    The allocator of glibc keeps freed blocks for the thread that freed them: with four threads, the
    process would keep four times the budget.
    """
    if _trim is not None:
        _trim(0)


def _find_trim() -> Callable[[int], int] | None:
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none


_trim: Final = _find_trim()

BUDGET: Final = MemoryBudget(DECODING_BYTES)
"""The budget of this process."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions under which a photo is decoded.

    Attributes:
        stopped: Returns True when the decoding is to end.
        alone: The caller has reserved the whole budget.
    """

    stopped: Callable[[], bool] | None = None
    alone: bool = False

    @contextmanager
    def room(self, wanted: int) -> Iterator[None]:
        """Reserve so many bytes for a photo.

        Raises:
            PhotoError: It is more than the budget.
            StoppedError: The decoding is to end.
        """
        if self.alone:
            BUDGET.check(wanted)
            yield
            return
        with BUDGET.taken(wanted, self.stopped):
            yield


ORDINARY: Final = Conditions()


def weigh(image: Image.Image, file_bytes: int, layout: JpegLayout | None, longest: int) -> int:
    """Return the memory for a photo from its file to its scaled pixels, in bytes.

    The image is as `Image.open` returns it, after `draft`; not decoded yet. `longest` is how many
    pixels along a side are wanted.
    """
    pixels = image.width * image.height
    beside = 0
    if layout is not None and layout.is_buffered:
        beside = layout.coefficient_bytes()
    elif image.format == "TIFF":
        beside = _strip_bytes(image)
    elif image.format in _BESIDE:
        beside = _BESIDE[image.format] * pixels
    elif image.format == "BMP" and "compression" in image.info and image.info["compression"]:
        beside = 3 * pixels  # Pillow unpacks these runs in Python.
    if image.mode.startswith(("I", "F")):
        beside += pixels
    # Small photos are converted and scaled whole, large ones in strips.
    strips = 0 if layout is not None and image.mode in {"L", "RGB"} else _WORKING_BYTES
    at_once = min(16 * pixels, strips) + 8 * min(pixels, 4 * longest**2)
    return file_bytes + _STORED.get(image.mode, 4) * pixels + beside + at_once


def _strip_bytes(image: Image.Image) -> int:
    """Return the size of what libtiff decodes at once: one strip or tile of the file."""
    tiles = getattr(image, "tile", [])
    if not tiles or tiles[0].codec_name != "libtiff":
        return 0
    tags = getattr(image, "tag_v2", {})
    rows = _number(tags.get(_TILE_LENGTH) or tags.get(_ROWS_PER_STRIP), image.height)
    columns = _number(tags.get(_TILE_WIDTH), image.width)
    # At most four 16-bit values or one 32-bit value a pixel.
    return 8 * min(rows, image.height) * min(columns, image.width)


def _number(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and value > 0 else otherwise
