"""The memory budget of all decoders of a process.

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

from safeio.decoding.watched import StoppedError
from safeio.reasons import PhotoError, Reason

DECODING_BYTES: Final = 624 * 2**20
"""Memory for decoding photos, with their files: enough for a TIFF of 60 megapixels in 16-bit colour
or a progressive JPEG of 200 megapixels. With it an import stays below 1.5 GB."""

_POLL_S: Final = 0.1
_HEAVY: Final = 32 * 2**20


class MemoryBudget:
    """A memory budget of several threads.

    Args:
        total: Bytes.
    """

    def __init__(self, total: int) -> None:
        self.total = total
        self._free = total
        self._waiting: deque[object] = deque()
        self._changed = threading.Condition()

    @contextmanager
    def taken(self, wanted: int, stopped: Callable[[], bool] | None = None) -> Iterator[None]:
        """Reserve memory; a thread must not reserve twice.

        Args:
            wanted: Bytes.
            stopped: Returns True when to wait no longer.

        Raises:
            PhotoError: It is more than the budget.
            StoppedError: `stopped` returned True.
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
        """Refuse more than the budget.

        Raises:
            PhotoError: It is more.
        """
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
        """Reserve memory for a photo.

        Args:
            wanted: Bytes.

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
