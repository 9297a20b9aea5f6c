"""Acceptance sampling of lots: what may be labelled alone, proved on a random sample of the lot.

A lot is a fixed, finite set of photos that one model version would label alone. Checks are drawn
from it at random without replacement, so the wrong ones among them follow a hypergeometric
distribution whatever the photos are and wherever they came from (Dodge, Romig, "Sampling Inspection
Tables", 1944; the bound by inverting the tail is Buonaccorsi's, "A Note on Confidence Intervals for
Proportions in Finite Populations", 1987). Several stages share the total error probability
(Bonferroni).
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

STAGES: Final = (1, 2, 4)
"""Sample sizes of the stages, in multiples of the first."""
STAGES_ALLOWED: Final = 6
"""Number of stages that share the confidence, for each photo of the workspace."""
LEAST_TARGET, MOST_TARGET = 0.80, 0.999
LEAST_LOT: Final = 30
"""Smaller lots save too little for an inspection."""


@lru_cache(maxsize=4096)
def most_wrong(lot: int, checks: int, wrong: int, level: float) -> int:
    """Return the largest number of wrong photos in a lot that is consistent with a sample.

    Args:
        lot: Photos of the lot.
        checks: How many of them were drawn at random and decided.
        wrong: How many of these the model had wrong.
        level: Chance that the bound is too low, above 0 and below 1.

    Returns:
        The largest D with P(X <= wrong) > level, where X is hypergeometric: `checks` draws from a
        lot of which D are wrong.
    """
    # The window needs the constants above, and not NumPy before its first photo is painted.
    import numpy as np
    from scipy.stats import hypergeom

    low, high = wrong, lot - checks + wrong
    while low < high:
        # A call with some numbers costs little more than one with one.
        asked = np.unique(np.linspace(low, high, 8)[1:].round().astype(np.int64).clip(low + 1))
        allowed = int((hypergeom.cdf(wrong, lot, asked, checks) > level).sum())
        high = high if allowed == len(asked) else int(asked[allowed]) - 1
        low = int(asked[allowed - 1]) if allowed else low
    return low


DRIFT_LEVEL: Final = 0.05
"""Significance level from which arrivals count as drifted."""


def drifted(found: tuple[int, int], before: tuple[int, int]) -> bool:
    """Return True if significantly more checks are wrong than before.

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
    """Bound that a stage sets on the undecided photos of a lot.

    Attributes:
        risk: The share of them that may be.
    """

    left: int
    most_wrong: int
    risk: float

    @property
    def share(self) -> float:
        """Return the largest share of the photos left that can be wrong."""
        return self.most_wrong / self.left if self.left else 0.0

    @property
    def stands(self) -> bool:
        """Return True if the photos left may be accepted."""
        return self.left > 0 and self.most_wrong <= self.risk * self.left


@dataclass(frozen=True, slots=True)
class Found:
    """State of an inspection.

    Attributes:
        wrong: Checks that were wrong; one that was skipped counts.
    """

    lot: int
    checks: int
    wrong: int
    decided: int
    wrong_decided: int


def stage(found: Found, risk: float, level: float) -> Bound:
    """Evaluate the sample of one stage.

    Args:
        found: State of the inspection, with every check of the stage decided.
        risk: Share of the accepted photos that may be wrong.
        level: Chance of a false certificate that this stage may take.
    """
    bound = most_wrong(found.lot, found.checks, found.wrong, level)
    # A check that was skipped is wrong, but not decided: it stays among the photos left.
    left = found.lot - found.decided
    return Bound(left, min(left, max(0, bound - found.wrong_decided)), risk)


@lru_cache(maxsize=4096)
def acceptance(lot: int, checks: int, risk: float, level: float) -> int:
    """Return the largest number of wrong checks with which a stage passes; -1 if none does.

    Treats all decided photos as checks. One more wrong photo in a lot brings at most one more into
    a sample, so what passes with some wrong checks passes with fewer: bisection finds it.
    """
    from scipy.stats import hypergeom

    if checks >= lot:
        return -1
    low, high = -1, int(checks * risk) + 1
    while low < high:
        wrong = (low + high + 1) // 2
        # It passes if one more wrong photo than may be left would contradict the sample.
        rejected = int(risk * (lot - checks) + 1e-9) + wrong + 1
        if rejected > lot - checks + wrong or hypergeom.cdf(wrong, lot, rejected, checks) <= level:
            low = wrong
        else:
            high = wrong - 1
    return low
