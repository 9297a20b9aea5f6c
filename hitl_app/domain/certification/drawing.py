"""Draw samples, end stages, and place blind photos in the queue.

Plain functions of chance and counts: the service runs them on the database, and
`benchmarks/replay.py` in memory, thousands of times.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hitl_app.domain.certification.bound import STAGES, Bound, Found, stage


@dataclass(frozen=True, slots=True)
class Drawn:
    """Photos that are blind from the opening of an inspection on.

    Attributes:
        checks: Of each stage, what it adds to those before it.
        others: Decoys: photos of the lot that hide the checks of later stages.
    """

    checks: tuple[list[int], ...]
    others: list[int]


def draw(
    lot: NDArray[np.int64],
    sample: int,
    rng: np.random.Generator,
    stages: Sequence[int] = STAGES,
) -> Drawn | None:
    """Draw the checks of all stages, each set of photos as likely as any other.

    Returns:
        The drawn photos; None if the lot is too small for the sample.
    """
    sizes = [sample * times for times in stages if sample * times < len(lot)]
    if not sizes:
        return None
    order = rng.permutation(lot).tolist()
    starts = [0, *sizes]
    checks = tuple(order[first:last] for first, last in zip(starts, sizes, strict=False))
    return Drawn(checks, order[sizes[-1] : sizes[-1] + (sizes[-1] - sizes[0])])


def mixed(
    checks: Sequence[int], others: NDArray[np.int64], rng: np.random.Generator
) -> tuple[list[int], list[int]]:
    """Take as many decoys as there are checks, and shuffle both together.

    Returns:
        The decoys, and the shuffled order of decoys and checks.
    """
    decoys = rng.permutation(others)[: len(checks)].tolist()
    return decoys, rng.permutation([*checks, *decoys]).tolist()


def woven(queue: Sequence[float], count: int, rng: np.random.Generator) -> list[float]:
    """Return places that interleave photos with a queue, by coin toss.

    Args:
        queue: Places of the photos at its front, ascending.
        count: How many to weave in.
        rng: Random generator.
    """
    before = queue[0] - 1 if queue else 0.0
    passed = 0
    places = []
    for _ in range(count):
        passed += int(rng.geometric(0.5)) - 1
        if passed < len(queue):
            low = queue[passed - 1] if passed else before
            before = max(before, low)
            before += (queue[passed] - before) * float(rng.uniform(0.05, 0.5))
        else:
            before = max(before, queue[-1] if queue else 0.0) + float(rng.uniform(1e-6, 1e-5))
        places.append(before)
    return places


def result(
    worst: Found, best: Found, undecided: int, risk: float, level: float
) -> tuple[bool, Bound] | None:
    """Return the result of a stage, if further decisions cannot change it.

    Args:
        worst: The undecided checks taken as wrong.
        best: The undecided checks taken as right.
        undecided: How many there are.
        risk: Share of the accepted photos that may be wrong.
        level: Chance of a false certificate that this stage may take.

    Returns:
        Whether the stage passes, and the bound; None while it is open.
    """
    if not _hopeless(worst, risk):
        at_worst = stage(worst, risk, level)
        if at_worst.stands:
            return True, at_worst
    at_best = stage(best, risk, level)
    if undecided == 0 or not at_best.stands:
        return False, at_best
    return None


def _hopeless(found: Found, risk: float) -> bool:
    """Return True if a stage certainly fails, by a cheap bound; False if unknown.

    The bound is no less than the number of which a sample with one wrong check less is the mean: a
    hypergeometric median is less than one away from its mean, and levels are below a half.
    """
    least = (found.wrong - 1) * found.lot / found.checks - found.wrong_decided
    return least > risk * (found.lot - found.decided)


def another_stage(number: int, sample: int, lot: int, stages_left: int) -> bool:
    """Return True if a stage of this number, from 1, can follow those before it."""
    return number <= len(STAGES) and sample * STAGES[number - 1] < lot and stages_left >= 1
