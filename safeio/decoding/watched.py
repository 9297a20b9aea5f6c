"""A file in memory whose reads end when time is up or the work is cancelled.

Pillow reads most formats piece by piece, so that its loops end at the next read. Decoders that
take a file in one call are bounded by the size of what they decode.
"""

import time
from collections.abc import Callable
from io import BytesIO
from typing import Final

from PIL import ImageFile

from safeio.decoding.jpeg import JpegLayout
from safeio.reasons import PhotoError, Reason

MAX_SECONDS: Final = 15.0
"""Longest time that one photo is decoded, in seconds of the processor, so that the load of the
machine has no effect."""
_AT_ONCE: Final = 0.5
_SMALL: Final = 512
_SMALL_READS: Final = 32


class StoppedError(Exception):
    """The decoding was stopped; nothing is wrong with the photo."""


class Watched(BytesIO):
    """The bytes of a whole photo, read under a time limit by one thread."""

    def __init__(self, data: bytes, layout: JpegLayout | None = None) -> None:
        super().__init__(data)
        self.layout = layout
        self.stopped: Callable[[], bool] | None = None
        self._reads = 0
        self._began = time.monotonic()
        self._until: float | None = None

    def read(self, size: int | None = -1, /) -> bytes:
        """Read bytes.

        Raises:
            PhotoError: Time is up.
            StoppedError: The decoding is to end.
        """
        self._reads += 1
        # Headers are read by a few bytes at a time.
        if size is None or not 0 <= size <= _SMALL or not self._reads % _SMALL_READS:
            self.check()
        return BytesIO.read(self, size)

    def check(self) -> None:
        """Raise the errors of `read`."""
        if self.stopped is not None and self.stopped():
            raise StoppedError
        # Reading the processor's time is slow: it is read only in longer decodings.
        if time.monotonic() - self._began < min(_AT_ONCE, MAX_SECONDS):
            return
        used = time.thread_time()
        if self._until is None:
            self._until = used + MAX_SECONDS
        if used > self._until:
            raise PhotoError(Reason.TOO_SLOW, f"over {MAX_SECONDS:.0f} seconds")


def watch(image: ImageFile.ImageFile, stopped: Callable[[], bool] | None) -> JpegLayout | None:
    """Make the decoding of an opened image stoppable, and return the segments of a JPEG."""
    if not isinstance(image.fp, Watched):
        return None
    image.fp.stopped = stopped
    return image.fp.layout
