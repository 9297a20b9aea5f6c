"""The promotion gate: whether a candidate is better than the active version.

Both versions get a log score for each validation photo: the logarithm of the probability of the
right category. If neither is better, the signs of the differences are random: a paired permutation
test (Good, "Permutation, Parametric and Bootstrap Tests of Hypotheses", 3rd edition, 2005). Log
scores need fewer photos than accuracy to show a difference. Both versions get the temperature that
fits these photos best, and probabilities are bounded below by 0.01, so that neither calibration nor
one photo decides.

The level is higher than usual: a better candidate that is refused costs an operator hundreds of
decisions; a worse one that is taken is found by the next gate and reverted by one click. It was
chosen by ``benchmarks.gate``.
"""

import json
import math
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from training.finetuning.enough import ENOUGH
from training.versions import calibrate

# Reasons, each with its params. Exactly one of the first four is given; CATEGORY_LOST, once for
# each such category, turns "better" into "undecided"; the others are remarks.
TOO_FEW_VALIDATION: Final = "too-few-validation"  # count, minimum -> undecided
RIGHT_MORE_OFTEN: Final = "right-more-often"  # gained, lost, p_value -> better
RIGHT_LESS_OFTEN: Final = "right-less-often"  # gained, lost, p_value -> worse
NO_CLEAR_DIFFERENCE: Final = "no-clear-difference"  # gained, lost, p_value -> undecided
CATEGORY_LOST: Final = "category-lost"  # category, active, candidate, count -> not better
FORGETTING: Final = "forgetting"  # active, candidate: accuracies on photos that neither learned
SURER_OF_WHAT_IS_RIGHT: Final = "more-confident-when-right"  # active, candidate: mean log scores
LESS_SURE_OF_WHAT_IS_RIGHT: Final = "less-confident-when-right"  # the same

LEVEL: Final = 0.2
"""The one-sided significance level of a verdict."""
HARM: Final = 0.05
"""The level for a lost category: stricter, since many categories are tested."""
_FLIPS: Final = 9_999
_AT_ONCE: Final = 1_000
_MIN_LOG_SCORE: Final = math.log(0.01)
_ENOUGH_TO_FIT: Final = 20
FORGOTTEN: Final = 0.05
"""A fall in accuracy on the holdout samples that is reported."""

Outcome = Literal["better", "worse", "undecided"]
Reason = tuple[str, dict[str, float | int | str]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of one version on the validation photos.

    Attributes:
        accuracy: share that it gets right.
        log_score: mean natural logarithm of the probability it gives to what is right; at most 0.
        recall: for each category, the share of its photos that it gets right, None without any.
        between: for each category, the 95 % interval of that share (Wilson), None without any.
    """

    accuracy: float
    log_score: float
    recall: tuple[float | None, ...]
    between: tuple[tuple[float, float] | None, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of the gate.

    Attributes:
        verdict: ``better``, ``worse`` or ``undecided``.
        reasons: codes of this module with their params.
        active: figures of the active version, None without validation photos.
        candidate: figures of the candidate, likewise.
        count: validation photos.
        only_candidate_right: photos that the candidate alone gets right.
        only_active_right: photos that the active version alone gets right: negative flips.
        p_value: of the difference of log scores in its direction.
        categories: names in the order of ``recall``.
    """

    verdict: Outcome
    reasons: tuple[Reason, ...]
    active: Figures | None
    candidate: Figures | None
    count: int
    only_candidate_right: int
    only_active_right: int
    p_value: float
    categories: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the verdict as plain JSON values."""
        content: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        content["reasons"] = [{"code": code, "params": params} for code, params in self.reasons]
        return content


Labels = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def compare(
    active: calibrate.Probabilities,
    candidate: calibrate.Probabilities,
    labels: Labels,
    categories: tuple[str, ...],
    minimum: int = ENOUGH,
    holdout_accuracy: tuple[float, float] | None = None,
    level: float = LEVEL,
) -> Verdict:
    """Compare two versions on the same validation photos.

    ``better`` and ``worse`` need a significant difference of log scores, and more photos gained
    than lost, or the reverse; ``better`` also that no category is significantly worse.

    Args:
        active: (N, K) calibrated probabilities of the active version; or fewer columns, if the
            candidate has categories that it lacks; their probability is 0.
        candidate: (N, K) of the candidate.
        labels: (N,) of the decisions, indices into ``categories``.
        categories: the K names.
        minimum: with fewer photos the verdict is always ``undecided``.
        holdout_accuracy: of the active version and the candidate on the parent's holdout samples;
            a fall is reported and does not change the verdict, which concerns the photos of this
            workspace.
        level: one-sided significance level.

    Raises:
        ValueError: if the shapes do not fit.
    """
    active = _widened(active, len(categories))
    shape = (len(labels), len(categories))
    if active.shape != shape or candidate.shape != shape:
        raise ValueError(f"expected two of {shape}, got {active.shape} and {candidate.shape}")
    was_right = active.argmax(axis=1) == labels
    is_right = candidate.argmax(axis=1) == labels
    gained = int((is_right & ~was_right).sum())
    lost = int((was_right & ~is_right).sum())
    before, after = _log_scores(active, labels), _log_scores(candidate, labels)
    p_value = _chance_of(after - before)
    reasons: list[Reason] = []
    verdict: Outcome = "undecided"
    if len(labels) < minimum:
        reasons.append((TOO_FEW_VALIDATION, {"count": len(labels), "minimum": minimum}))
    else:
        surer = after.sum() > before.sum()
        verdict, reason = _overall(gained, lost, p_value, level, surer=bool(surer))
        reasons.append(reason)
        harmed = _harmed(was_right, is_right, labels, categories)
        reasons += harmed
        if harmed and verdict == "better":
            verdict = "undecided"
    old, new = (_figures(p, labels, len(categories)) for p in (active, candidate))
    reasons += _remarks(old, new, holdout_accuracy)
    return Verdict(
        verdict, tuple(reasons), old, new, len(labels), gained, lost, p_value, categories
    )


def _widened(probabilities: calibrate.Probabilities, width: int) -> calibrate.Probabilities:
    missing = max(0, width - probabilities.shape[1])
    return np.pad(probabilities, ((0, 0), (0, missing)))


def _coin_p_value(gained: int, lost: int) -> float:
    if gained + lost == 0:
        return 1.0
    from scipy.stats import binomtest

    return float(binomtest(gained, gained + lost).pvalue)


def _log_scores(probabilities: calibrate.Probabilities, labels: Labels) -> calibrate.Floats:
    """Return log scores with the temperature that fits photos of the version's categories."""
    if not len(labels):
        return np.zeros(0)
    known = probabilities[np.arange(len(labels)), labels] > 0
    if known.sum() >= _ENOUGH_TO_FIT:
        temperature = calibrate.fit_temperature(probabilities[known], labels[known])
        probabilities = calibrate.apply_temperature(probabilities, temperature)
    scores: calibrate.Floats = np.maximum(
        calibrate.log_scores(probabilities, labels), _MIN_LOG_SCORE
    )
    return scores


def _chance_of(differences: calibrate.Floats) -> float:
    """Return the one-sided p-value of a sum of differences under random signs."""
    clear = abs(differences.sum())
    if clear == 0:
        return 1.0
    rng = np.random.default_rng(0)
    beyond = 0
    for done in range(0, _FLIPS, _AT_ONCE):
        count = min(_AT_ONCE, _FLIPS - done)
        signs = 2.0 * rng.integers(0, 2, (count, len(differences))) - 1
        beyond += int((signs @ differences >= clear - 1e-9).sum())
    return (beyond + 1) / (_FLIPS + 1)


def _overall(
    gained: int, lost: int, p_value: float, level: float, *, surer: bool
) -> tuple[Outcome, Reason]:
    params: dict[str, float | int | str] = {"gained": gained, "lost": lost, "p_value": p_value}
    if p_value <= level and surer and gained > lost:
        return "better", (RIGHT_MORE_OFTEN, params)
    if p_value <= level and not surer and lost > gained:
        return "worse", (RIGHT_LESS_OFTEN, params)
    return "undecided", (NO_CLEAR_DIFFERENCE, params)


def _harmed(
    was_right: Flags, is_right: Flags, labels: Labels, categories: tuple[str, ...]
) -> list[Reason]:
    """Return the categories at which the candidate is significantly worse, by a sign test."""
    reasons: list[Reason] = []
    for index, category in enumerate(categories):
        before, after = was_right[labels == index], is_right[labels == index]
        gained, lost = int((after & ~before).sum()), int((before & ~after).sum())
        if lost > gained and _coin_p_value(gained, lost) <= HARM:
            params: dict[str, float | int | str] = {
                "category": category,
                "active": float(before.mean()),
                "candidate": float(after.mean()),
                "count": len(before),
            }
            reasons.append((CATEGORY_LOST, params))
    return reasons


def _figures(
    probabilities: calibrate.Probabilities, labels: Labels, categories: int
) -> Figures | None:
    if not len(labels):
        return None
    right = probabilities.argmax(axis=1) == labels
    log_score = float(calibrate.log_scores(probabilities, labels).mean())
    groups = [right[labels == index] for index in range(categories)]
    recall = tuple(float(group.mean()) if len(group) else None for group in groups)
    between = tuple(calibrate.interval(group) if len(group) else None for group in groups)
    return Figures(float(right.mean()), log_score, recall, between)


def _remarks(
    active: Figures | None,
    candidate: Figures | None,
    holdout_accuracy: tuple[float, float] | None,
) -> list[Reason]:
    reasons: list[Reason] = []
    if active and candidate and active.log_score != candidate.log_score:
        surer = candidate.log_score > active.log_score
        code = SURER_OF_WHAT_IS_RIGHT if surer else LESS_SURE_OF_WHAT_IS_RIGHT
        scores = {"active": active.log_score, "candidate": candidate.log_score}
        reasons.append((code, dict(scores)))
    if holdout_accuracy is not None:
        before, after = holdout_accuracy
        if before - after > FORGOTTEN:
            reasons.append((FORGETTING, {"active": before, "candidate": after}))
    return reasons
