"""Times at which a job writes during review: right after a decision, else rarely."""

import math
import threading
import time
from collections import deque
from typing import Final

MOST_S: Final = 60.0
"""Maximum seconds for which one decision changes when a job writes."""
LEAST_S: Final = 0.08
"""Seconds after a decision in which no further key is expected."""
MOST_BEHIND_S: Final = 1.0
_SHARE: Final = 0.5
_GAPS: Final = 5
SELDOM_S: Final = 0.25
"""Seconds between two writes at other times, when a key may follow at any moment."""


class Turns:
    """Lets one thread of a job wait until a write is least likely to meet a decision.

    A decision waits for the lock while a job writes, and for the disk while it syncs. So it writes
    in the first half of the shortest of the last few pauses between decisions.
    """

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._decided = self._until = self._wrote = -math.inf
        self._gaps: deque[float] = deque(maxlen=_GAPS)

    def decided(self, seconds: float) -> None:
        """Record that a decision is on disk and the next photo on the screen.

        Args:
            seconds: How long the review is assumed to continue.
        """
        with self._news:
            now = time.monotonic()
            if now < self._until:
                self._gaps.append(now - self._decided)
            self._decided = now
            self._until = self._decided + min(max(seconds, 0), MOST_S)
            self._news.notify_all()

    def is_reviewing(self) -> bool:
        """Return True if more decisions are expected."""
        with self._news:
            return time.monotonic() < self._until

    def wait(self) -> None:
        """Wait until it is time to write; return at once without a review."""
        with self._news:
            while (left := self._left()) > 0:
                self._news.wait(left)
            self._wrote = time.monotonic()

    def _behind(self) -> float:
        """Return the seconds after a decision in which the job may write."""
        return max(LEAST_S, min(MOST_BEHIND_S, _SHARE * min(self._gaps, default=0.0)))

    def _left(self) -> float:
        now = time.monotonic()
        if now >= self._until or now - self._decided < self._behind():
            return 0.0
        return min(self._wrote + SELDOM_S, self._until) - now
