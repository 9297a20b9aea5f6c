"""The engines that classify batches of files on several processors."""

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from hitl_app.domain.imports import EngineName

if TYPE_CHECKING:
    from hitl_app.jobs.imports.many.work import Batches, Recipe, Result


class Engine(Protocol):
    """Running workers."""

    def results(self, batches: "Batches") -> "Iterator[list[Result]]":
        """Yield the results of batches, in the order of the batches.

        Batches are taken only as fast as results are: memory does not grow with their number.

        Raises:
            CancelledError: The job was cancelled.
            KnownError: The workers cannot work.
        """


@dataclass(frozen=True, slots=True)
class Plan:
    """Which engine classifies, and with what.

    Attributes:
        workers: Processes; 0 for one a processor.
        address: Of a Ray cluster, `auto` for the one of this computer; empty to start one.
    """

    name: EngineName = EngineName.LOCAL
    workers: int = 0
    address: str = ""

    def results(
        self, recipe: "Recipe", check: Callable[[], None], batches: "Batches"
    ) -> "Generator[list[Result]]":
        """Yield the results of batches; without any, no worker is started.

        Arguments and errors as those of `started` and `Engine.results`.
        """
        first = next(batches, None)
        if first is not None:
            with self.started(recipe, check) as engine:
                yield from engine.results(chain([first], batches))

    def started(
        self, recipe: "Recipe", check: Callable[[], None]
    ) -> AbstractContextManager[Engine]:
        """Start the workers.

        Args:
            recipe: How photos are classified.
            check: Called often; raises to cancel.

        Raises:
            KnownError: Ray is not installed, or does not answer.
        """
        if self.name == EngineName.RAY:
            # It is an extra.
            from hitl_app.jobs.imports.many.ray_engine import RayEngine

            return RayEngine(recipe, check, self.workers, self.address)
        from hitl_app.jobs.imports.many.processes import Processes

        return Processes(recipe, check, self.workers or os.cpu_count() or 1)
