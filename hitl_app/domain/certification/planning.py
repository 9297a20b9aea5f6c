"""Choose the lot and the sample size that leave the fewest decisions.

A plan promises nothing: however wrong its expectations are, only a stage at random checks accepts
photos (`hitl_app.domain.certification.bound`). A bad plan costs work, never correctness.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hitl_app.domain.certification.bound import LEAST_LOT, STAGES, STAGES_ALLOWED, acceptance
from hitl_app.domain.certification.calibration import Doubts, Evidence, weighed

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Plan:
    """A lot and a sample, and what they are expected to cost and save.

    Attributes:
        checks: Checks of the first stage; later stages draw up to four times as many.
        risk: Share of the accepted photos that may be wrong.
    """

    threshold: float
    lot: int
    checks: int
    level: float
    risk: float
    expected_wrong: float
    pass_chance: float
    saved: float

    def allowed(self) -> int:
        """Return the wrong checks with which the first stage still passes; -1 for none.

        The first call imports SciPy's statistics, which take 70 MB.
        """
        return acceptance(self.lot, self.checks, self.risk, self.level)


_LOTS: Final = 48
# Wrong checks that the first stage may allow: of each, the smallest sample that does is tried.
_ALLOWED: Final = np.array([0, 1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30, 45, 70, 110])
# Of what the best plan would save if calibration were known, a second inspection saves this much.
_SECOND: Final = 0.9
# An inspection is suggested if it saves this share of the photos to review.
_WORTH: Final = 0.05
# For each check, one decoy and on average two other photos come up.
_BETWEEN: Final = 3


def propose(
    counts: Counts,
    risk: float,
    level: float,
    *,
    trusted: bool = True,
    stages_left: int = STAGES_ALLOWED,
    evidence: Evidence | None = None,
) -> Plan | None:
    """Propose the lot and the sample that are expected to save the most work.

    Args:
        counts: (BINS,) photos to review by confidence; bin i holds [i / BINS, (i + 1) / BINS).
        risk: 1 - target.
        level: Chance of a false certificate of each stage.
        trusted: Whether enough validation photos fitted the calibration; if not, the smallest lot
            that saves a worthwhile amount is proposed.
        stages_left: How many stages may be made.
        evidence: Decisions so far.
    """
    places = _candidates(counts)
    if not len(places) or stages_left < 1:
        return None
    doubts = weighed(len(counts), evidence)
    lots = _lots(counts, places)
    samples = _samples(lots, risk, level)
    found = _expect(counts, places, samples, risk, level, stages_left, doubts)
    worth = found.saved if not trusted else found.value
    # A stage that can only fail would waste one of the allowed stages.
    worth = np.where((found.saved >= 1) & (found.allowed[..., 0] >= 0), worth, 0.0)
    if worth.max() <= 0:
        return None
    if not trusted:
        enough = worth.max(axis=1) >= 0.25 * worth.max()
        worth[np.arange(len(places)) != np.flatnonzero(enough)[lots[enough].argmin()]] = 0.0
    best = np.unravel_index(int(worth.argmax()), worth.shape)
    return found.plan(int(best[0]), int(best[1]), risk, level, len(counts))


def plan_lot(
    counts: Counts,
    place: int,
    risk: float,
    level: float,
    stages_left: int = STAGES_ALLOWED,
    checks: int | None = None,
    evidence: Evidence | None = None,
) -> Plan | None:
    """Return the best sample for the lot of all photos from a bin on; arguments as for `propose`.

    Returns:
        The plan, or None if no sample of this lot can pass.
    """
    places = np.array([place])
    lots = _lots(counts, places)
    if lots[0] < LEAST_LOT or stages_left < 1:
        return None
    samples = _samples(lots, risk, level) if checks is None else np.array([[checks]])
    doubts = weighed(len(counts), evidence)
    found = _expect(counts, places, samples, risk, level, stages_left, doubts)
    best = int(found.saved[0].argmax())
    if found.allowed[0, best].max() < 0:
        return None
    return found.plan(0, best, risk, level, len(counts))


def saves_enough(plan: Plan | None, to_review: int) -> bool:
    """Return True if an inspection is expected to save a worthwhile share of the work."""
    return plan is not None and plan.saved >= _WORTH * to_review


def pays(plan: Plan, to_review: int, *, trusted: bool, training_photos_due: int = 0) -> bool:
    """Return True if the window should suggest an inspection now.

    Early is best: the least confident photos, outside of the lot, come up between the checks, and
    have to be decided in any case; once they are gone, photos of the lot take their place. But
    while the model still learns from them, the lot that a better model offers may be larger.

    Args:
        plan: What was proposed.
        to_review: Photos to review.
        trusted: Whether enough validation photos fitted the calibration: before, only small lots
            would be proposed, and each further lot is a harder one.
        training_photos_due: Decisions until the next retraining, if there will be one; 0 if not.
    """
    outside = to_review - plan.lot
    if not trusted or not saves_enough(plan, to_review):
        return False
    return training_photos_due == 0 or outside < training_photos_due + _BETWEEN * plan.checks


def _lots(counts: Counts, places: Counts) -> Counts:
    above: Counts = counts[::-1].cumsum()[::-1]
    return above[places]


def _candidates(counts: Counts) -> Counts:
    """Return first bins of lots whose sizes are spread evenly over the photos to review."""
    above = counts[::-1].cumsum()[::-1]
    total = int(above[0])
    if total < LEAST_LOT:
        return np.zeros(0, np.int64)
    sizes = np.linspace(LEAST_LOT, total, _LOTS)
    # The smallest lot of at least each size.
    return np.unique((np.searchsorted(-above, -sizes, side="right") - 1).clip(0))


def _passes(
    wrong: Counts, lots: Counts, checks: Counts, risk: float, level: float
) -> NDArray[np.bool_]:
    """Return True where stages pass with this many wrong checks, within about one check.

    The hypergeometric tail is taken from a binomial one (Wise, "A Quickly Convergent Expansion for
    Cumulative Hypergeometric Probabilities", Biometrika 41, 1954), as there are thousands to try.
    """
    from scipy.special import bdtr

    left = lots - checks
    rejected = np.floor(risk * left + 1e-9).astype(np.int64) + wrong + 1
    few, many = np.minimum(rejected, checks), np.maximum(rejected, checks)
    share = (2 * many - wrong) / (2 * lots - few + 1)
    tail = bdtr(np.minimum(wrong, few).astype(np.float64), few, share.clip(0, 1))
    passes: NDArray[np.bool_] = (left > 0) & ((tail <= level) | (rejected > left + wrong))
    return passes


def _acceptances(
    lots: Counts, checks: Counts, risk: float, level: float, least: Counts | int = -1
) -> Counts:
    """About the largest number of wrong checks with which each stage passes; -1 where none does."""
    shape = np.broadcast_shapes(lots.shape, checks.shape)
    lot, check = np.broadcast_to(lots, shape), np.broadcast_to(checks, shape)
    low = np.broadcast_to(least, shape).copy()
    high = np.maximum(low, (check * risk).astype(np.int64) + 1)
    while (low < high).any():
        middle = (low + high + 1) // 2
        passes = _passes(middle, lot, check, risk, level)
        low, high = np.where(passes, middle, low), np.where(passes, high, middle - 1).clip(low)
    return low


def _samples(lots: Counts, risk: float, level: float) -> Counts:
    """Of each lot, the smallest sample that passes with 0, 1, 2, ... wrong checks: (P, C)."""
    from scipy.special import gammaincinv

    shape = (len(lots), len(_ALLOWED))
    wanted, lot = np.broadcast_to(_ALLOWED, shape), np.broadcast_to(lots[:, None], shape)
    # A lot without end, wrong photos as rare as Poisson's: the sample is about that large.
    about = gammaincinv(_ALLOWED + 1.0, 1 - level) / risk
    low: Counts = np.minimum(np.broadcast_to((about / 3).astype(np.int64), shape), lot - 1)
    high = np.minimum(np.broadcast_to((about * 1.6).astype(np.int64) + 2, shape), lot - 1)
    while (low < high).any():
        middle = (low + high) // 2
        passes = _passes(wanted, lot, middle, risk, level)
        low, high = np.where(passes, low, middle + 1).clip(max=high), np.where(passes, middle, high)
    return low


@dataclass(frozen=True, slots=True)
class _Expected:
    """Expected results of each lot (axis 0) with each sample (axis 1)."""

    places: Counts
    lots: Counts
    samples: Counts
    allowed: Counts
    wrong: Floats
    chance: Floats
    saved: Floats
    value: Floats

    def plan(self, lot: int, sample: int, risk: float, level: float, bins: int) -> Plan:
        """Return one of them."""
        return Plan(
            threshold=int(self.places[lot]) / bins,
            lot=int(self.lots[lot]),
            checks=int(self.samples[lot, sample]),
            level=level,
            risk=risk,
            expected_wrong=float(self.wrong[lot]),
            pass_chance=float(self.chance[lot, sample]),
            saved=float(self.saved[lot, sample]),
        )


def _expect(
    counts: Counts,
    places: Counts,
    samples: Counts,
    risk: float,
    level: float,
    stages_left: int,
    doubts: Doubts,
) -> _Expected:
    """Expect what inspections would bring, over all doubts.

    That a stage passes which an earlier one did not is taken from the chances of each alone: they
    are strongly correlated, so this is a slight underestimate.
    """
    from scipy.special import bdtr

    lots = _lots(counts, places)
    errors = (doubts.wrong * counts)[:, ::-1].cumsum(axis=1)[:, ::-1][:, places] / lots
    stages = samples[..., None] * np.array(STAGES[:stages_left])
    first = _acceptances(lots[:, None], samples, risk, level)
    later = _acceptances(lots[:, None, None], stages[..., 1:], risk, level, first[..., None])
    allowed = np.concatenate([first[..., None], later], axis=2)
    most = allowed[..., None].clip(0).astype(np.float64)
    # (lots, samples, stages, doubts)
    alone = bdtr(most, stages[..., None], errors.T[:, None, None])
    by_then = np.maximum.accumulate(np.where(allowed[..., None] >= 0, alone, 0.0), axis=2)
    passing = np.diff(by_then, axis=2, prepend=0.0)
    # As many decoys of the lot are decided as there are checks of later stages.
    decided = 2 * stages - stages[..., :1]
    left = (lots[:, None, None] - decided).clip(0)
    saved = (passing * left[..., None]).sum(axis=2)
    spent = np.minimum(decided, lots[:, None, None])[..., -1]
    value = saved @ doubts.weights
    if stages_left > len(STAGES):
        # After a failure its checks show how far calibration is off, and a smaller lot may do.
        again = (_SECOND * saved.max(axis=(0, 1)) - spent[..., None]).clip(0)
        value = value + ((1 - by_then[:, :, -1]) * again) @ doubts.weights
    return _Expected(
        places=places,
        lots=lots,
        samples=samples,
        allowed=allowed,
        wrong=doubts.weights @ errors,
        chance=by_then[:, :, -1] @ doubts.weights,
        saved=saved @ doubts.weights,
        value=value,
    )
