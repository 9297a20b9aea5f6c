"""A file in memory that stops whoever reads it when time is up or the work is cancelled.

Pillow reads most formats piece by piece, so that its loops end at the next read. Decoders that
take a file in one call are bounded by the size of what they decode.
"""

import time
from collections.abc import Callable
from io import BytesIO
from typing import Final

from PIL import ImageFile

from training.decoding.jpeg import JpegLayout
from training.decoding.reasons import PhotoError, Reason

MAX_SECONDS: Final = 15.0
"""Longest time that one photo is decoded, in seconds of the processor: a busy machine gives up no
photo that a free one reads."""


class StoppedError(Exception):
    """The decoding was asked to stop; nothing is wrong with the photo."""


class Watched(BytesIO):
    """The bytes of a photo, read under a time limit by one thread.

    Args:
        data: The whole file.
        layout: What the segments of a JPEG say.
    """

    def __init__(self, data: bytes, layout: JpegLayout | None = None) -> None:
        super().__init__(data)
        self.layout = layout
        self.stopped: Callable[[], bool] | None = None
        self._until = time.thread_time() + MAX_SECONDS

    def read(self, size: int | None = -1, /) -> bytes:
        """Read on.

        Raises:
            PhotoError: Time is up.
            StoppedError: The decoding is to end.
        """
        self.check()
        return super().read(size)

    def check(self) -> None:
        """Raise what `read` does."""
        if time.thread_time() > self._until:
            raise PhotoError(Reason.TOO_SLOW, f"over {MAX_SECONDS:.0f} seconds")
        if self.stopped is not None and self.stopped():
            raise StoppedError


def watch(image: ImageFile.ImageFile, stopped: Callable[[], bool] | None) -> JpegLayout | None:
    """Have the decoding of an opened image end as soon as it is asked to.

    Args:
        image: As `open_image` returns it.
        stopped: Returns True when the decoding is to end.

    Returns:
        What the segments of a JPEG say.
    """
    if not isinstance(image.fp, Watched):
        return None
    image.fp.stopped = stopped
    return image.fp.layout
