"""Whole loops of work: decide, propose, inspect, until all photos are decided."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from hitl_app.domain.certification.planning import Plan

if TYPE_CHECKING:
    from benchmarks.real_workspace import RealWorkspace
    from benchmarks.replay import MemoryWorkspace

Order = Literal["least sure first", "by chance", "most sure first"]
EVERY = 100
"""Decisions between two proposals, while no inspection is open."""

PUT_OFF = 5
"""Number of skipped photos after which the operator returns to them."""


@dataclass(slots=True)
class Operator:
    """Behaviour of the simulated operator.

    Attributes:
        target: Share that must be right.
        order: Where in the queue photos are taken from; by chance only while nothing is inspected.
        wants: Whether a plan is opened now, with so many photos to review.
        rng: Whatever the operator does by chance.
        skips: Share of the photos that are skipped at first.
        first: Photos that are decided in that order before any inspection.
    """

    target: float
    order: Order
    wants: Callable[[Plan, int], bool]
    rng: np.random.Generator
    skips: float = 0.0
    first: int = 0

    def work(self, window: "MemoryWorkspace | RealWorkspace", most: int = 1_000_000) -> int:
        """Work until all photos are decided, or for a number of decisions; return the number."""
        decided = 0
        skipped: set[int] = set()
        put_off: list[int] = []
        while decided < most:
            if not window.is_open() and decided >= self.first:
                self._propose(window)
            line = self._line(window.queue(), inspecting=window.is_open())
            if not line:
                break
            # Skipped photos must be decided in the end, or an outcome would never come.
            line, put_off = [*put_off, *(p for p in line if p not in put_off)], []
            # Nothing moves in the queue before the next outcome or inspection.
            stop = min(most, decided + EVERY) if not window.is_open() else most
            for photo in line:
                if self.skips and photo not in skipped and self.rng.random() < self.skips:
                    skipped.add(photo)
                    window.skip(photo)
                    put_off.append(photo)
                    if len(put_off) == PUT_OFF:
                        break
                    continue
                decided += 1
                if window.decide(photo) or decided >= stop:
                    break
        return decided

    def _propose(self, window: "MemoryWorkspace | RealWorkspace") -> None:
        plan, after = window.proposal(self.target)
        if plan is not None and self.wants(plan, len(window.queue())):
            window.open(self.target, plan, after)

    def _line(self, queue: NDArray[np.int64], *, inspecting: bool) -> list[int]:
        line = [int(photo) for photo in queue]
        if self.order == "least sure first" or (inspecting and self.order == "by chance"):
            return line
        if self.order == "by chance":
            return [int(photo) for photo in self.rng.permutation(queue)]
        if not inspecting:
            return line[::-1]
        # From the end of the queue alone, checks would never be reached: a coin takes either end.
        front = self.rng.random(len(line)) < 0.5
        ends = np.where(front, front.cumsum() - 1, -(~front).cumsum())
        return [line[end] for end in ends]
