"""Pace of an operator, in decisions an hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

BREAK_S: Final = 60.0
"""Seconds between two actions from which the time counts as a break."""
_FEWEST: Final = 3
_HOUR_S: Final = 3600.0


@dataclass(frozen=True, slots=True)
class Work:
    """Actions that followed another one of the same operator without a break."""

    actions: int
    photos: int
    seconds: float

    @property
    def per_hour(self) -> float | None:
        """Return decisions an hour; None without enough actions."""
        if self.actions < _FEWEST or self.seconds <= 0:
            return None
        return _HOUR_S * self.photos / self.seconds


def work(actions: Sequence[tuple[datetime, int]]) -> Work:
    """Return the work in times and photos of one operator's actions, ascending, without breaks."""
    gaps = [
        ((later - earlier).total_seconds(), photos)
        for (earlier, _), (later, photos) in pairwise(actions)
    ]
    worked = [(gap, photos) for gap, photos in gaps if gap < BREAK_S]
    return Work(len(worked), sum(n for _, n in worked), sum(gap for gap, _ in worked))
