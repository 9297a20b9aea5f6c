"""Acceptance sampling of lots: what may be labelled alone, proved on a sample of exactly that.

A lot is a fixed, finite set of photos that one network version would label alone. Checks are drawn
from it at random without replacement, so the wrong ones among them follow a hypergeometric
distribution whatever the photos are and wherever they came from (Dodge, Romig, "Sampling Inspection
Tables", 1944; the bound by inverting the tail is Buonaccorsi's, "A Note on Confidence Intervals for
Proportions in Finite Populations", 1987). Several looks share the error of the whole by Bonferroni.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

LOOKS: Final = (1, 2, 4)
"""At how many times the first sample an inspection is looked at."""
LOOKS_ALLOWED: Final = 6
"""Looks that the confidence is shared among, for each photo of the workspace."""
LEAST_TARGET, MOST_TARGET = 0.80, 0.999
LEAST_LOT: Final = 30
"""Smaller lots save nothing that is worth a check."""


def most_wrong(lot: int, checks: int, wrong: int, level: float) -> int:
    """The largest number of wrong photos in a lot that a sample does not speak against.

    Args:
        lot: Photos of the lot.
        checks: How many of them were drawn at random and decided.
        wrong: How many of these the network had wrong.
        level: Chance that the bound is too low, above 0 and below 1.

    Returns:
        The largest D with P(X <= wrong) > level, where X is hypergeometric: `checks` draws from a
        lot of which D are wrong.
    """
    from scipy.stats import hypergeom

    low, high = wrong, lot - checks + wrong
    while low < high:
        middle = (low + high + 1) // 2
        if hypergeom.cdf(wrong, lot, middle, checks) > level:
            low = middle
        else:
            high = middle - 1
    return low


DRIFT_LEVEL: Final = 0.05
"""How improbable more wrong checks must be before arrivals count as another kind of photos."""


def drifted(found: tuple[int, int], before: tuple[int, int]) -> bool:
    """Tells whether there are significantly more wrong checks than there were before.

    Fisher's exact test, one-sided: given how many are wrong in both samples together, the wrong
    ones among the new checks are hypergeometric if nothing changed.

    Args:
        found: Wrong checks of the arrivals, and all of them.
        before: The same of the older certificate.
    """
    from scipy.stats import fisher_exact

    table = [[found[0], found[1] - found[0]], [before[0], before[1] - before[0]]]
    return bool(fisher_exact(table, alternative="greater").pvalue <= DRIFT_LEVEL)


@dataclass(frozen=True, slots=True)
class Bound:
    """What a look says of the photos of a lot that nobody decided.

    Attributes:
        left: How many these are.
        most_wrong: How many of them can be wrong, at the confidence of the look.
        risk: The share of them that may be.
    """

    left: int
    most_wrong: int
    risk: float

    @property
    def share(self) -> float:
        """The largest share of the photos left that can be wrong."""
        return self.most_wrong / self.left if self.left else 0.0

    @property
    def stands(self) -> bool:
        """Whether what is left may be accepted."""
        return self.left > 0 and self.most_wrong <= self.risk * self.left


@dataclass(frozen=True, slots=True)
class Found:
    """How an inspection stands.

    Attributes:
        lot: Photos of the lot.
        checks: Checks drawn for the looks so far.
        wrong: Checks that were wrong; one that nobody could decide counts.
        decided: Photos of the lot that people decided, checks or not.
        wrong_decided: How many of these the network had wrong.
    """

    lot: int
    checks: int
    wrong: int
    decided: int
    wrong_decided: int


def look(found: Found, risk: float, level: float) -> Bound:
    """Looks at a sample once.

    Args:
        found: How the inspection stands, every check of the look decided.
        risk: Share of the accepted photos that may be wrong.
        level: Chance of a false certificate that this look may take.
    """
    bound = most_wrong(found.lot, found.checks, found.wrong, level)
    # A check that was skipped is wrong, but not decided: it stays among the photos left.
    left = found.lot - found.decided
    return Bound(left, min(left, max(0, bound - found.wrong_decided)), risk)


@lru_cache(maxsize=20_000)
def acceptance(lot: int, checks: int, risk: float, level: float) -> int:
    """The largest number of wrong checks with which a look passes; -1 if none does.

    All decided photos are taken to be checks.
    """
    from scipy.stats import hypergeom

    if checks >= lot:
        return -1
    wrong = np.arange(0, int(checks * risk) + 2)
    # It passes if one more wrong photo than may be left would speak against the sample.
    rejected = np.floor(risk * (lot - checks) + 1e-9).astype(np.int64) + wrong + 1
    passes = hypergeom.cdf(wrong, lot, np.minimum(rejected, lot), checks) <= level
    passes |= rejected > lot - checks + wrong
    return int(np.flatnonzero(~passes)[0]) - 1 if not passes.all() else int(wrong[-1])


@dataclass(frozen=True, slots=True)
class Plan:
    """A lot and a sample, and what they are expected to cost and save.

    Attributes:
        threshold: Least confidence of the lot's photos.
        lot: Photos of the lot.
        checks: Checks of the first look; later looks draw up to four times as many.
        level: Chance of a false certificate of each look.
        risk: Share of the accepted photos that may be wrong.
        expected_wrong: Share of the lot that the network is expected to have wrong.
        pass_chance: Chance that the certificate stands in the end.
        saved: Photos that people are expected not to have to decide.
        allowed: Wrong checks with which the first look still passes.
    """

    threshold: float
    lot: int
    checks: int
    level: float
    risk: float
    expected_wrong: float
    pass_chance: float
    saved: float
    allowed: int


# How far calibration may be off: what it predicts is taken this many times, with these chances.
_DOUBTS: Final = ((0.7, 0.25), (1.0, 0.35), (1.7, 0.25), (2.6, 0.15))
_LOTS: Final = 24
# Doubling, as looks do: so one lot asks only for few acceptance numbers.
_SAMPLES: Final = (20, 40, 80, 160, 320, 640, 1280)


def propose(
    counts: NDArray[np.int64],
    risk: float,
    confidence: float,
    *,
    trusted: bool = True,
    looks_allowed: int = LOOKS_ALLOWED,
    looks_left: int = LOOKS_ALLOWED,
) -> Plan | None:
    """Proposes the lot and the sample that are expected to save the most work.

    Args:
        counts: (BINS,) waiting photos by confidence; bin i holds [i / BINS, (i + 1) / BINS).
        risk: One less the target.
        confidence: That the certificate is right, such as 0.95.
        trusted: Whether enough reference photos fitted the calibration; if not, the smallest lot
            that saves anything worth while is proposed.
        looks_allowed: How many looks share the confidence.
        looks_left: How many of them are left.

    Returns:
        The best plan, or None if none is expected to save anything.
    """
    level = (1 - confidence) / looks_allowed
    plans = [
        plan
        for place in _candidates(counts)
        for plan in [plan_lot(counts, place, risk, level, looks_left)]
        if plan is not None and plan.saved >= 1
    ]
    if not plans:
        return None
    if not trusted:
        least = 0.25 * max(plan.saved for plan in plans)
        return min((p for p in plans if p.saved >= least), key=lambda p: p.lot)
    return max(plans, key=lambda plan: plan.saved)


def _candidates(counts: NDArray[np.int64]) -> Sequence[int]:
    """Bins to begin a lot at, so that the lots' sizes are spread evenly over what waits."""
    above = counts[::-1].cumsum()[::-1]
    total = int(above[0])
    if total < LEAST_LOT:
        return ()
    sizes = np.linspace(min(LEAST_LOT, total), total, _LOTS)
    # The smallest lot of at least each size.
    places = np.searchsorted(-above, -sizes, side="right") - 1
    return [int(place) for place in np.unique(places.clip(0)) if above[place] >= LEAST_LOT]


def plan_lot(
    counts: NDArray[np.int64],
    place: int,
    risk: float,
    level: float,
    looks_left: int = LOOKS_ALLOWED,
    checks: int | None = None,
) -> Plan | None:
    """The best sample for the lot of all photos from a bin on.

    Args:
        counts: (BINS,) waiting photos by confidence.
        place: The lot's first bin.
        risk: One less the target.
        level: Chance of a false certificate of each look.
        looks_left: How many looks may be made.
        checks: The first sample, if a person chose it.

    Returns:
        The plan, or None if no sample of this lot can pass.
    """
    part = counts[place:].astype(np.float64)
    lot = int(part.sum())
    centres = (np.arange(place, len(counts)) + 0.5) / len(counts)
    if lot < LEAST_LOT or looks_left < 1:
        return None
    wrong = float((part * (1 - centres)).sum() / lot)
    best: Plan | None = None
    for sample in (checks,) if checks is not None else _SAMPLES:
        if sample >= lot:
            break
        plan = _expected(lot, sample, wrong, risk, level, looks_left)
        if plan is not None and (best is None or plan[1] > best.saved):
            chance, saved, allowed = plan
            threshold = place / len(counts)
            best = Plan(threshold, lot, sample, level, risk, wrong, chance, saved, allowed)
    return best


def _expected(
    lot: int, sample: int, wrong: float, risk: float, level: float, looks_left: int
) -> tuple[float, float, int] | None:
    """Chance to pass, photos saved, and wrong checks allowed at the first look."""
    looks = [sample * times for times in LOOKS if sample * times < lot][:looks_left]
    allowed = [acceptance(lot, size, risk, level) for size in looks]
    if max(allowed, default=-1) < 0:
        return None
    chance = saved = 0.0
    for factor, weight in _DOUBTS:
        passing = _passing(looks, allowed, min(1.0, wrong * factor))
        chance += weight * sum(passing)
        saved += weight * sum(p * (lot - size) for p, size in zip(passing, looks, strict=True))
    return chance, saved, allowed[0]


def _passing(looks: Sequence[int], allowed: Sequence[int], wrong: float) -> list[float]:
    """The chance that each look is the first to pass; checks are taken as independent."""
    from scipy.special import bdtr

    most = max(allowed) + 1
    still = np.zeros(most + 1)  # not passed yet, by wrong checks so far; the last is "too many"
    still[0] = 1.0
    passing, before = [], 0
    for size, limit in zip(looks, allowed, strict=True):
        up_to = bdtr(np.arange(most + 1.0), size - before, wrong)
        fresh = np.diff(np.nan_to_num(up_to, nan=1.0), prepend=0.0)  # nan: more than there are
        now = np.convolve(still, fresh)[: most + 1]
        now[most] = max(0.0, still.sum() - now[:most].sum())
        passing.append(float(now[: limit + 1].sum()))
        now[: limit + 1] = 0.0
        still, before = now, size
    return passing
